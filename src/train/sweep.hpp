// A sweep: a map of cells for each chosen run, over a plane of two parameters. A cell is a run of
// its own experiment, so it equals the same run opened alone, bit for bit, wherever and in whatever
// order it is trained.
//   Result<SweepPlan> plan = plan_sweep(experiment);
//   for (const CellId& cell : plan->order) train(cell_experiment(experiment, *plan, cell));
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "train/parameters.hpp"

namespace playground {

struct SweepMap {
  int run = 0;            // of the experiment
  std::vector<double> x;  // the values of its columns, rising
  std::vector<double> y;  // and of its rows
};

struct CellId {
  int map = 0;  // index of SweepPlan::maps
  int column = 0;
  int row = 0;

  bool operator==(const CellId&) const = default;
};

struct SweepPlan {
  const Parameter* x = nullptr;
  const Parameter* y = nullptr;
  int steps = 0;
  int seeds = 1;
  std::vector<SweepMap> maps;
  // Every cell, coarse to fine: first the corners, then ever finer grids, all maps in turn.
  std::vector<CellId> order;
};

// The parameter that an axis names ("weight_decay", "training.loss_scale"; a name that only one
// section has needs no section); nullptr when a sweep cannot vary it.
const Parameter* find_sweep_parameter(std::string_view name);
// The name that is written: a run's parameter without its section.
std::string sweep_parameter_name(const Parameter& parameter);
// All that an axis can be.
std::vector<const Parameter*> sweep_parameters();

// The cells of experiment.sweep; an error names what cannot be swept.
Result<SweepPlan> plan_sweep(const Experiment& experiment);

// The values of an axis of the sweep for a run; the axis must be one that plan_sweep takes.
// Logarithmic where the parameter's scale is, rounded to the fewest digits (two or more) that keep
// them apart.
std::vector<double> axis_values(const SweepConfig& sweep, const SweepAxis& axis,
                                const RunConfig& run);

// The experiment that a cell trains: its one run, as it is after all events, with the values of the
// cell, measured at the end only. `seeds` is the plan's.
Experiment cell_experiment(const Experiment& experiment, const SweepPlan& plan, const CellId& cell);

// The experiment in which a person goes on with the cell: all runs, and the cell's as one more.
Result<Experiment> open_cell(const Experiment& experiment, const SweepPlan& plan,
                             const CellId& cell);

// The same for two sweeps whose cells are the same trainings: results of one serve the other.
std::uint64_t sweep_identity(const Experiment& experiment);

}  // namespace playground
