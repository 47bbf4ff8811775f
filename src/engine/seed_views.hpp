// Runs of one seed and of several, read alike, and the statistics over the seeds of a run.
//   for (int seed = 0; seed < seed_count(run); ++seed) use(seed_view(run, seed).latest);
#pragma once

#include <functional>
#include <vector>

#include "engine/engine.hpp"

namespace playground {

int seed_count(const RunView& run);
const SeedView& seed_view(const RunView& run, int seed);

// One training of an experiment: unit u is seed u / runs of the run u % runs. Engines deal units to
// their workers in turn.
int unit_count(const Experiment& experiment);

// Views for an experiment at its start.
std::vector<RunView> make_views(const Experiment& experiment, int shown_seed);
// Makes the runs show another seed, from what is known of it.
void show_seed_in(std::vector<RunView>& runs, int seed);

// Of all trainings of all runs.
bool every_training(const std::vector<RunView>& runs,
                    const std::function<bool(const SeedView&)>& holds);
// The least step of the trainings that have not diverged; `otherwise` when all have.
int slowest_step(const std::vector<RunView>& runs, int otherwise);

// Brings a run's statistics up to date with its seeds: recorded points are appended, or all taken
// anew when `anew`, or when another seed has diverged.
void update_statistics(RunView& run, bool anew);

}  // namespace playground
