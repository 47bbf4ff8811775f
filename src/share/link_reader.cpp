// read_link of share/link.hpp: takes what it can from any text and tells what it mended.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>

#include "core/sort.hpp"
#include "core/text.hpp"
#include "share/json_text.hpp"
#include "share/link.hpp"
#include "share/link_text.hpp"
#include "share/sweep_text.hpp"
#include "train/parameters.hpp"
#include "train/sweep_check.hpp"

namespace playground {
namespace {

constexpr std::size_t kShownNotices = 8;

// Keeps the first few sentences and counts the rest, so that noise stays readable.
class Notices {
 public:
  void add(std::string sentence) {
    if (shown_.size() < kShownNotices) {
      shown_.push_back(std::move(sentence));
    } else {
      ++more_;
    }
  }
  std::vector<std::string> take() {
    if (more_ > 0) shown_.push_back(fmt::format("and {} more", more_));
    return std::move(shown_);
  }

 private:
  std::vector<std::string> shown_;
  std::size_t more_ = 0;
};

// A number beyond the range of a double, as 1e400, is infinite: its nearest valid value is an end
// of the range.
std::optional<double> number_of(std::string_view text) {
  if (const std::optional<double> number = parse_number(text)) return number;
  const std::size_t exponent = std::min(text.find_first_of("eE"), text.size());
  const std::optional<double> mantissa = parse_number(text.substr(0, exponent));
  const bool beyond = mantissa && *mantissa != 0 && exponent < text.size() &&
                      parse_number(text.substr(exponent + 1)).value_or(0) > 200;
  if (!beyond) return std::nullopt;
  return *mantissa > 0 ? std::numeric_limits<double>::infinity()
                       : -std::numeric_limits<double>::infinity();
}

// The text as the kind of value the parameter takes; a text where a number should be stays a text,
// which the table's check then names.
Value parse_value(const Parameter& parameter, std::string_view encoded, char list_separator) {
  if (parameter.type == Type::text) return percent_decode(encoded);
  const std::string clear = with_clear_separators(encoded, std::string_view(&list_separator, 1));
  const std::string text = percent_decode(clear);
  switch (parameter.type) {
    case Type::integer:
    case Type::real:
      if (const std::optional<double> number = number_of(text)) return *number;
      return text;
    case Type::boolean:
      if (text == "true" || text == "1") return true;
      if (text == "false" || text == "0") return false;
      return text;
    case Type::integer_list:
    case Type::real_list: {
      std::vector<double> numbers;
      for (const std::string_view piece : split(text, list_separator)) {
        const std::optional<double> number = number_of(piece);
        if (!number) return text;
        numbers.push_back(*number);
      }
      return numbers;
    }
    case Type::choice_list: {
      std::vector<std::string> names;
      for (const std::string_view piece : split(text, list_separator)) names.emplace_back(piece);
      return names;
    }
    default:
      return text;
  }
}

class LinkReader {
 public:
  LinkContent read(std::string_view text);

 private:
  void read_pair(std::string_view part);
  void read_parameter(const Parameter& parameter, std::string_view value);
  void read_version(std::string_view value);
  void read_run(std::string_view value);
  void read_event(std::string_view value);
  void read_claim(std::string_view value);
  void read_checkpoints(std::string_view value);
  void read_sweep(std::string_view value);
  void finish_events();
  void finish_claim();
  void finish_sweep();
  void keep_valid();
  std::optional<Value> valid_value(const Parameter& parameter, std::string_view text,
                                   char list_separator, const std::string& where);
  std::optional<std::pair<const Parameter*, Value>> read_run_pair(std::string_view pair,
                                                                  const std::string& where);

  Experiment experiment_;
  std::vector<RunConfig> runs_;
  std::vector<Event> events_;
  std::optional<FingerprintClaim> claim_;
  std::vector<Checkpoint> checkpoints_;
  std::string rows_;
  std::set<std::string> seen_;
  std::size_t extra_runs_ = 0;
  Notices notices_;
};

std::string_view fragment_of(std::string_view text) {
  const std::size_t hash = text.find('#');
  if (hash != std::string_view::npos) return text.substr(hash + 1);
  // An address without a fragment carries no experiment.
  const std::string_view scheme_end = "://";
  return text.substr(0, 64).find(scheme_end) == std::string_view::npos ? text : std::string_view();
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

LinkContent LinkReader::read(std::string_view text) {
  experiment_ = default_experiment();
  const std::string clear = with_clear_separators(trimmed(fragment_of(trimmed(text))), "=&");
  for (const std::string_view part : split(clear, '&')) {
    if (!part.empty()) read_pair(part);
  }
  if (!runs_.empty()) experiment_.runs = runs_;
  if (extra_runs_ > 0) {
    notices_.add(
        fmt::format("run: {} more than the {} that fit were left out", extra_runs_, kMaxRuns));
  }
  finish_events();
  finish_claim();
  keep_valid();
  finish_sweep();
  return {std::move(experiment_), claim_, std::move(rows_), notices_.take()};
}

void LinkReader::read_pair(std::string_view part) {
  const std::size_t equals = part.find('=');
  const std::string key = percent_decode(part.substr(0, equals));
  if (equals == std::string_view::npos) {
    notices_.add(
        fmt::format("\"{}\" was left out: it is not of the form key=value", excerpt_text(key)));
    return;
  }
  const std::string_view value = part.substr(equals + 1);
  if (key == "run") return read_run(value);
  if (key == "event") return read_event(value);
  const bool known_word = key == "v" || key == "fp" || key == "cp" || key == "sweep" || key == "t";
  const Parameter* parameter = known_word ? nullptr : find_by_link_key(key);
  if (!known_word && (parameter == nullptr || parameter->section == Section::run)) {
    notices_.add(fmt::format("{}: unknown key, left out", excerpt_text(key)));
    return;
  }
  if (!seen_.insert(key).second) {
    notices_.add(fmt::format("{}: stands more than once; the last one counts", key));
  }
  if (key == "v") return read_version(value);
  if (key == "fp") return read_claim(value);
  if (key == "cp") return read_checkpoints(value);
  if (key == "sweep") return read_sweep(value);
  if (key == "t") {
    rows_ = percent_decode(value);
    return;
  }
  read_parameter(*parameter, value);
}

void LinkReader::read_version(std::string_view value) {
  const std::optional<double> version = parse_number(percent_decode(value));
  if (version && *version == kExperimentVersion) return;
  notices_.add(
      fmt::format("v: the link is of version {}, known is {}; what could be read of it was taken",
                  excerpt_text(value), kExperimentVersion));
}

// The value, or the nearest valid one with a notice.
std::optional<Value> LinkReader::valid_value(const Parameter& parameter, std::string_view text,
                                             char list_separator, const std::string& where) {
  const Value value = parse_value(parameter, text, list_separator);
  const Result<void> checked = check_value(parameter, value, where);
  if (checked) return value;
  Value nearest = nearest_value(parameter, value);
  const auto* number = std::get_if<double>(&value);
  const std::string fault =
      number != nullptr && std::isinf(*number)
          ? fmt::format("{}: {} is too large for a number", where, excerpt_text(text))
          : checked.error().message;
  notices_.add(fmt::format("{}; {} was taken", fault, excerpt_text(value_text(nearest))));
  return nearest;
}

void LinkReader::read_parameter(const Parameter& parameter, std::string_view text) {
  const std::optional<Value> value =
      valid_value(parameter, text, kListSeparator, std::string(parameter.link_key));
  if (value) parameter.set(experiment_, 0, *value);
}

std::optional<std::pair<const Parameter*, Value>> LinkReader::read_run_pair(
    std::string_view pair, const std::string& where) {
  const std::size_t colon = pair.find(':');
  const std::string key = percent_decode(pair.substr(0, colon));
  const Parameter* parameter = find_by_link_key(key);
  if (colon == std::string_view::npos || parameter == nullptr ||
      parameter->section != Section::run) {
    notices_.add(fmt::format("{}: \"{}\" was left out: it is not a known key:value pair", where,
                             excerpt_text(pair)));
    return std::nullopt;
  }
  std::optional<Value> value = valid_value(*parameter, pair.substr(colon + 1), kInnerListSeparator,
                                           fmt::format("{}.{}", where, key));
  if (!value) return std::nullopt;
  return std::pair{parameter, std::move(*value)};
}

void LinkReader::read_run(std::string_view encoded) {
  if (runs_.size() >= static_cast<std::size_t>(kMaxRuns)) {
    ++extra_runs_;
    return;
  }
  const std::string text = with_clear_separators(encoded, ",:");
  const std::string where = fmt::format("run {}", runs_.size() + 1);
  Experiment holder;
  holder.runs.resize(1);
  bool first = true;
  for (const std::string_view piece : split(text, ',')) {
    const bool positional = first && piece.find(':') == std::string_view::npos;
    first = false;
    if (positional) {
      const Parameter& optimizer = *find_parameter(Section::run, kPositionalParameter);
      const auto value = valid_value(optimizer, piece, kInnerListSeparator, where);
      if (value) optimizer.set(holder, 0, *value);
      continue;
    }
    const auto pair = read_run_pair(piece, where);
    if (pair) pair->first->set(holder, 0, pair->second);
  }
  runs_.push_back(holder.runs.front());
}

void LinkReader::read_event(std::string_view encoded) {
  const std::string text = with_clear_separators(encoded, ",:");
  const std::vector<std::string_view> pieces = split(text, ',');
  const std::string where = fmt::format("event \"{}\"", excerpt_text(text));
  const auto whole = [&](std::size_t i) -> std::optional<int> {
    if (i >= pieces.size()) return std::nullopt;
    const std::optional<double> number = parse_number(pieces[i]);
    const bool possible =
        number && *number >= 0 && *number <= 1e9 && *number == static_cast<int>(*number);
    return possible ? std::optional<int>(static_cast<int>(*number)) : std::nullopt;
  };
  const std::optional<int> step = whole(0);
  const std::optional<int> run = whole(1);
  if (!step || !run) {
    notices_.add(where + " was left out: it must be step,run,key:value,...");
    return;
  }
  Event event{*step, *run, {}};
  for (std::size_t i = 2; i < pieces.size(); ++i) {
    const auto pair = read_run_pair(pieces[i], where);
    if (!pair) continue;
    const std::string name(pair->first->name);
    const auto same = std::find_if(event.set.begin(), event.set.end(), [&](const Setting& setting) {
      return setting.parameter == name;
    });
    if (same == event.set.end()) {
      event.set.push_back({name, pair->second});
    } else {
      notices_.add(fmt::format("{}: {} stands more than once; the last one counts", where, name));
      same->value = pair->second;
    }
  }
  if (event.set.empty()) {
    notices_.add(where + " was left out: it changes nothing");
    return;
  }
  events_.push_back(std::move(event));
}

void LinkReader::read_claim(std::string_view encoded) {
  const std::string text = percent_decode(encoded);
  const std::size_t at = text.find('@');
  const std::optional<std::uint64_t> fingerprint = parse_hex(text.substr(0, at));
  const double step = at == std::string::npos ? -1 : parse_number(text.substr(at + 1)).value_or(-1);
  if (fingerprint && step >= 0 && step <= 1e9 && step == static_cast<int>(step)) {
    claim_ = FingerprintClaim{*fingerprint, static_cast<int>(step)};
    return;
  }
  notices_.add(fmt::format("fp: \"{}\" was left out: it must be 16 hex digits, '@' and a step",
                           excerpt_text(text)));
}

void LinkReader::read_checkpoints(std::string_view encoded) {
  constexpr std::size_t kMost = 16;
  const std::string text = with_clear_separators(encoded, ",:");
  checkpoints_.clear();
  for (const std::string_view piece : split(text, ',')) {
    const std::size_t colon = piece.find(':');
    const std::optional<double> step = parse_number(piece.substr(0, colon));
    const std::string_view digits = colon == piece.npos ? "" : piece.substr(colon + 1);
    const std::optional<std::uint64_t> hash =
        digits.size() == 8 ? parse_hex("00000000" + std::string(digits)) : std::nullopt;
    const int last = checkpoints_.empty() ? 0 : checkpoints_.back().step;
    const bool rises = step && *step > last && *step <= 1e9 && *step == static_cast<int>(*step);
    if (!rises || !hash || checkpoints_.size() == kMost) {
      notices_.add(
          fmt::format("cp: \"{}\" was left out: it must be a step after {}, ':' and 8 hex "
                      "digits, {} times at most",
                      excerpt_text(piece), last, kMost));
      continue;
    }
    checkpoints_.push_back({static_cast<int>(*step), static_cast<std::uint32_t>(*hash)});
  }
}

void LinkReader::read_sweep(std::string_view encoded) {
  const Result<SweepConfig> sweep =
      read_sweep_link(percent_decode(with_clear_separators(encoded, ",:;")));
  if (sweep) {
    experiment_.sweep = *sweep;
  } else {
    notices_.add(sweep.error().message + "; the usual sweep was taken");
  }
}

// It is about the runs, which come before and after it in a link.
void LinkReader::finish_sweep() {
  const Result<void> checked = check_sweep(experiment_);
  if (checked) return;
  notices_.add(checked.error().message + "; the usual sweep was taken");
  experiment_.sweep = {};
}

// Events can be judged only when the runs and the number of steps are known.
void LinkReader::finish_events() {
  for (Event& event : events_) {
    const bool possible = event.step <= experiment_.training.steps &&
                          event.run < static_cast<int>(experiment_.runs.size());
    if (possible) {
      experiment_.events.push_back(std::move(event));
    } else {
      notices_.add(fmt::format(
          "event at step {} of run {} was left out: there are {} steps and runs 0 to {}",
          event.step, event.run, experiment_.training.steps, experiment_.runs.size() - 1));
    }
  }
  sort_stably(experiment_.events, [](const Event& a, const Event& b) { return a.step < b.step; });
  const std::size_t count = experiment_.events.size();
  if (count > static_cast<std::size_t>(kMaxEvents)) {
    notices_.add(
        fmt::format("event: a link of {} events; the first {} were taken", count, kMaxEvents));
    experiment_.events.resize(static_cast<std::size_t>(kMaxEvents));
  }
}

void LinkReader::finish_claim() {
  if (!claim_ && !checkpoints_.empty()) {
    notices_.add("cp: left out: checkpoints go with the fingerprint of a result, which is missing");
  }
  if (!claim_) return;
  for (const Checkpoint& checkpoint : checkpoints_) {
    if (checkpoint.step < claim_->step) {
      claim_->checkpoints.push_back(checkpoint);
    } else {
      notices_.add(fmt::format("cp: step {} was left out: it must be before step {}, that of fp",
                               checkpoint.step, claim_->step));
    }
  }
  if (claim_->step <= experiment_.training.steps) return;
  notices_.add(fmt::format("fp: step {} was left out: the experiment has {} steps", claim_->step,
                           experiment_.training.steps));
  claim_.reset();
}

// Rules between fields that no single field shows.
void LinkReader::keep_valid() {
  Result<void> checked = check_experiment(experiment_);
  if (checked) return;
  notices_.add(checked.error().message + "; the events were left out");
  experiment_.events.clear();
  if (check_experiment(experiment_)) return;
  notices_.add(checked.error().message + "; the opening experiment was taken");
  experiment_ = default_experiment();
  claim_.reset();
}

}  // namespace

LinkContent read_link(std::string_view text) {
  return LinkReader().read(text);
}

}  // namespace playground
