#include "share/json_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/text.hpp"
#include "core/text_check.hpp"

namespace playground {
namespace {

constexpr std::size_t kMaximumBytes = 1'000'000;
constexpr std::size_t kMaximumDepth = 16;
constexpr std::size_t kMaximumKeys =
    256;  // of one object; looking one up takes time in their number
std::string line_and_column(std::string_view text, std::size_t position) {
  std::size_t line = 1;
  std::size_t column = 1;
  for (std::size_t i = 0; i < position && i < text.size(); ++i) {
    if (text[i] == '\n') {
      ++line;
      column = 1;
    } else {
      ++column;
    }
  }
  return fmt::format("line {}, column {}", line, column);
}

// Builds the tree from nlohmann's events, so that a fault can be told with its path.
class TreeBuilder {
 public:
  explicit TreeBuilder(std::string_view text) : text_(text) {}

  bool null() { return add(nullptr); }
  bool boolean(bool value) { return add(value); }
  bool number_integer(std::int64_t value) { return add(value); }
  bool number_unsigned(std::uint64_t value) { return add(value); }
  bool number_float(double value, const std::string&) { return add(value); }
  bool string(std::string& value) { return add(std::move(value)); }
  bool binary(Json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(Json::object()); }
  bool start_array(std::size_t) { return open(Json::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    if (stack_.back()->size() >= kMaximumKeys) {
      error_ = fmt::format("{}: more than {} keys in one object", path(name), kMaximumKeys);
      return false;
    }
    if (stack_.back()->contains(name)) {
      error_ = fmt::format("{}: the key stands twice; each key may stand once", path(name));
      return false;
    }
    key_ = std::move(name);
    return true;
  }

  template <typename Exception>
  bool parse_error(std::size_t position, const std::string& token, const Exception& exception) {
    if (error_) return false;
    constexpr int kNumberOverflow = 406;
    if (exception.id == kNumberOverflow) {
      error_ = fmt::format("{}: {} is too large for a number", path(key_), excerpt_text(token));
    } else if (position >= text_.size()) {
      error_ = fmt::format("the JSON ends too early ({}); a bracket, a quote or a value is missing",
                           line_and_column(text_, text_.size()));
    } else {
      error_ = fmt::format("not JSON: unexpected {} at {}{}", excerpt_text(token),
                           line_and_column(text_, position > 0 ? position - 1 : 0),
                           stack_.empty() ? std::string() : ", in " + path(key_));
    }
    return false;
  }

  const std::optional<std::string>& error() const { return error_; }
  Json take() { return std::move(root_); }

 private:
  Json* place(Json value) {
    if (stack_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Json& parent = *stack_.back();
    if (parent.is_array()) {
      parent.push_back(std::move(value));
      return &parent.back();
    }
    parent[key_] = std::move(value);
    return &parent[key_];
  }

  bool add(Json value) {
    place(std::move(value));
    return true;
  }

  bool open(Json container) {
    if (stack_.size() >= kMaximumDepth) {
      error_ = fmt::format("the JSON is nested deeper than {} levels", kMaximumDepth);
      return false;
    }
    path_.push_back(key_);
    stack_.push_back(place(std::move(container)));
    return true;
  }

  bool close() {
    stack_.pop_back();
    path_.pop_back();
    return true;
  }

  std::string path(std::string_view last) const {
    std::string text;
    for (std::size_t i = 1; i < path_.size(); ++i) {
      append(text, *stack_[i - 1], path_[i], 1);
    }
    if (!stack_.empty()) append(text, *stack_.back(), last, 0);
    return text.empty() ? "the whole" : text;
  }

  // `present`: 1 when the element already stands in its list, 0 when it is about to be added.
  static void append(std::string& text, const Json& parent, std::string_view key, int present) {
    if (parent.is_array()) {
      text += fmt::format("[{}]", static_cast<int>(parent.size()) - present);
    } else {
      text += fmt::format("{}{}", text.empty() ? "" : ".", excerpt_text(key));
    }
  }

  std::string_view text_;
  Json root_;
  std::string key_;
  std::vector<Json*> stack_;  // open containers; a parent is never changed while a child is open
  std::vector<std::string> path_;  // the key under which each of them stands
  std::optional<std::string> error_;
};

std::string scalar_text(const Json& value) {
  if (value.is_number_float()) {
    const double number = value.get<double>();
    return std::isfinite(number) ? number_text(number) : "null";
  }
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool fits_one_line(const Json& tree) {
  if (!tree.is_array()) return false;
  for (const Json& element : tree) {
    if (element.is_structured()) return false;
  }
  return true;
}

void write(const Json& tree, int indent, int depth, std::string& text) {
  if (!tree.is_structured()) {
    text += scalar_text(tree);
    return;
  }
  const bool object = tree.is_object();
  const bool one_line = indent < 0 || fits_one_line(tree) || tree.empty();
  const auto new_line = [&](int level) {
    if (!one_line) text += fmt::format("\n{:{}}", "", indent * level);
  };
  text += object ? '{' : '[';
  bool first = true;
  for (const auto& [key, value] : tree.items()) {
    if (!first) text += one_line && indent >= 0 ? ", " : ",";
    first = false;
    new_line(depth + 1);
    if (object) text += scalar_text(Json(key)) + (indent < 0 ? ":" : ": ");
    write(value, indent, depth + 1, text);
  }
  new_line(depth);
  text += object ? '}' : ']';
}

}  // namespace

Result<Json> parse_json(std::string_view text) {
  if (text.size() > kMaximumBytes) {
    return fail(
        fmt::format("the JSON has {} bytes; at most {} are read", text.size(), kMaximumBytes));
  }
  TreeBuilder builder(text);
  const bool read = Json::sax_parse(text.begin(), text.end(), &builder);
  if (builder.error()) return fail(*builder.error());
  if (!read) return fail("not JSON");
  return builder.take();
}

Json parse_own_json(std::string_view text) {
  return Json::parse(text.begin(), text.end(), nullptr, false);
}

std::string format_json(const Json& tree, int indent) {
  std::string text;
  write(tree, indent, 0, text);
  return text;
}

Json finite_or_null(double number) {
  return std::isfinite(number) ? Json(number) : Json();
}

std::string excerpt(const Json& value) {
  return excerpt_text(format_json(value, -1));
}

std::string excerpt_text(std::string_view text) {
  constexpr std::size_t kShown = 40;
  const CheckedText shown = check_text(text.substr(0, 4 * kShown), kShown);
  return shown.repaired + (shown.repaired.size() < text.size() ? "…" : "");
}

}  // namespace playground
