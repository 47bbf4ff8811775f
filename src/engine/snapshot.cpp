#include "engine/snapshot.hpp"

#include <algorithm>
#include <utility>

#include "core/byte_stream.hpp"
#include "engine/inspection.hpp"
#include "engine/seed_views.hpp"

namespace playground {
namespace {

constexpr std::uint32_t kMagic = 0x33535741;  // "AWS3"

// One list of fields serves the writer and the reader.
template <typename Coder, typename Point>
void code_metrics(Coder& coder, Point& point) {
  coder.number(point.step);
  coder.number(point.train_loss);
  coder.number(point.penalty);
  coder.number(point.test_loss);
  coder.number(point.test_loss_noisy);
  coder.number(point.train_accuracy);
  coder.number(point.test_accuracy);
  coder.number(point.test_accuracy_noisy);
  coder.number(point.gap);
  coder.number(point.weight_norm);
  coder.number(point.fingerprint);
}
constexpr std::size_t kMetricsBytes = 4 + 10 * 8;

template <typename Coder, typename Request>
void code_request(Coder& coder, Request& request) {
  coder.number(request.left);
  coder.number(request.right);
  coder.number(request.bottom);
  coder.number(request.top);
  coder.number(request.columns);
  coder.number(request.rows);
}

void write_run(ByteWriter& writer, const RunSnapshot& run) {
  writer.number(run.run);
  writer.number(run.seed);
  writer.number(run.step);
  writer.flag(run.diverged);
  writer.number(run.diverged_at);
  code_metrics(writer, run.latest);
  writer.number(run.history_start);
  writer.number(static_cast<std::uint32_t>(run.history.size()));
  for (const Metrics& point : run.history) code_metrics(writer, point);
  writer.flag(run.fingerprint.has_value());
  if (run.fingerprint) writer.number(*run.fingerprint);
  writer.flag(run.inspection != nullptr);
  if (run.inspection) {
    const std::vector<std::uint8_t> bytes = write_inspection(*run.inspection);
    writer.number(static_cast<std::uint32_t>(bytes.size()));
    writer.append(bytes.data(), bytes.size());
  }
  writer.flag(run.grid.has_value());
  if (!run.grid) return;
  code_request(writer, run.grid->request);
  writer.number(run.grid->outputs);
  writer.number(run.grid->step);
  writer.number(static_cast<std::uint32_t>(run.grid->values.size()));
  writer.append(run.grid->values.data(), run.grid->values.size() * sizeof(float));
}

std::shared_ptr<const Inspection> read_inspection_of(ByteReader& reader) {
  std::vector<std::uint8_t> bytes(reader.count(1));
  reader.copy(bytes.data(), bytes.size());
  Result<Inspection> read = read_inspection(bytes);
  if (read) return std::make_shared<const Inspection>(std::move(*read));
  reader.refuse();
  return nullptr;
}

RunSnapshot read_run(ByteReader& reader) {
  RunSnapshot run;
  reader.number(run.run);
  reader.number(run.seed);
  reader.number(run.step);
  reader.flag(run.diverged);
  reader.number(run.diverged_at);
  code_metrics(reader, run.latest);
  reader.number(run.history_start);
  run.history.resize(reader.count(kMetricsBytes));
  for (Metrics& point : run.history) code_metrics(reader, point);
  bool present = false;
  reader.flag(present);
  if (present) reader.number(run.fingerprint.emplace());
  reader.flag(present);
  if (present) run.inspection = read_inspection_of(reader);
  reader.flag(present);
  if (!present) return run;
  Grid& grid = run.grid.emplace();
  code_request(reader, grid.request);
  reader.number(grid.outputs);
  reader.number(grid.step);
  grid.values.resize(reader.count(sizeof(float)));
  reader.copy(grid.values.data(), grid.values.size() * sizeof(float));
  return run;
}

bool grid_is_sound(const Grid& grid) {
  const GridRequest& request = grid.request;
  if (request.columns < 0 || request.rows < 0 || grid.outputs < 1) return false;
  return grid.values.size() == static_cast<std::size_t>(request.columns) *
                                   static_cast<std::size_t>(request.rows) *
                                   static_cast<std::size_t>(grid.outputs);
}

void apply_run(const RunSnapshot& run, SeedView& view) {
  view.step = run.step;
  view.diverged = run.diverged;
  view.diverged_at = run.diverged_at;
  view.latest = run.latest;
  if (run.history_start < view.history.size()) view.history.resize(run.history_start);
  view.history.insert(view.history.end(), run.history.begin(), run.history.end());
  if (run.fingerprint) {
    view.fingerprint = *run.fingerprint;
    view.fingerprint_step = run.step;
  }
}

}  // namespace

std::vector<std::uint8_t> write_snapshot(const Snapshot& snapshot) {
  ByteWriter writer;
  writer.number(kMagic);
  writer.number(snapshot.generation);
  writer.number(snapshot.sequence);
  writer.flag(snapshot.busy);
  writer.text(snapshot.error);
  writer.number(static_cast<std::uint32_t>(snapshot.runs.size()));
  for (const RunSnapshot& run : snapshot.runs) write_run(writer, run);
  writer.number(static_cast<std::uint32_t>(snapshot.jobs.size()));
  for (const JobResult& job : snapshot.jobs) {
    writer.number(job.job);
    writer.flag(job.ok);
    writer.text(job.text);
  }
  writer.number(snapshot.progress.job);
  writer.number(snapshot.progress.done);
  return std::move(writer.bytes);
}

Result<Snapshot> read_snapshot(std::span<const std::uint8_t> bytes) {
  ByteReader reader(bytes);
  std::uint32_t magic = 0;
  reader.number(magic);
  if (magic != kMagic) return fail("snapshot: it does not begin with the mark of this version");
  Snapshot snapshot;
  reader.number(snapshot.generation);
  reader.number(snapshot.sequence);
  reader.flag(snapshot.busy);
  reader.text(snapshot.error);
  const std::size_t runs = reader.count(1);
  for (std::size_t i = 0; i < runs && reader.ok(); ++i) {
    snapshot.runs.push_back(read_run(reader));
    const RunSnapshot& run = snapshot.runs.back();
    if (run.run < 0 || run.seed < 0 || (run.grid && !grid_is_sound(*run.grid))) {
      return fail("snapshot: a run's index, seed or grid does not fit");
    }
  }
  const std::size_t jobs = reader.count(1);
  for (std::size_t i = 0; i < jobs && reader.ok(); ++i) {
    JobResult& job = snapshot.jobs.emplace_back();
    reader.number(job.job);
    reader.flag(job.ok);
    reader.text(job.text);
  }
  reader.number(snapshot.progress.job);
  reader.number(snapshot.progress.done);
  if (!reader.ok() || !reader.at_end())
    return fail("snapshot: its length does not fit its content");
  return snapshot;
}

bool apply_snapshot(Snapshot&& snapshot, std::vector<RunView>& views) {
  std::vector<bool> changed(views.size());
  std::vector<bool> anew(views.size());
  for (RunSnapshot& run : snapshot.runs) {
    const auto index = static_cast<std::size_t>(run.run);
    if (index >= views.size() || run.seed >= seed_count(views[index])) continue;
    RunView& view = views[index];
    changed[index] = true;
    if (!view.seeds.empty()) {
      SeedView& seed = view.seeds[static_cast<std::size_t>(run.seed)];
      // More than the last point goes: the history was thinned.
      if (run.history_start + 1 < seed.history.size()) anew[index] = true;
      apply_run(run, seed);
    }
    if (run.seed != view.shown_seed) continue;
    apply_run(run, view);
    if (run.grid) view.grid = std::move(*run.grid);
    if (run.inspection) view.inspection = std::move(run.inspection);
  }
  for (std::size_t index = 0; index < views.size(); ++index) {
    if (!changed[index]) continue;
    update_statistics(views[index], anew[index]);
    ++views[index].revision;
  }
  return std::find(changed.begin(), changed.end(), true) != changed.end();
}

}  // namespace playground
