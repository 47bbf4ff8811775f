// The page's program: a window with the playground in it.

#include "app/frame.hpp"
#include "platform/platform.hpp"

int main() {
  return playground::run_application(playground::make_playground());
}
