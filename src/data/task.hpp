// What a data set asks of the network.
#pragma once

#include "data/data_config.hpp"

namespace playground {

enum class Task { binary, multiclass, regression };

// Of a table that is not here: binary, with two inputs.
struct DataShape {
  Task task = Task::binary;
  int classes = 2;  // 1 for regression
  int inputs = 2;   // of the network

  // Columns of the network's output: 1 logit (binary), one per class, or 1 prediction.
  int outputs() const { return task == Task::multiclass ? classes : 1; }
};

DataShape shape_of(const DataConfig& config);
inline Task task_of(const DataConfig& config) {
  return shape_of(config).task;
}

// The task of labels of so many classes; 0: a number is to be predicted.
inline Task task_of_classes(std::size_t classes) {
  if (classes == 0) return Task::regression;
  return classes == 2 ? Task::binary : Task::multiclass;
}

}  // namespace playground
