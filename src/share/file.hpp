// A file as a name and its bytes: what exports and traces are made of, wherever they end up.
#pragma once

#include <string>

namespace playground {

struct File {
  std::string name;
  std::string bytes;
};

}  // namespace playground
