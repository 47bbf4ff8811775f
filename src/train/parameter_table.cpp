// The table is the rows of its sections, one after the other. A new parameter is one new row in
// src/train/rows/ and one field in its struct.
#include <algorithm>
#include <array>

#include "train/rows/data_rows.hpp"
#include "train/rows/experiment_rows.hpp"
#include "train/rows/model_rows.hpp"
#include "train/rows/run_rows.hpp"
#include "train/rows/training_rows.hpp"

namespace playground {
namespace {

template <std::size_t... sizes>
constexpr auto join(const std::array<Parameter, sizes>&... sections) {
  std::array<Parameter, (sizes + ...)> rows{};
  auto end = rows.begin();
  ((end = std::copy(sections.begin(), sections.end(), end)), ...);
  return rows;
}

constexpr auto kTable = join(kDataRows, kModelRows, kTrainingRows, kRunRows, kExperimentRows);

}  // namespace

std::span<const Parameter> parameter_table() {
  return kTable;
}

}  // namespace playground
