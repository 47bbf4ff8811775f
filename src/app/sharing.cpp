// Links that reproduce: sharing one with the fingerprint of the step shown, checking the claim of
// one that was opened; and files to take along.

#include <algorithm>
#include <utility>

#include "app/api.hpp"
#include "app/application.hpp"
#include "app/export_files.hpp"
#include "core/base64.hpp"
#include "core/translate.hpp"
#include "engine/checkpoints.hpp"
#include "engine/jobs.hpp"
#include "share/json_text.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

// Chat programs cut links near 2,000 characters.
constexpr std::size_t kLongLink = 1800;

std::string difference_text(const Reproduction& it) {
  std::string text =
      tr("Differs: at step {0} the fingerprint here is {1}, the sender's was {2}. The link was "
         "changed, or comes from another version.",
         std::to_string(it.claim.step), fingerprint_text(it.found),
         fingerprint_text(it.claim.fingerprint));
  const std::string same = std::to_string(it.same_until);
  const std::string first = std::to_string(it.step());
  if (it.same_until > 0 && it.first_difference) {
    text += " " + tr("Up to step {0} the bits are the same; at step {1} they differ.", same, first);
  } else if (it.same_until > 0) {
    text += " " + tr("Up to step {0} the bits are the same.", same);
  } else if (it.first_difference) {
    text += " " + tr("They differ from step {0} at the latest.", first);
  }
  return text;
}

}  // namespace

std::string Application::share_link() const {
  std::optional<FingerprintClaim> claim;
  const int step = state_.transport.target;
  if (state_.fingerprint && step > 0) {
    claim = {*state_.fingerprint, step, choose_checkpoints(*state_.present_runs, step)};
  }
  return environment_.address(write_link(committed_, claim));
}

// The fingerprint is known when all runs rest at one step: until then the target stands still.
void Application::share() {
  sharing_ = copies_link_ = true;
  if (result_is_known()) finish_share();
}

void Application::answer_with_link(int answer_id) {
  link_answers_.push_back(answer_id);
  sharing_ = true;
}

bool Application::result_is_known() const {
  return present() == 0 || (state_.fingerprint && state_.transport.target >= present());
}

void Application::finish_share() {
  sharing_ = false;
  const std::string link = share_link();
  for (const int id : std::exchange(link_answers_, {})) {
    environment_.emit("answer", format_json(Json{{"id", id}, {"result", link}}, -1));
  }
  if (!std::exchange(copies_link_, false)) return;
  environment_.copy_text(link);
  const int step = state_.transport.target;
  std::string text = tr("Link copied, {0} characters.", std::to_string(link.size()));
  if (step > 0 && state_.fingerprint) {
    text += " ";
    text +=
        tr("Whoever opens it trains the same runs to step {0} and sees whether the result is "
           "the same, bit for bit.",
           std::to_string(step));
  }
  if (link.size() > kLongLink) {
    notify(Notice::Kind::warning, text + " " + tr("Some chat programs cut links as long as this."));
  } else {
    notify(Notice::Kind::information, std::move(text));
  }
}

// The experiment is another now.
void Application::drop_share() {
  sharing_ = copies_link_ = false;
  for (const int id : std::exchange(link_answers_, {})) {
    const char* reason = "linkWithFingerprint: the experiment changed on the way";
    environment_.emit("answer", format_json(Json{{"id", id}, {"error", reason}}, -1));
  }
}

void Application::check_reproduction() {
  Reproduction& reproduction = state_.reproduction;
  if (reproduction.state != Reproduction::State::running || !state_.fingerprint) return;
  const int step = reproduction.claim.step;
  if (state_.transport.target != step && !state_.transport.finished) return;
  reproduction.found = *state_.fingerprint;
  const CheckpointFindings checkpoints =
      compare_checkpoints(engine_->runs(), reproduction.claim.checkpoints);
  const bool same = reproduction.found == reproduction.claim.fingerprint;
  reproduction.state = same ? Reproduction::State::reproduced : Reproduction::State::differs;
  if (same) {
    notify(Notice::Kind::information,
           tr("Reproduced: at step {0} every parameter of every run is the sender's, bit for bit.",
              std::to_string(step)));
    return;
  }
  reproduction.first_difference = checkpoints.first_difference;
  reproduction.same_until = checkpoints.same_until;
  notify(Notice::Kind::warning, difference_text(reproduction));
}

void Application::download(const std::string& format) {
  const std::optional<ExportFile> file = export_file(format);
  if (!file) {
    notify(Notice::Kind::error, export_format_error(format));
    return;
  }
  if (format == "png") {
    environment_.save_picture(file->name, 0, 0, 0, 0);
    return;
  }
  const auto save = [this, file](const Result<std::string>& bytes) {
    if (!bytes) {
      notify(Notice::Kind::error, bytes.error().message);
      environment_.emit("error", format_json(Json{{"message", bytes.error().message}}, -1));
      return;
    }
    environment_.download(file->name, file->media_type, *bytes);
    notify(Notice::Kind::information, tr("Saved {0}.", file->name));
  };
  if (file->is_picture) return save(draw_picture(format));
  notify(Notice::Kind::information, tr("Preparing {0} …", file->name));
  engine_->start_job(export_job(committed_, format, export_step()), save);
}

Result<std::string> Application::draw_picture(const std::string& format) const {
  if (draw_) return draw_(format);
  return fail(tr("export: there is no screen to draw a picture of"));
}

// What is on the screen; before the first step, the whole experiment.
int Application::export_step() const {
  return state_.transport.present > 0 ? state_.transport.present : committed_.training.steps;
}

Result<void> Application::start_export(const std::string& format, int answer_id,
                                       const PictureRect& rect) {
  const std::optional<ExportFile> file = export_file(format);
  if (!file) return fail(export_format_error(format));
  if (format == "png") {
    environment_.answer_picture(answer_id, file->name, rect.x, rect.y, rect.width, rect.height);
    return {};
  }
  const auto answer = [this, file, answer_id](const Result<std::string>& bytes) {
    Json reply = {{"id", answer_id}};
    if (!bytes) {
      reply["error"] = bytes.error().message;
    } else {
      reply["result"] = {{"name", file->name}, {"type", file->media_type}};
      reply["result"][file->binary ? "base64" : "text"] = file->binary ? base64(*bytes) : *bytes;
    }
    environment_.emit("answer", format_json(reply, -1));
  };
  if (file->is_picture) {
    answer(draw_picture(format));
  } else {
    engine_->start_job(export_job(committed_, format, export_step()), answer);
  }
  return {};
}

}  // namespace playground
