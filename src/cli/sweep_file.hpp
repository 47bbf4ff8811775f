// The lines of a sweep: a head that says which sweep it is, then a line of JSON for each finished
// cell. A file of them can be gone on with, and files of parts can be put one behind the other.
#pragma once

#include <string>

#include "evaluate/sweep_results.hpp"

namespace playground::cli {

// {"sweep": "<16 hex digits>", "config", "x", "y", "steps", "seeds", "cells"}
std::string head_line(const Experiment& experiment, const SweepPlan& plan);
std::string cell_line(const Experiment& experiment, const SweepPlan& plan,
                      const CellResult& result);

struct ResumedFile {
  std::size_t bytes = 0;  // up to the end of the last whole line
  bool cut_line = false;  // what follows them is a line that was not written to its end
  bool has_head = false;
};
// Takes the finished cells of a text. An error names the line: what is no line of a sweep, or of
// another one.
Result<ResumedFile> read_lines(const std::string& text, const Experiment& experiment,
                               SweepResults& results);

}  // namespace playground::cli
