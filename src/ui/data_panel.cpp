#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "core/translate.hpp"
#include "data/dataset.hpp"
#include "ui/column.hpp"
#include "ui/panels.hpp"

namespace playground {
namespace {

// A small sample of every data set, scaled into the unit square.
std::vector<Thumbnail> make_thumbnails(const Parameter& parameter) {
  std::vector<Thumbnail> thumbnails;
  for (std::size_t kind = 0; kind < parameter.choices.size(); ++kind) {
    DataConfig config;
    config.dataset = static_cast<DatasetKind>(kind);
    config.train_size = 36;
    config.test_size = 100;
    config.noise = 0.08;
    config.label_noise = 0;
    if (uses_table(config)) {  // rows are not to be had before they are wanted
      thumbnails.emplace_back();
      continue;
    }
    const Dataset dataset = make_dataset(config);
    const bool regression = dataset.task == Task::regression;
    Thumbnail thumbnail;
    ImVec2 low{1e9f, 1e9f}, high{-1e9f, -1e9f};
    for (std::size_t i = 0; i < dataset.train.size(); ++i) {
      const float target = dataset.train.targets(i);
      const ImVec2 point{dataset.train.points(i, 0),
                         regression ? target : dataset.train.points(i, 1)};
      low = {std::min(low.x, point.x), std::min(low.y, point.y)};
      high = {std::max(high.x, point.x), std::max(high.y, point.y)};
      thumbnail.points.push_back(point);
      thumbnail.classes.push_back(regression ? -1 : static_cast<int>(target));
    }
    const float span = std::max({high.x - low.x, high.y - low.y, 1e-6f});
    const float height = regression ? std::max(high.y - low.y, 1e-6f) : span;
    for (ImVec2& point : thumbnail.points) {
      point.x = 0.5f + (point.x - (low.x + high.x) / 2) / span;
      point.y = 0.5f - (point.y - (low.y + high.y) / 2) / height * (regression ? 0.7f : 1.0f);
    }
    thumbnails.push_back(std::move(thumbnail));
  }
  return thumbnails;
}

void draw_points(UiContext& ui, const Thumbnail& thumbnail, const Rect& box) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Palette& colors = *ui.colors;
  for (std::size_t i = 0; i < thumbnail.points.size(); ++i) {
    const ImVec2 at{box.min.x + thumbnail.points[i].x * box.width(),
                    box.min.y + thumbnail.points[i].y * box.height()};
    const int kind = thumbnail.classes[i];
    const ImU32 color =
        kind < 0 ? colors.text2 : colors.classes[static_cast<std::size_t>(kind) % 5];
    if (kind == 1) {
      list->AddTriangleFilled({at.x, at.y - 2.1f}, {at.x + 1.9f, at.y + 1.4f},
                              {at.x - 1.9f, at.y + 1.4f}, color);
    } else if (kind == 2) {
      list->AddRectFilled({at.x - 1.5f, at.y - 1.5f}, {at.x + 1.5f, at.y + 1.5f}, color);
    } else {
      list->AddCircleFilled(at, 1.7f, color, 10);
    }
  }
}

void draw_thumbnails(const Parameter& parameter, UiContext& ui, Actions& actions, Column& column) {
  if (ui.thumbnails.empty()) ui.thumbnails = make_thumbnails(parameter);
  const float width = column.right() - column.left();
  const int across = column.touch() ? static_cast<int>(width / 72) : 5;
  const float pitch = (width + 4) / static_cast<float>(across);
  const float size = std::floor(pitch) - 4;
  const float height = column.touch() ? size : std::min(size, 28.0f);
  const auto chosen = std::get<std::string>(parameter.get(ui.shown, 0));
  Rect line;
  int i = 0;  // the place
  for (std::size_t index = 0; index < parameter.choices.size(); ++index) {
    if (index == static_cast<std::size_t>(DatasetKind::table)) continue;  // a button of its own
    if (i % across == 0) {
      if (i > 0) column.gap(4);
      line = column.row(height);
    }
    const float x = std::floor(line.min.x + static_cast<float>(i++ % across) * pitch);
    const Rect box = Rect::at(x, line.min.y, size, height);
    const std::string name(parameter.choices[index]);
    const bool active = chosen == name;
    WidgetName widget{"data.dataset." + name, std::string(tr(parameter.choice_labels[index]))};
    const Interaction press = interact(ui, widget, box, "radio", active ? "selected" : "");
    fill(ui, box, mix(ui.colors->bg0, ui.colors->bg2, press.hover), 4);
    const float side = height * 0.78f;
    draw_points(ui, ui.thumbnails[index], box.inset((size - side) / 2, (height - side) / 2));
    if (ui.thumbnails[index].points.empty()) {
      text_in(ui, box, ui.fonts.label, ui.colors->text2, "0 1 2", Align::center);
    }
    if (active) {
      outline(ui, box, ui.colors->text1, 4, 2);
    } else {
      outline(ui, box, mix(ui.colors->line, ui.colors->line2, press.hover), 4);
    }
    if (press.pressed && !active)
      actions.push(SetParameter{Section::data, "dataset", 0, name, true});
  }
}

// In the title's row, behind the title.
void draw_own_data(UiContext& ui, Actions& actions, const Rect& row) {
  const char* const text = tr("Your own …");
  const float left = row.min.x + text_width(ui, ui.fonts.title, tr("Data")) + 14;
  const float width = text_width(ui, ui.fonts.caption, text) + 16;
  const Rect box = Rect::at(left, row.center().y - 10, width, 20);
  const Rect target =
      ui.layout.touch ? Rect::at(left - 4, row.center().y - 22, width + 8, 44) : box;
  WidgetName widget{"data.own", tr("Your own data")};
  widget.help = tr("Rows of a CSV file, or points that you draw; and the digits a run gets wrong.");
  const bool active = ui.shown.data.dataset == DatasetKind::table;
  const Interaction press = interact(ui, widget, target, "button", active ? "selected" : "");
  fill(ui, box, mix(ui.colors->bg2, ui.colors->bg3, press.hover), 4);
  if (active) outline(ui, box, ui.colors->text1, 4, 2);
  text_in(ui, box, ui.fonts.caption, ui.colors->text1, text, Align::center);
  if (press.pressed) actions.push(OpenPart{"data"});
}

// Whether a field is about tables, or about generated points, and these data are the other.
bool is_of_other_data(const Parameter& parameter, const DataConfig& data) {
  const std::string_view name = parameter.name;
  if (name == "table" || name == "axes") return true;  // the dialog's
  if (name == "test_part") return data.dataset != DatasetKind::table;
  const bool of_points =
      name == "noise" || name == "class_balance" || name == "feature_scale" || name == "features";
  return of_points && uses_table(data);
}

// Why a field means nothing for this data set; empty when it does.
std::string_view reason_against(const Parameter& parameter, const DataConfig& data) {
  const Task task = task_of(data);
  if (parameter.name == "label_noise" && task == Task::regression) {
    return tr("A regression target is a number: there is no label to flip.");
  }
  if (parameter.name == "class_balance" && task == Task::regression) {
    return tr("Regression has no classes to balance.");
  }
  if (parameter.name == "class_balance" && task == Task::multiclass) {
    return tr("Only data of two classes can be unbalanced.");
  }
  return {};
}

// The network's inputs as switches; the last one stays.
void draw_features(const Parameter& parameter, UiContext& ui, Actions& actions, Column& column) {
  const Rect label = column.row(column.touch() ? 32 : 24);
  text_in(ui, label, ui.fonts.caption, ui.colors->text2, tr(parameter.label));
  const auto chosen = std::get<std::vector<std::string>>(parameter.get(ui.shown, 0));
  WidgetInfo group{"data.features", "group", std::string(tr(parameter.label)),
                   parameter_value_text(parameter, chosen)};
  group.visible = false;
  ui.widgets.add(group);
  const int across = 4;
  const float height = column.touch() ? 44 : 24;
  const float width = (label.width() - 4 * (across - 1)) / across;
  Rect line;
  for (std::size_t i = 0; i < parameter.choices.size(); ++i) {
    if (i % across == 0) {
      if (i > 0) column.gap(4);
      line = column.row(height);
    }
    const std::string name(parameter.choices[i]);
    const bool on = std::find(chosen.begin(), chosen.end(), name) != chosen.end();
    const Rect box = Rect::at(line.min.x + static_cast<float>(i % across) * (width + 4), line.min.y,
                              width, height);
    WidgetName widget{"data.features." + name, tr("Input {0}", parameter.choice_labels[i])};
    widget.enabled = !on || chosen.size() > 1;
    if (!widget.enabled) widget.help = tr("The network needs at least one input.");
    const Interaction press = interact(ui, widget, box, "checkbox", on ? "on" : "off");
    fill(ui, box, mix(on ? ui.colors->bg3 : ui.colors->bg2, ui.colors->bg3, press.hover), 4);
    if (on) outline(ui, box, ui.colors->text2, 4);
    text_in(ui, box, on ? ui.fonts.value : ui.fonts.label, on ? ui.colors->text1 : ui.colors->text2,
            parameter.choice_labels[i], Align::center);
    if (!press.pressed) continue;
    std::vector<std::string> next;  // in the table's order
    for (const std::string_view choice : parameter.choices) {
      const bool was = std::find(chosen.begin(), chosen.end(), choice) != chosen.end();
      if (was != (choice == name)) next.emplace_back(choice);
    }
    actions.push(SetParameter{Section::data, "features", 0, next, true});
  }
  column.gap(4);
}

// One factor of the list as a parameter of its own, with the list's limits.
template <std::size_t Index>
Parameter feature_factor(const Parameter& list, std::string_view name, std::string_view label) {
  Parameter factor = list;
  factor.name = name;
  factor.label = label;
  factor.type = Type::real;
  factor.get = [](const Experiment& experiment, int) {
    return Value(experiment.data.feature_scale[Index]);
  };
  factor.set = [](Experiment& experiment, int, const Value& value) {
    experiment.data.feature_scale[Index] = std::get<double>(value);
  };
  return factor;
}

// A slider for each factor; what they push becomes a change of the list.
void draw_feature_scale(const Parameter& list, const AppState& state, UiContext& ui,
                        Actions& actions, Column& column) {
  const Parameter factors[] = {
      feature_factor<0>(list, "feature_scale.x1", tr_key("Scale of x₁")),
      feature_factor<1>(list, "feature_scale.x2", tr_key("Scale of x₂")),
  };
  for (const Parameter& factor : factors) {
    Actions pushed;
    parameter_row(ui, state, pushed, factor, 0, column.parameter(factor.type));
    for (Action& action : pushed.take()) {
      if (auto* change = std::get_if<SetParameter>(&action)) {
        Experiment changed = ui.shown;
        factor.set(changed, 0, change->value);
        change->name = std::string(list.name);
        change->value = list.get(changed, 0);
      }
      actions.push(std::move(action));
    }
  }
}

bool is_main_data_field(const Parameter& parameter) {
  return parameter.name == "train_size" || parameter.name == "noise" ||
         parameter.name == "label_noise" || parameter.name == "test_part" ||
         parameter.name == "seed";
}

}  // namespace

float draw_data_panel(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  Column column(ui, area);
  const bool more = column.title_with_more(tr("Data"), "data.more", tr("More of the data"));
  draw_own_data(ui, actions, {area.min, {area.max.x, column.y()}});
  column.gap(4);
  const Parameter& dataset = *find_parameter(Section::data, "dataset");
  draw_thumbnails(dataset, ui, actions, column);
  column.gap(4);
  const auto draw = [&](bool main) {
    for (const Parameter& parameter : parameter_table()) {
      if (parameter.section != Section::data || parameter.name == "dataset") continue;
      if (is_main_data_field(parameter) != main) continue;
      if (is_of_other_data(parameter, ui.shown.data)) continue;
      if (parameter.type == Type::choice_list) {
        draw_features(parameter, ui, actions, column);
        continue;
      }
      if (parameter.name == "feature_scale") {
        draw_feature_scale(parameter, state, ui, actions, column);
        continue;
      }
      parameter_row(ui, state, actions, parameter, 0, column.parameter(parameter.type),
                    reason_against(parameter, ui.shown.data));
    }
  };
  draw(true);
  if (more) draw(false);
  return column.end("panel.data", tr("Data"));
}

}  // namespace playground
