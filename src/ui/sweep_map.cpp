#include "ui/sweep_map.hpp"

#include <fmt/core.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "core/translate.hpp"
#include "plot/heatmap_texture.hpp"
#include "plot/number_text.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr float kSmallestBetweenTexts = 10;

SurfaceColour colour_of(ImU32 color) {
  const ImVec4 rgba = ImGui::ColorConvertU32ToFloat4(color);
  return {rgba.x, rgba.y, rgba.z};
}

// The places of the cells on the page.
struct CellGrid {
  Rect rect;
  int columns;
  int rows;

  float width() const { return rect.width() / static_cast<float>(columns); }
  float height() const { return rect.height() / static_cast<float>(rows); }
  Rect cell(int column, int row) const {
    const float x = rect.min.x + width() * static_cast<float>(column);
    const float y = rect.max.y - height() * static_cast<float>(row + 1);
    return Rect::at(x, y, width(), height());
  }
  std::optional<CellId> at(int map, ImVec2 point) const {
    if (!rect.contains(point)) return std::nullopt;
    const int column = static_cast<int>((point.x - rect.min.x) / width());
    const int row = static_cast<int>((rect.max.y - point.y) / height());
    return CellId{map, std::min(column, columns - 1), std::min(row, rows - 1)};
  }
};

CellGrid grid_of(const SweepMap& values, const Rect& area) {
  return {{{area.min.x + kMapGutter, area.min.y + kMapHead}, {area.max.x, area.max.y - kMapFoot}},
          static_cast<int>(values.x.size()),
          static_cast<int>(values.y.size())};
}

std::vector<float> cell_values(const ShownSweep& sweep, int map, const CellGrid& grid) {
  const std::optional<ValueScale> scale = sweep.scale();
  std::vector<float> values(static_cast<std::size_t>(grid.columns * grid.rows), kCellWaiting);
  for (int row = 0; row < grid.rows; ++row) {
    for (int column = 0; column < grid.columns; ++column) {
      const CellId cell{map, column, row};
      if (sweep.find(cell) == nullptr) continue;
      const double mean = sweep.value(cell).mean;
      values[static_cast<std::size_t>(row * grid.columns + column)] =
          std::isnan(mean) || !scale ? kCellMissing : scale->place(mean);
    }
  }
  if (sweep.results == nullptr) return values;
  for (const auto& [cell, done] : sweep.state->in_progress) {
    if (cell.map != map) continue;
    values[static_cast<std::size_t>(cell.row * grid.columns + cell.column)] = kCellActive;
  }
  return values;
}

HeatmapStyle style_of(const UiContext& ui) {
  const Palette& colors = *ui.colors;
  HeatmapStyle style;
  style.palette = viridis();
  style.background = colour_of(colors.bg0);
  style.waiting = colour_of(colors.bg1);
  style.active = colour_of(colors.bg2);
  style.missing = colour_of(colors.bg2);
  style.hatch = colour_of(colors.hatch);
  style.pixel = ui.scale;
  return style;
}

// A bar that fills, in the cells whose training takes a while.
void draw_progress(UiContext& ui, const ShownSweep& sweep, int map, const CellGrid& grid) {
  constexpr float kThickness = 4, kInset = 4, kSmallestCell = 16;
  if (sweep.results == nullptr || std::min(grid.width(), grid.height()) < kSmallestCell) return;
  for (const auto& [cell, done] : sweep.state->in_progress) {
    if (cell.map != map || done <= 0) continue;
    const Rect place = grid.cell(cell.column, cell.row);
    const float width = std::min(place.width() - 2 * kInset, 40.0f);
    const Rect bar = Rect::at(place.center().x - width / 2, place.center().y - kThickness / 2,
                              width, kThickness);
    fill(ui, bar, ui.colors->bg3, kThickness / 2);
    fill(ui, Rect::at(bar.min.x, bar.min.y, width * static_cast<float>(done), kThickness),
         ui.colors->text2, kThickness / 2);
  }
}

void draw_cells(UiContext& ui, const ShownSweep& sweep, int map, const CellGrid& grid) {
  const std::vector<float> values = cell_values(sweep, map, grid);
  const ImTextureID picture = ui.heatmaps->render(
      map, {values, grid.columns, grid.rows},
      static_cast<int>(std::lround(grid.rect.width() * ui.scale)),
      static_cast<int>(std::lround(grid.rect.height() * ui.scale)), style_of(ui));
  if (picture != ImTextureID{}) {
    ImGui::GetWindowDrawList()->AddImage(picture, grid.rect.min, grid.rect.max);
  }
}

// --- Axes ---------------------------------------------------------------------------------------

// Every how many values have their text, so that none touch.
int stride_of(float spacing, float needed) {
  return std::max(1, static_cast<int>(std::ceil(needed / spacing)));
}

void draw_axis_texts(UiContext& ui, const SweepMap& values, const CellGrid& grid) {
  const ImU32 color = ui.colors->text3;
  float widest = 0;
  for (const double value : values.x) {
    widest = std::max(widest, text_width(ui, ui.fonts.caption, axis_value_text(value)));
  }
  const int columns = stride_of(grid.width(), widest + kSmallestBetweenTexts);
  for (int column = 0; column < grid.columns; column += columns) {
    const float x = grid.cell(column, 0).center().x;
    text_in(ui, Rect::at(x - 40, grid.rect.max.y + 2, 80, 18), ui.fonts.caption, color,
            axis_value_text(values.x[static_cast<std::size_t>(column)]), Align::center);
  }
  const int rows = stride_of(grid.height(), 16);
  for (int row = 0; row < grid.rows; row += rows) {
    const float y = grid.cell(0, row).center().y;
    const std::string text = axis_value_text(values.y[static_cast<std::size_t>(row)]);
    // Values between decades may be too long to write; the decades beside them say enough.
    if (text_width(ui, ui.fonts.caption, text) > kMapGutter) continue;
    text_in(ui, Rect::at(grid.rect.min.x - kMapGutter - 8, y - 9, kMapGutter, 18), ui.fonts.caption,
            color, text, Align::right);
  }
}

// What an axis can be on the page: all but seeds and what only measures.
std::vector<const Parameter*> offered_parameters() {
  std::vector<const Parameter*> offered;
  for (const Parameter* parameter : sweep_parameters()) {
    const bool seed = parameter->name == "seed" || parameter->name == "order_seed";
    if (!seed && parameter->name != "test_size") offered.push_back(parameter);
  }
  return offered;
}

void draw_axis_name(const AppState& state, UiContext& ui, Actions& actions, const ShownSweep& sweep,
                    bool is_x, const Rect& rect, Align align, bool choice) {
  const Parameter& parameter = is_x ? *sweep.plan.x : *sweep.plan.y;
  const std::string label = axis_label(parameter);
  if (!choice) {
    text_in(ui, rect, ui.fonts.caption, ui.colors->text2, label, align);
    return;
  }
  const float width = text_width(ui, ui.fonts.caption, label) + 16;
  const float left = align == Align::center ? rect.center().x - width / 2 : rect.min.x;
  const Rect words = Rect::at(left, rect.min.y, width, rect.height());
  // A finger's target grows away from the cells.
  Rect target = words;
  if (ui.layout.touch)
    (is_x ? target.max.y : target.min.y) += (is_x ? 1 : -1) * (44 - rect.height());
  const std::string id = is_x ? "sweep.x" : "sweep.y";
  const bool locked = sweep.running() || sweep.paused();
  const Interaction press =
      interact(ui, {id, is_x ? tr("Parameter across") : tr("Parameter up"), "", "", !locked},
               target, "combobox", label);
  const ImU32 color = mix(ui.colors->text2, ui.colors->text1, press.hover);
  text_in(ui, words, ui.fonts.caption, color, label);
  draw_icon(ui, Icon::chevron_down, {words.max.x - 6, words.center().y}, ui.colors->text3, 8);
  if (press.pressed) open_popup(id);
  if (!begin_popup(ui, id, target, 180)) return;
  for (const Parameter* offered : offered_parameters()) {
    const std::string name = sweep_parameter_name(*offered);
    const WidgetName item{id + "." + name, std::string(tr(offered->help))};
    if (!menu_item(ui, item, axis_label(*offered), offered == &parameter)) continue;
    SweepConfig config = state.experiment.sweep;
    SweepAxis& axis = is_x ? config.x : config.y;
    SweepAxis& other = is_x ? config.y : config.x;
    // The other axis gives way: the two change places.
    if (find_sweep_parameter(other.parameter) == offered) std::swap(axis, other);
    axis = SweepAxis{.parameter = name, .count = axis.count};
    actions.push(SetSweep{config});
  }
  end_popup(ui);
}

// --- Marks --------------------------------------------------------------------------------------

void draw_ridge(const ShownSweep& sweep, int map, const CellGrid& grid) {
  if (grid.columns < 2) return;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const std::vector<RidgePoint> ridge = sweep.results->ridge(map, *sweep.metric);
  std::vector<ImVec2> line;
  for (const RidgePoint& point : ridge) {
    line.push_back(grid.cell(point.best.cell.column, point.best.cell.row).center());
  }
  for (std::size_t i = 0; i < ridge.size(); ++i) {
    if (ridge[i].low_row == ridge[i].high_row) continue;
    const int column = ridge[i].best.cell.column;
    const float low = grid.cell(column, ridge[i].low_row).center().y + grid.height() * 0.3f;
    const float high = grid.cell(column, ridge[i].high_row).center().y - grid.height() * 0.3f;
    list->AddLine({line[i].x, low}, {line[i].x, high}, kMarkDark, 3);
    list->AddLine({line[i].x, low}, {line[i].x, high}, kMarkLight, 1);
    for (const float y : {low, high}) {
      list->AddLine({line[i].x - 3, y}, {line[i].x + 4, y}, kMarkLight, 1);
    }
  }
  const int count = static_cast<int>(line.size());
  list->AddPolyline(line.data(), count, kMarkDark, 0, 5);
  list->AddPolyline(line.data(), count, kMarkLight, 0, 2);
  for (std::size_t i = 0; i < ridge.size(); ++i) {
    list->AddCircleFilled(line[i], 5, kMarkDark);
    list->AddCircleFilled(line[i], 4, kMarkLight);
    if (ridge[i].at_edge) list->AddCircleFilled(line[i], 2.2f, kMarkDark);
  }
}

void frame_cell(const Rect& cell, ImU32 color) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRect({cell.min.x - 1, cell.min.y - 1}, {cell.max.x + 1, cell.max.y + 1}, kMarkDark, 0, 0,
                4);
  list->AddRect(cell.min, cell.max, color, 0, 0, 2);
}

// In the corner of a cell; in the middle of one that has no corner to spare.
void draw_near_best(ImDrawList& list, const Rect& cell) {
  const bool small = cell.width() < 12 || cell.height() < 12;
  const ImVec2 at = small ? cell.center() : ImVec2{cell.max.x - 5, cell.min.y + 6};
  list.AddCircleFilled(at, small ? 2.2f : 2.6f, kMarkDark);
  list.AddCircleFilled(at, small ? 1.4f : 1.6f, kMarkLight);
}

void draw_marks(UiContext& ui, const ShownSweep& sweep, int map, const CellGrid& grid) {
  if (sweep.results == nullptr) return;
  ImDrawList* list = ImGui::GetWindowDrawList();
  for (const CellId& cell : sweep.results->within_one_error(map, *sweep.metric)) {
    const Rect place = grid.cell(cell.column, cell.row);
    if (sweep.plan.seeds == 1) break;
    draw_near_best(*list, place);
  }
  if (const auto best = sweep.results->best(map, *sweep.metric)) {
    frame_cell(grid.cell(best->cell.column, best->cell.row), kMarkLight);
  }
  draw_ridge(sweep, map, grid);
  const std::optional<CellId>& selected = sweep.state->selected;
  if (selected && selected->map == map) {
    frame_cell(grid.cell(selected->column, selected->row), ui.colors->accent);
  }
}

// --- Reading and choosing -----------------------------------------------------------------------

void read_out(UiContext& ui, const ShownSweep& sweep, const CellId& cell, const CellGrid& grid) {
  const SweepMap& values = sweep.plan.maps[static_cast<std::size_t>(cell.map)];
  const std::string sentence = fmt::format(
      "{}, {} {}, {} {}", sweep.optimizer(cell.map), axis_label(*sweep.plan.x),
      axis_value_text(values.x[static_cast<std::size_t>(cell.column)]), axis_label(*sweep.plan.y),
      axis_value_text(values.y[static_cast<std::size_t>(cell.row)]));
  std::vector<std::pair<std::string, std::string>> rows;
  const CellResult* const result = sweep.find(cell);
  if (result == nullptr) {
    rows.emplace_back(tr("this cell"), tr("to come"));
  } else if (result->diverged()) {
    const auto seeds = std::count_if(result->seeds.begin(), result->seeds.end(),
                                     [](const SeedOutcome& seed) { return seed.diverged; });
    rows.emplace_back(tr("diverged"), tr("{0} of {1} seeds", std::to_string(seeds),
                                         std::to_string(result->seeds.size())));
  } else {
    for (const MetricColumn& metric : report_columns()) {
      const CellValue value = cell_value(*result, metric);
      if (std::isnan(value.mean)) continue;
      rows.emplace_back(tr(metric.label), metric_text(metric, value));
    }
  }
  tooltip(ui, fmt::format("sweep.cell.{}.{}.{}", cell.map, cell.column, cell.row),
          grid.cell(cell.column, cell.row), sentence, std::move(rows));
}

void move_selection(Actions& actions, const ShownSweep& sweep, int map, const CellGrid& grid,
                    ImGuiID id) {
  constexpr struct {
    ImGuiKey key;
    int column;
    int row;
  } kKeys[] = {{ImGuiKey_LeftArrow, -1, 0},
               {ImGuiKey_RightArrow, 1, 0},
               {ImGuiKey_UpArrow, 0, 1},
               {ImGuiKey_DownArrow, 0, -1}};
  for (const auto& key : kKeys) {
    // Else the arrow would move the focus on.
    ImGui::SetKeyOwner(key.key, id);
    if (!ImGui::IsKeyPressed(key.key, id, ImGuiInputFlags_Repeat)) continue;
    const std::optional<CellId>& selected = sweep.state->selected;
    CellId cell = selected && selected->map == map ? *selected : CellId{map, 0, 0};
    cell.column = std::clamp(cell.column + key.column, 0, grid.columns - 1);
    cell.row = std::clamp(cell.row + key.row, 0, grid.rows - 1);
    actions.push(SelectCell{cell});
  }
}

void answer(UiContext& ui, Actions& actions, const ShownSweep& sweep, int map,
            const CellGrid& grid) {
  const std::string label = tr("Map of {0}, {1} by {2} cells", sweep.optimizer(map),
                               std::to_string(grid.columns), std::to_string(grid.rows));
  std::string value = tr("no cells yet");
  if (sweep.results != nullptr) {
    if (const auto best = sweep.results->best(map, *sweep.metric)) {
      value = tr("best {0}", metric_text(*sweep.metric, best->value));
    }
  }
  // Its tooltip is that of the cell under the mouse.
  const WidgetName name{fmt::format("sweep.map.{}", map), label};
  log_widget(ui, {name.id, "grid", label, value}, grid.rect);
  const Interaction press = interact(ui, name, grid.rect, "grid", value, false);
  const ImGuiID id = ImGui::GetItemID();
  const std::optional<CellId> under = grid.at(map, ImGui::GetIO().MousePos);
  if (press.hovered && under) read_out(ui, sweep, *under, grid);
  if (sweep.results == nullptr) return;
  if (press.pressed && under) actions.push(SelectCell{*under});
  if (press.double_clicked && under && sweep.results->has(*under) && !sweep.outdated()) {
    actions.push(OpenCell{*under});
  }
  if (press.focused) move_selection(actions, sweep, map, grid, id);
}

std::string state_text(const ShownSweep& sweep, int map) {
  if (sweep.results == nullptr) return "";
  const SweepMap& values = sweep.plan.maps[static_cast<std::size_t>(map)];
  const int total = static_cast<int>(values.x.size() * values.y.size());
  const int diverged = sweep.results->diverged(map);
  if (diverged > 0)
    return tr("{0} of {1} cells diverged", std::to_string(diverged), std::to_string(total));
  return sweep.results->finished() == sweep.results->total() ? tr("none diverged") : "";
}

}  // namespace

void draw_sweep_map(const AppState& state, UiContext& ui, Actions& actions, const ShownSweep& sweep,
                    int map, const Rect& area) {
  const SweepMap& values = sweep.plan.maps[static_cast<std::size_t>(map)];
  const CellGrid grid = grid_of(values, area);
  Rect title{area.min, {area.max.x, area.min.y + 20}};
  if (const std::optional<int> slot = sweep.slot(state, map)) {
    badge(ui, {title.min.x, title.min.y + 2}, *slot);
    title.min.x += 24;
  }
  text_in(ui, title, ui.fonts.title, ui.colors->text1, sweep.optimizer(map));
  text_in(ui, title, ui.fonts.caption, ui.colors->text3, state_text(sweep, map), Align::right);
  draw_axis_name(state, ui, actions, sweep, false,
                 Rect::at(area.min.x, area.min.y + 20, area.width(), 18), Align::left, map == 0);
  draw_cells(ui, sweep, map, grid);
  draw_progress(ui, sweep, map, grid);
  draw_axis_texts(ui, values, grid);
  draw_axis_name(state, ui, actions, sweep, true,
                 {{grid.rect.min.x, grid.rect.max.y + 20}, {grid.rect.max.x, grid.rect.max.y + 38}},
                 Align::center, map == 0);
  draw_marks(ui, sweep, map, grid);
  answer(ui, actions, sweep, map, grid);
}

}  // namespace playground
