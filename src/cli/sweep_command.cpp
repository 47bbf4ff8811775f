// `sweep`: trains the cells of a sweep in threads, tells each as it finishes, and goes on with what
// an interrupted one has left.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>

#include "cli/commands.hpp"
#include "cli/experiment_options.hpp"
#include "cli/sweep_file.hpp"
#include "cli/sweep_options.hpp"
#include "core/text_check.hpp"
#include "engine/threads.hpp"
#include "share/sweep_text.hpp"
#include "train/sweep_cells.hpp"

namespace playground::cli {
namespace {

constexpr int kStepsAtATime = 1000;

// Takes the cells of the file named by --resume, cuts off a line that was not written to its end,
// and opens it to add to it.
Result<void> open_resumed(const SweepRequest& request, const Streams& streams,
                          SweepResults& results, std::ofstream& file) {
  const std::string& path = *request.resume;
  const auto wrong = [&](std::string_view reason) {
    return fail(fmt::format("--resume: {}: {}", playground::quoted(path), reason));
  };
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return wrong("it is a folder, not a file");
  bool has_head = false;
  if (std::filesystem::exists(path, error)) {
    std::ifstream input(path, std::ios::binary);
    if (!input) return wrong("it cannot be opened");
    const std::string text{std::istreambuf_iterator<char>(input), {}};
    const Result<ResumedFile> read = read_lines(text, request.experiment, results);
    if (!read) return wrong(read.error().message);
    has_head = read->has_head;
    if (read->cut_line) {
      std::filesystem::resize_file(path, read->bytes, error);
      if (error) return wrong("its last line is cut off and cannot be removed");
      streams.err << fmt::format(
          "--resume: the last line of {} was cut off; its cell is trained "
          "anew\n",
          playground::quoted(path));
    }
  }
  file.open(path, std::ios::binary | std::ios::app);
  if (!file) return wrong("it cannot be written");
  if (!has_head) file << head_line(request.experiment, results.plan()) << std::flush;
  return {};
}

std::vector<CellId> cells_to_train(const SweepRequest& request, const SweepResults& results) {
  const std::vector<CellId>& order = results.plan().order;
  std::vector<CellId> cells;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool mine =
        static_cast<int>(i % static_cast<std::size_t>(request.parts)) == request.part - 1;
    if (mine && results.find(order[i]) == nullptr) cells.push_back(order[i]);
  }
  return cells;
}

// Trains the cells in request.jobs threads; `lines` gets each as it finishes (null: none).
void train_cells(const SweepRequest& request, const std::vector<CellId>& cells,
                 SweepResults& results, std::ostream* lines) {
  const SweepPlan plan = results.plan();
  std::mutex mutex;
  std::size_t next = 0;
  run_in_threads(request.jobs, [&] {
    DatasetCache datasets;
    for (;;) {
      std::unique_lock lock(mutex);
      if (next == cells.size()) return;
      const CellId cell = cells[next++];
      lock.unlock();
      CellTrainer trainer(request.experiment, plan, {cell}, datasets);
      while (trainer.advance(kStepsAtATime)) {
      }
      lock.lock();
      const CellResult& result = trainer.results().front();
      if (lines != nullptr) *lines << cell_line(request.experiment, plan, result) << std::flush;
      results.add(result);
    }
  });
}

int run_whole_sweep(const Arguments& arguments, const Streams& streams) {
  const Result<SweepRequest> request = read_sweep_request(arguments, streams);
  if (!request) return refuse(streams, request.error().message);
  Result<SweepPlan> plan = plan_sweep(request->experiment);
  if (!plan) return refuse(streams, plan.error().message);
  SweepResults results(std::move(*plan));
  std::ofstream file;
  std::ostream* lines = request->format == "json" ? &streams.out : nullptr;
  if (request->resume) {
    const Result<void> opened = open_resumed(*request, streams, results, file);
    if (!opened) return refuse(streams, opened.error().message);
    lines = &file;
  } else if (lines != nullptr) {
    *lines << head_line(request->experiment, results.plan());
  }
  const std::vector<CellId> cells = cells_to_train(*request, results);
  if (request->resume) {
    streams.err << fmt::format("--resume: {} of {} cells are there, {} to train\n",
                               results.finished(), results.total(), cells.size());
  }
  train_cells(*request, cells, results, lines);
  if (request->resume && !file) {
    return refuse(streams, fmt::format("--resume: the file {} cannot be written",
                                       playground::quoted(*request->resume)));
  }
  if (request->format == "csv") {
    streams.out << sweep_csv(request->experiment, results);
  } else if (results.finished() == results.total()) {
    Json report = sweep_report(request->experiment, results, false);
    report.erase("config");
    streams.out << format_json(report, -1) << "\n";
  }
  return kDone;
}

}  // namespace

const Command kSweepCommand = {"sweep", "trains a map of cells over two parameters",
                               sweep_options(), run_whole_sweep};

}  // namespace playground::cli
