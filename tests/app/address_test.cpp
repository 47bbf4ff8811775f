#include <gtest/gtest.h>

#include "app/fake_environment.hpp"
#include "share/link.hpp"

namespace playground {
namespace {

TEST(Address, HoldsTheExperimentShortlyAfterAChange) {
  Page page;
  page.frames(30);
  const int replacements = page.environment.replacements;
  page.set(Section::data, "noise", 0.3);
  EXPECT_EQ(page.environment.replacements, replacements) << "not in the same moment";
  page.frames(30);
  EXPECT_EQ(page.environment.replacements, replacements + 1);
  EXPECT_EQ(page.environment.fragment(), write_link(page.experiment()));
  EXPECT_EQ(page.environment.history.size(), 1u);
}

TEST(Address, ADragWritesItOnce) {
  Page page;
  page.frames(30);
  const int replacements = page.environment.replacements;
  for (int i = 0; i < 30; ++i) {
    page.set(Section::data, "noise", 0.3 + i / 100.0, false);
    page.frame();
  }
  page.set(Section::data, "noise", 0.6, true);
  page.frames(60);
  EXPECT_EQ(page.environment.replacements, replacements + 1);
}

TEST(Address, ADeliberateLoadIsOneHistoryEntryAndBackReturns) {
  Page page;
  page.set(Section::data, "noise", 0.3);
  const Experiment edited = page.experiment();
  page.apply(LoadExperiment{default_experiment()});
  page.frames(30);
  ASSERT_EQ(page.environment.history.size(), 2u);
  EXPECT_EQ(read_link(page.environment.history[0]).experiment, edited);
  EXPECT_EQ(read_link(page.environment.history[1]).experiment, default_experiment());
  page.environment.history.pop_back();
  page.application.address_changed(page.environment.fragment());
  page.frames(30);
  EXPECT_EQ(page.experiment(), edited);
  EXPECT_EQ(page.environment.history.size(), 1u) << "going back makes no entry";
  page.apply(Undo{});
  EXPECT_EQ(page.experiment(), default_experiment());
}

TEST(Address, WhatWasWrongWithALinkIsSaid) {
  for (const char* fragment : {"v=1&noise=banana", "v=99", "noise=-5&train=1e400", "<script>",
                               "v=1&run=adamw,wd:nonsense", "%%%&&&==="}) {
    Page page{std::string(fragment)};
    EXPECT_FALSE(page.state().notices.empty()) << fragment;
    EXPECT_TRUE(check_experiment(page.experiment())) << fragment;
    page.frames(30);
    EXPECT_EQ(page.environment.fragment(), write_link(page.experiment())) << fragment;
  }
}

TEST(Sharing, TheLinkCarriesTheFingerprintOfTheStepShown) {
  Page page;
  ASSERT_TRUE(page.run_to(120));
  page.apply(Share{});
  const LinkContent content = read_link(page.environment.clipboard);
  EXPECT_EQ(content.experiment, page.experiment());
  ASSERT_TRUE(content.claim);
  EXPECT_EQ(content.claim->step, 120);
  EXPECT_EQ(content.claim->fingerprint, fingerprint_of(page.experiment(), 120));
  const std::string length = std::to_string(page.environment.clipboard.size());
  EXPECT_NE(page.state().notices.back().text.find(length), std::string::npos);
}

TEST(Sharing, WhilePlayingTheRacePausesAMomentAndGoesOn) {
  Page page;
  page.apply(SetSpeed{500});
  page.apply(SetPlaying{true});
  page.frames(10);
  page.set(0, "weight_decay", 0.2);
  page.frames(2);
  page.apply(Share{});
  ASSERT_TRUE(page.until([&] { return !page.environment.clipboard.empty(); }));
  const LinkContent content = read_link(page.environment.clipboard);
  ASSERT_TRUE(content.claim);
  EXPECT_EQ(content.claim->fingerprint, fingerprint_of(page.experiment(), content.claim->step));
  EXPECT_TRUE(page.transport().playing);
  ASSERT_TRUE(page.rest());
  EXPECT_EQ(page.transport().step, 300);
}

TEST(Sharing, WhoeverOpensTheLinkSeesItReproduced) {
  Page sender;
  ASSERT_TRUE(sender.run_to(80));
  sender.set(1, "weight_decay", 0.9);
  ASSERT_TRUE(sender.run_to(200));
  sender.apply(Share{});
  const std::string link = sender.environment.clipboard;

  Page receiver(link.substr(link.find('#') + 1));
  EXPECT_EQ(receiver.state().reproduction.state, Reproduction::State::running);
  ASSERT_TRUE(receiver.rest());
  EXPECT_EQ(receiver.state().reproduction.state, Reproduction::State::reproduced);
  EXPECT_EQ(receiver.transport().step, 200);
  EXPECT_EQ(receiver.experiment(), sender.experiment());
  receiver.frames(60);
  EXPECT_EQ(receiver.environment.fragment(), link.substr(link.find('#') + 1));
  receiver.set(0, "weight_decay", 0.1);
  EXPECT_EQ(receiver.state().reproduction.state, Reproduction::State::none);
}

TEST(Sharing, AnotherFingerprintDiffers) {
  Page page(write_link(small_experiment(), FingerprintClaim{0x123, 100}));
  ASSERT_TRUE(page.rest());
  EXPECT_EQ(page.state().reproduction.state, Reproduction::State::differs);
  EXPECT_EQ(page.state().reproduction.found, fingerprint_of(small_experiment(), 100));
  EXPECT_NE(page.state().notices.back().text.find("Differs"), std::string::npos);
}

TEST(Sharing, ALinkHasCheckpointsAndTheReceiverLearnsTheFirstThatDiffers) {
  Page sender;
  ASSERT_TRUE(sender.run_to(300));
  const LinkContent content = read_link(sender.application.share_link());
  ASSERT_TRUE(content.claim);
  const std::vector<Checkpoint>& checkpoints = content.claim->checkpoints;
  ASSERT_EQ(checkpoints.size(), 6u);
  for (const Checkpoint& checkpoint : checkpoints) {
    const std::uint64_t whole = fingerprint_of(small_experiment(), checkpoint.step);
    EXPECT_EQ(checkpoint.hash, static_cast<std::uint32_t>(whole >> 32)) << checkpoint.step;
  }

  // Another decay from step 100 on, and the first sender's claim.
  Experiment other = small_experiment();
  other.events = {{100, 1, {{"weight_decay", 0.9}}}};
  Page receiver(write_link(other, content.claim));
  ASSERT_TRUE(receiver.rest());
  const Reproduction& verdict = receiver.state().reproduction;
  EXPECT_EQ(verdict.state, Reproduction::State::differs);
  ASSERT_TRUE(verdict.first_difference);
  EXPECT_GT(*verdict.first_difference, 100);
  EXPECT_LE(verdict.same_until, 100);
  EXPECT_GT(verdict.same_until, 0);
  EXPECT_LE(*verdict.first_difference - verdict.same_until, 70);
  const std::string notice = receiver.state().notices.back().text;
  EXPECT_NE(notice.find("step " + std::to_string(*verdict.first_difference)), notice.npos);
}

TEST(Sharing, WordsChangeNeitherTheTrainingNorTheVerdict) {
  Page page(write_link(small_experiment(),
                       FingerprintClaim{fingerprint_of(small_experiment(), 100), 100}));
  ASSERT_TRUE(page.rest());
  ASSERT_EQ(page.state().reproduction.state, Reproduction::State::reproduced);
  const auto fingerprint = page.state().fingerprint;
  page.set(Section::experiment, "title", std::string("A title"));
  page.set(Section::experiment, "note", std::string("A note"));
  page.frames(30);
  EXPECT_EQ(page.experiment().title, "A title");
  EXPECT_EQ(page.transport().step, 100);
  EXPECT_EQ(page.state().fingerprint, fingerprint);
  EXPECT_EQ(page.state().reproduction.state, Reproduction::State::reproduced);
  const std::string fragment = page.environment.fragment();
  EXPECT_NE(fragment.find("&title=A%20title&note=A%20note&"), std::string::npos) << fragment;
  EXPECT_NE(fragment.find("&fp="), std::string::npos) << fragment;
  page.apply(Undo{});
  EXPECT_EQ(page.experiment().note, "");
  EXPECT_EQ(page.transport().step, 100);
  page.set(Section::experiment, "title", std::string(81, 'x'));
  EXPECT_EQ(page.experiment().title, "A title");
}

TEST(Sharing, ACallForTheLinkWaitsForTheFingerprintAndRejectsWhenTheExperimentChanges) {
  const auto answer = [](const Page& page, int id) -> Json {
    for (const auto& [type, event] : page.environment.events) {
      if (type == "answer" && event["id"] == id) return event;
    }
    return nullptr;
  };
  Page page;
  page.apply(SetPlaying{true});
  page.frames(5);
  page.application.answer_with_link(7);
  ASSERT_TRUE(page.until([&] { return !answer(page, 7).is_null(); }));
  const LinkContent content = read_link(answer(page, 7)["result"].get<std::string>());
  ASSERT_TRUE(content.claim);
  EXPECT_EQ(content.claim->fingerprint, fingerprint_of(page.experiment(), content.claim->step));
  EXPECT_TRUE(page.environment.clipboard.empty());
  page.application.answer_with_link(8);
  page.set(Section::data, "noise", 0.5);
  ASSERT_TRUE(answer(page, 8).contains("error"));
}

TEST(Sharing, TheClaimIsCheckedAtItsStepWhateverIsPressedMeanwhile) {
  const Experiment experiment = small_experiment();
  Page page(write_link(experiment, FingerprintClaim{fingerprint_of(experiment, 150), 150}));
  page.apply(SetPlaying{false});
  page.apply(SetPlaying{true});
  page.apply(SetSpeed{kMaximumSpeed});
  ASSERT_TRUE(page.rest());
  EXPECT_EQ(page.state().reproduction.state, Reproduction::State::reproduced);
  EXPECT_EQ(page.transport().step, 300) << "then it plays on";
}

TEST(Sharing, BeforeTheFirstStepTheLinkIsTheExperimentAlone) {
  Page page;
  page.apply(Share{});
  EXPECT_EQ(page.environment.clipboard, "https://example.org/#" + write_link(small_experiment()));
}

TEST(Export, DownloadsWhatTheFormatSays) {
  Page page;
  ASSERT_TRUE(page.run_to(50));
  page.apply(ExportDownload{"csv"});
  ASSERT_TRUE(page.until([&] { return !page.environment.downloads.empty(); }));
  EXPECT_EQ(page.environment.downloads[0].first, "adamw-playground.csv");
  EXPECT_NE(page.environment.downloads[0].second.find("test_loss"), std::string::npos);
  page.apply(ExportDownload{"docx"});
  EXPECT_NE(page.state().notices.back().text.find("docx"), std::string::npos);
}

}  // namespace
}  // namespace playground
