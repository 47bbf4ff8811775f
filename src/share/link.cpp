#include "share/link.hpp"

#include <fmt/format.h>

#include "share/link_text.hpp"
#include "share/sweep_text.hpp"
#include "train/parameters.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

std::string element_text(const Parameter& parameter, const Value& value, char list_separator) {
  if (parameter.type == Type::text) return percent_encode(std::get<std::string>(value));
  if (const auto* numbers = std::get_if<std::vector<double>>(&value)) {
    std::string text;
    for (const double number : *numbers) {
      if (!text.empty()) text += list_separator;
      text += value_text(number);
    }
    return text;
  }
  if (const auto* names = std::get_if<std::vector<std::string>>(&value)) {
    std::string text;
    for (const std::string& name : *names) {
      if (!text.empty()) text += list_separator;
      text += name;
    }
    return text;
  }
  return value_text(value);
}

void write_section(const Experiment& experiment, Section section, std::string& link) {
  for (const Parameter& parameter : parameter_table()) {
    if (parameter.section != section) continue;
    const Value value = parameter.get(experiment, 0);
    if (value == parameter.default_value()) continue;
    link +=
        fmt::format("&{}={}", parameter.link_key, element_text(parameter, value, kListSeparator));
  }
}

// The optimizer stands first, without its key; the rest are key:value pairs.
void write_run(const Experiment& experiment, int run, std::string& link) {
  std::string pairs;
  for (const Parameter& parameter : parameter_table()) {
    if (parameter.section != Section::run) continue;
    const Value value = parameter.get(experiment, run);
    if (parameter.name == kPositionalParameter) {
      link += "&run=" + element_text(parameter, value, kInnerListSeparator);
    } else if (value != parameter.default_value()) {
      pairs += fmt::format(",{}:{}", parameter.link_key,
                           element_text(parameter, value, kInnerListSeparator));
    }
  }
  link += pairs;
}

void write_event(const Event& event, std::string& link) {
  link += fmt::format("&event={},{}", event.step, event.run);
  for (const Setting& setting : event.set) {
    const Parameter* parameter = find_parameter(Section::run, setting.parameter);
    if (parameter == nullptr) continue;
    link += fmt::format(",{}:{}", parameter->link_key,
                        element_text(*parameter, setting.value, kInnerListSeparator));
  }
}

void write_claim(const FingerprintClaim& claim, std::string& link) {
  link += fmt::format("&fp={}@{}", fingerprint_text(claim.fingerprint), claim.step);
  std::string checkpoints;
  for (const auto& [step, hash] : claim.checkpoints) {
    checkpoints += fmt::format("{}{}:{:08x}", checkpoints.empty() ? "&cp=" : ",", step, hash);
  }
  link += checkpoints;
}

}  // namespace

std::string write_link(const Experiment& experiment, const std::optional<FingerprintClaim>& claim) {
  std::string link = fmt::format("v={}", kExperimentVersion);
  for (const Section section :
       {Section::data, Section::model, Section::training, Section::experiment}) {
    write_section(experiment, section, link);
  }
  if (experiment.runs != default_experiment().runs) {
    for (std::size_t run = 0; run < experiment.runs.size(); ++run) {
      write_run(experiment, static_cast<int>(run), link);
    }
  }
  for (const Event& event : experiment.events) write_event(event, link);
  if (const std::string sweep = write_sweep_link(experiment.sweep); !sweep.empty()) {
    link += "&sweep=" + sweep;
  }
  if (claim) write_claim(*claim, link);
  return link;
}

}  // namespace playground
