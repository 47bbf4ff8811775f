// The same experiments give the same bits on every target: the native tests and those under
// WebAssembly read one file, tests/golden/fingerprints.json, which the native program wrote:
//   ADAMW_WRITE_FINGERPRINTS=1 unit_tests --gtest_filter='Fingerprints.*'
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "share/experiment_tree.hpp"
#include "share/link.hpp"
#include "share/random_experiment.hpp"
#include "share/report.hpp"

namespace playground {
namespace {

constexpr int kExperiments = 31;
const std::string kPath = std::string(ADAMW_TEST_DATA) + "/golden/fingerprints.json";

std::string fingerprint_of(const Experiment& experiment) {
  const auto trainers = train_runs(experiment, 0, experiment.training.steps);
  return fingerprint_text(experiment_fingerprint({outcomes(experiment, trainers)}));
}

// The default experiment for 300 steps, then small ones over the whole table.
std::vector<Experiment> experiments() {
  std::vector<Experiment> list = {default_experiment()};
  list.front().training.steps = 300;
  RandomExperiments random(2026);
  while (list.size() < kExperiments) list.push_back(random.next_small());
  return list;
}

void write_fingerprints() {
  Json list = Json::array();
  for (const Experiment& experiment : experiments()) {
    list.push_back({{"link", write_link(experiment)}, {"fingerprint", fingerprint_of(experiment)}});
  }
  std::ofstream(kPath) << format_json(list, 1) << "\n";
}

TEST(Fingerprints, experiments_over_the_whole_table_give_the_recorded_bits) {
  if (std::getenv("ADAMW_WRITE_FINGERPRINTS")) write_fingerprints();
  std::ifstream file(kPath, std::ios::binary);
  const auto recorded = parse_json(std::string(std::istreambuf_iterator<char>(file), {}));
  ASSERT_TRUE(recorded) << recorded.error().message;
  ASSERT_EQ(recorded->size(), static_cast<std::size_t>(kExperiments));
  for (const Json& entry : *recorded) {
    const std::string link = entry["link"].get<std::string>();
    const LinkContent content = read_link(link);
    ASSERT_TRUE(content.notices.empty()) << link << ": " << content.notices.front();
    EXPECT_EQ(fingerprint_of(content.experiment), entry["fingerprint"].get<std::string>())
        << link << "\nif the engine was meant to change its bits, write the file anew (see above)";
  }
}

}  // namespace
}  // namespace playground
