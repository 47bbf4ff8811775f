// The one declarative table of every parameter of an experiment. It drives the JSON reader and
// writer, the link codec, the limits, the sliders and their tooltips, and the reference page in
// docs.
//   for (const Parameter& p : parameter_table()) ...
//   const Parameter& decay = *find_parameter("weight_decay");  decay.get(experiment, run);
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "train/experiment.hpp"

namespace playground {

enum class Section { data, model, training, run, experiment };
enum class Type { integer, real, boolean, choice, text, integer_list, real_list, choice_list };
// log_with_zero: logarithmic, with a stop of its own for 0 at the left end (weight decay, label
// noise ...).
enum class Scale { none, linear, log, log_with_zero };

struct Parameter {
  Section section;
  std::string_view name;      // "weight_decay"; unique in its section
  std::string_view link_key;  // "wd"; unique in the table
  std::string_view label;     // "decay"; on the page
  Type type;
  double minimum = 0;  // of the value, of each list element, or of a text's length
  double maximum = 0;
  int minimum_count = 0;  // of list elements
  int maximum_count = 0;
  double slider_minimum =
      0;  // the useful range of a slider; typing may go beyond, up to minimum/maximum
  double slider_maximum = 0;
  Scale scale = Scale::none;
  std::string_view unit = {};    // "steps", "points", ...; "fraction" is shown in percent
  std::string_view symbol = {};  // in equations: "\u03bb"
  std::string_view help;         // one sentence
  std::span<const std::string_view> choices =
      {};  // names in JSON and links, in the order of the enum
  std::span<const std::string_view> choice_labels = {};  // the same as shown on the page
  Value (*get)(const Experiment&, int run) = nullptr;
  void (*set)(Experiment&, int run, const Value&) = nullptr;  // the value must be valid

  // "data.noise", "model.hidden", "runs[].weight_decay", "seeds".
  std::string json_path() const;
  // The value of the default experiment (for a run: of a default-constructed RunConfig).
  Value default_value() const;
};

std::span<const Parameter> parameter_table();
// By name within a section, or by link key; nullptr when there is none.
const Parameter* find_parameter(Section section, std::string_view name);
const Parameter* find_by_link_key(std::string_view key);

// Ok, or an error that names the parameter, the value and what would be right, for instance
// "runs[1].weight_decay: -3 is out of range; it must be a number from 0 to 100".
// `where` is the path shown (json_path when empty).
Result<void> check_value(const Parameter& parameter, const Value& value,
                         std::string_view where = {});
// The nearest valid value (the default when there is none near, such as text for a number or NaN).
Value nearest_value(const Parameter& parameter, const Value& value);
// The value as text: shortest decimal form that reads back to the same number.
std::string value_text(const Value& value);

// Every value, and the rules between fields: one to six runs, events in order of step, within the
// steps, of existing runs, and setting run parameters to valid values.
Result<void> check_experiment(const Experiment& experiment);

}  // namespace playground
