// The screen in German, whose words are longer: nothing is cut that is whole in English.
#include <gtest/gtest.h>
#include <imgui_internal.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "core/translate.hpp"
#include "ui/fake_screen.hpp"

namespace playground {
namespace {

Catalogue german() {
  std::ifstream file(ADAMW_TEST_DATA "/../assets/strings/de.json");
  std::ostringstream text;
  text << file.rdbuf();
  const nlohmann::json entries = nlohmann::json::parse(text.str(), nullptr, false);
  return entries.is_object() ? entries.get<Catalogue>() : Catalogue{};
}

// The texts that were cut for want of room on the pages and tabs of a screen of this size.
std::set<std::string> cut_texts(float width, float height, bool touch) {
  std::set<std::string> cut;
  for (const Tab tab : {Tab::race, Tab::decayed, Tab::sweep, Tab::landscape}) {
    for (int page = 0; page < 5; ++page) {
      FakeScreen screen(width, height);
      Experiment experiment = default_experiment();
      experiment.seeds = 4;
      screen.use(experiment);
      screen.state.coarse_pointer = touch;
      screen.state.view.tab = tab;
      screen.state.view.phone_page = static_cast<PhonePage>(page);
      for (const char* more : {"runs.more", "data.more", "model.more", "training.more"}) {
        screen.ui.disclosures[more] = true;
      }
      screen.frames(2);
      screen.ui.cut_texts = &cut;
      screen.frames(1);
      screen.ui.cut_texts = nullptr;
      if (!screen.ui.layout.phone) break;
    }
  }
  return cut;
}

TEST(Texts, TheFontHasEveryCharacterOfTheCatalogues) {
  FakeScreen screen;
  for (const auto& [english, text] : german()) {
    for (const std::string& it : {english, text}) {
      const char* at = it.c_str();
      while (*at != 0) {
        unsigned int character = 0;
        at += ImTextCharFromUtf8(&character, at, nullptr);
        const auto glyph = static_cast<ImWchar>(character);
        EXPECT_NE(screen.ui.fonts.label->FindGlyphNoFallback(glyph), nullptr)
            << std::hex << character << " in " << it;
      }
    }
  }
}

class German : public testing::TestWithParam<std::tuple<float, float, bool>> {
 protected:
  void TearDown() override { set_catalogue({}); }
};

TEST_P(German, NoTextIsCutThatIsWholeInEnglish) {
  const auto [width, height, touch] = GetParam();
  const std::set<std::string> before = cut_texts(width, height, touch);
  const Catalogue catalogue = german();
  ASSERT_GT(catalogue.size(), 500U);
  set_catalogue(catalogue);
  std::set<std::string> cut = cut_texts(width, height, touch);
  // Texts put together from several cannot be looked up: as many may be cut as in English.
  std::size_t composed = 0;
  for (const std::string& english : before) {
    if (cut.erase(std::string(tr(std::string_view(english)))) == 0) ++composed;
  }
  std::string found;
  for (const std::string& text : cut) found += "\n  " + text;
  EXPECT_LE(cut.size(), composed) << found;
}

INSTANTIATE_TEST_SUITE_P(Sizes, German,
                         testing::Values(std::tuple{1280.f, 2000.f, false},
                                         std::tuple{2560.f, 1440.f, false},
                                         std::tuple{768.f, 3000.f, true},
                                         std::tuple{390.f, 3000.f, true}));

}  // namespace
}  // namespace playground
