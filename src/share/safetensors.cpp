#include "share/safetensors.hpp"

#include <fmt/format.h>

#include <array>
#include <cstring>

#include "share/json_text.hpp"

namespace playground {
namespace {

constexpr std::size_t kLengthBytes = 8;
constexpr std::size_t kAlignment = 8;
constexpr std::size_t kMaximumDimensions = 8;

// Every target (x86-64, ARM64, WebAssembly) is little-endian, as the format is.
template <typename Number>
StoredTensor stored(std::string name, std::string type, std::vector<std::size_t> shape,
                    std::span<const Number> values) {
  StoredTensor tensor{std::move(name), std::move(type), std::move(shape), {}};
  tensor.bytes.resize(values.size_bytes());
  if (!values.empty()) std::memcpy(tensor.bytes.data(), values.data(), values.size_bytes());
  return tensor;
}

template <typename Number>
std::vector<double> numbers(const std::string& bytes) {
  std::vector<Number> values(bytes.size() / sizeof(Number));
  if (!values.empty()) std::memcpy(values.data(), bytes.data(), values.size() * sizeof(Number));
  return {values.begin(), values.end()};
}

std::size_t size_of_type(std::string_view type) {
  if (type == "F32" || type == "I32") return 4;
  return type == "F64" ? 8 : 0;
}

bool is_count(const Json& value) {
  return value.is_number_unsigned();
}

Result<StoredTensor> read_entry(const std::string& name, const Json& entry, std::string_view data,
                                std::size_t expected_begin) {
  const bool shaped = entry.is_object() && entry.contains("dtype") && entry["dtype"].is_string() &&
                      entry.contains("shape") && entry["shape"].is_array() &&
                      entry["shape"].size() <= kMaximumDimensions &&
                      entry.contains("data_offsets") && entry["data_offsets"].is_array() &&
                      entry["data_offsets"].size() == 2 && is_count(entry["data_offsets"][0]) &&
                      is_count(entry["data_offsets"][1]);
  if (!shaped)
    return fail(fmt::format("safetensors: the entry {} is malformed", excerpt_text(name)));
  StoredTensor tensor{name, entry["dtype"].get<std::string>(), {}, {}};
  std::uint64_t size = size_of_type(tensor.type);
  if (size == 0) {
    return fail(fmt::format("safetensors: {} has the type {}; known are F32, F64, I32",
                            excerpt_text(name), excerpt_text(tensor.type)));
  }
  for (const Json& dimension : entry["shape"]) {
    if (!is_count(dimension) || dimension.get<std::uint64_t>() > data.size()) {
      return fail(fmt::format("safetensors: the shape of {} is impossible", excerpt_text(name)));
    }
    tensor.shape.push_back(dimension.get<std::size_t>());
    size *= dimension.get<std::uint64_t>();
    if (size > data.size()) size = data.size() + 1;  // no overflow with many dimensions
  }
  const auto begin = entry["data_offsets"][0].get<std::uint64_t>();
  const auto end = entry["data_offsets"][1].get<std::uint64_t>();
  if (begin != expected_begin || end < begin || end > data.size() || end - begin != size) {
    return fail(fmt::format("safetensors: the offsets of {} do not fit its shape or the data",
                            excerpt_text(name)));
  }
  tensor.bytes = std::string(data.substr(expected_begin, static_cast<std::size_t>(size)));
  return tensor;
}

}  // namespace

const StoredTensor* TensorFile::find(std::string_view name) const {
  for (const StoredTensor& tensor : tensors) {
    if (tensor.name == name) return &tensor;
  }
  return nullptr;
}

StoredTensor stored_tensor(std::string name, std::vector<std::size_t> shape,
                           std::span<const float> values) {
  return stored(std::move(name), "F32", std::move(shape), values);
}

StoredTensor stored_tensor(std::string name, std::vector<std::size_t> shape,
                           std::span<const double> values) {
  return stored(std::move(name), "F64", std::move(shape), values);
}

StoredTensor stored_tensor(std::string name, std::vector<std::size_t> shape,
                           std::span<const std::int32_t> values) {
  return stored(std::move(name), "I32", std::move(shape), values);
}

void append_tensors(const std::vector<NamedTensor>& state, std::string_view prefix,
                    std::vector<StoredTensor>& tensors) {
  for (const NamedTensor& tensor : state) {
    tensors.push_back(stored_tensor(std::string(prefix) + tensor.name, tensor.shape,
                                    std::span<const float>(tensor.values)));
  }
}

std::vector<double> tensor_values(const StoredTensor& tensor) {
  if (tensor.type == "F32") return numbers<float>(tensor.bytes);
  if (tensor.type == "F64") return numbers<double>(tensor.bytes);
  return {};
}

std::string write_safetensors(const TensorFile& file) {
  Json header = Json::object();
  if (!file.metadata.empty()) {
    Json metadata = Json::object();
    for (const auto& [key, value] : file.metadata) metadata[key] = value;
    header["__metadata__"] = std::move(metadata);
  }
  std::uint64_t offset = 0;
  for (const StoredTensor& tensor : file.tensors) {
    const std::uint64_t end = offset + tensor.bytes.size();
    header[tensor.name] = {
        {"dtype", tensor.type}, {"shape", tensor.shape}, {"data_offsets", {offset, end}}};
    offset = end;
  }
  std::string text = format_json(header, -1);
  text.append((kAlignment - text.size() % kAlignment) % kAlignment, ' ');
  std::string bytes;
  for (std::size_t i = 0; i < kLengthBytes; ++i) {
    bytes += static_cast<char>((static_cast<std::uint64_t>(text.size()) >> (8 * i)) & 0xFF);
  }
  bytes += text;
  for (const StoredTensor& tensor : file.tensors) bytes += tensor.bytes;
  return bytes;
}

Result<TensorFile> read_safetensors(std::string_view bytes) {
  if (bytes.size() < kLengthBytes) return fail("safetensors: shorter than its header's length");
  std::uint64_t length = 0;
  for (std::size_t i = 0; i < kLengthBytes; ++i) {
    length |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  }
  if (length > bytes.size() - kLengthBytes) return fail("safetensors: the header is cut off");
  const Result<Json> header =
      parse_json(bytes.substr(kLengthBytes, static_cast<std::size_t>(length)));
  if (!header) return fail("safetensors: " + header.error().message);
  if (!header->is_object()) return fail("safetensors: the header is not an object");
  const std::string_view data = bytes.substr(kLengthBytes + static_cast<std::size_t>(length));
  TensorFile file;
  std::size_t begin = 0;
  for (const auto& [name, entry] : header->items()) {
    if (name == "__metadata__") {
      if (!entry.is_object()) return fail("safetensors: __metadata__ is not an object");
      for (const auto& [key, value] : entry.items()) {
        if (!value.is_string()) return fail("safetensors: __metadata__ holds more than texts");
        file.metadata[key] = value.get<std::string>();
      }
      continue;
    }
    Result<StoredTensor> tensor = read_entry(name, entry, data, begin);
    if (!tensor) return tl::make_unexpected(tensor.error());
    begin += tensor->bytes.size();
    file.tensors.push_back(std::move(*tensor));
  }
  if (begin != data.size()) return fail("safetensors: bytes behind the last tensor");
  return file;
}

}  // namespace playground
