// The experiments of the matrix of platforms, an object a line: {"link", "config"}. Some are drawn
// at random over the whole parameter table, so that new parameters come in by themselves; the links
// read from standard input follow, one seed each: whole, or cut down to be quick.
//   matrix_experiments 200 whole < links.txt
//   matrix_experiments 30 quick < links.txt
#include <cstdlib>
#include <iostream>
#include <string>

#include "share/experiment_tree.hpp"
#include "share/link.hpp"
#include "share/random_experiment.hpp"

namespace playground {
namespace {

constexpr std::uint64_t kSeed = 20;
constexpr int kMostSteps = 300;  // a browser trains hundreds of these experiments

void print(const Experiment& experiment) {
  Json line;
  line["link"] = write_link(experiment);
  line["config"] = experiment_tree(experiment);
  std::cout << format_json(line, -1) << "\n";
}

int print_all(int count, bool quick) {
  RandomExperiments random(kSeed);
  for (int i = 0; i < count; ++i) {
    print(RandomExperiments::cut_down(random.next(), kMostSteps));
  }
  std::string line;
  while (std::getline(std::cin, line)) {
    LinkContent content = read_link(line);
    if (!content.notices.empty()) {
      std::cerr << line << ": " << content.notices.front() << "\n";
      return 2;
    }
    content.experiment.seeds = 1;
    print(quick ? RandomExperiments::cut_down(content.experiment, kMostSteps) : content.experiment);
  }
  return 0;
}

}  // namespace
}  // namespace playground

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: matrix_experiments COUNT whole|quick < links\n";
    return 2;
  }
  return playground::print_all(std::atoi(argv[1]), std::string(argv[2]) == "quick");
}
