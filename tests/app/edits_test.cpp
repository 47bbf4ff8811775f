#include "app/edits.hpp"

#include <gtest/gtest.h>

#include "app/fake_environment.hpp"

namespace playground {
namespace {

SetParameter decay_of(int run, double value) {
  return {Section::run, "weight_decay", run, value, true};
}

Edit edited(const Experiment& experiment, Moment moment, const SetParameter& change) {
  Result<Edit> edit = edit_parameter(experiment, moment, change);
  EXPECT_TRUE(edit) << (edit ? "" : edit.error().message);
  return edit ? *edit : Edit{};
}

TEST(Edits, BeforeTheFirstStepARunStartsWithTheValue) {
  const Edit edit = edited(small_experiment(), {0, false}, decay_of(1, 0.5));
  EXPECT_EQ(edit.experiment.runs[1].weight_decay, 0.5);
  EXPECT_TRUE(edit.experiment.events.empty());
  EXPECT_EQ(edit.effect, Effect::restart);
}

TEST(Edits, InMidRaceAnEventIsRecordedAtTheTarget) {
  const Edit edit = edited(small_experiment(), {120, false}, decay_of(1, 0.5));
  EXPECT_EQ(edit.experiment.runs, small_experiment().runs);
  ASSERT_EQ(edit.experiment.events.size(), 1u);
  EXPECT_EQ(edit.experiment.events[0], (Event{120, 1, {{"weight_decay", 0.5}}}));
  EXPECT_EQ(edit.effect, Effect::amend);
}

TEST(Edits, ChangesOfOneStepRunAndFieldMerge) {
  Experiment experiment = edited(small_experiment(), {120, false}, decay_of(1, 0.5)).experiment;
  experiment = edited(experiment, {120, false}, decay_of(1, 0.7)).experiment;
  ASSERT_EQ(experiment.events.size(), 1u);
  EXPECT_EQ(experiment.events[0].set, (std::vector<Setting>{{"weight_decay", 0.7}}));
  experiment =
      edited(experiment, {120, false}, {Section::run, "learning_rate", 1, 0.02}).experiment;
  ASSERT_EQ(experiment.events.size(), 1u);
  EXPECT_EQ(experiment.events[0].set.size(), 2u);
}

TEST(Edits, AnEventThatChangesNothingGoes) {
  const Experiment before = small_experiment();
  const Experiment changed = edited(before, {120, false}, decay_of(1, 0.5)).experiment;
  EXPECT_EQ(edited(changed, {120, false}, decay_of(1, before.runs[1].weight_decay)).experiment,
            before);
}

TEST(Edits, AtTheEndTheRunStartsWithTheValueAndItsEventsOfThatFieldGo) {
  Experiment experiment = edited(small_experiment(), {120, false}, decay_of(1, 0.5)).experiment;
  experiment = edited(experiment, {130, false}, decay_of(0, 0.1)).experiment;
  const Edit edit = edited(experiment, {300, true}, decay_of(1, 0.9));
  EXPECT_EQ(edit.experiment.runs[1].weight_decay, 0.9);
  ASSERT_EQ(edit.experiment.events.size(), 1u);
  EXPECT_EQ(edit.experiment.events[0].run, 0);
  EXPECT_EQ(edit.effect, Effect::restart);
}

TEST(Edits, ANameChangesNothingElse) {
  const Edit edit =
      edited(small_experiment(), {120, false}, {Section::run, "name", 0, std::string("no decay")});
  EXPECT_EQ(edit.experiment.runs[0].name, "no decay");
  EXPECT_TRUE(edit.experiment.events.empty());
  EXPECT_EQ(edit.effect, Effect::none);
}

TEST(Edits, DataModelAndTrainingRestartWithoutEvents) {
  const Experiment experiment =
      edited(small_experiment(), {120, false}, decay_of(1, 0.5)).experiment;
  const SetParameter changes[] = {{Section::data, "noise", 0, 0.4},
                                  {Section::model, "activation", 0, std::string("tanh")},
                                  {Section::training, "batch_size", 0, 16.0},
                                  {Section::training, "evaluate_every", 0, 20.0}};
  for (const SetParameter& change : changes) {
    const Edit edit = edited(experiment, {150, false}, change);
    EXPECT_EQ(edit.effect, Effect::restart) << change.name;
    EXPECT_TRUE(edit.experiment.events.empty()) << change.name;
  }
}

TEST(Edits, MoreStepsKeepThePastUnderAConstantScheduleOnly) {
  Experiment experiment = edited(small_experiment(), {120, false}, decay_of(1, 0.5)).experiment;
  const SetParameter more{Section::training, "steps", 0, 500.0};
  const SetParameter fewer{Section::training, "steps", 0, 140.0};
  EXPECT_EQ(edited(experiment, {150, false}, more).effect, Effect::replay);
  EXPECT_EQ(edited(experiment, {150, false}, more).experiment.events.size(), 1u);
  EXPECT_EQ(edited(experiment, {150, false}, fewer).effect, Effect::restart);
  experiment.runs[0].schedule = ScheduleKind::cosine;
  EXPECT_EQ(edited(experiment, {150, false}, more).effect, Effect::restart);
}

TEST(Edits, BadValuesAreErrorsThatNameThem) {
  const auto message = [](const SetParameter& change) {
    const Result<Edit> edit = edit_parameter(small_experiment(), {0, false}, change);
    return edit ? std::string() : edit.error().message;
  };
  EXPECT_NE(message(decay_of(1, -3)).find("-3"), std::string::npos);
  EXPECT_NE(message(decay_of(1, std::nan(""))).find("weight_decay"), std::string::npos);
  EXPECT_NE(message(decay_of(7, 0.1)).find("run 7"), std::string::npos);
  EXPECT_NE(message({Section::run, "colour", 0, 1.0}).find("colour"), std::string::npos);
  EXPECT_NE(message({Section::model, "hidden", 0, true}), "");
}

TEST(Edits, AddedRunsBringTheNextOptimizer) {
  Experiment experiment = small_experiment();
  const OptimizerKind expected[] = {OptimizerKind::adam, OptimizerKind::sgd, OptimizerKind::sgdw,
                                    OptimizerKind::nadamw};
  for (const OptimizerKind kind : expected) {
    const Result<Edit> edit = edit_add_run(experiment);
    ASSERT_TRUE(edit);
    experiment = edit->experiment;
    EXPECT_EQ(experiment.runs.back().optimizer, kind);
  }
  EXPECT_EQ(experiment.runs.size(), 6u);
  EXPECT_FALSE(edit_add_run(experiment));
  EXPECT_FALSE(edit_copy_run(experiment, 0));
}

TEST(Edits, ACopyHasTheEventsOfItsOriginal) {
  const Experiment experiment =
      edited(small_experiment(), {120, false}, decay_of(1, 0.5)).experiment;
  const Result<Edit> edit = edit_copy_run(experiment, 1);
  ASSERT_TRUE(edit);
  EXPECT_EQ(edit->experiment.runs[2], experiment.runs[1]);
  EXPECT_EQ(run_config_at(edit->experiment, 2, 120).weight_decay, 0.5);
}

TEST(Edits, ARemovedRunTakesItsEventsAlongAndTheOthersKeepTheirs) {
  Experiment experiment = edited(small_experiment(), {120, false}, decay_of(0, 0.5)).experiment;
  experiment = edited(experiment, {130, false}, decay_of(1, 0.6)).experiment;
  const Result<Edit> edit = edit_remove_run(experiment, 0);
  ASSERT_TRUE(edit);
  ASSERT_EQ(edit->experiment.events.size(), 1u);
  EXPECT_EQ(edit->experiment.events[0], (Event{130, 0, {{"weight_decay", 0.6}}}));
  EXPECT_FALSE(edit_remove_run(edit->experiment, 0)) << "the last run stays";
}

}  // namespace
}  // namespace playground
