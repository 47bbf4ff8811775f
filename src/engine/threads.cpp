#include "engine/threads.hpp"

#include <algorithm>
#include <vector>

#ifndef __EMSCRIPTEN__
#include <thread>
#endif

namespace playground {

#ifdef __EMSCRIPTEN__

int hardware_threads() {
  return 1;
}

void run_in_threads(int, const std::function<void()>& work) {
  work();
}

#else

int hardware_threads() {
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

void run_in_threads(int count, const std::function<void()>& work) {
  std::vector<std::thread> others;
  for (int i = 1; i < count; ++i) others.emplace_back(work);
  work();
  for (std::thread& thread : others) thread.join();
}

#endif

}  // namespace playground
