// The headless program: `adamw-playground COMMAND [options]`. See docs/command-line.md.
//   return run_command_line(words, {std::cin, std::cout, std::cerr});
#pragma once

#include <istream>
#include <ostream>
#include <span>
#include <string>

namespace playground::cli {

// Exit codes: done; a check that failed; input that cannot be used.
inline constexpr int kDone = 0;
inline constexpr int kCheckFailed = 1;
inline constexpr int kBadInput = 2;

struct Streams {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
};

// `words` are the arguments without the program's name.
int run_command_line(std::span<const std::string> words, const Streams& streams);

}  // namespace playground::cli
