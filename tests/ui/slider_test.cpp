#include <gtest/gtest.h>
#include <imgui_internal.h>

#include <cmath>

#include "ui/fake_screen.hpp"
#include "ui/slider_scale.hpp"

namespace playground {
namespace {

const Parameter& parameter(Section section, const char* name) {
  return *find_parameter(section, name);
}

TEST(Slider, ADragEmitsValuesAndOneFinalOne) {
  FakeScreen screen;
  screen.frames(2);
  const WidgetInfo noise = screen.widget("data.noise");
  ASSERT_EQ(noise.role, "slider");
  const float y = noise.y + noise.height / 2;
  screen.move(noise.x + noise.width * 0.25f, y);
  screen.button(true);
  screen.move(noise.x + noise.width * 0.4f, y);
  screen.move(noise.x + noise.width * 0.5f, y);
  screen.button(false);
  screen.frame();
  const auto set = screen.all<SetParameter>();
  ASSERT_GE(set.size(), 2u);
  for (std::size_t i = 0; i + 1 < set.size(); ++i) EXPECT_FALSE(set[i].final);
  EXPECT_TRUE(set.back().final);
  EXPECT_EQ(set.back().name, "noise");
  EXPECT_NEAR(std::get<double>(set.back().value), 0.5, 0.02);
}

TEST(Slider, AClickOnTheGrooveSetsTheValueThere) {
  FakeScreen screen;
  screen.frames(2);
  const WidgetInfo steps = screen.widget("training.steps");
  ASSERT_TRUE(steps.visible || !steps.id.empty());
  const WidgetInfo flips = screen.widget("data.label_noise");
  screen.click(flips.x + flips.width * 0.8f, flips.y + flips.height / 2);
  const auto set = screen.all<SetParameter>();
  ASSERT_FALSE(set.empty());
  EXPECT_TRUE(set.back().final);
  EXPECT_NEAR(std::get<double>(set.back().value), 0.4, 0.01);
}

TEST(Slider, ADoubleClickSetsTheDefault) {
  FakeScreen screen;
  screen.state.experiment.data.noise = 0.7;
  screen.frames(2);
  const WidgetInfo noise = screen.widget("data.noise");
  const float x = noise.x + noise.width * 0.7f, y = noise.y + noise.height / 2;
  screen.move(x, y);
  for (int i = 0; i < 2; ++i) {
    screen.button(true);
    screen.button(false);
  }
  screen.frame();
  const auto set = screen.all<SetParameter>();
  ASSERT_FALSE(set.empty());
  EXPECT_DOUBLE_EQ(std::get<double>(set.back().value), 0.25);
}

TEST(Slider, AFingerSetsTheValueWhenItLiftsAndNotWhenItScrolls) {
  FakeScreen screen(390, 844);
  screen.state.view.phone_page = PhonePage::data;
  screen.frames(2);
  const WidgetInfo noise = screen.widget("data.noise");
  screen.move(noise.x + noise.width * 0.8f, noise.y + noise.height / 2);
  screen.button(true);
  EXPECT_TRUE(screen.all<SetParameter>().empty());
  ImGui::ClearActiveID();  // what the platform does when a finger scrolls
  screen.button(false);
  screen.frame();
  EXPECT_TRUE(screen.all<SetParameter>().empty());
  screen.frames(40);  // long after: not a double-click
  screen.button(true);
  screen.button(false);
  screen.frame();
  const auto set = screen.all<SetParameter>();
  ASSERT_EQ(set.size(), 1u);
  EXPECT_TRUE(set[0].final);
  EXPECT_NEAR(std::get<double>(set[0].value), 0.8, 0.02);
}

TEST(Slider, ATypedValueIsTaken) {
  FakeScreen screen;
  screen.frames(2);
  screen.type_value("data.noise", "0.333");
  const auto set = screen.all<SetParameter>();
  ASSERT_EQ(set.size(), 1u);
  EXPECT_DOUBLE_EQ(std::get<double>(set[0].value), 0.333);
  EXPECT_TRUE(set[0].final);
}

TEST(Slider, TypedNonsenseIsAnErrorInWordsAndNoAction) {
  for (const char* text : {"soon", "-3", "1e400", "nan", "9"}) {
    FakeScreen screen;
    screen.frames(2);
    screen.type_value("data.noise", text);
    EXPECT_TRUE(screen.all<SetParameter>().empty()) << text;
    EXPECT_FALSE(screen.ui.edit.error.empty()) << text;
    screen.key(ImGuiKey_Escape);
    EXPECT_TRUE(screen.ui.edit.id.empty()) << text;
  }
}

TEST(SliderScale, PlacesAndValuesAgree) {
  for (const Parameter& p : parameter_table()) {
    if (!has_slider(p)) continue;
    for (int i = 0; i <= 100; ++i) {
      const double value = slider_value(p, i / 100.0);
      EXPECT_TRUE(check_value(p, value)) << p.name << " " << value;
      // Rounding moves the place by little, and a second rounding by nothing.
      EXPECT_NEAR(slider_fraction(p, value), i / 100.0, p.type == Type::integer ? 0.08 : 0.05)
          << p.name;
      EXPECT_EQ(slider_value(p, slider_fraction(p, value)), value) << p.name;
    }
  }
}

TEST(SliderScale, DecayHasAStopForZero) {
  const Parameter& decay = parameter(Section::run, "weight_decay");
  EXPECT_EQ(slider_value(decay, 0), 0);
  EXPECT_EQ(slider_fraction(decay, 0), 0);
  EXPECT_GT(slider_value(decay, 0.1), 0);
  EXPECT_EQ(slider_step(decay, decay.slider_minimum, -1), 0);
  EXPECT_EQ(slider_step(decay, 0, 1), decay.slider_minimum);
}

TEST(SliderScale, TenArrowPressesAreAFactorOfTen) {
  const Parameter& rate = parameter(Section::run, "learning_rate");
  double value = 0.01;
  for (int i = 0; i < 10; ++i) value = slider_step(rate, value, 1);
  EXPECT_DOUBLE_EQ(value, 0.1);
  const Parameter& batch = parameter(Section::training, "batch_size");
  EXPECT_EQ(slider_step(batch, 1, 1), 2);
}

TEST(SliderScale, ValuesAreShownAsTheFieldWritesThem) {
  EXPECT_EQ(parameter_value_text(parameter(Section::run, "weight_decay"), 0.0032), "0.0032");
  EXPECT_EQ(parameter_value_text(parameter(Section::run, "epsilon"), 1e-8), "10\u207b\u2078");
  EXPECT_EQ(parameter_value_text(parameter(Section::data, "label_noise"), 0.1), "10 %");
  EXPECT_EQ(parameter_value_text(parameter(Section::training, "steps"), 2000.0), "2,000");
  EXPECT_EQ(parameter_value_text(parameter(Section::data, "seed"), 4294967295.0), "4294967295");
  EXPECT_EQ(parameter_value_text(parameter(Section::training, "loss_scale"), 1.0), "\u00d7 1");
}

TEST(SliderScale, TypedTextsAreReadAsMeant) {
  const auto number = [](const char* name, Section section, const char* text) {
    const Result<Value> value = read_typed(parameter(section, name), text);
    return value ? std::get<double>(*value) : std::nan("");
  };
  EXPECT_EQ(number("steps", Section::training, "2,000"), 2000);
  EXPECT_EQ(number("steps", Section::training, "10,000"), 10000);
  EXPECT_EQ(number("noise", Section::data, "0,25"), 0.25);
  EXPECT_EQ(number("label_noise", Section::data, "20"), 0.2);
  EXPECT_EQ(number("label_noise", Section::data, "20 %"), 0.2);
  EXPECT_EQ(number("epsilon", Section::run, "1e-6"), 1e-6);
  EXPECT_EQ(number("loss_scale", Section::training, "\u00d7 10"), 10);
  EXPECT_TRUE(std::isnan(number("noise", Section::data, "0x1p3")));
  EXPECT_TRUE(std::isnan(number("noise", Section::data, "")));
  EXPECT_TRUE(std::isnan(number("steps", Section::training, "1.5")));
}

}  // namespace
}  // namespace playground
