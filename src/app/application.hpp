// The application without its looks: the state that panels show, the engine that trains, and the
// rules between them. Panels read state(); every change comes as an Action. Knows no ImGui, no
// window, no browser.
//   Application application(make_local_engine(), environment);  application.start();
//   each frame: application.update(seconds);  draw(application.state(), actions);
//   application.apply(action);
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/actions.hpp"
#include "app/comparison.hpp"
#include "app/edits.hpp"
#include "app/environment.hpp"
#include "app/pace.hpp"
#include "app/state.hpp"
#include "app/sweeps.hpp"
#include "app/undo.hpp"
#include "core/translate.hpp"

namespace playground {

// A part of the window, in CSS pixels; a width of 0: all of it.
struct PictureRect {
  float x = 0, y = 0, width = 0, height = 0;
};

class Application {
 public:
  Application(std::unique_ptr<Engine> engine, Environment& environment);

  // Takes the remembered settings and the address's experiment, and starts to play (not under
  // reduced motion).
  void start();
  // Once a frame, with a clock in seconds. An engine of this thread trains for about
  // `budget_milliseconds`.
  void update(double now, double budget_milliseconds = 10);
  // Seconds for which update() would change nothing, unless the engine sends something or somebody
  // acts; 0: it is to be called every frame.
  double rest() const;
  // Whether training goes on as fast as it can.
  bool hurries() const;
  void apply(const Action& action);
  // The person went to another fragment (a pasted link, Back, Forward).
  void address_changed(const std::string& fragment);

  const AppState& state() const { return state_; }
  // The experiment that is trained; state().experiment shows a value being dragged as well.
  const Experiment& experiment() const { return committed_; }

  // For api_call: widgets are known by the screen alone. With an id, only that one.
  void set_widgets(std::function<std::string(std::string_view id)> json) {
    widgets_ = std::move(json);
  }
  std::string widgets_json(std::string_view id) const { return widgets_ ? widgets_(id) : "[]"; }
  // Loads like a person would, but an error goes to the caller.
  Result<void> set_config(std::string_view json);
  // Answers by the event "answer" with this id. `watched`: at the speed that is chosen, for eyes to
  // follow, not as fast as it goes.
  Result<void> run_to(int step, int answer_id, bool watched = false);
  Result<void> start_export(const std::string& format, int answer_id, const PictureRect& rect = {});
  // For exports of pictures, which the screen alone can draw: "svg", "sweep.svg".
  void set_drawings(std::function<Result<std::string>(const std::string& format)> draw) {
    draw_ = std::move(draw);
  }
  // Another experiment's runs as curves behind the present ones; answers when they are trained (0:
  // nobody waits).
  void compare(const Experiment& experiment, int answer_id = 0);
  void stop_comparing();
  // The link with the fingerprint of the step shown, for which the runs come to rest.
  void answer_with_link(int answer_id);
  // Starts the sweep that the JSON (share/sweep_text.hpp; an empty text: the experiment's own) asks
  // for; answers when it is complete or cancelled.
  Result<void> start_sweep(const std::string& settings, int answer_id);
  // The link of the experiment, with the fingerprint when it is known at the step shown.
  std::string share_link() const;
  void notify(Notice::Kind kind, std::string text);
  // A table that the engine has from now on, with what the page says of it as JSON.
  void add_table(const std::string& hash, std::size_t columns, std::size_t classes,
                 std::string description);
  bool remove_table(const std::string& hash);  // false: the experiment is about it
  std::string tables_json() const;
  // Rows of the table of the experiment that is loaded next (share/table_text.hpp).
  void offer_rows(std::string rows) { table_rows_ = std::move(rows); }
  // What the run says of every test row now; answers by the event "answer".
  void answer_with_predictions(int run, int answer_id);
  // The texts of that language, from now on.
  void use_catalogue(const std::string& language, Catalogue catalogue);

 private:
  static constexpr double kDragRestSeconds = 0.25;
  static constexpr double kAddressRestSeconds = 0.2;

  // A step to train to as fast as it goes.
  struct Goal {
    int step = 0;
    bool play_after = false;
    bool replay = false;   // the way back to where the race stood: a pause does not stop it
    bool watched = false;  // at the speed chosen
  };
  struct Answer {
    int id = 0;
    int step = 0;
    std::uint64_t goal_number = 0;
  };
  struct Pending {
    SetParameter change;
    double since = 0;
  };

  // transport.cpp
  void set_playing(bool playing);
  void step_by(int count);
  void go_to(int step);
  void reset();
  void load_race();
  // `hold`: the picture shown stays until the replay is there (the past is the same).
  void replay_to(int step, bool play_after, bool hold = true);
  void set_goal(Goal goal);
  void drop_goal();
  void advance_target(double seconds);
  void refresh_runs();
  void settle();
  void settle_answers();
  int present() const;
  bool runs_are_level() const;
  bool runs_rest() const;
  int target_limit() const;

  // past.cpp
  void look_at(std::optional<int> step);
  void branch_here(int run);
  void leave_past();
  void request_past();
  void drop_past_request();
  void take_past(std::size_t run, const Result<std::string>& bytes);
  void show_past();
  bool change_is_of_the_past(const SetParameter& change) const;
  // False, with a notice, for a change that could act neither now nor then.
  bool allow_in_past(const SetParameter& change);

  // changes.cpp
  Result<Edit> edit_at_moment(const SetParameter& change) const;
  void set_parameter(const SetParameter& change);
  void show_pending();
  void commit_pending();
  bool change(Result<Edit> edit, bool merge_with_last = false);
  void follow(Effect effect);
  void travel(std::optional<UndoEntry> entry);
  Version version() const;
  UndoEntry undo_entry(bool restarted) const;
  void add_run(Result<Edit> edit);
  void remove_run(int run);
  void load(const Experiment& experiment, bool new_history_entry);
  void fresh_runs();
  // `trains_the_same`: only words or the sweep are others.
  void experiment_changed(bool trains_the_same = false);

  // address.cpp
  void open(const LinkContent& content);
  void write_address(bool new_entry);
  std::string fragment_of_experiment() const;

  // comparing.cpp
  void finish_comparing(const Result<void>& done);

  // sharing.cpp
  void share();
  void finish_share();
  void drop_share();
  bool result_is_known() const;
  void check_reproduction();
  void download(const std::string& format);
  int export_step() const;
  Result<std::string> draw_picture(const std::string& format) const;

  // sweeping.cpp
  void set_sweep(const SweepConfig& sweep);
  void update_sweep();
  void tell_sweep();
  void answer_sweep(Result<void> outcome);
  void cancel_sweep();
  void open_swept(const CellId& cell);
  void export_sweep();
  void store_sweep();
  void restore_sweep();

  // tables.cpp
  void find_table();
  void tell_tables();
  void draw_data(const DataConfig& data);

  // language.cpp
  void choose_language();
  void ask_for_language(const std::string& code);

  // view.cpp
  void apply_to_view(const SelectRun& action);
  void apply_to_view(const ToggleRunHidden& action);
  void apply_to_view(const IsolateRun& action);
  void apply_to_view(const SetView& action);
  void apply_to_view(const SetGrid& action);
  void apply_to_view(const CloseNotice& action);
  void apply_to_view(const ShowPlace& action);
  void apply_to_view(const DockPart& action);
  void load_view();
  void store_view();
  void request_grid();
  void show_seed(int seed);
  void request_inspection();
  void take_preferences();

  void age_notices(double seconds);
  void touch() { ++state_.revision; }

  // landscape_actions.cpp
  void apply_to_landscape(const SetLandscape& action);
  void apply_to_landscape(const DrawLandscape& action);
  void apply_to_landscape(const CancelLandscape& action);
  void refresh_landscape();

  std::unique_ptr<Engine> engine_;
  Environment& environment_;
  AppState state_;
  LandscapeStudy landscape_{*engine_};
  RaceComparison comparison_{*engine_};
  int compare_answer_ = 0;  // the call that waits for it
  Experiment committed_;
  DataConfig dataset_config_;  // what state_.dataset was made from
  JobId dataset_job_ = 0;      // or is being made; 0: no job does that
  struct KnownTable {
    std::string hash;
    std::string description;
    RowSourcePointer source;
  };
  std::vector<KnownTable> tables_;
  std::string table_rows_;  // that came with a link or a file, for whoever keeps tables
  UndoStack undo_;
  Pace pace_;
  std::optional<Goal> goal_;
  std::uint64_t goal_number_ = 0;
  std::vector<Answer> answers_;

  std::optional<Pending> pending_;
  std::optional<SetParameter> drag_;  // the slider held now, or lately
  bool drag_recorded_ = false;        // its undo step is there already
  double drag_time_ = 0;

  // While a race comes back to the step it was at, its earlier picture stays on the screen.
  std::vector<RunView> held_runs_;
  double hold_until_ = 0;

  Sweeps sweeps_;
  std::vector<int> sweep_answers_;  // calls that wait for its end
  double sweep_told_ = 0;           // when listeners heard of it last
  double sweep_stored_ = 0;

  // What is being looked up of the past: all runs' views are shown together.
  struct PastRequest {
    int step = -1;
    int seed = 0;
    GridRequest grid;
    InspectionRequest inspection;
    int waiting = 0;  // answers still to come
    std::vector<JobId> jobs;
    std::vector<RunView> views;
  };
  PastRequest past_request_;
  std::vector<RunView> past_runs_;
  std::vector<std::uint64_t> past_histories_;  // 1 + the revision of the view each was taken from
  // Above all of the present's, so that pictures of then and now are told apart.
  std::uint64_t past_revision_ = std::uint64_t{1} << 32;

  GridRequest asked_grid_;
  int engine_seed_ = 0;  // the seed that the engine was last asked to show
  InspectionRequest asked_inspection_;
  std::string stored_view_;

  double now_ = 0;
  bool clock_started_ = false;
  int emitted_step_ = -1;
  bool emitted_playing_ = false;
  bool done_emitted_ = false;
  bool sharing_ = false;           // the target stands still until the fingerprint is known
  bool copies_link_ = false;       // then: to the clipboard
  std::vector<int> link_answers_;  // then: to these calls
  std::optional<FingerprintClaim>
      address_claim_;  // of the link that was opened, until something changes
  std::optional<double> write_address_at_;
  std::function<std::string(std::string_view)> widgets_;
  std::function<Result<std::string>(const std::string&)> draw_;
};

}  // namespace playground
