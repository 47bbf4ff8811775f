#include "app/application.hpp"

#include <algorithm>
#include <limits>
#include <type_traits>
#include <utility>

#include "share/json_text.hpp"

namespace playground {
namespace {

constexpr std::size_t kMostNotices = 5;
constexpr double kLongestFrame = 1;  // seconds: a page that slept does not leap ahead

template <typename It, typename... Them>
constexpr bool kIsOneOf = (std::is_same_v<It, Them> || ...);
// What trains on, or trains something else: not from the middle of a look at the past.
template <typename It>
constexpr bool kIsOfThePresent =
    kIsOneOf<It, SetPlaying, Step, Reset, Reseed, RunToEnd, RunTo, AddRun, CopyRun, RemoveRun,
             LoadExperiment, Undo, Redo, OpenCell>;

}  // namespace

Application::Application(std::unique_ptr<Engine> engine, Environment& environment)
    : engine_(std::move(engine)), environment_(environment) {
  committed_ = default_experiment();
  state_.experiment = committed_;
  state_.runs = state_.present_runs = &engine_->runs();
  state_.sweep = &sweeps_.state();
  state_.comparison = &comparison_.state();
}

void Application::start() {
  load_view();
  take_preferences();
  choose_language();
  open(read_link(environment_.fragment()));
  restore_sweep();
  undo_ = {};
  state_.can_undo = state_.can_redo = false;
}

void Application::update(double now, double budget_milliseconds) {
  const double elapsed = clock_started_ ? std::max(0.0, now - now_) : 0;
  const double seconds = std::min(elapsed, kLongestFrame);
  now_ = now;
  clock_started_ = true;
  age_notices(seconds);
  take_preferences();
  if (pending_ && now_ - pending_->since >= kDragRestSeconds) commit_pending();

  if (engine_->poll(budget_milliseconds)) touch();
  if (std::string notice = engine_->take_notice(); !notice.empty()) {
    notify(Notice::Kind::warning, std::move(notice));
  }
  refresh_runs();
  show_past();
  refresh_landscape();
  update_sweep();
  settle();
  advance_target(seconds);
  request_grid();
  request_inspection();
  if (write_address_at_ && now_ >= *write_address_at_) write_address(false);
}

double Application::rest() const {
  const Transport& transport = state_.transport;
  const bool at_work = transport.playing || goal_ || pending_ || write_address_at_ || sharing_ ||
                       !answers_.empty() || !held_runs_.empty() || engine_->busy() ||
                       sweeps_.state().phase == SweepPhase::running;
  if (at_work || !clock_started_) return 0;
  double seconds = std::numeric_limits<double>::infinity();
  for (const Notice& notice : state_.notices) {
    // No longer than an update counts.
    seconds = std::min({seconds, notice.seconds_left, kLongestFrame});
  }
  return seconds;
}

bool Application::hurries() const {
  const Transport& transport = state_.transport;
  return goal_ || (transport.playing && transport.speed == kMaximumSpeed) ||
         sweeps_.state().phase == SweepPhase::running;
}

void Application::apply(const Action& action) {
  // Whatever is not about the value being dragged, or about looks alone, comes after it.
  if (!std::holds_alternative<SetParameter>(action) && !std::holds_alternative<SetView>(action) &&
      !std::holds_alternative<SetGrid>(action) && !std::holds_alternative<CloseNotice>(action) &&
      !std::holds_alternative<ShowPlace>(action) && !std::holds_alternative<DockPart>(action)) {
    commit_pending();
    drag_.reset();
  }
  std::visit(
      [this](const auto& it) {
        using It = std::decay_t<decltype(it)>;
        if constexpr (kIsOfThePresent<It>) leave_past();
        if constexpr (std::is_same_v<It, SetParameter>) {
          if (allow_in_past(it)) set_parameter(it);
        } else if constexpr (std::is_same_v<It, SetPlaying>) {
          set_playing(it.playing);
        } else if constexpr (std::is_same_v<It, Step>) {
          step_by(it.count);
        } else if constexpr (std::is_same_v<It, Reset>) {
          reset();
        } else if constexpr (std::is_same_v<It, Reseed>) {
          change(edit_seeds(committed_));
        } else if constexpr (std::is_same_v<It, RunToEnd>) {
          go_to(committed_.training.steps);
        } else if constexpr (std::is_same_v<It, RunTo>) {
          go_to(it.step);
        } else if constexpr (std::is_same_v<It, LookAt>) {
          look_at(it.step);
        } else if constexpr (std::is_same_v<It, BranchHere>) {
          branch_here(it.run);
        } else if constexpr (kIsOneOf<It, SetLandscape, DrawLandscape, CancelLandscape>) {
          apply_to_landscape(it);
        } else if constexpr (std::is_same_v<It, SetSpeed>) {
          if (it.steps_per_second > 0) state_.transport.speed = it.steps_per_second;
        } else if constexpr (std::is_same_v<It, AddRun>) {
          add_run(edit_add_run(committed_));
        } else if constexpr (std::is_same_v<It, CopyRun>) {
          add_run(edit_copy_run(committed_, it.run));
        } else if constexpr (std::is_same_v<It, RemoveRun>) {
          remove_run(it.run);
        } else if constexpr (std::is_same_v<It, SetSweep>) {
          set_sweep(it.sweep);
        } else if constexpr (std::is_same_v<It, StartSweep>) {
          const Result<void> started = sweeps_.start(*engine_, committed_, now_);
          if (!started) notify(Notice::Kind::error, started.error().message);
        } else if constexpr (std::is_same_v<It, PauseSweep>) {
          it.paused ? sweeps_.pause(now_) : sweeps_.resume(now_);
        } else if constexpr (std::is_same_v<It, CancelSweep>) {
          cancel_sweep();
        } else if constexpr (std::is_same_v<It, SelectCell>) {
          sweeps_.select(it.cell);
        } else if constexpr (std::is_same_v<It, OpenCell>) {
          open_swept(it.cell);
        } else if constexpr (std::is_same_v<It, ExportSweep>) {
          export_sweep();
        } else if constexpr (std::is_same_v<It, SavePicture>) {
          environment_.save_picture(it.name, it.x, it.y, it.width, it.height);
        } else if constexpr (std::is_same_v<It, OpenPart>) {
          environment_.emit("part", format_json(Json{{"name", it.name}}, -1));
        } else if constexpr (std::is_same_v<It, LoadExperiment>) {
          load(it.experiment, true);
        } else if constexpr (std::is_same_v<It, Undo>) {
          travel(undo_.undo(undo_entry(false)));
        } else if constexpr (std::is_same_v<It, Redo>) {
          travel(undo_.redo(undo_entry(false)));
        } else if constexpr (std::is_same_v<It, Share>) {
          share();
        } else if constexpr (std::is_same_v<It, ExportDownload>) {
          download(it.format);
        } else if constexpr (std::is_same_v<It, StopComparing>) {
          stop_comparing();
        } else {
          apply_to_view(it);
        }
      },
      action);
  touch();
}

void Application::notify(Notice::Kind kind, std::string text) {
  std::vector<Notice>& notices = state_.notices;
  std::erase_if(notices, [&](const Notice& notice) { return notice.text == text; });
  Notice notice;
  notice.kind = kind;
  notice.text = std::move(text);
  notices.push_back(std::move(notice));
  if (notices.size() > kMostNotices) notices.erase(notices.begin());
  touch();
}

void Application::age_notices(double seconds) {
  for (Notice& notice : state_.notices) notice.seconds_left -= seconds;
  if (std::erase_if(state_.notices, [](const Notice& n) { return n.seconds_left <= 0; }) > 0) {
    touch();
  }
}

}  // namespace playground
