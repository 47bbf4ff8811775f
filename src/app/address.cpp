// The address bar holds the experiment at all times, so reload, Back and a sent address bring it
// back.

#include "app/application.hpp"
#include "core/translate.hpp"

namespace playground {

void Application::address_changed(const std::string& fragment) {
  const LinkContent content = read_link(fragment);
  if (content.experiment == committed_ && !content.claim && content.notices.empty()) return;
  if (content.experiment != committed_) undo_.record(undo_entry(true));
  open(content);
}

// An address was opened: what it holds starts by itself, unless the person prefers stillness.
void Application::open(const LinkContent& content) {
  committed_ = content.experiment;
  table_rows_ = content.rows;
  fresh_runs();
  experiment_changed();
  load_race();
  state_.transport.playing = !state_.reduced_motion;

  std::string notices;
  for (const std::string& notice : content.notices) {
    notices += (notices.empty() ? "" : "\n") + notice;
  }
  if (!notices.empty()) notify(Notice::Kind::warning, std::move(notices));
  if (!content.claim) return;
  if (content.claim->step > committed_.training.steps) {
    notify(Notice::Kind::warning,
           tr("The link's fingerprint is of step {0}, but the experiment ends at step {1}: it "
              "cannot be checked.",
              std::to_string(content.claim->step), std::to_string(committed_.training.steps)));
    return;
  }
  address_claim_ = content.claim;
  state_.reproduction = {Reproduction::State::running, *content.claim, 0};
  go_to(content.claim->step);
}

void Application::write_address(bool new_entry) {
  write_address_at_.reset();
  const std::string fragment = fragment_of_experiment();
  if (fragment != environment_.fragment()) environment_.set_fragment(fragment, new_entry);
}

std::string Application::fragment_of_experiment() const {
  return write_link(committed_, address_claim_);
}

}  // namespace playground
