// Links that reproduce: sharing one with the fingerprint of the step shown, checking the claim of
// one that was opened; and files to take along.

#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/api.hpp"
#include "app/application.hpp"
#include "app/export_files.hpp"
#include "core/base64.hpp"
#include "engine/jobs.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

// Chat programs cut links near 2,000 characters.
constexpr std::size_t kLongLink = 1800;

}  // namespace

std::string Application::share_link() const {
  std::optional<FingerprintClaim> claim;
  const int step = state_.transport.target;
  if (state_.fingerprint && step > 0) claim = FingerprintClaim{*state_.fingerprint, step};
  return environment_.address(write_link(committed_, claim));
}

// The fingerprint is known when all runs rest at one step: until then the target stands still.
void Application::share() {
  sharing_ = true;
  if (present() == 0 || (state_.fingerprint && state_.transport.target >= present()))
    finish_share();
}

void Application::finish_share() {
  sharing_ = false;
  const std::string link = share_link();
  environment_.copy_text(link);
  const int step = state_.transport.target;
  std::string text = fmt::format("Link copied, {} characters.", link.size());
  if (step > 0 && state_.fingerprint) {
    text += fmt::format(
        " Whoever opens it trains the same runs to step {} and sees whether the result is "
        "the same, bit for bit.",
        step);
  }
  if (link.size() > kLongLink) {
    notify(Notice::Kind::warning, text + " Some chat programs cut links as long as this.");
  } else {
    notify(Notice::Kind::information, std::move(text));
  }
}

void Application::check_reproduction() {
  Reproduction& reproduction = state_.reproduction;
  if (reproduction.state != Reproduction::State::running || !state_.fingerprint) return;
  const int step = reproduction.claim.step;
  if (state_.transport.target != step && !state_.transport.finished) return;
  reproduction.found = *state_.fingerprint;
  const bool same = reproduction.found == reproduction.claim.fingerprint;
  reproduction.state = same ? Reproduction::State::reproduced : Reproduction::State::differs;
  if (same) {
    notify(Notice::Kind::information,
           fmt::format(
               "Reproduced: at step {} every parameter of every run is the sender's, bit for bit.",
               step));
  } else {
    notify(Notice::Kind::warning,
           fmt::format(
               "Differs: at step {} the fingerprint here is {}, the sender's was {}. The link was "
               "changed, or comes from another version.",
               step, fingerprint_text(reproduction.found),
               fingerprint_text(reproduction.claim.fingerprint)));
  }
}

void Application::download(const std::string& format) {
  const std::optional<ExportFile> file = export_file(format);
  if (!file) {
    notify(Notice::Kind::error, export_format_error(format));
    return;
  }
  notify(Notice::Kind::information, fmt::format("Preparing {} …", file->name));
  engine_->start_job(export_job(committed_, format, export_step()), [this, file](
                                                                        Result<std::string> bytes) {
    if (!bytes) {
      notify(Notice::Kind::error, bytes.error().message);
      environment_.emit("error", nlohmann::ordered_json{{"message", bytes.error().message}}.dump());
      return;
    }
    environment_.download(file->name, file->media_type, *bytes);
    notify(Notice::Kind::information, fmt::format("Saved {}.", file->name));
  });
}

// What is on the screen; before the first step, the whole experiment.
int Application::export_step() const {
  return state_.transport.present > 0 ? state_.transport.present : committed_.training.steps;
}

Result<void> Application::start_export(const std::string& format, int answer_id) {
  const std::optional<ExportFile> file = export_file(format);
  if (!file) return fail(export_format_error(format));
  engine_->start_job(export_job(committed_, format, export_step()),
                     [this, file, answer_id](Result<std::string> bytes) {
                       nlohmann::ordered_json reply = {{"id", answer_id}};
                       if (!bytes) {
                         reply["error"] = bytes.error().message;
                       } else {
                         reply["result"] = {{"name", file->name}, {"type", file->media_type}};
                         reply["result"][file->binary ? "base64" : "text"] =
                             file->binary ? base64(*bytes) : *bytes;
                       }
                       environment_.emit("answer", reply.dump());
                     });
  return {};
}

}  // namespace playground
