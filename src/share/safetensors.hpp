// The safetensors format: eight bytes of header length (little-endian), a JSON header padded with
// spaces to a multiple of eight bytes, then the tensors' bytes (little-endian, row-major). Source:
// https://github.com/huggingface/safetensors, "Format".
//   std::string bytes = write_safetensors({tensor("0.weight", {32, 2}, values)}, {{"format",
//   "pt"}});
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "nn/perceptron.hpp"

namespace playground {

struct StoredTensor {
  std::string name;
  std::string type;  // "F32", "F64", "I32"
  std::vector<std::size_t> shape;
  std::string bytes;
};

struct TensorFile {
  std::vector<StoredTensor> tensors;
  std::map<std::string, std::string> metadata;

  const StoredTensor* find(std::string_view name) const;
};

StoredTensor stored_tensor(std::string name, std::vector<std::size_t> shape,
                           std::span<const float> values);
StoredTensor stored_tensor(std::string name, std::vector<std::size_t> shape,
                           std::span<const double> values);
StoredTensor stored_tensor(std::string name, std::vector<std::size_t> shape,
                           std::span<const std::int32_t> values);
// The model's tensors under their names, with `prefix` before each.
void append_tensors(const std::vector<NamedTensor>& state, std::string_view prefix,
                    std::vector<StoredTensor>& tensors);

// The values of an F32 or F64 tensor; empty for another type.
std::vector<double> tensor_values(const StoredTensor& tensor);

std::string write_safetensors(const TensorFile& file);
// Refuses headers that are no JSON, unknown types, and offsets that do not cover the data exactly.
Result<TensorFile> read_safetensors(std::string_view bytes);

}  // namespace playground
