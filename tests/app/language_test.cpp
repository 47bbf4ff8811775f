#include <gtest/gtest.h>

#include "app/api.hpp"
#include "app/fake_environment.hpp"

namespace playground {
namespace {

// English again after every test.
class Language : public testing::Test {
 protected:
  void TearDown() override { set_catalogue({}); }

  // Starts the page anew; which language it asks for, empty when none.
  std::string asked() {
    page_.environment.events.clear();
    page_.application.start();
    for (const auto& [type, detail] : page_.environment.events) {
      if (type == "language") return detail["language"];
    }
    return "";
  }

  Page page_;
};

TEST_F(Language, IsTheBrowsersWhereThereIsACatalogueOfIt) {
  page_.environment.preferred = "de-AT";
  EXPECT_EQ(asked(), "de");
}

TEST_F(Language, StaysEnglishForABrowserOfAnotherOne) {
  page_.environment.preferred = "fr";
  EXPECT_EQ(asked(), "");
  EXPECT_TRUE(page_.application.state().notices.empty());
}

TEST_F(Language, WhatWasChosenHereComesBeforeTheBrowsersAndTheAddressBeforeBoth) {
  page_.environment.preferred = "de";
  page_.environment.settings["view"] = R"({"language":"en"})";
  EXPECT_EQ(asked(), "");
  page_.environment.asked = "de";
  EXPECT_EQ(asked(), "de");
}

TEST_F(Language, OneThatIsNotThereIsNamedAndTheOthersAre) {
  page_.environment.asked = "<b>xx";
  page_.environment.preferred = "de";
  EXPECT_EQ(asked(), "de");
  ASSERT_EQ(page_.application.state().notices.size(), 1U);
  EXPECT_EQ(page_.application.state().notices[0].text,
            "lang: \"<b>xx\" is not a language of this page; it must be one of en, de");
}

TEST_F(Language, ChosenIsAskedForAndRemembered) {
  EXPECT_EQ(asked(), "");
  ViewSettings view = page_.application.state().view;
  view.language = "de";
  page_.application.apply(SetView{view});
  EXPECT_EQ(page_.environment.count("language"), 1);
  EXPECT_NE(page_.environment.settings["view"].find(R"("language":"de")"), std::string::npos);
}

TEST_F(Language, ACatalogueIsTakenWholeOrNotAtAll) {
  const std::string taken = api_call(
      page_.application,
      R"({"method":"setCatalogue","arguments":["de",{"Share":"Teilen","@thousands":"'"}]})");
  EXPECT_EQ(taken, R"({"result":null})");
  EXPECT_EQ(page_.application.state().language, "de");
  EXPECT_STREQ(tr("Share"), "Teilen");
  EXPECT_EQ(thousands_separator(), "'");
  const std::string refused =
      api_call(page_.application, R"({"method":"setCatalogue","arguments":["xx",{"Share":3}]})");
  EXPECT_EQ(refused, R"({"error":"setCatalogue: 3 of \"Share\" is not a text"})");
  EXPECT_EQ(page_.application.state().language, "de");
  EXPECT_STREQ(tr("Share"), "Teilen");
}

}  // namespace
}  // namespace playground
