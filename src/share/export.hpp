// An experiment to take along: its curves (csv), its report (json), its trained parameters
// (safetensors), or a script that repeats it in PyTorch (pytorch). Trains from the seeds, so it
// needs no state of a running page.
//   Result<std::vector<File>> files = export_experiment(experiment, "pytorch", 2000);
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "share/file.hpp"
#include "train/trainer.hpp"

namespace playground {

// csv         curves.csv: a row for each recorded step of each run (of each seed)
// json        report.json: what `run --format json` prints
// safetensors parameters.safetensors: the parameters after `step` updates, of the first seed. One
// run: named as
//             PyTorch's nn.Sequential names them; several: with "run0.", "run1.", ... before the
//             names
// pytorch     replay.py and replay.safetensors, of the first seed
// Another format is an error that names these four.
Result<std::vector<File>> export_experiment(const Experiment& experiment, std::string_view format,
                                            int step);

// The same as one file, for a download: the script then carries its data inside.
Result<File> export_single_file(const Experiment& experiment, std::string_view format, int step);

// What one format keeps of each training, one after the other: run by run of a seed, then the next.
class ExportWriter {
 public:
  virtual ~ExportWriter() = default;
  virtual int seeds() const = 0;  // how many it wants trained
  virtual void before(Trainer& /*untrained*/, int /*run*/) {}
  virtual void after(Trainer& trained, int seed, int run) = 0;
  virtual std::vector<File> files() = 0;
};

// The same in pieces, so that it can be interrupted and cancelled.
//   Result<Exporter> exporter = Exporter::make(experiment, "csv", 2000, true);
//   while (exporter->advance(100)) {}  use(exporter->files());
class Exporter {
 public:
  static Result<Exporter> make(const Experiment& experiment, std::string_view format, int step,
                               bool single_file);
  // Trains at most `steps` steps; true while there is more to do.
  bool advance(int steps);
  // Once, after advance() has returned false.
  std::vector<File> files() { return writer_->files(); }

 private:
  Exporter(const Experiment& experiment, int step, std::unique_ptr<ExportWriter> writer)
      : experiment_(experiment), step_(step), writer_(std::move(writer)) {}
  void begin_run();
  void end_run();

  Experiment experiment_;
  int step_;
  std::unique_ptr<ExportWriter> writer_;
  int seed_ = 0;  // of the training in progress
  int run_ = 0;
  Experiment seeded_;
  std::shared_ptr<const Dataset> dataset_;  // of the seed
  std::unique_ptr<Trainer> trainer_;
};

}  // namespace playground
