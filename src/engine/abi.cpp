// The flat C interface of the engine module, for web/engine_host.js: a session as a handle,
// commands as text in the module's memory, snapshots as a pointer and a size that stay valid until
// the next call.
//   handle = engine_create();  engine_command(handle, text, size);  engine_work(handle, 8);
//   size = engine_snapshot(handle, 4);  data = engine_snapshot_data(handle);

#include <emscripten.h>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/session.hpp"

namespace {

struct Handle {
  playground::Session session;
  std::vector<std::uint8_t> snapshot;
};

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE Handle* engine_create() {
  return new Handle;
}

EMSCRIPTEN_KEEPALIVE void engine_destroy(Handle* handle) {
  delete handle;
}

EMSCRIPTEN_KEEPALIVE void engine_command(Handle* handle, const char* text, int size) {
  handle->session.command(std::string_view(text, static_cast<std::size_t>(size)));
}

// A table that experiments may name from now on: the 16 characters of its hash, then its bytes.
EMSCRIPTEN_KEEPALIVE void engine_table(Handle* handle, const char* text, int size) {
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text);
  handle->session.add_table(std::string(text, 16),
                            std::span(bytes, static_cast<std::size_t>(size)).subspan(16));
}

// 1 while there is more to train.
EMSCRIPTEN_KEEPALIVE int engine_work(Handle* handle, double milliseconds) {
  return handle->session.work(milliseconds) ? 1 : 0;
}

// The size of the new snapshot, 0 when nothing has changed. Its surfaces take about so long.
EMSCRIPTEN_KEEPALIVE int engine_snapshot(Handle* handle, double milliseconds) {
  handle->snapshot = handle->session.take_snapshot(milliseconds);
  return static_cast<int>(handle->snapshot.size());
}

EMSCRIPTEN_KEEPALIVE const std::uint8_t* engine_snapshot_data(Handle* handle) {
  return handle->snapshot.data();
}

}  // extern "C"
