#include "engine/sweep_job.hpp"

#include <algorithm>
#include <utility>

#include "engine/step_pieces.hpp"
#include "share/json.hpp"
#include "share/json_text.hpp"
#include "share/sweep_text.hpp"

namespace playground {
namespace {

class SweepJob : public Job {
 public:
  SweepJob(Experiment experiment, SweepPlan plan, std::vector<CellId> cells)
      : experiment_(std::move(experiment)),
        plan_(std::move(plan)),
        trainer_(experiment_, plan_, std::move(cells), datasets_) {}

  bool work(double milliseconds) override {
    return pieces_.work(milliseconds, [this](int steps) { return trainer_.advance(steps); });
  }

  double progress() const override { return trainer_.progress(); }

  Result<std::string> result() override {
    Json cells = Json::array();
    for (const CellResult& cell : trainer_.results()) {
      cells.push_back(cell_tree(experiment_, plan_, cell));
    }
    return format_json(cells, -1);
  }

 private:
  Experiment experiment_;
  SweepPlan plan_;
  DatasetCache datasets_;
  CellTrainer trainer_;
  StepPieces pieces_;
};

bool is_cell_of(const SweepPlan& plan, const CellId& cell) {
  return std::find(plan.order.begin(), plan.order.end(), cell) != plan.order.end();
}

}  // namespace

JobRequest sweep_job(const Experiment& experiment, const std::vector<CellId>& cells) {
  Json input = {{"config", write_json(experiment, -1)}, {"cells", Json::array()}};
  for (const CellId& cell : cells) {
    input["cells"].push_back(Json::array({cell.map, cell.column, cell.row}));
  }
  return {"sweep_cells", format_json(input, -1)};
}

Result<std::unique_ptr<Job>> make_sweep_job(const Json& input, const JobContext& context) {
  Result<Experiment> experiment = experiment_of_job(input, context);
  if (!experiment) return tl::make_unexpected(experiment.error());
  Result<SweepPlan> plan = plan_sweep(*experiment);
  if (!plan) return tl::make_unexpected(plan.error());
  std::vector<CellId> cells;
  for (const Json& place : input.value("cells", Json::array())) {
    const auto numbers = place.is_array() && place.size() == 3 ? place : Json{-1, -1, -1};
    const CellId cell{numbers[0].get<int>(), numbers[1].get<int>(), numbers[2].get<int>()};
    if (!is_cell_of(*plan, cell))
      return fail("engine: " + format_json(place, -1) + " is no cell of the sweep");
    cells.push_back(cell);
  }
  return std::make_unique<SweepJob>(std::move(*experiment), std::move(*plan), std::move(cells));
}

Result<std::vector<CellResult>> read_sweep_answer(const std::string& text) {
  const Result<Json> tree = parse_json(text);
  if (!tree) return tl::make_unexpected(tree.error());
  std::vector<CellResult> results;
  for (const Json& cell : *tree) {
    Result<CellResult> result = read_cell_tree(cell);
    if (!result) return tl::make_unexpected(result.error());
    results.push_back(std::move(*result));
  }
  return results;
}

}  // namespace playground
