// The commands that an Engine sends to its sessions, as JSON texts. `sequence` counts the commands
// of one session and comes back in its snapshots; `generation` counts the loads.
//   session.command(load_command(experiment, {0, 2}, generation, ++sequence));
// Units are numbered as in engine/seed_views.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/engine.hpp"

namespace playground {

std::string load_command(const Experiment& experiment, const std::vector<int>& units,
                         std::uint32_t generation, std::uint32_t sequence);
std::string amend_command(const Experiment& experiment, std::uint32_t sequence);
std::string target_command(int step, std::uint32_t sequence);
std::string grid_command(const GridRequest& request, std::uint32_t sequence);
std::string show_seed_command(int seed, std::uint32_t sequence);
std::string inspect_command(const InspectionRequest& request, std::uint32_t sequence);
std::string job_command(const JobRequest& request, JobId job, std::uint32_t sequence);
std::string cancel_command(JobId job, std::uint32_t sequence);

}  // namespace playground
