// Threads of the native programs; WebAssembly under Node has the one it runs in.
//   run_in_threads(4, [&] { while (const auto task = next()) carry_out(*task); });
#pragma once

#include <functional>

namespace playground {

int hardware_threads();  // at least 1
// Runs `work` in `count` threads at once, this one among them, and returns when all are done.
void run_in_threads(int count, const std::function<void()>& work);

}  // namespace playground
