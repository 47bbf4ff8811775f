// show(place) and dock(docked): what must be open for a thing on the screen to be seen.
#include "app/places.hpp"

#include <gtest/gtest.h>

#include "app/api.hpp"
#include "app/fake_environment.hpp"

namespace playground {
namespace {

std::string ask(Page& page, const std::string& method, const Json& argument) {
  return call(page, method, Json::array({argument})).value("error", "");
}

const ViewSettings& view(const Page& page) {
  return page.application.state().view;
}

TEST(Places, ShowOpensTheTabOfAPlot) {
  Page page;
  EXPECT_EQ(ask(page, "show", "sweep.map.0"), "");
  EXPECT_EQ(view(page).tab, Tab::sweep);
  EXPECT_EQ(ask(page, "show", "plot.loss"), "");
  EXPECT_EQ(view(page).tab, Tab::race);
  EXPECT_EQ(ask(page, "show", "tab.landscape"), "");
  EXPECT_EQ(view(page).tab, Tab::landscape);
}

TEST(Places, ShowOpensThePageOfAPhone) {
  Page page;
  EXPECT_EQ(ask(page, "show", "panel.data"), "");
  EXPECT_EQ(view(page).phone_page, PhonePage::data);
  EXPECT_EQ(ask(page, "show", "training.loss_scale"), "");
  EXPECT_EQ(view(page).phone_page, PhonePage::model);
  EXPECT_EQ(ask(page, "show", "run.1.weight_decay"), "");
  EXPECT_EQ(view(page).phone_page, PhonePage::watch);
  EXPECT_EQ(ask(page, "show", "run.1.schedule"), "");
  EXPECT_EQ(view(page).phone_page, PhonePage::runs);
}

TEST(Places, ARunThatIsShownIsSelectedAndSeenOnAPhone) {
  Page page;
  EXPECT_EQ(ask(page, "show", "card.1"), "");
  EXPECT_EQ(view(page).selected_run, 1);
  EXPECT_TRUE(view(page).phone_runs[0] == 1 || view(page).phone_runs[1] == 1);
}

TEST(Places, WhatIsNoPlaceIsRefusedByNameAndNothingHappens) {
  Page page;
  const ViewSettings before = view(page);
  for (const Json& bad :
       {Json("plot"), Json("card.9"), Json("card.5"), Json(""), Json(3), Json()}) {
    EXPECT_NE(ask(page, "show", bad).find("show: " + format_json(bad, -1) + " is not a place"),
              std::string::npos)
        << format_json(bad, -1);
  }
  EXPECT_EQ(view(page).tab, before.tab);
  EXPECT_NE(ask(page, "dock", "yes").find("dock: \"yes\""), std::string::npos);
}

TEST(Places, EachTimeIsOne) {
  Page page;
  ask(page, "show", "plot.loss");
  ask(page, "show", "plot.loss");
  EXPECT_EQ(page.application.state().place.id, "plot.loss");
  EXPECT_EQ(page.application.state().place.number, 2);
}

}  // namespace
}  // namespace playground
