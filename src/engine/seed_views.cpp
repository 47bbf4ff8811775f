#include "engine/seed_views.hpp"

#include <algorithm>

#include "evaluate/statistics.hpp"

namespace playground {
namespace {

using Seeds = std::vector<const SeedView*>;

Seeds counted_seeds(const RunView& run) {
  Seeds live;
  Seeds all;
  for (const SeedView& seed : run.seeds) {
    if (!seed.diverged) live.push_back(&seed);
    all.push_back(&seed);
  }
  return live.empty() ? all : live;
}

SeedPoint summarize_point(const std::vector<const Metrics*>& of_seeds) {
  SeedPoint point;
  point.seeds = static_cast<int>(of_seeds.size());
  const int step = of_seeds.front()->step;
  for (Metrics* metrics : {&point.mean, &point.deviation, &point.minimum, &point.maximum}) {
    metrics->step = step;
  }
  std::vector<double> values(of_seeds.size());
  for (const MetricColumn& column : history_columns()) {
    for (std::size_t i = 0; i < of_seeds.size(); ++i) values[i] = of_seeds[i]->*column.member;
    const Summary summary = summarize(values);
    point.mean.*column.member = summary.mean;
    point.deviation.*column.member = summary.standard_deviation;
    point.minimum.*column.member = summary.minimum;
    point.maximum.*column.member = summary.maximum;
  }
  return point;
}

// The recorded points of a seed from the first after `step` on.
std::size_t first_after(const std::vector<Metrics>& history, int step) {
  const auto found = std::upper_bound(history.begin(), history.end(), step,
                                      [](int at, const Metrics& point) { return at < point.step; });
  return static_cast<std::size_t>(found - history.begin());
}

// Histories that were thinned at other times have different steps: only common ones count.
void append_points(const Seeds& seeds, std::vector<SeedPoint>& history) {
  const int last = history.empty() ? -1 : history.back().mean.step;
  std::vector<std::size_t> at;
  for (const SeedView* seed : seeds) at.push_back(first_after(seed->history, last));
  std::vector<const Metrics*> points(seeds.size());
  const std::vector<Metrics>& first = seeds.front()->history;
  for (std::size_t i = at[0]; i < first.size(); ++i) {
    bool common = true;
    for (std::size_t k = 0; k < seeds.size(); ++k) {
      const std::vector<Metrics>& of_seed = seeds[k]->history;
      while (at[k] < of_seed.size() && of_seed[at[k]].step < first[i].step) ++at[k];
      if (at[k] == of_seed.size()) return;
      points[k] = &of_seed[at[k]];
      common = common && points[k]->step == first[i].step;
    }
    if (common) history.push_back(summarize_point(points));
  }
}

SeedPoint latest_point(const Seeds& seeds, const std::vector<SeedPoint>& history) {
  std::vector<const Metrics*> points;
  for (const SeedView* seed : seeds) points.push_back(&seed->latest);
  const int step = points.front()->step;
  const bool level = std::all_of(seeds.begin(), seeds.end(), [&](const SeedView* seed) {
    return !seed->history.empty() && seed->latest.step == step;
  });
  if (level) return summarize_point(points);
  return history.empty() ? SeedPoint() : history.back();
}

}  // namespace

int seed_count(const RunView& run) {
  return run.seeds.empty() ? 1 : static_cast<int>(run.seeds.size());
}

const SeedView& seed_view(const RunView& run, int seed) {
  return run.seeds.empty() ? run : run.seeds[static_cast<std::size_t>(seed)];
}

int unit_count(const Experiment& experiment) {
  return experiment.seeds * static_cast<int>(experiment.runs.size());
}

std::vector<RunView> make_views(const Experiment& experiment, int shown_seed) {
  RunView view;
  view.shown_seed = std::clamp(shown_seed, 0, experiment.seeds - 1);
  if (experiment.seeds > 1) view.seeds.resize(static_cast<std::size_t>(experiment.seeds));
  return std::vector<RunView>(experiment.runs.size(), view);
}

void show_seed_in(std::vector<RunView>& runs, int seed) {
  for (RunView& run : runs) {
    const int shown = std::clamp(seed, 0, seed_count(run) - 1);
    if (shown != run.shown_seed) run.inspection.reset();
    run.shown_seed = shown;
    if (!run.seeds.empty()) static_cast<SeedView&>(run) = seed_view(run, run.shown_seed);
    ++run.revision;
  }
}

bool every_training(const std::vector<RunView>& runs,
                    const std::function<bool(const SeedView&)>& holds) {
  for (const RunView& run : runs) {
    for (int seed = 0; seed < seed_count(run); ++seed) {
      if (!holds(seed_view(run, seed))) return false;
    }
  }
  return true;
}

int slowest_step(const std::vector<RunView>& runs, int otherwise) {
  int slowest = -1;
  every_training(runs, [&](const SeedView& seed) {
    if (!seed.diverged && (slowest < 0 || seed.step < slowest)) slowest = seed.step;
    return true;
  });
  return slowest < 0 ? otherwise : slowest;
}

void update_statistics(RunView& run, bool anew) {
  if (run.seeds.empty()) return;
  SeedStatistics& statistics = run.statistics;
  const auto diverged = static_cast<int>(std::count_if(
      run.seeds.begin(), run.seeds.end(), [](const SeedView& s) { return s.diverged; }));
  if (anew || diverged != statistics.diverged) statistics.history.clear();
  statistics.diverged = diverged;
  const Seeds seeds = counted_seeds(run);
  append_points(seeds, statistics.history);
  statistics.latest = latest_point(seeds, statistics.history);
}

}  // namespace playground
