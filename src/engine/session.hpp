// The training side of an Engine: holds the runs given to one thread, takes commands, trains in
// time slices and writes snapshots (engine/snapshot.hpp). A worker holds one; the engine of this
// thread holds one.
//   Session session;  session.command(text);  while (session.work(8))
//   post(session.take_snapshot());
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/table_store.hpp"
#include "engine/engine.hpp"

namespace playground {

class Session {
 public:
  explicit Session(TableStore tables = {});
  ~Session();

  // The bytes of a table that experiments may name by that hash from now on; whoever sends them has
  // checked them.
  void add_table(std::string hash, std::span<const std::uint8_t> bytes);

  // A command as JSON text, made by engine/commands.hpp.
  void command(std::string_view json);
  // Trains for about `milliseconds`, the run furthest behind first; true while runs or jobs are
  // left.
  bool work(double milliseconds);
  // What has changed since the last snapshot; empty when nothing has. Grids of runs that moved are
  // computed here, those longest out of date first, for about `grid_milliseconds` (at least one);
  // the rest come with the next snapshots.
  std::vector<std::uint8_t> take_snapshot(
      double grid_milliseconds = std::numeric_limits<double>::infinity());
  // True while work() or take_snapshot() has something left to do.
  bool busy() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace playground
