// Undo and redo of changes of the experiment: what was before each change, and where the race
// stood.
#pragma once

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "train/experiment.hpp"

namespace playground {

// An experiment with what belongs to its runs on the page.
struct Version {
  Experiment experiment;
  std::array<int, kMaxRuns> slot_of_run = {0, 1, 2, 3, 4, 5};
  std::array<bool, kMaxRuns> hidden = {};
  int selected_run = 0;
};

struct UndoEntry {
  Version version;
  int step = 0;            // where the race stood with that version
  bool restarted = false;  // the change between the two versions began again from step 0
};

class UndoStack {
 public:
  static constexpr std::size_t kDepth = 200;

  void record(UndoEntry before) {
    redo_.clear();
    undo_.push_back(std::move(before));
    if (undo_.size() > kDepth) undo_.erase(undo_.begin());
  }
  // `present` is what can come back by the opposite; its `restarted` is taken from the entry
  // returned.
  std::optional<UndoEntry> undo(UndoEntry present) {
    return move(undo_, redo_, std::move(present));
  }
  std::optional<UndoEntry> redo(UndoEntry present) {
    return move(redo_, undo_, std::move(present));
  }
  bool can_undo() const { return !undo_.empty(); }
  bool can_redo() const { return !redo_.empty(); }

 private:
  static std::optional<UndoEntry> move(std::vector<UndoEntry>& from, std::vector<UndoEntry>& to,
                                       UndoEntry present) {
    if (from.empty()) return std::nullopt;
    UndoEntry entry = std::move(from.back());
    from.pop_back();
    present.restarted = entry.restarted;
    to.push_back(std::move(present));
    return entry;
  }

  std::vector<UndoEntry> undo_;
  std::vector<UndoEntry> redo_;
};

}  // namespace playground
