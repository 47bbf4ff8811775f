#include "evaluate/metric_table.hpp"

#include <array>

#include "core/translate.hpp"

namespace playground {
namespace {

constexpr std::array<MetricColumn, 9> kColumns = {{
    {"train_loss", &Metrics::train_loss, tr_key("train loss"), Better::lower},
    {"test_loss", &Metrics::test_loss, tr_key("test loss"), Better::lower},
    {"test_loss_noisy", &Metrics::test_loss_noisy, tr_key("noisy test loss"), Better::lower},
    {"train_accuracy", &Metrics::train_accuracy, tr_key("train accuracy"), Better::higher, true},
    {"test_accuracy", &Metrics::test_accuracy, tr_key("test accuracy"), Better::higher, true},
    {"test_accuracy_noisy", &Metrics::test_accuracy_noisy, tr_key("noisy test accuracy"),
     Better::higher, true},
    {"gap", &Metrics::gap, tr_key("gap")},
    {"weight_norm", &Metrics::weight_norm, tr_key("weight norm")},
    {"penalty", &Metrics::penalty, tr_key("penalty")},
}};

}  // namespace

std::span<const MetricColumn> history_columns() {
  return kColumns;
}

std::span<const MetricColumn> report_columns() {
  return history_columns().first(kColumns.size() - 1);
}

const MetricColumn* find_metric(std::string_view name) {
  for (const MetricColumn& column : report_columns()) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

}  // namespace playground
