// How the table reaches the fields of an experiment: conversions between a field's own type and
// Value, the names of choices, and getters and setters made from pointers to members.
//   constexpr Parameter noise = row<DataField<&DataConfig::noise>>({.section = Section::data,
//   ...});
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "train/parameters.hpp"

namespace playground {

// Names in JSON and links, and labels on the page, in the order of the enum.
template <typename Enum>
struct Choices;

template <>
struct Choices<DatasetKind> {
  static constexpr std::array<std::string_view, 11> kNames = {
      "moons",        "circles", "spiral", "xor",   "blobs", "blobs3",
      "checkerboard", "sine",    "cubic",  "table", "digits"};
  static constexpr std::array<std::string_view, 11> kLabels = {
      "Moons",        "Circles", "Spiral", "XOR",      "Blobs", "3 blobs",
      "Checkerboard", "Sine",    "Cubic",  "Your own", "Digits"};
};

template <>
struct Choices<Feature> {
  static constexpr std::array<std::string_view, 7> kNames = kFeatureNames;
  static constexpr std::array<std::string_view, 7> kLabels = {"x₁",   "x₂",     "x₁²",   "x₂²",
                                                              "x₁x₂", "sin x₁", "sin x₂"};
};

template <>
struct Choices<Activation> {
  static constexpr std::array<std::string_view, 6> kNames = {"relu", "tanh", "gelu",
                                                             "silu", "sine", "linear"};
  static constexpr std::array<std::string_view, 6> kLabels = {"ReLU", "tanh", "GELU",
                                                              "SiLU", "sine", "linear"};
};

template <>
struct Choices<Initialization> {
  static constexpr std::array<std::string_view, 3> kNames = {"pytorch", "xavier", "he"};
  static constexpr std::array<std::string_view, 3> kLabels = {"PyTorch", "Xavier", "He"};
};

template <>
struct Choices<OptimizerKind> {
  static constexpr std::array<std::string_view, kOptimizerKinds> kNames = {
      "adamw",   "adam",    "sgd",    "sgdw", "nadamw", "nadam",         "radam",
      "rmsprop", "adagrad", "adamax", "lion", "muon",   "schedule_free", "cautious"};
  static constexpr std::array<std::string_view, kOptimizerKinds> kLabels = {
      "AdamW",   "Adam + L2", "SGD + L2", "SGDW", "NAdamW", "NAdam + L2",    "RAdam",
      "RMSprop", "Adagrad",   "Adamax",   "Lion", "Muon",   "Schedule-free", "Cautious"};
};

template <>
struct Choices<DecayKind> {
  static constexpr std::array<std::string_view, 2> kNames = {"decoupled", "l2"};
  static constexpr std::array<std::string_view, 2> kLabels = {"decoupled", "L2"};
};

template <>
struct Choices<DecayForm> {
  static constexpr std::array<std::string_view, 2> kNames = {"lr", "schedule"};
  static constexpr std::array<std::string_view, 2> kLabels = {"lr × λ", "λ alone"};
};

template <>
struct Choices<ScheduleKind> {
  static constexpr std::array<std::string_view, 6> kNames = {
      "constant", "cosine", "linear", "warmup_cosine", "step", "warm_restarts"};
  static constexpr std::array<std::string_view, 6> kLabels = {
      "constant", "cosine", "linear", "warm-up, cosine", "stepwise", "warm restarts"};
};

template <typename Enum>
std::string choice_name(Enum choice) {
  return std::string(Choices<Enum>::kNames[static_cast<std::size_t>(choice)]);
}

template <typename Enum>
bool choice_from_name(std::string_view name, Enum& choice) {
  for (std::size_t i = 0; i < Choices<Enum>::kNames.size(); ++i) {
    if (Choices<Enum>::kNames[i] != name) continue;
    choice = static_cast<Enum>(i);
    return true;
  }
  return false;
}

template <typename Field>
Value to_value(const Field& field) {
  if constexpr (std::is_enum_v<Field>) {
    return choice_name(field);
  } else if constexpr (std::is_same_v<Field, bool> || std::is_same_v<Field, std::string>) {
    return field;
  } else if constexpr (std::is_arithmetic_v<Field>) {
    return static_cast<double>(field);
  } else if constexpr (std::is_same_v<Field, std::vector<Feature>>) {
    std::vector<std::string> names;
    for (const Feature feature : field) names.push_back(choice_name(feature));
    return names;
  } else {
    return std::vector<double>(field.begin(), field.end());
  }
}

// A value of the wrong kind leaves the field as it is.
template <typename Field>
void from_value(Field& field, const Value& value) {
  if constexpr (std::is_enum_v<Field>) {
    if (const auto* name = std::get_if<std::string>(&value)) choice_from_name(*name, field);
  } else if constexpr (std::is_same_v<Field, bool> || std::is_same_v<Field, std::string>) {
    if (const auto* same = std::get_if<Field>(&value)) field = *same;
  } else if constexpr (std::is_arithmetic_v<Field>) {
    // Adding 0 turns -0 into 0, which would be equal but read differently.
    if (const auto* number = std::get_if<double>(&value)) field = static_cast<Field>(*number + 0.0);
  } else if constexpr (std::is_same_v<Field, std::vector<Feature>>) {
    const auto* names = std::get_if<std::vector<std::string>>(&value);
    if (!names) return;
    field.clear();
    for (const std::string& name : *names) {
      Feature feature{};
      if (choice_from_name(name, feature)) field.push_back(feature);
    }
  } else if (const auto* numbers = std::get_if<std::vector<double>>(&value)) {
    using Element = typename Field::value_type;
    if constexpr (std::is_same_v<Field, std::vector<Element>>) field.resize(numbers->size());
    for (std::size_t i = 0; i < field.size() && i < numbers->size(); ++i) {
      field[i] = static_cast<Element>((*numbers)[i]);
    }
  }
}

// A field of a part of the experiment: data, model or training.
template <auto Part, auto Member>
struct SectionField {
  static Value get(const Experiment& experiment, int) {
    return to_value((experiment.*Part).*Member);
  }
  static void set(Experiment& experiment, int, const Value& value) {
    from_value((experiment.*Part).*Member, value);
  }
};

// A field of the run given.
template <auto Member>
struct RunField {
  static Value get(const Experiment& experiment, int run) {
    return to_value(experiment.runs[static_cast<std::size_t>(run)].*Member);
  }
  static void set(Experiment& experiment, int run, const Value& value) {
    from_value(experiment.runs[static_cast<std::size_t>(run)].*Member, value);
  }
};

// A field of the experiment itself.
template <auto Member>
struct ExperimentField {
  static Value get(const Experiment& experiment, int) { return to_value(experiment.*Member); }
  static void set(Experiment& experiment, int, const Value& value) {
    from_value(experiment.*Member, value);
  }
};

template <auto Member>
using DataField = SectionField<&Experiment::data, Member>;
template <auto Member>
using ModelField = SectionField<&Experiment::model, Member>;
template <auto Member>
using TrainingField = SectionField<&Experiment::training, Member>;

inline constexpr double kLargestSeed = 4294967295.0;  // 2^32 - 1

// Completes a row with the access to its field.
template <typename Access>
constexpr Parameter row(Parameter parameter) {
  parameter.get = Access::get;
  parameter.set = Access::set;
  return parameter;
}

// The same for a choice, or a list of choices, of an enum.
template <typename Access, typename Enum>
constexpr Parameter choice_row(Parameter parameter) {
  parameter.choices = Choices<Enum>::kNames;
  parameter.choice_labels = Choices<Enum>::kLabels;
  return row<Access>(parameter);
}

}  // namespace playground
