#include "train/parameters.hpp"

namespace playground {
namespace {

std::string_view section_path(Section section) {
  switch (section) {
    case Section::data:
      return "data.";
    case Section::model:
      return "model.";
    case Section::training:
      return "training.";
    case Section::run:
      return "runs[].";
    case Section::experiment:
      return "";
  }
  return "";
}

}  // namespace

std::string Parameter::json_path() const {
  return std::string(section_path(section)) + std::string(name);
}

Value Parameter::default_value() const {
  Experiment experiment;
  experiment.runs.resize(1);
  return get(experiment, 0);
}

const Parameter* find_parameter(Section section, std::string_view name) {
  for (const Parameter& parameter : parameter_table()) {
    if (parameter.section == section && parameter.name == name) return &parameter;
  }
  return nullptr;
}

const Parameter* find_by_link_key(std::string_view key) {
  for (const Parameter& parameter : parameter_table()) {
    if (parameter.link_key == key) return &parameter;
  }
  return nullptr;
}

}  // namespace playground
