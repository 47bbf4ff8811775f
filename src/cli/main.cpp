#include <iostream>
#include <string>
#include <vector>

#include "cli/command_line.hpp"

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  return playground::cli::run_command_line(words, {std::cin, std::cout, std::cerr});
}
