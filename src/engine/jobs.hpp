// Work beside the runs: a job is made from its kind and a JSON text, works in slices so that it can
// be interrupted and cancelled, and ends with bytes or an error. A new kind is a class and a row in
// jobs.cpp.
//   auto job = make_job({"export", input});  while ((*job)->work(8)) {}  (*job)->result();
#pragma once

#include <memory>
#include <string>

#include "core/result.hpp"
#include "data/table_store.hpp"
#include "engine/engine.hpp"
#include "share/json_text.hpp"

namespace playground {

class Job {
 public:
  virtual ~Job() = default;
  // Works for about `milliseconds`; true while there is more to do.
  virtual bool work(double milliseconds) = 0;
  // The part of the work that is done, 0 to 1; 0 where nobody knows.
  virtual double progress() const { return 0; }
  // Once, after work() has returned false.
  virtual Result<std::string> result() = 0;
};

class Keyframes;  // engine/keyframes.hpp

// What a session keeps from one job to the next. It makes jobs faster and changes no result; the
// tables are what an experiment's rows are taken from.
struct JobContext {
  Keyframes* keyframes = nullptr;
  const TableStore* tables = nullptr;
};

Result<std::unique_ptr<Job>> make_job(const JobRequest& request, const JobContext& context = {});
// The experiment in the field "config" of a job's input, with its rows.
Result<Experiment> experiment_of_job(const Json& input, const JobContext& context);

// The kind "export": a file of share/export.hpp ("csv", "json", "pytorch", "safetensors"), trained
// from the seeds to `step`. The result is the file's bytes.
JobRequest export_job(const Experiment& experiment, const std::string& format, int step);

}  // namespace playground
