#include <imgui.h>

#include <algorithm>

#include "core/translate.hpp"
#include "data/dataset.hpp"
#include "nn/parameter_layout.hpp"
#include "ui/column.hpp"
#include "ui/panels.hpp"

namespace playground {
namespace {

std::string parameter_count_text(const AppState& state, const UiContext& ui) {
  if (!state.dataset) return {};
  const ParameterLayout layout(state.dataset->inputs, ui.shown.model.hidden,
                               state.dataset->outputs());
  return tr("{0} parameters", count_text(static_cast<double>(layout.parameter_count())));
}

void set_hidden(Actions& actions, std::vector<double> sizes) {
  actions.push(SetParameter{Section::model, "hidden", 0, std::move(sizes), true});
}

// One layer's units: a click types another number, nothing typed takes the layer out.
void layer_box(UiContext& ui, Actions& actions, const Parameter& parameter,
               const std::vector<double>& sizes, std::size_t layer, const Rect& box) {
  const std::string id = "model.hidden." + std::to_string(layer);
  if (ui.edit.id == id) {
    const auto typed = text_field(ui, id, box, ui.fonts.value, Align::center, 12);
    if (!typed) return;
    std::vector<double> next = sizes;
    if (typed->empty() && sizes.size() > 1) {
      next.erase(next.begin() + static_cast<std::ptrdiff_t>(layer));
    } else {
      const Result<Value> one = read_typed(parameter, *typed);
      if (!one || std::get<std::vector<double>>(*one).size() != 1) {
        ui.edit.error = one ? tr("One number of units") : one.error().message;
        ui.edit.begin = true;
        return;
      }
      next[layer] = std::get<std::vector<double>>(*one)[0];
    }
    ui.edit = {};
    if (next != sizes) set_hidden(actions, std::move(next));
    return;
  }
  const std::string text = count_text(sizes[layer]);
  const std::string number = std::to_string(layer + 1);
  WidgetName name{id, tr("Units in hidden layer {0}", number)};
  name.help = tr("Units in hidden layer {0}: click to type another number, 1 to 256.", number);
  if (text_button(ui, name, box, text)) begin_typing(ui, id, text);
}

void hidden_layers(UiContext& ui, Actions& actions, Column& column) {
  const Parameter& parameter = *find_parameter(Section::model, "hidden");
  const auto sizes = std::get<std::vector<double>>(parameter.get(ui.shown, 0));
  const bool touch = column.touch();
  const float pitch = touch ? 48 : 28, height = touch ? 44 : 24;
  Rect line = column.row(pitch);
  text_in(ui, {line.min, {line.min.x + 92, line.max.y}}, ui.fonts.caption, ui.colors->text2,
          tr(parameter.label));
  WidgetInfo group{"model.hidden", "group", std::string(tr(parameter.label)),
                   parameter_value_text(parameter, sizes)};
  group.visible = false;
  ui.widgets.add(group);

  const float left = column.left() + 96;
  const float box_width = touch ? 64 : 36, small = touch ? 44 : 18;
  float x = left;
  const auto place = [&](float width) {
    if (x + width > column.right() + 1) {
      line = column.row(pitch);
      x = left;
    }
    const Rect box = Rect::at(x, line.center().y - height / 2, width, height);
    x += width + 4;
    return box;
  };
  for (std::size_t layer = 0; layer < sizes.size(); ++layer) {
    layer_box(ui, actions, parameter, sizes, layer, place(box_width));
  }
  WidgetName remove{"model.hidden.remove", tr("Remove the last hidden layer")};
  remove.enabled = static_cast<int>(sizes.size()) > parameter.minimum_count;
  if (!remove.enabled) remove.help = tr("One hidden layer at least.");
  std::vector<double> next = sizes;
  if (icon_button(ui, remove, place(small), Icon::minus)) {
    next.pop_back();
    set_hidden(actions, next);
  }
  WidgetName add{"model.hidden.add", tr("Add a hidden layer")};
  add.enabled = static_cast<int>(sizes.size()) < parameter.maximum_count;
  if (!add.enabled) add.help = tr("Six hidden layers at most.");
  if (icon_button(ui, add, place(small), Icon::plus)) {
    next.push_back(sizes.back());
    set_hidden(actions, next);
  }
}

void section_rows(const AppState& state, UiContext& ui, Actions& actions, Column& column,
                  Section section, const std::vector<std::string_view>& main, bool want_main) {
  for (const Parameter& parameter : parameter_table()) {
    if (parameter.section != section || parameter.name == "hidden") continue;
    const bool is_main = std::find(main.begin(), main.end(), parameter.name) != main.end();
    if (is_main != want_main) continue;
    parameter_row(ui, state, actions, parameter, 0, column.parameter(parameter.type));
  }
}

// − 2 of 8 +: whose surfaces and data are seen.
void shown_seed_row(const AppState& state, UiContext& ui, Actions& actions, Column& column) {
  const Rect row = column.row(column.touch() ? 44 : 24);
  const int seeds = state.experiment.seeds;
  const int shown = state.view.shown_seed;
  text_in(ui, row, ui.fonts.caption, ui.colors->text2, tr("Seed seen"));
  const std::string value = tr("{0} of {1}", std::to_string(shown + 1), std::to_string(seeds));
  const float size = column.touch() ? 44 : 20;
  const auto button = [&](const char* id, const char* label, Icon icon, float x, int to) {
    WidgetName name{id, label};
    name.enabled = to >= 0 && to < seeds;
    if (!icon_button(ui, name, Rect::at(x, row.center().y - size / 2, size, size), icon)) return;
    ViewSettings view = state.view;
    view.shown_seed = to;
    actions.push(SetView{view});
  };
  const float plus = row.max.x - 52 - size;
  button("seed.less", tr("See the seed before"), Icon::minus, plus - size - 4, shown - 1);
  button("seed.more", tr("See the next seed"), Icon::plus, plus, shown + 1);
  text_in(ui, row, ui.fonts.value, ui.colors->text1, value, Align::right);
  log_widget(ui, {"seed.shown", "status", tr("Seed whose surfaces and data are seen"), value}, row);
}

// The number of seeds and, with several, what goes with it.
void seed_rows(const AppState& state, UiContext& ui, Actions& actions, Column& column) {
  const bool several = state.experiment.seeds > 1;
  for (const Parameter& parameter : parameter_table()) {
    if (parameter.section != Section::experiment || parameter.type == Type::text) continue;
    if (!several && parameter.name != "seeds") continue;
    parameter_row(ui, state, actions, parameter, 0, column.parameter(parameter.type));
  }
  if (several) shown_seed_row(state, ui, actions, column);
}

}  // namespace

float draw_model_panel(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  Column column(ui, area);
  const bool more = column.title_with_more(tr("Model"), "model.more", tr("More of the model"),
                                           parameter_count_text(state, ui));
  column.gap(2);
  hidden_layers(ui, actions, column);
  section_rows(state, ui, actions, column, Section::model, {"activation"}, true);
  if (more) {
    section_rows(state, ui, actions, column, Section::model, {"activation"}, false);
  }
  return column.end("panel.model", tr("Model"));
}

float draw_training_panel(const AppState& state, UiContext& ui, Actions& actions,
                          const Rect& area) {
  const std::vector<std::string_view> main = {"batch_size", "loss_scale", "steps"};
  Column column(ui, area);
  const bool more = column.title_with_more(tr("Training"), "training.more", tr("More of training"));
  column.gap(4);
  section_rows(state, ui, actions, column, Section::training, main, true);
  seed_rows(state, ui, actions, column);
  if (more) {
    section_rows(state, ui, actions, column, Section::training, main, false);
  }
  return column.end("panel.training", tr("Training"));
}

}  // namespace playground
