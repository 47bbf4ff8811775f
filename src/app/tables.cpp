// Data that are a table. The page keeps its bytes and sends them to the engine
// (web/table_store.js): here is known only what a table is called and how many columns and classes
// it has. Its points come from the engine, as they are trained on.
#include <algorithm>
#include <utility>

#include "app/application.hpp"
#include "data/row_source.hpp"
#include "engine/dataset_job.hpp"
#include "engine/predictions_job.hpp"
#include "share/json_text.hpp"

namespace playground {
namespace {

class DescribedTable : public RowSource {
 public:
  DescribedTable(std::size_t columns, std::size_t classes) : columns_(columns), classes_(classes) {}

  DataShape shape() const override {
    return {task_of_classes(classes_), std::max(1, static_cast<int>(classes_)),
            static_cast<int>(columns_)};
  }
  // The engine has the rows.
  Dataset dataset(const DataConfig&) const override { return {}; }
  Matrix features(const Matrix&, const DataConfig&) const override { return {}; }

 private:
  std::size_t columns_;
  std::size_t classes_;
};

}  // namespace

void Application::add_table(const std::string& hash, std::size_t columns, std::size_t classes,
                            std::string description) {
  std::erase_if(tables_, [&](const KnownTable& table) { return table.hash == hash; });
  KnownTable& table = tables_.emplace_back();
  table.hash = hash;
  table.description = std::move(description);
  static_cast<std::shared_ptr<const RowSource>&>(table.source) =
      std::make_shared<const DescribedTable>(columns, classes);
  tell_tables();
  if (state_.missing_table != hash) return;
  experiment_changed(true);
  engine_->load(committed_);
  pace_.restart();
}

bool Application::remove_table(const std::string& hash) {
  if (table_of(committed_.data) == hash) return false;
  std::erase_if(tables_, [&](const KnownTable& table) { return table.hash == hash; });
  tell_tables();
  return true;
}

void Application::tell_tables() {
  environment_.emit("table", tables_json());
}

std::string Application::tables_json() const {
  std::string list;
  for (const KnownTable& table : tables_) list += (list.empty() ? "[" : ",") + table.description;
  return list.empty() ? "[]" : list + "]";
}

// Looks for the experiment's table; whoever keeps tables hears of one that is not here.
void Application::find_table() {
  committed_.data.source = {};
  std::optional<std::string> missing;
  if (uses_table(committed_.data)) missing = std::string(table_of(committed_.data));
  for (const KnownTable& table : tables_) {
    if (missing != table.hash) continue;
    committed_.data.source = table.source;
    missing.reset();
    break;
  }
  const bool news = missing && (missing != state_.missing_table || !table_rows_.empty());
  state_.missing_table = std::move(missing);
  const std::string rows = std::exchange(table_rows_, {});
  if (!news) return;
  environment_.emit("missing_table",
                    format_json(Json{{"hash", *state_.missing_table}, {"rows", rows}}, -1));
}

// The points that the screen shows.
void Application::draw_data(const DataConfig& data) {
  engine_->cancel_job(std::exchange(dataset_job_, 0));
  const bool same_table = uses_table(data) && table_of(data) == table_of(dataset_config_);
  dataset_config_ = data;
  if (!uses_table(data)) {
    state_.dataset = std::make_shared<const Dataset>(make_dataset(data));
    return;
  }
  if (!same_table) state_.dataset.reset();
  if (!data.source) return;
  Experiment experiment = committed_;
  experiment.data = data;
  dataset_job_ = engine_->start_job(dataset_job(experiment), [this](const Result<std::string>& it) {
    dataset_job_ = 0;
    Result<Dataset> dataset = it ? read_dataset(*it) : tl::make_unexpected(it.error());
    if (dataset) {
      state_.dataset = std::make_shared<const Dataset>(std::move(*dataset));
    } else {
      notify(Notice::Kind::error, dataset.error().message);
    }
    touch();
  });
}

void Application::answer_with_predictions(int run, int answer_id) {
  const JobRequest request =
      predictions_job(committed_, run, state_.view.shown_seed, shown_step(state_));
  engine_->start_job(request, [this, answer_id](const Result<std::string>& it) {
    Json reply = {{"id", answer_id}};
    if (it) {
      reply["result"] = parse_own_json(*it);
    } else {
      reply["error"] = it.error().message;
    }
    environment_.emit("answer", format_json(reply, -1));
  });
}

}  // namespace playground
