#include "core/translate.hpp"

#include <gtest/gtest.h>

#include <array>

namespace playground {
namespace {

// English again after every test.
class Translate : public testing::Test {
 protected:
  void TearDown() override { set_catalogue({}); }
};

TEST_F(Translate, WithoutACatalogueTextsAreEnglish) {
  EXPECT_STREQ(tr("Share"), "Share");
  EXPECT_EQ(tr("{0} of {1} seeds", "2", "8"), "2 of 8 seeds");
  EXPECT_EQ(tr_within("Learning rate"), "learning rate");
}

TEST_F(Translate, ACatalogueDecidesTextAndOrderAndWhatItLacksStaysEnglish) {
  set_catalogue({{"Share", "Teilen"},
                 {"{0} of {1} seeds", "von {1} Seeds {0}"},
                 {"Learning rate", "Lernrate"}});
  EXPECT_STREQ(tr("Share"), "Teilen");
  EXPECT_STREQ(tr("Pause"), "Pause");
  EXPECT_EQ(tr("{0} of {1} seeds", "2", std::string("8")), "von 8 Seeds 2");
  EXPECT_EQ(tr_within("Learning rate"), "Lernrate") << "a noun keeps its capital";
  constexpr std::array<std::string_view, 2> kTexts = {"Share", "Pause"};
  EXPECT_EQ(tr_all(kTexts), (std::vector<std::string_view>{"Teilen", "Pause"}));
}

TEST_F(Translate, ValuesAreTakenAsTheyAreAndStrayBracesStay) {
  EXPECT_EQ(tr("{0}: {1}", "{1}", "b"), "{1}: b");
  EXPECT_EQ(tr("{2} {x} {0", "a"), "{2} {x} {0");
}

}  // namespace
}  // namespace playground
