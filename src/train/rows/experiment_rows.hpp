// Rows of the parameter table: the experiment itself.
#pragma once

#include <array>

#include "train/parameter_access.hpp"

namespace playground {

inline constexpr std::array kExperimentRows = {
    row<ExperimentField<&Experiment::seeds>>(
        {.section = Section::experiment,
         .name = "seeds",
         .link_key = "seeds",
         .label = "Seeds",
         .type = Type::integer,
         .minimum = 1,
         .maximum = 64,
         .slider_minimum = 1,
         .slider_maximum = 16,
         .scale = Scale::linear,
         .unit = "seeds",
         .symbol = "K",
         .help = "How many times the experiment is repeated, each time with other data, initial "
                 "weights and batches; the seeds are the same for every run."}),
    row<ExperimentField<&Experiment::seeds_vary_data>>(
        {.section = Section::experiment,
         .name = "seeds_vary_data",
         .link_key = "sdata",
         .label = "Data vary",
         .type = Type::boolean,
         .maximum = 1,
         .help = "Whether every seed draws data of its own, or only initial weights and batches "
                 "of its own."}),
    row<ExperimentField<&Experiment::title>>(
        {.section = Section::experiment,
         .name = "title",
         .link_key = "title",
         .label = "Title",
         .type = Type::text,
         .maximum = 80,
         .help = "What this experiment is called; it stands in the link and over the page."}),
    row<ExperimentField<&Experiment::note>>(
        {.section = Section::experiment,
         .name = "note",
         .link_key = "note",
         .label = "Note",
         .type = Type::text,
         .maximum = 500,
         .help = "What whoever opens the link should know, in plain text."}),
};

}  // namespace playground
