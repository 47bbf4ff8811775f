#include "share/link.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "share/json.hpp"
#include "share/link_text.hpp"
#include "share/random_experiment.hpp"
#include "train/parameters.hpp"

namespace playground {
namespace {

std::string notices_of(const LinkContent& content) {
  std::string all;
  for (const std::string& notice : content.notices) all += notice + "\n";
  return all;
}

void expect_notice(const LinkContent& content, std::string_view words) {
  EXPECT_NE(notices_of(content).find(words), std::string::npos)
      << "no notice has \"" << words << "\" in:\n"
      << notices_of(content);
  EXPECT_TRUE(check_experiment(content.experiment));
}

TEST(Link, the_default_experiment_is_the_version_alone) {
  EXPECT_EQ(write_link(default_experiment()), "v=1");
  for (const char* text :
       {"", "#", "v=1", "#v=1", "https://example.org/a/#v=1", "https://example.org/"}) {
    const LinkContent content = read_link(text);
    EXPECT_EQ(content.experiment, default_experiment()) << text;
    EXPECT_TRUE(content.notices.empty()) << notices_of(content);
  }
}

TEST(Link, names_a_table_and_may_carry_its_rows) {
  Experiment experiment = default_experiment();
  experiment.data.dataset = DatasetKind::table;
  experiment.data.table = "0123456789abcdef";
  experiment.data.axes = {2, 0};
  experiment.data.test_part = 0.25;
  const std::string link = write_link(experiment);
  EXPECT_EQ(link, "v=1&data=table&table=0123456789abcdef&axes=2,0&split=0.25");
  const LinkContent content = read_link(link + "&t=QVRC-_8");
  EXPECT_EQ(content.experiment, experiment);
  EXPECT_EQ(content.rows, "QVRC-_8");
  EXPECT_TRUE(content.notices.empty()) << notices_of(content);
  EXPECT_EQ(read_link(link).rows, "");
}

TEST(Link, random_experiments_come_back_as_they_were) {
  RandomExperiments random(11);
  for (int i = 0; i < 3000; ++i) {
    const Experiment experiment = random.next();
    std::optional<FingerprintClaim> claim;
    if (i % 2 == 0) claim = FingerprintClaim{random.bits(), experiment.training.steps};
    const std::string link = write_link(experiment, claim);
    const LinkContent content = read_link(link);
    ASSERT_EQ(content.experiment, experiment) << link << "\n" << notices_of(content);
    ASSERT_EQ(content.claim, claim) << link;
    ASSERT_TRUE(content.notices.empty()) << link << "\n" << notices_of(content);
    ASSERT_EQ(write_link(content.experiment, content.claim), link);
    ASSERT_EQ(read_link("http://localhost:8000/#" + link).experiment, experiment);
  }
}

// A chat program may encode a link as a whole.
TEST(Link, an_encoded_link_is_read_too) {
  Experiment experiment = default_experiment();
  experiment.data.noise = 0.3;
  experiment.model.hidden = {8, 4};
  experiment.runs[1].name = "Größe, 50 % & mehr";
  experiment.events = {{500, 1, {{"weight_decay", 0.0}, {"learning_rate", 0.02}}}};
  const std::string link = write_link(experiment);
  EXPECT_EQ(read_link(percent_encode(link)).experiment, experiment);
  std::string separators_encoded;
  for (const char c : link) {
    separators_encoded += c == ','   ? "%2C"
                          : c == ':' ? "%3a"
                          : c == '%' ? "%25"
                                     : std::string(1, c);
  }
  const LinkContent content = read_link(separators_encoded);
  EXPECT_EQ(content.experiment, experiment) << separators_encoded << "\n" << notices_of(content);
}

TEST(Link, a_typical_experiment_is_short) {
  Experiment experiment = default_experiment();
  experiment.data.dataset = DatasetKind::circles;
  experiment.data.noise = 0.3;
  experiment.model.hidden = {64, 64};
  experiment.runs[1].weight_decay = 0.1;
  experiment.runs[2].schedule = ScheduleKind::cosine;
  experiment.events = {{500, 1, {{"weight_decay", 0.0}}}};
  const std::string link = write_link(experiment, FingerprintClaim{0x0123456789abcdefu, 2000});
  EXPECT_EQ(link,
            "v=1&data=circles&noise=0.3&hidden=64,64&run=adamw&run=adamw,wd:0.1&run=adam,wd:0.0032,"
            "sched:cosine&event=500,1,wd:0&fp=0123456789abcdef@2000");
}

TEST(Link, what_is_wrong_is_mended_to_the_nearest_value_with_a_notice) {
  EXPECT_EQ(read_link("noise=99").experiment.data.noise, 2);
  expect_notice(read_link("noise=99"), "noise: 99 is out of range");
  EXPECT_EQ(read_link("noise=1e400").experiment.data.noise, 2);
  expect_notice(read_link("noise=1e400"), "noise: 1e400 is too large for a number; 2 was taken");
  EXPECT_EQ(read_link("n=-7").experiment.data.train_size, 10);
  EXPECT_EQ(read_link("n=70.4").experiment.data.train_size, 70);
  EXPECT_EQ(read_link("noise=nan").experiment.data.noise, 0.25);
  expect_notice(read_link("noise=nan"), "nan");
  EXPECT_EQ(read_link("hidden=32,999").experiment.model.hidden, (std::vector<int>{32, 256}));
  EXPECT_EQ(read_link("data=moon").experiment.data.dataset, DatasetKind::moons);
  expect_notice(read_link("data=moon"), "moon");
  expect_notice(read_link("noize=1"), "noize: unknown key");
  expect_notice(read_link("noise"), "not of the form key=value");
  expect_notice(read_link("noise=0.1&noise=0.2"), "more than once");
  EXPECT_EQ(read_link("noise=0.1&noise=0.2").experiment.data.noise, 0.2);
  expect_notice(read_link("wd=3"), "wd: unknown key");
  EXPECT_EQ(read_link("run=adam,wd:-5,lr:0.1").experiment.runs.at(0).weight_decay, 0);
  expect_notice(read_link("run=adam,foo:1"), "foo:1");
  expect_notice(read_link("run=&run=&run=&run=&run=&run=&run=&run="), "2 more than the 6");
}

TEST(Link, a_flood_of_events_is_cut_to_the_first_thousand_with_a_notice) {
  std::string text = "v=1";
  for (int i = 0; i < 5000; ++i) text += "&event=" + std::to_string(i % 2000) + ",0,wd:0.1";
  const LinkContent content = read_link(text);
  EXPECT_EQ(content.experiment.events.size(), static_cast<std::size_t>(kMaxEvents));
  ASSERT_FALSE(content.notices.empty());
  EXPECT_NE(content.notices.front().find("5000 events"), std::string::npos);
  EXPECT_TRUE(check_experiment(content.experiment));
}

TEST(Link, events_that_cannot_be_are_left_out) {
  expect_notice(read_link("event=5,7,wd:0"), "left out");
  expect_notice(read_link("event=5,0"), "changes nothing");
  expect_notice(read_link("event=a,0,wd:1"), "step,run,key:value");
  expect_notice(read_link("steps=100&event=500,0,wd:0"), "100 steps");
  EXPECT_EQ(read_link("event=500,0,wd:0&steps=600").experiment.events.size(), 1u);
  EXPECT_EQ(read_link("event=9,0,wd:1&event=3,0,wd:2").experiment.events.front().step, 3);
  const LinkContent twice = read_link("event=5,0,wd:1,wd:2");
  expect_notice(twice, "more than once");
  EXPECT_EQ(twice.experiment.events.at(0).set.size(), 1u);
}

TEST(Link, a_claim_that_cannot_be_is_left_out) {
  for (const char* text : {"fp=123@5", "fp=0123456789abcdef", "fp=0123456789abcdef@-1",
                           "fp=0123456789abcdef@9999", "fp=0123456789abcdeg@1", "fp=@"}) {
    const LinkContent content = read_link(text);
    EXPECT_FALSE(content.claim) << text;
    expect_notice(content, "fp:");
  }
}

TEST(Link, checkpoints_go_with_the_result_and_damaged_ones_are_left_out) {
  const FingerprintClaim claim{0x0123456789abcdef, 1000, {{300, 0x1a2b3c4d}, {600, 0xf}}};
  const std::string link = write_link(default_experiment(), claim);
  EXPECT_EQ(link, "v=1&fp=0123456789abcdef@1000&cp=300:1a2b3c4d,600:0000000f");
  EXPECT_EQ(read_link(link).claim, claim);
  EXPECT_TRUE(read_link(link).notices.empty());
  EXPECT_EQ(read_link(percent_encode(link)).claim, claim);

  const std::string result = "v=1&fp=0123456789abcdef@1000&cp=";
  const FingerprintClaim first{claim.fingerprint, 1000, {{300, 0x1a2b3c4d}}};
  for (const char* bad : {"", "300", ":1a2b3c4d", "600:1a2b3c4", "600:1a2b3c4d5", "600:1a2b3c4g",
                          "200:1a2b3c4d", "300:1a2b3c4d", "-5:1a2b3c4d", "1e400:1a2b3c4d",
                          "1000:1a2b3c4d", "400.5:1a2b3c4d", "<script>", "%ff"}) {
    const LinkContent content = read_link(result + "300:1a2b3c4d," + bad);
    expect_notice(content, "cp: ");
    EXPECT_EQ(content.claim, first) << bad;
  }
  std::string flood;
  for (int i = 1; i < 900; ++i) flood += std::to_string(i) + ":00000000,";
  EXPECT_EQ(read_link(result + flood).claim->checkpoints.size(), 16u);
  const LinkContent alone = read_link("v=1&cp=300:1a2b3c4d");
  expect_notice(alone, "cp: ");
  EXPECT_FALSE(alone.claim);
}

TEST(Link, title_and_note_are_plain_text_of_bounded_length) {
  Experiment experiment = default_experiment();
  experiment.title = "Größe & \"Rest\" <b>50 %</b>";
  experiment.note = "run=adamw,wd:9&noise=1 = ä λ 漢 🎲";
  const std::string link = write_link(experiment);
  EXPECT_EQ(link.find_first_of("<>\"' "), std::string::npos) << link;
  EXPECT_EQ(std::count(link.begin(), link.end(), '&'), 2) << link;
  const LinkContent content = read_link(link);
  EXPECT_EQ(content.experiment, experiment);
  EXPECT_TRUE(content.notices.empty()) << notices_of(content);
  const Result<Experiment> from_json = read_json(write_json(experiment));
  ASSERT_TRUE(from_json);
  EXPECT_EQ(*from_json, experiment);

  const LinkContent longer = read_link("v=1&title=" + std::string(81, 'x') + "&note=a%0Ab%00c%1b");
  expect_notice(longer, "title");
  expect_notice(longer, "note");
  EXPECT_EQ(longer.experiment.title, std::string(80, 'x'));
  EXPECT_EQ(longer.experiment.note, "abc");
  for (const char* json : {R"({"title": 5})", R"({"note": "a\nb"})", R"({"title": ["x"]})"}) {
    EXPECT_FALSE(read_json(json)) << json;
  }
  EXPECT_FALSE(read_json("{\"note\": \"" + std::string(501, 'x') + "\"}"));
}

TEST(Link, another_version_is_read_as_far_as_it_goes) {
  const LinkContent content = read_link("v=99&noise=0.5&future=1");
  expect_notice(content, "version 99");
  EXPECT_EQ(content.experiment.data.noise, 0.5);
}

TEST(Link, markup_is_plain_text) {
  const LinkContent content = read_link("run=adamw,name:<script>alert(1)</script>");
  EXPECT_EQ(content.experiment.runs.at(0).name, "<script>alert(1)</script>");
  EXPECT_EQ(write_link(content.experiment),
            "v=1&run=adamw,name:%3Cscript%3Ealert%281%29%3C%2Fscript%3E");
}

TEST(Link, names_are_valid_text_whatever_the_bytes) {
  const LinkContent content = read_link("run=adamw,name:a%FF%00b");
  EXPECT_EQ(content.experiment.runs.at(0).name, "ab");
  expect_notice(content, "name");
  EXPECT_EQ(read_link("run=adamw,name:100%25,wd:1").experiment.runs.at(0).name, "100%");
  EXPECT_EQ(read_link("run=adamw,name:50%zz").experiment.runs.at(0).name, "50%zz");
}

void expect_sound(const std::string& text) {
  const LinkContent content = read_link(text);
  const Result<void> valid = check_experiment(content.experiment);
  ASSERT_TRUE(valid) << valid.error().message << "\n" << text.substr(0, 300);
  ASSERT_LE(content.notices.size(), 9u);
  for (const std::string& notice : content.notices) ASSERT_LT(notice.size(), 400u) << notice;
  const std::string link = write_link(content.experiment, content.claim);
  const LinkContent again = read_link(link);
  ASSERT_TRUE(again.notices.empty()) << notices_of(again) << link;
  ASSERT_EQ(again.experiment, content.experiment) << link;
  ASSERT_TRUE(read_json(write_json(content.experiment)));
}

TEST(Link, damaged_links_give_valid_experiments) {
  RandomExperiments random(12);
  for (int i = 0; i < 20'000; ++i) {
    std::string text = write_link(random.next());
    for (std::size_t changes = 1 + random.below(5); changes > 0 && !text.empty(); --changes) {
      const std::size_t at = random.below(text.size());
      const std::size_t kind = random.below(4);
      if (kind == 0) text.erase(at, 1 + random.below(8));
      if (kind == 1) text.insert(at, 1, static_cast<char>(random.below(256)));
      if (kind == 2) text[at] = "&=,:;@%-.e0123456789"[random.below(20)];
      if (kind == 3) text += text.substr(at);
      if (text.size() > 3000) text.resize(3000);
    }
    expect_sound(text);
    if (HasFatalFailure()) return;
  }
}

TEST(Link, a_megabyte_of_noise_is_read_at_once) {
  RandomExperiments random(13);
  std::string bytes;
  for (int i = 0; i < 1'000'000; ++i) bytes += static_cast<char>(random.below(256));
  expect_sound(bytes);
  const std::string pieces[] = {"&", "a=b&", "run=x&", "event=1,0,wd:1&", "noise=9&",
                                "%", "=",    ",",      "hidden=1,"};
  for (const std::string& piece : pieces) {
    std::string text;
    while (text.size() < 1'000'000) text += piece;
    const LinkContent content = read_link(text);
    ASSERT_TRUE(check_experiment(content.experiment)) << piece;
    ASSERT_LE(content.notices.size(), 9u);
  }
  const LinkContent content = read_link(bytes);
  EXPECT_NE(content.notices.back().find("more"), std::string::npos);
}

// tests/golden/links/<release>.txt: a link, a tab, the JSON it reads as. Links of old releases stay
// readable.
TEST(Link, links_of_every_release_are_still_read_as_they_were_meant) {
  std::ifstream file(std::string(ADAMW_TEST_DATA) + "/golden/links/0.1.0.txt");
  int count = 0;
  for (std::string line; std::getline(file, line); ++count) {
    const std::size_t tab = line.find('\t');
    ASSERT_NE(tab, std::string::npos) << line;
    const LinkContent content = read_link(line.substr(0, tab));
    const Result<Experiment> meant = read_json(line.substr(tab + 1));
    ASSERT_TRUE(meant) << meant.error().message;
    EXPECT_EQ(content.experiment, *meant) << line.substr(0, tab);
    EXPECT_TRUE(content.notices.empty()) << notices_of(content);
  }
  EXPECT_GE(count, 10);
}

}  // namespace
}  // namespace playground
