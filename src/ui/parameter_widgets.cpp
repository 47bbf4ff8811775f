// Controls made from rows of the parameter table.
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "core/translate.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

struct Row {
  UiContext& ui;
  Actions& actions;
  const Parameter& parameter;
  int run;
  Rect rect;
  std::string_view reason;  // why it is disabled
  Value value;              // shown
  std::string id;

  bool enabled() const { return reason.empty(); }
  double number() const { return std::get<double>(value); }
  bool changed() const { return value != parameter.default_value(); }

  void set(Value to, bool final = true) const {
    actions.push(
        SetParameter{parameter.section, std::string(parameter.name), run, std::move(to), final});
  }
};

Row make_row(UiContext& ui, Actions& actions, const Parameter& parameter, int run, const Rect& rect,
             std::string_view reason) {
  return {ui,
          actions,
          parameter,
          run,
          rect,
          reason,
          parameter.get(ui.shown, run),
          parameter_id(parameter, run)};
}

void row_tooltip(const Row& row, const Rect& area) {
  if (!ImGui::IsWindowHovered() || !ImGui::IsMouseHoveringRect(area.min, area.max)) return;
  if (row.ui.drag_id == row.id || row.ui.edit.id == row.id) return;
  Tooltip words = parameter_tooltip(row.parameter, area);
  if (!row.enabled()) words.rows.emplace_back("", std::string(row.reason));
  tooltip(row.ui, row.id, area, std::move(words.sentence), std::move(words.rows));
}

// The label, and the accent dot of a value that is not the default.
void draw_label(const Row& row, float width) {
  const Palette& colors = *row.ui.colors;
  const Rect area{row.rect.min, {row.rect.min.x + width - 4, row.rect.max.y}};
  text_in(row.ui, area, row.ui.fonts.caption, row.enabled() ? colors.text2 : colors.text3,
          parameter_label(row.parameter));
  if (row.enabled() && row.changed() && row.parameter.section != Section::run) {
    ImGui::GetWindowDrawList()->AddCircleFilled({row.rect.min.x - 6, row.rect.center().y}, 2,
                                                colors.accent, 12);
  }
  if (row.enabled() && ImGui::IsWindowHovered() && ImGui::IsMouseDoubleClicked(0) &&
      ImGui::IsMouseHoveringRect(area.min, area.max)) {
    row.set(row.parameter.default_value());
  }
}

void log_row(const Row& row, const Rect& rect, std::string_view role, bool focused) {
  WidgetInfo info{row.id, std::string(role), std::string(tr(row.parameter.label)),
                  parameter_value_text(row.parameter, row.value)};
  info.enabled = row.enabled();
  info.focused = focused;
  log_widget(row.ui, std::move(info), rect);
}

// The number at the right end; a click turns it into a text field.
void value_cell(const Row& row, const Rect& rect, std::string_view shown) {
  UiContext& ui = row.ui;
  if (ui.edit.id == row.id) {
    const Rect field{{rect.min.x - 12, rect.min.y + 1}, {rect.max.x + 4, rect.max.y - 1}};
    const std::optional<std::string> typed =
        text_field(ui, row.id, field, ui.fonts.value, Align::right, 40);
    if (!typed) return;
    const Result<Value> value = read_typed(row.parameter, *typed);
    if (!value) {
      ui.edit.error = value.error().message;
      ui.edit.begin = true;
      return;
    }
    ui.edit = {};
    if (*value != row.value) row.set(*value);
    return;
  }
  WidgetName name{row.id + ".value", tr("{0}, type a value", tr(row.parameter.label))};
  name.enabled = row.enabled();
  const Interaction state = interact(ui, name, rect, "textbox", shown, false);
  WidgetInfo info{name.id, "textbox", name.label, std::string(shown)};
  info.enabled = name.enabled;
  info.focused = state.focused;
  log_widget(ui, std::move(info), rect);
  const Palette& colors = *ui.colors;
  if (state.hover > 0)
    fill(ui, {{rect.min.x - 4, rect.min.y + 2}, {rect.max.x + 4, rect.max.y - 2}},
         with_alpha(colors.bg3, state.hover), 4);
  text_in(ui, {{rect.min.x - 24, rect.min.y}, rect.max}, ui.fonts.value,
          row.enabled() ? colors.text1 : colors.text3, shown, Align::right);
  if (state.pressed) begin_typing(ui, row.id, typing_text(row.parameter, row.value));
}

// Arrows, Page Up and Down, Home (the default) on the focused slider; they are taken from keyboard
// navigation.
std::optional<double> slider_keys(const Row& row, ImGuiID id) {
  const struct {
    ImGuiKey key;
    int direction, notches;
  } keys[] = {{ImGuiKey_LeftArrow, -1, 1},
              {ImGuiKey_RightArrow, 1, 1},
              {ImGuiKey_PageDown, -1, 5},
              {ImGuiKey_PageUp, 1, 5}};
  std::optional<double> value;
  for (const auto& key : keys) {
    ImGui::SetKeyOwner(key.key, id);
    if (ImGui::IsKeyPressed(key.key, id, ImGuiInputFlags_Repeat)) {
      value = slider_step(row.parameter, row.number(), key.direction, key.notches);
    }
  }
  ImGui::SetKeyOwner(ImGuiKey_Home, id);
  if (ImGui::IsKeyPressed(ImGuiKey_Home, id, 0)) {
    value = std::get<double>(row.parameter.default_value());
  }
  return value;
}

void draw_groove(const Row& row, const Rect& groove, double fraction, const SliderLook& look,
                 const Interaction& state) {
  UiContext& ui = row.ui;
  const Palette& colors = *ui.colors;
  const float y = groove.center().y;
  const float x = groove.min.x + static_cast<float>(fraction) * groove.width();
  const ImU32 color = look.fill ? look.fill : colors.text2;
  fill(ui, {{groove.min.x, y - 2}, {groove.max.x, y + 2}}, colors.bg3, 2);
  if (!row.enabled()) {
    ImGui::GetWindowDrawList()->AddCircleFilled({x, y}, 4, colors.line2, 24);
    return;
  }
  if (x > groove.min.x) fill(ui, {{groove.min.x, y - 2}, {x, y + 2}}, color, 2);
  const float radius = ui.layout.touch ? 10 : 6;
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddCircleFilled({x, y}, radius + 2, look.ring ? look.ring : colors.bg1, 32);
  list->AddCircleFilled({x, y}, radius + (state.held ? 0.5f : 0), colors.text1, 32);
}

// Mouse and touch: the value while the slider is held, when it is another than before.
void drag(const Row& row, const Rect& groove, double fraction, const Interaction& state) {
  UiContext& ui = row.ui;
  const float mouse = ImGui::GetIO().MousePos.x;
  const float grab = groove.min.x + static_cast<float>(fraction) * groove.width();
  if (state.held && ui.drag_id != row.id) {
    ui.drag_id = row.id;
    ui.drag_value = row.value;
    // Taken by the grab it does not jump; elsewhere the grab comes to the mouse.
    const float distance = mouse - grab;
    const bool near = std::fabs(distance) <= (ui.layout.touch ? 22.0f : 8.0f);
    // The second press of a double-click sets the default and holds nothing.
    ui.drag_offset = state.double_clicked ? distance + 0.01f : near ? distance : 0;
    // A finger may be about to scroll the page: it sets the value when it moves along, or lifts.
    ui.drag_moved = !ui.layout.touch && ui.drag_offset == 0 && std::fabs(distance) > 0.5f;
    ui.drag_start = mouse;
  }
  if (ui.drag_id != row.id) return;
  if (state.held) {
    if (std::fabs(mouse - ui.drag_start) > 2) ui.drag_moved = true;
    if (!ui.drag_moved) return;
    const double place = (mouse - ui.drag_offset - groove.min.x) / groove.width();
    const Value value = slider_value(row.parameter, place);
    if (value != ui.drag_value) {
      ui.drag_value = value;
      ui.drag_sent = true;
      row.set(value, false);
    }
  } else {
    const bool tap = ui.layout.touch && state.released && !ui.drag_moved && ui.drag_offset == 0;
    if (tap) {
      ui.drag_value = slider_value(row.parameter, (ui.drag_start - groove.min.x) / groove.width());
    }
    if (ui.drag_sent || (tap && ui.drag_value != row.value)) row.set(ui.drag_value, true);
    ui.drag_id.clear();
    ui.drag_sent = false;
  }
}

void slider_row(Row& row, const SliderLook& look) {
  UiContext& ui = row.ui;
  const float label = look.draw_label ? look.label_width : 0;
  if (look.draw_label) draw_label(row, label);
  const float value_width = ui.layout.touch ? std::max(look.value_width, 54.0f) : look.value_width;
  const Rect groove{{row.rect.min.x + label, row.rect.min.y},
                    {row.rect.max.x - value_width, row.rect.max.y}};
  if (ui.drag_id == row.id) row.value = ui.drag_value;

  WidgetName name{row.id, std::string(tr(row.parameter.label))};
  name.enabled = row.enabled();
  const Rect target{{groove.min.x - 8, groove.min.y}, {groove.max.x + 8, groove.max.y}};
  const Interaction state = interact(ui, name, target, "slider", {}, false);
  log_row(row, groove, "slider", state.focused);
  drag(row, groove, slider_fraction(row.parameter, row.number()), state);
  if (ui.drag_id == row.id) row.value = ui.drag_value;
  if (state.double_clicked && row.enabled()) row.set(row.parameter.default_value());
  if (state.focused) {
    const std::optional<double> value = slider_keys(row, ImGui::GetItemID());
    if (value && Value(*value) != row.value) row.set(*value);
  }
  draw_groove(row, groove, slider_fraction(row.parameter, row.number()), look, state);
  row_tooltip(row, {row.rect.min, {target.max.x, row.rect.max.y}});
  value_cell(row, {{groove.max.x + 10, row.rect.min.y}, row.rect.max},
             parameter_value_text(row.parameter, row.value));
}

// A seed: − + and the number, which can be typed.
void stepper_row(Row& row) {
  UiContext& ui = row.ui;
  const bool touch = ui.layout.touch;
  const float size = touch ? 44 : 20;
  const float room = touch ? 44 : 18;  // of the number
  draw_label(row, row.rect.width() - 2 * size - room - 16);
  const float y = row.rect.center().y - size / 2;
  const float right = row.rect.max.x - room - 6;
  const double number = row.number();
  const struct {
    const char* suffix;
    const char* label;
    Icon icon;
    double to;
    float x;
  } buttons[] = {{".less", tr_key("{0}, one less"), Icon::minus, number - 1, right - 2 * size - 4},
                 {".more", tr_key("{0}, one more"), Icon::plus, number + 1, right - size}};
  const float digits =
      text_width(ui, ui.fonts.value, parameter_value_text(row.parameter, row.value));
  const float shift = std::max(0.0f, digits - room + 2);
  for (const auto& button : buttons) {
    WidgetName name{row.id + button.suffix, tr(button.label, tr(row.parameter.label))};
    name.enabled = row.enabled() && check_value(row.parameter, button.to).has_value();
    const Rect rect = Rect::at(button.x - shift, y, size, size);
    const Interaction state = interact(ui, name, rect, "button");
    fill(ui, rect, mix(ui.colors->bg2, ui.colors->bg3, state.hover), 4);
    draw_icon(ui, button.icon, rect.center(), name.enabled ? ui.colors->text1 : ui.colors->text3,
              9);
    if (state.pressed) row.set(button.to);
  }
  row_tooltip(row, {row.rect.min, {buttons[0].x - 4 - shift, row.rect.max.y}});
  const Rect cell{{right + 6 - shift, row.rect.min.y}, row.rect.max};
  log_row(row, cell, "spinbutton", false);
  value_cell(row, cell, parameter_value_text(row.parameter, row.value));
}

void choice_row(const Row& row) {
  UiContext& ui = row.ui;
  draw_label(row, 96);
  const auto& name = std::get<std::string>(row.value);
  const auto found = std::find(row.parameter.choices.begin(), row.parameter.choices.end(), name);
  const float height = ui.layout.touch ? 44 : 24;
  const float y = row.rect.center().y - height / 2;
  const Rect box{{row.rect.min.x + 96, y}, {row.rect.max.x, y + height}};
  WidgetName widget{
      row.id, std::string(tr(row.parameter.label)), {}, std::string(tr(row.parameter.help))};
  widget.enabled = row.enabled();
  if (!row.enabled()) widget.help = std::string(row.reason);
  const auto picked =
      combo(ui, widget, box, static_cast<int>(found - row.parameter.choices.begin()),
            tr_all(row.parameter.choice_labels));
  row_tooltip(row, {row.rect.min, {box.min.x - 4, row.rect.max.y}});
  if (picked) row.set(std::string(row.parameter.choices[static_cast<std::size_t>(*picked)]));
}

void switch_row(const Row& row) {
  WidgetName name{row.id, parameter_label(row.parameter), {}, std::string(tr(row.parameter.help))};
  name.enabled = row.enabled();
  if (!row.enabled()) name.help = std::string(row.reason);
  const bool on = std::get<bool>(row.value);
  if (toggle_row(row.ui, name, row.rect, on)) row.set(!on);
}

// A list of numbers or a text: typed as a whole.
void typed_row(const Row& row) {
  draw_label(row, 96);
  log_row(row, {{row.rect.min.x + 96, row.rect.min.y}, row.rect.max}, "textbox", false);
  row_tooltip(row, {row.rect.min, {row.rect.min.x + 92, row.rect.max.y}});
  value_cell(row, {{row.rect.min.x + 108, row.rect.min.y}, row.rect.max},
             parameter_value_text(row.parameter, row.value));
}

}  // namespace

std::string parameter_id(const Parameter& parameter, int run) {
  const std::string name(parameter.name);
  switch (parameter.section) {
    case Section::data:
      return "data." + name;
    case Section::model:
      return "model." + name;
    case Section::training:
      return "training." + name;
    case Section::run:
      return "run." + std::to_string(run) + "." + name;
    case Section::experiment:
      break;
  }
  return name;
}

std::string parameter_label(const Parameter& parameter) {
  std::string label(tr(parameter.label));
  if (!parameter.symbol.empty() && parameter.section == Section::run) {
    label += " " + std::string(parameter.symbol);
  } else if (parameter.name == "loss_scale") {
    label += " " + std::string(parameter.symbol);
  }
  return label;
}

Tooltip parameter_tooltip(const Parameter& parameter, const Rect& anchor) {
  Tooltip result{std::string(tr(parameter.help)), {}, anchor};
  if (!parameter.symbol.empty()) result.rows.emplace_back(tr("symbol"), parameter.symbol);
  result.rows.emplace_back(tr("default"),
                           parameter_value_text(parameter, parameter.default_value()));
  if (parameter.maximum > parameter.minimum && parameter.type != Type::boolean) {
    result.rows.emplace_back(tr("range"),
                             tr("{0} to {1}", parameter_value_text(parameter, parameter.minimum),
                                parameter_value_text(parameter, parameter.maximum)));
  }
  return result;
}

void parameter_slider(UiContext& ui, const AppState&, Actions& actions, const Parameter& parameter,
                      int run, const Rect& rect, const SliderLook& look, std::string_view reason) {
  Row row = make_row(ui, actions, parameter, run, rect, reason);
  slider_row(row, look);
}

void parameter_row(UiContext& ui, const AppState&, Actions& actions, const Parameter& parameter,
                   int run, const Rect& rect, std::string_view reason) {
  Row row = make_row(ui, actions, parameter, run, rect, reason);
  switch (parameter.type) {
    case Type::integer:
    case Type::real:
      if (has_slider(parameter)) {
        slider_row(row, {});
      } else {
        stepper_row(row);
      }
      return;
    case Type::choice:
      choice_row(row);
      return;
    case Type::boolean:
      switch_row(row);
      return;
    case Type::text:
    case Type::integer_list:
    case Type::real_list:
    case Type::choice_list:
      typed_row(row);
      return;
  }
}

}  // namespace playground
