// CSV, safetensors, reports, traces and exports.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "share/csv.hpp"
#include "share/experiment_tree.hpp"
#include "share/export.hpp"
#include "share/json.hpp"
#include "share/parameters_reference.hpp"
#include "share/report.hpp"
#include "share/safetensors.hpp"
#include "share/trace.hpp"
#include "train/parameters.hpp"

namespace playground {
namespace {

Experiment small_experiment() {
  Experiment experiment = default_experiment();
  experiment.data.test_size = 100;
  experiment.model.hidden = {8, 4};
  experiment.training.steps = 25;
  experiment.runs.resize(2);
  return experiment;
}

const File* find(const std::vector<File>& files, std::string_view name) {
  for (const File& file : files) {
    if (file.name == name) return &file;
  }
  return nullptr;
}

TEST(Csv, cells_that_need_quotes_come_back_as_they_were) {
  const std::vector<std::vector<std::string>> rows = {
      {"plain", "with, comma", "with \"quotes\"", ""}, {"two\r\nlines", "\"", "x", "1.5"}};
  std::string text;
  for (const auto& row : rows) text += csv_row(row);
  EXPECT_EQ(text.substr(0, 44), "plain,\"with, comma\",\"with \"\"quotes\"\"\",\r\n\"two");
  const auto read = read_csv(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, rows);
}

TEST(Csv, the_last_line_needs_no_end_and_an_open_quote_is_an_error) {
  const auto read = read_csv("a,b\n1,2");
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, (std::vector<std::vector<std::string>>{{"a", "b"}, {"1", "2"}}));
  EXPECT_FALSE(read_csv("a,\"b\n"));
}

TEST(Csv, numbers_read_back_and_nan_is_an_empty_cell) {
  EXPECT_EQ(csv_number(0.1), "0.1");
  EXPECT_EQ(csv_number(0.1f), "0.1");
  EXPECT_EQ(csv_number(std::nan("")), "");
}

TEST(Safetensors, tensors_come_back_and_the_header_is_padded) {
  const std::vector<float> values = {1.5f, -2.25f, 3e-30f, 0, 1, 2};
  const std::vector<double> doubles = {0.1, 0.2};
  TensorFile file{{stored_tensor("0.weight", {2, 3}, std::span<const float>(values)),
                   stored_tensor("m", {2}, std::span<const double>(doubles))},
                  {{"format", "pt"}}};
  const std::string bytes = write_safetensors(file);
  const auto length =
      static_cast<unsigned char>(bytes[0]) + 256u * static_cast<unsigned char>(bytes[1]);
  EXPECT_EQ(length % 8, 0u);
  EXPECT_EQ(bytes[8], '{');
  const Result<TensorFile> read = read_safetensors(bytes);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->metadata, file.metadata);
  ASSERT_NE(read->find("0.weight"), nullptr);
  EXPECT_EQ(read->find("0.weight")->shape, (std::vector<std::size_t>{2, 3}));
  EXPECT_EQ(tensor_values(*read->find("0.weight")),
            std::vector<double>(values.begin(), values.end()));
  EXPECT_EQ(tensor_values(*read->find("m")), doubles);
}

TEST(Safetensors, damaged_files_are_refused) {
  const std::vector<float> values(6, 1.0f);
  const std::string bytes =
      write_safetensors({{stored_tensor("w", {2, 3}, std::span<const float>(values))}, {}});
  ASSERT_TRUE(read_safetensors(bytes));
  for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
    EXPECT_FALSE(read_safetensors(std::string_view(bytes).substr(0, cut))) << cut;
  }
  EXPECT_FALSE(read_safetensors(bytes + "x"));
  std::string wrong = bytes;
  wrong.replace(wrong.find("[2,3]"), 5, "[2,9]");
  EXPECT_FALSE(read_safetensors(wrong));
}

TEST(Report, one_seed_gives_numbers_and_several_give_mean_std_and_values) {
  Experiment experiment = small_experiment();
  const auto one = parse_json(report_json(experiment, train_all_seeds(experiment, 25)));
  ASSERT_TRUE(one);
  EXPECT_EQ((*one)["runs"].size(), 2u);
  std::vector<std::string> keys;
  for (const auto& [key, value] : (*one)["runs"][0].items()) keys.push_back(key);
  EXPECT_EQ(keys, (std::vector<std::string>{"name", "optimizer", "step", "diverged", "train_loss",
                                            "test_loss", "test_loss_noisy", "train_accuracy",
                                            "test_accuracy", "test_accuracy_noisy", "gap",
                                            "weight_norm", "fingerprint"}));
  EXPECT_EQ((*one)["runs"][0]["step"], 25);
  EXPECT_TRUE((*one)["runs"][0]["train_loss"].is_number());

  experiment.seeds = 3;
  const auto three = parse_json(report_json(experiment, train_all_seeds(experiment, 25)));
  ASSERT_TRUE(three);
  const Json& loss = (*three)["runs"][1]["test_loss"];
  ASSERT_EQ(loss["values"].size(), 3u);
  const double a = loss["values"][0], b = loss["values"][1], c = loss["values"][2];
  const double mean = (a + b + c) / 3;
  EXPECT_NEAR(loss["mean"], mean, 1e-12);
  EXPECT_NEAR(
      loss["std"],
      std::sqrt(((a - mean) * (a - mean) + (b - mean) * (b - mean) + (c - mean) * (c - mean)) / 2),
      1e-12);
  EXPECT_NE(a, b);
  EXPECT_EQ(a, (*one)["runs"][1]["test_loss"].get<double>());
}

TEST(Report, regression_has_no_accuracy) {
  Experiment experiment = small_experiment();
  experiment.data.dataset = DatasetKind::sine;
  const auto report = parse_json(report_json(experiment, train_all_seeds(experiment, 25)));
  ASSERT_TRUE(report);
  EXPECT_TRUE((*report)["runs"][0]["test_accuracy"].is_null());
  EXPECT_TRUE((*report)["runs"][0]["test_loss"].is_number());
}

TEST(Trace, files_hold_what_was_trained_on_and_what_came_out) {
  const Experiment experiment = small_experiment();
  const auto files = trace_files(experiment);
  ASSERT_TRUE(files);
  EXPECT_EQ(files->size(), 4u + 3u * 2u);
  EXPECT_EQ(*read_json(find(*files, "config.json")->bytes), experiment);
  const auto train = read_csv(find(*files, "train.csv")->bytes);
  ASSERT_EQ(train->size(), 101u);
  EXPECT_EQ(train->front(), (std::vector<std::string>{"x1", "x2", "label", "clean_label"}));
  int flipped = 0;
  for (std::size_t i = 1; i < train->size(); ++i)
    flipped += (*train)[i][2] != (*train)[i][3] ? 1 : 0;
  EXPECT_EQ(flipped, 10);
  EXPECT_EQ(read_csv(find(*files, "test.csv")->bytes)->size(), 101u);
  EXPECT_EQ(read_csv(find(*files, "batches.csv")->bytes)->size(), 25u);
  const auto metrics = read_csv(find(*files, "run1_metrics.csv")->bytes);
  EXPECT_EQ(metrics->front().front(), "step");
  EXPECT_EQ(metrics->back().front(), "25");
  const auto last = read_safetensors(find(*files, "run1_final.safetensors")->bytes);
  ASSERT_TRUE(last);
  EXPECT_EQ(last->find("0.weight")->shape, (std::vector<std::size_t>{8, 2}));
  EXPECT_EQ(last->find("2.weight")->shape, (std::vector<std::size_t>{4, 8}));
  EXPECT_EQ(last->find("4.bias")->shape, (std::vector<std::size_t>{1}));
  const auto first = read_safetensors(find(*files, "run1_initial.safetensors")->bytes);
  EXPECT_NE(first->find("0.weight")->bytes, last->find("0.weight")->bytes);
  EXPECT_EQ(
      first->find("0.weight")->bytes,
      read_safetensors(find(*files, "run0_initial.safetensors")->bytes)->find("0.weight")->bytes);
}

TEST(Trace, regression_has_targets) {
  Experiment experiment = small_experiment();
  experiment.data.dataset = DatasetKind::cubic;
  const auto files = trace_files(experiment);
  ASSERT_TRUE(files);
  EXPECT_EQ(read_csv(find(*files, "train.csv")->bytes)->front(),
            (std::vector<std::string>{"x1", "target", "clean_target"}));
}

TEST(Trace, more_batches_than_memory_are_refused) {
  Experiment experiment = small_experiment();
  experiment.training.steps = 10'000'000;
  const auto files = trace_files(experiment);
  ASSERT_FALSE(files);
  EXPECT_NE(files.error().message.find("training.steps: 10000000"), std::string::npos);
}

TEST(Export, curves_have_a_row_for_each_recorded_step_of_each_run_and_seed) {
  Experiment experiment = small_experiment();
  experiment.seeds = 2;
  const auto files = export_experiment(experiment, "csv", 25);
  ASSERT_TRUE(files);
  const auto rows = read_csv(files->front().bytes);
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->size(), 1u + 2u * 2u * 4u);  // steps 0, 10, 20, 25
  for (const auto& row : *rows) EXPECT_EQ(row.size(), rows->front().size());
}

TEST(Export, parameters_of_one_run_have_pytorchs_names_and_of_several_a_prefix) {
  Experiment experiment = small_experiment();
  const auto two = read_safetensors(export_single_file(experiment, "safetensors", 25)->bytes);
  ASSERT_TRUE(two);
  EXPECT_NE(two->find("run1.0.weight"), nullptr);
  experiment.runs.resize(1);
  const auto one = read_safetensors(export_single_file(experiment, "safetensors", 25)->bytes);
  ASSERT_TRUE(one);
  ASSERT_NE(one->find("0.weight"), nullptr);
  EXPECT_EQ(one->find("0.weight")->bytes, two->find("run0.0.weight")->bytes);
}

TEST(Export, the_pytorch_script_has_its_data_beside_or_inside_it) {
  Experiment experiment = small_experiment();
  experiment.runs[0].name = "\"\"\"'); import os #\\";
  const auto files = export_experiment(experiment, "pytorch", 25);
  ASSERT_TRUE(files);
  ASSERT_EQ(files->size(), 2u);
  const auto data = read_safetensors((*files)[1].bytes);
  ASSERT_TRUE(data);
  EXPECT_EQ(data->find("batches")->shape[0], 25u);
  EXPECT_NE((*files)[0].bytes.find("DATA = \"\""), std::string::npos);
  const auto single = export_single_file(experiment, "pytorch", 25);
  ASSERT_TRUE(single);
  EXPECT_EQ(single->bytes.find("DATA = \"\""), std::string::npos);
  EXPECT_GT(single->bytes.size(), (*files)[1].bytes.size() * 4 / 3);
}

TEST(Export, another_format_is_refused_with_the_known_ones) {
  const auto files = export_experiment(small_experiment(), "xml", 5);
  ASSERT_FALSE(files);
  EXPECT_NE(files.error().message.find("xml"), std::string::npos);
  EXPECT_NE(files.error().message.find("safetensors"), std::string::npos);
}

TEST(ParametersReference, every_parameter_is_in_every_form) {
  const std::string text = parameters_text();
  const std::string markdown = parameters_markdown();
  const auto json = parse_json(parameters_json());
  ASSERT_TRUE(json);
  EXPECT_EQ(json->size(), parameter_table().size());
  for (const Parameter& parameter : parameter_table()) {
    EXPECT_NE(text.find(parameter.json_path()), std::string::npos);
    EXPECT_NE(markdown.find("`" + parameter.json_path() + "`"), std::string::npos);
  }
}

}  // namespace
}  // namespace playground
