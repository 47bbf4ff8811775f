// The comparison in the application: a second link's runs as pale curves behind the present ones.

#include <utility>

#include "app/application.hpp"
#include "core/translate.hpp"
#include "share/finished_runs.hpp"
#include "share/json_text.hpp"
#include "share/report.hpp"

namespace playground {
namespace {

// What the compared runs came to, in the shape of metrics().
std::string report_of(const ComparedRace& comparison) {
  std::vector<RunOutcome> outcomes;
  for (std::size_t run = 0; run < comparison.runs.size(); ++run) {
    const RunView& view = comparison.runs[run];
    outcomes.push_back({run_name(comparison.experiment, static_cast<int>(run)),
                        optimizer_name(comparison.experiment, static_cast<int>(run)), view.step,
                        view.diverged, view.latest, view.fingerprint});
  }
  return report_json(comparison.experiment, {outcomes}, std::nullopt, -1);
}

}  // namespace

void Application::compare(const Experiment& experiment, int answer_id) {
  stop_comparing();
  compare_answer_ = answer_id;
  comparison_.start(experiment, [this](const Result<void>& done) { finish_comparing(done); });
  touch();
}

void Application::finish_comparing(const Result<void>& done) {
  touch();
  if (done) {
    const std::string& title = comparison_.state().experiment.title;
    notify(Notice::Kind::information,
           title.empty() ? std::string(tr("The dashed curves are those of the other link."))
                         : tr("The dashed curves are those of \"{0}\".", title));
  } else {
    notify(Notice::Kind::error, done.error().message);
  }
  const int id = std::exchange(compare_answer_, 0);
  if (id == 0) return;
  Json reply = {{"id", id}};
  if (done) {
    reply["result"] = parse_own_json(report_of(comparison_.state()));
  } else {
    reply["error"] = done.error().message;
  }
  environment_.emit("answer", format_json(reply, -1));
}

void Application::stop_comparing() {
  comparison_.stop();
  touch();
  const int id = std::exchange(compare_answer_, 0);
  if (id == 0) return;
  const char* reason = "compare: it was ended, or another one was asked for, before it was there";
  environment_.emit("answer", format_json(Json{{"id", id}, {"error", reason}}, -1));
}

}  // namespace playground
