// The flat C interface of the module `tables`, for web/table_reader.js: a desk as a handle, a
// request as JSON with bytes beside it, the answer as a pointer and a size until the next call.
//   handle = tables_create();  size = tables_ask(handle, text, textSize, bytes, byteCount);
//   answer = tables_answer(handle);

#include <emscripten.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "tables/desk.hpp"

namespace {

struct Handle {
  playground::TableDesk desk;
  std::string answer;
};

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE Handle* tables_create() {
  return new Handle;
}

EMSCRIPTEN_KEEPALIVE int tables_ask(Handle* handle, const char* text, int size,
                                    const std::uint8_t* bytes, int count) {
  handle->answer = handle->desk.answer(std::string_view(text, static_cast<std::size_t>(size)),
                                       std::span(bytes, static_cast<std::size_t>(count)));
  return static_cast<int>(handle->answer.size());
}

EMSCRIPTEN_KEEPALIVE const char* tables_answer(Handle* handle) {
  return handle->answer.data();
}

// The table made last.
EMSCRIPTEN_KEEPALIVE int tables_size(Handle* handle) {
  return static_cast<int>(handle->desk.bytes().size());
}
EMSCRIPTEN_KEEPALIVE const std::uint8_t* tables_bytes(Handle* handle) {
  return handle->desk.bytes().data();
}

}  // extern "C"
