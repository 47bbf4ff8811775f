// The one table of the metrics a run has at a step: names as in reports, labels as on the page, and
// which way is better.
//   for (const MetricColumn& column : report_columns()) use(column.name, metrics.*column.member);
#pragma once

#include <span>
#include <string_view>

#include "train/history.hpp"

namespace playground {

// `neither`: of two runs the one with the lower gap or norm is not the better one for it.
enum class Better { lower, higher, neither };

struct MetricColumn {
  std::string_view name;  // "test_loss"
  double Metrics::*member;
  std::string_view label = {};  // "test loss"
  Better better = Better::neither;
  bool is_fraction = false;  // shown in percent; NaN for regression
};

// train_loss, test_loss, ... in the order of reports.
std::span<const MetricColumn> report_columns();
// The same with the penalty: everything a history holds but the step.
std::span<const MetricColumn> history_columns();
// The place in report_columns(), or nothing.
const MetricColumn* find_metric(std::string_view name);

}  // namespace playground
