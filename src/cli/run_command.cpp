#include <fmt/format.h>

#include <cmath>

#include "cli/commands.hpp"
#include "cli/experiment_options.hpp"
#include "evaluate/statistics.hpp"
#include "share/report.hpp"

namespace playground::cli {
namespace {

constexpr std::string_view kRunFormats[] = {"table", "json", "csv"};

using Outcomes = std::vector<std::vector<RunOutcome>>;

// Four decimals; the huge losses of a diverging run with an exponent.
std::string short_number(double number) {
  return std::abs(number) < 1e5 ? fmt::format("{:.4f}", number) : fmt::format("{:.3e}", number);
}

std::string metric_text(const Outcomes& seeds, std::size_t run, double Metrics::*member) {
  const Summary summary = summarize(metric_values(seeds, run, member));
  if (std::isnan(summary.mean)) return "-";
  if (seeds.size() == 1) return short_number(summary.mean);
  return short_number(summary.mean) + " ± " + short_number(summary.standard_deviation);
}

std::string state_text(const Outcomes& seeds, std::size_t run) {
  const int diverged = diverged_seeds(seeds, run);
  if (diverged == 0) return "";
  return seeds.size() == 1 ? fmt::format("diverged after step {}", seeds.front()[run].step)
                           : fmt::format("diverged in {} of {} seeds", diverged, seeds.size());
}

std::string run_title(const Outcomes& seeds, std::size_t run) {
  return fmt::format("{} {}", run, seeds.front()[run].name);
}

// The paired differences of every two runs, in words.
std::string comparisons(const Outcomes& seeds) {
  std::string text = fmt::format(
      "paired over {} seeds: difference ± half its 95 % interval (seeds with that sign)\n",
      seeds.size());
  for (std::size_t run = 1; run < seeds.front().size(); ++run) {
    for (std::size_t reference = 0; reference < run; ++reference) {
      text += fmt::format("{} against {}\n", run_title(seeds, run), run_title(seeds, reference));
      for (const std::string_view name : {"test_loss", "test_accuracy", "gap"}) {
        const MetricColumn& column = *find_metric(name);
        const PairedDifference difference =
            paired_difference(metric_values(seeds, run, column.member),
                              metric_values(seeds, reference, column.member));
        if (difference.seeds == 0) continue;  // an accuracy of regression, or all diverged
        text += fmt::format("  {:<14} {}\n", column.label, verdict_text(difference, column));
      }
    }
  }
  return text;
}

std::string table(const Outcomes& seeds) {
  const int width = seeds.size() == 1 ? 11 : 17;
  std::string text = fmt::format("{:<24}", "run");
  struct Column {
    std::string_view name;
    double Metrics::*member;
  };
  const Column columns[] = {{"train loss", &Metrics::train_loss},
                            {"test loss", &Metrics::test_loss},
                            {"gap", &Metrics::gap},
                            {"train acc.", &Metrics::train_accuracy},
                            {"test acc.", &Metrics::test_accuracy},
                            {"weight norm", &Metrics::weight_norm}};
  for (const Column& column : columns) text += fmt::format(" {:>{}}", column.name, width);
  text += "\n";
  for (std::size_t run = 0; run < seeds.front().size(); ++run) {
    text += fmt::format("{:<24}", run_title(seeds, run));
    for (const Column& column : columns) {
      text += fmt::format(" {:>{}}", metric_text(seeds, run, column.member), width);
    }
    const std::string state = state_text(seeds, run);
    text += state.empty() ? "\n" : "  " + state + "\n";
  }
  if (seeds.size() > 1 && seeds.front().size() > 1) text += comparisons(seeds);
  return text + fmt::format("fingerprint {}\n", fingerprint_text(experiment_fingerprint(seeds)));
}

std::optional<ReproductionReport> check_claim(const Input& input, const Streams& streams) {
  if (!input.claim) return std::nullopt;
  const Outcomes at_claim = train_all_seeds(input.experiment, input.claim->step);
  const bool reproduced = experiment_fingerprint(at_claim) == input.claim->fingerprint;
  streams.err << fmt::format("link: the result at step {} {}\n", input.claim->step,
                             reproduced ? "is reproduced" : "differs from the sender's");
  return ReproductionReport{reproduced, input.claim->step};
}

int run_experiment(const Arguments& arguments, const Streams& streams) {
  const Result<std::string> format = choice(arguments, "--format", kRunFormats, "table");
  if (!format) return refuse(streams, format.error().message);
  const Result<Input> input = read_input(arguments, streams);
  if (!input) return refuse(streams, input.error().message);
  const Outcomes seeds = train_all_seeds(input->experiment, input->experiment.training.steps);
  const std::optional<ReproductionReport> reproduction = check_claim(*input, streams);
  if (*format == "json") {
    streams.out << report_json(input->experiment, seeds, reproduction);
  } else {
    streams.out << (*format == "csv" ? report_csv(seeds) : table(seeds));
  }
  return kDone;
}

constexpr auto kRunOptions =
    with_input_options({{"--format", "FORMAT", "table (the default), json or csv"}});

}  // namespace

const Command kRunCommand = {"run", "trains every run and reports the result", kRunOptions,
                             run_experiment};

}  // namespace playground::cli
