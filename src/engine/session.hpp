// The training side of an Engine: holds the runs given to one thread, takes commands, trains in time slices
// and writes snapshots. A worker holds one; the engine of this thread holds one.
//   Session session;  session.command(text);  while (session.work(8)) post(session.take_snapshot());
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace playground {

class Session {
 public:
  Session();
  ~Session();

  // A command as JSON text: {"type":"load","config":{...},"runs":[0,2],"generation":3}, "amend", "target", "grid",
  // "export"; the sender is our own code, so a malformed command is a programming error.
  void command(std::string_view json);
  // Trains for about `milliseconds`; true while there is more to do.
  bool work(double milliseconds);
  // What has changed since the last snapshot, for engine/snapshot.hpp to read; empty when nothing has.
  std::vector<std::uint8_t> take_snapshot();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace playground
