// What a data set asks of the network.
#pragma once

#include "data/data_config.hpp"

namespace playground {

enum class Task { binary, multiclass, regression };

Task task_of(DatasetKind kind);
int classes_of(DatasetKind kind);

}  // namespace playground
