#include "engine/dataset_job.hpp"

#include <utility>
#include <vector>

#include "core/byte_stream.hpp"
#include "share/json.hpp"

namespace playground {
namespace {

constexpr std::size_t kMostSamples = 100'000;

void write_names(ByteWriter& writer, const std::vector<std::string>& names) {
  writer.number(static_cast<std::uint32_t>(names.size()));
  for (const std::string& name : names) writer.text(name);
}

void read_names(ByteReader& reader, std::vector<std::string>& names) {
  names.resize(reader.count(sizeof(std::uint32_t)));
  for (std::string& name : names) reader.text(name);
}

void write_samples(ByteWriter& writer, const Samples& samples) {
  writer.number(static_cast<std::uint32_t>(samples.size()));
  writer.append(samples.points.data(), samples.points.size() * sizeof(float));
  writer.append(samples.targets.data(), samples.targets.size() * sizeof(float));
  writer.append(samples.clean_targets.data(), samples.clean_targets.size() * sizeof(float));
}

void read_samples(ByteReader& reader, Samples& samples) {
  const std::size_t count = reader.count(4 * sizeof(float));
  if (count > kMostSamples) return reader.refuse();
  samples.points = make_matrix(count, 2);
  samples.targets = make_vector(count);
  samples.clean_targets = make_vector(count);
  reader.copy(samples.points.data(), 2 * count * sizeof(float));
  reader.copy(samples.targets.data(), count * sizeof(float));
  reader.copy(samples.clean_targets.data(), count * sizeof(float));
}

class DatasetJob : public Job {
 public:
  explicit DatasetJob(Dataset dataset) : dataset_(std::move(dataset)) {}
  bool work(double) override { return false; }
  Result<std::string> result() override {
    ByteWriter writer;
    writer.number(static_cast<std::uint8_t>(dataset_.task));
    writer.number(dataset_.classes);
    writer.number(dataset_.inputs);
    write_names(writer, dataset_.input_names);
    write_names(writer, dataset_.class_names);
    for (const float reach : dataset_.reach) writer.number(reach);
    write_samples(writer, dataset_.train);
    write_samples(writer, dataset_.test);
    return std::string(writer.bytes.begin(), writer.bytes.end());
  }

 private:
  Dataset dataset_;
};

}  // namespace

JobRequest dataset_job(const Experiment& experiment) {
  return {"dataset", format_json({{"config", write_json(experiment, -1)}}, -1)};
}

Result<Dataset> read_dataset(const std::string& bytes) {
  ByteReader reader({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
  Dataset dataset;
  std::uint8_t task = 0;
  reader.number(task);
  if (task > static_cast<std::uint8_t>(Task::regression)) reader.refuse();
  dataset.task = static_cast<Task>(task);
  reader.number(dataset.classes);
  reader.number(dataset.inputs);
  read_names(reader, dataset.input_names);
  read_names(reader, dataset.class_names);
  for (float& reach : dataset.reach) reader.number(reach);
  read_samples(reader, dataset.train);
  read_samples(reader, dataset.test);
  const bool whole = reader.ok() && reader.at_end() && dataset.train.size() > 0;
  if (!whole) return fail("dataset: the answer's length does not fit its content");
  return dataset;
}

Result<std::unique_ptr<Job>> make_dataset_job(const Json& input, const JobContext& context) {
  const Result<Experiment> experiment = experiment_of_job(input, context);
  if (!experiment) return tl::make_unexpected(experiment.error());
  return std::make_unique<DatasetJob>(make_dataset(experiment->data));
}

}  // namespace playground
