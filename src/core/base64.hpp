// Bytes as text (RFC 4648, with padding): for JSON, which holds no bytes.
//   text = base64(bytes);  Result<std::string> same = from_base64(text);
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"

namespace playground {

std::string base64(std::string_view bytes);
Result<std::string> from_base64(std::string_view text);

}  // namespace playground
