#include "evaluate/metric_table.hpp"

#include <array>

namespace playground {
namespace {

constexpr std::array<MetricColumn, 9> kColumns = {{
    {"train_loss", &Metrics::train_loss, "train loss", Better::lower},
    {"test_loss", &Metrics::test_loss, "test loss", Better::lower},
    {"test_loss_noisy", &Metrics::test_loss_noisy, "noisy test loss", Better::lower},
    {"train_accuracy", &Metrics::train_accuracy, "train accuracy", Better::higher, true},
    {"test_accuracy", &Metrics::test_accuracy, "test accuracy", Better::higher, true},
    {"test_accuracy_noisy", &Metrics::test_accuracy_noisy, "noisy test accuracy", Better::higher,
     true},
    {"gap", &Metrics::gap, "gap"},
    {"weight_norm", &Metrics::weight_norm, "weight norm"},
    {"penalty", &Metrics::penalty, "penalty"},
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
