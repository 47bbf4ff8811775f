#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <iterator>

#include "core/translate.hpp"
#include "optim/traits.hpp"
#include "ui/column.hpp"
#include "ui/panels.hpp"
#include "ui/run_text.hpp"
#include "ui/shortcuts.hpp"

namespace playground {
namespace {

struct Columns {
  float name, rate_right, decay_right, eye;

  // A finger's target about the eye ends where the panel does.
  Columns(const UiContext& ui, const Rect& row)
      : name(row.min.x + 28),
        rate_right(0),
        decay_right(0),
        eye(row.max.x - (ui.layout.touch ? 6.0f : 2.0f)) {
    decay_right = eye - 14;
    rate_right = decay_right - 56;
  }
};

std::string run_id(int run, const char* part) {
  return "runs." + std::to_string(run) + part;
}

void rename_field(UiContext& ui, Actions& actions, int run, const Rect& rect) {
  const std::string id = run_id(run, ".name");
  const std::optional<std::string> typed =
      text_field(ui, id, rect, ui.fonts.label, Align::left, 60);
  if (!typed) return;
  const Parameter& parameter = *find_parameter(Section::run, "name");
  const Result<Value> value = read_typed(parameter, *typed);
  if (!value) {
    ui.edit.error = value.error().message;
    ui.edit.begin = true;
    return;
  }
  ui.edit = {};
  actions.push(SetParameter{Section::run, "name", run, *value, true});
}

void table_row(const AppState& state, UiContext& ui, Actions& actions, const Rect& row, int run) {
  const Palette& colors = *ui.colors;
  const Columns at(ui, row);
  const RunConfig& config = ui.shown.runs[static_cast<std::size_t>(run)];
  const int slot = state.slot_of_run[static_cast<std::size_t>(run)];
  const bool selected = state.view.selected_run == run;
  const bool hidden = state.view.hidden[static_cast<std::size_t>(run)];
  const float eye_width = ui.layout.touch ? 44 : 24;
  const Rect target{{row.min.x - 8, row.min.y}, {row.max.x + 10 - eye_width, row.max.y}};
  const std::string title = run_title(state, ui, run);
  WidgetName name{run_id(run, ""), tr("Run {0}, {1}", slot_letter(slot), title)};
  name.help =
      tr("Select this run: its fields are below, its step on the right. Right-click for copy, "
         "rename and remove.");
  name.shortcut = tr("Shift + {0}", slot_letter(slot));
  const Interaction press = interact(ui, name, target, "row", selected ? "selected" : "");
  const Rect back{target.min, {row.max.x + 8, row.max.y}};
  if (selected) {
    fill(ui, back, colors.bg2, 4);
  } else if (press.hover > 0) {
    fill(ui, back, with_alpha(colors.bg2, press.hover), 4);
  }
  badge(ui, {row.min.x, row.center().y - 8}, slot, 16, hidden ? 0.45f : 1.0f);
  if (ui.edit.id == run_id(run, ".name")) {
    rename_field(ui, actions, run,
                 {{at.name - 4, row.min.y + 2}, {at.rate_right - 28, row.max.y - 2}});
  } else {
    text_in(ui, {{at.name, row.min.y}, {at.rate_right - 36, row.max.y}}, ui.fonts.label,
            colors.text1, title);
  }
  const Parameter& rate = *find_parameter(Section::run, "learning_rate");
  const Parameter& decay = *find_parameter(Section::run, "weight_decay");
  text_in(ui, {{at.name, row.min.y}, {at.rate_right, row.max.y}}, ui.fonts.value, colors.text2,
          parameter_value_text(rate, config.learning_rate), Align::right);
  text_in(ui, {{at.name, row.min.y}, {at.decay_right, row.max.y}}, ui.fonts.value, colors.text1,
          parameter_value_text(decay, config.weight_decay), Align::right);

  const Rect eye = Rect::at(at.eye - eye_width / 2, row.min.y, eye_width, row.height());
  WidgetName eye_name{run_id(run, ".eye"),
                      hidden ? tr("Show this run's curves") : tr("Hide this run's curves")};
  if (selected) eye_name.shortcut = tr(keys_of_widget("selected.eye"));
  const Interaction eye_press =
      interact(ui, eye_name, eye, "checkbox", hidden ? "hidden" : "shown");
  draw_icon(ui, hidden ? Icon::eye_off : Icon::eye, eye.center(),
            mix(colors.text3, colors.text1, eye_press.hover), 12);
  if (eye_press.pressed) actions.push(ToggleRunHidden{run});

  if (press.pressed) actions.push(SelectRun{run});
  if (press.hovered && ImGui::IsMouseClicked(ImGuiMouseButton_Right)) {
    actions.push(SelectRun{run});
    open_popup(run_id(run, ".menu"));
  }
  if (begin_popup(ui, run_id(run, ".menu"), target, 176)) {
    run_menu_items(state, ui, actions, run);
    end_popup(ui);
  }
}

void table_head(UiContext& ui, const Rect& row) {
  const Columns at(ui, row);
  const ImU32 color = ui.colors->text3;
  text_in(ui, {{at.name, row.min.y}, row.max}, ui.fonts.caption, color, tr("Optimizer"));
  text_in(ui, {row.min, {at.rate_right, row.max.y}}, ui.fonts.caption, color, tr("lr \u03b3"),
          Align::right);
  text_in(ui, {row.min, {at.decay_right, row.max.y}}, ui.fonts.caption, color, tr("decay \u03bb"),
          Align::right);
}

// Always in sight; the others stand behind "More".
bool is_main_run_field(const Parameter& parameter) {
  if (parameter.name == "weight_decay") return true;
  return parameter.name == "optimizer" || parameter.name == "learning_rate";
}

void selected_fields(const AppState& state, UiContext& ui, Actions& actions, Column& column) {
  const int run =
      std::clamp(state.view.selected_run, 0, static_cast<int>(ui.shown.runs.size()) - 1);
  const RunConfig& config = ui.shown.runs[static_cast<std::size_t>(run)];
  const auto draw = [&](bool main) {
    for (const Parameter& parameter : parameter_table()) {
      if (parameter.section != Section::run || parameter.name == "name") continue;
      // The decay has its slider on the run's card, where there is a whole one.
      const bool on_card = !ui.layout.phone && !ui.layout.compact_cards;
      if (parameter.name == "weight_decay" && on_card) continue;
      if (is_main_run_field(parameter) != main || !field_matters(parameter, config)) continue;
      parameter_row(ui, state, actions, parameter, run, column.parameter(parameter.type));
    }
  };
  column.gap(4);
  draw(true);
  if (config.schedule != ScheduleKind::constant) draw_schedule(state, ui, run, column.row(64));
  const float button = column.touch() ? 44 : 24;
  const float y = column.y();
  const std::string letter = slot_letter(state.slot_of_run[static_cast<std::size_t>(run)]);
  const bool open = column.disclosure("runs.more", tr("More of run {0}", letter), button + 4);
  const Rect more{{column.right() - button, y}, {column.right(), y + button}};
  if (icon_button(ui, {"runs.menu", tr("Copy, rename or remove run {0}", letter)}, more, Icon::more,
                  ButtonLook::plain)) {
    open_popup("runs.menu");
  }
  if (begin_popup(ui, "runs.menu", more, 176, Align::right)) {
    run_menu_items(state, ui, actions, run);
    end_popup(ui);
  }
  if (open) draw(false);
}

}  // namespace

std::string run_title(const AppState& state, const UiContext& ui, int run) {
  const auto index = static_cast<std::size_t>(run);
  RunConfig shown = ui.shown.runs[index];
  shown.name = state.experiment.runs[index].name;
  return title_of(shown);
}

bool field_matters(const Parameter& parameter, const RunConfig& run) {
  const OptimizerTraits& traits = traits_of(run.optimizer);
  struct Need {
    std::string_view name;
    bool met;
  };
  const auto reads = [&](unsigned setting) { return (traits.reads & setting) != 0; };
  const auto scheduled = [&](ScheduleKind kind) { return run.schedule == kind; };
  const bool restarts = scheduled(ScheduleKind::warm_restarts);
  const Need needs[] = {{"beta1", reads(kReadsBeta1)},
                        {"beta2", reads(kReadsBeta2)},
                        {"epsilon", reads(kReadsEpsilon)},
                        {"amsgrad", reads(kReadsAmsgrad)},
                        {"bias_correction", reads(kReadsBiasCorrection)},
                        {"momentum", reads(kReadsMomentum)},
                        {"nesterov", reads(kReadsMomentum)},
                        {"decay", traits.decay == DecayRule::chosen},
                        {"decay_form", decay_is_decoupled(run)},
                        {"warmup_steps", scheduled(ScheduleKind::warmup_cosine)},
                        {"schedule_period", scheduled(ScheduleKind::step) || restarts},
                        {"step_factor", scheduled(ScheduleKind::step)},
                        {"restart_factor", restarts}};
  const auto* const need = std::find_if(std::begin(needs), std::end(needs),
                                        [&](const Need& it) { return it.name == parameter.name; });
  return need == std::end(needs) || need->met;
}

void run_menu_items(const AppState& state, UiContext& ui, Actions& actions, int run) {
  const auto count = state.experiment.runs.size();
  const bool selected = run == state.view.selected_run;  // whom the keys are about
  WidgetName copy{run_id(run, ".copy"), tr("Copy this run")};
  copy.enabled = count < kMaxRuns;
  if (selected) copy.shortcut = tr(keys_of_widget("selected.copy"));
  if (menu_item(ui, copy, tr("Copy"))) actions.push(CopyRun{run});
  if (menu_item(ui, {run_id(run, ".rename"), tr("Rename this run")}, tr("Rename"))) {
    begin_typing(ui, run_id(run, ".name"), run_title(state, ui, run));
  }
  WidgetName alone{run_id(run, ".isolate"), tr("Show the curves of this run alone")};
  if (selected) alone.shortcut = tr(keys_of_widget("selected.isolate"));
  if (menu_item(ui, alone, tr("Show alone"))) {
    actions.push(IsolateRun{run});
  }
  menu_separator(ui);
  WidgetName remove{run_id(run, ".remove"), tr("Remove this run")};
  remove.enabled = count > 1;
  if (selected) remove.shortcut = tr(keys_of_widget("selected.remove"));
  if (menu_item(ui, remove, tr("Remove"))) actions.push(RemoveRun{run});
}

float draw_runs_panel(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  Column column(ui, area);
  const Rect title = column.title(tr("Runs"));
  WidgetName add{"runs.add",
                 tr("Add run"),
                 {},
                 tr("Add a run with the next optimizer: same data, same initial weights, "
                    "same batches.")};
  add.enabled = state.experiment.runs.size() < kMaxRuns;
  if (!add.enabled) add.help = tr("Six runs at most.");
  const float half = column.touch() ? 22 : 12;
  const float wide = std::max(82.0f, text_width(ui, ui.fonts.label, tr("Add run")) + 32);
  const Rect button{{title.max.x + 6 - wide, title.center().y - half},
                    {title.max.x + 6, title.center().y + half}};
  if (text_button(ui, add, button, tr("Add run"), ButtonLook::plain, Icon::plus))
    actions.push(AddRun{});
  column.gap(4);
  table_head(ui, column.row(20));
  for (int run = 0; run < static_cast<int>(ui.shown.runs.size()); ++run) {
    table_row(state, ui, actions, column.row(column.touch() ? 44 : 28), run);
  }
  if (!ui.shown.runs.empty()) selected_fields(state, ui, actions, column);
  return column.end("panel.runs", tr("Runs"));
}

}  // namespace playground
