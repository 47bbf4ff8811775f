// The key of a sweep's maps: the colour bar, and what the marks mean.
#include <algorithm>

#include "core/translate.hpp"
#include "plot/heatmap_texture.hpp"
#include "ui/sweep_map.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

void draw_bar(UiContext& ui, const ShownSweep& sweep, const ValueScale& scale, const Rect& bar) {
  constexpr int kPieces = 64;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const auto palette = viridis();
  const auto color_at = [&](float place) {
    const float scaled = place * (kHeatmapColours - 1);
    const auto low = static_cast<std::size_t>(std::clamp(scaled, 0.0f, kHeatmapColours - 1.001f));
    const float rest = scaled - static_cast<float>(low);
    ImVec4 color{0, 0, 0, 1};
    float* channels[] = {&color.x, &color.y, &color.z};
    for (std::size_t c = 0; c < 3; ++c) {
      *channels[c] = palette[low][c] + rest * (palette[low + 1][c] - palette[low][c]);
    }
    return ImGui::ColorConvertFloat4ToU32(color);
  };
  for (int i = 0; i < kPieces; ++i) {
    const float from = static_cast<float>(i) / kPieces, to = static_cast<float>(i + 1) / kPieces;
    const ImU32 left = color_at(1 - from), right = color_at(1 - to);
    list->AddRectFilledMultiColor({bar.min.x + from * bar.width(), bar.min.y},
                                  {bar.min.x + to * bar.width(), bar.max.y}, left, right, right,
                                  left);
  }
  for (const Tick& tick : scale.ticks(sweep.metric->is_fraction)) {
    const float x = bar.min.x + static_cast<float>(tick.value) * bar.width();
    text_in(ui, Rect::at(x - 40, bar.max.y + 2, 80, 16), ui.fonts.caption, ui.colors->text3,
            tick.text, Align::center);
  }
}

}  // namespace

float draw_sweep_key(UiContext& ui, const ShownSweep& sweep, const Rect& area) {
  const std::optional<ValueScale> scale = sweep.scale();
  const bool narrow = area.width() < 600;
  const bool several = sweep.plan.seeds > 1;
  ImDrawList* list = ImGui::GetWindowDrawList();
  float x = area.min.x, y = area.min.y;
  if (scale) {
    const std::string_view plain = tr(sweep.metric->label);
    const std::string metric = sweep.plan.seeds > 1 ? tr("mean {0}", plain) : std::string(plain);
    const std::string what =
        tr(scale->axis.scale == AxisScale::logarithmic ? tr_key("{0}, log scale")
                                                       : tr_key("{0}, linear scale"),
           metric);
    const float label =
        text_in(ui, Rect::at(x, y - 3, 180, 18), ui.fonts.caption, ui.colors->text2, what);
    const float left = narrow ? x + 16 : x + std::max(150.0f, label + 24);
    const float top = narrow ? y + 18 : y;
    const float width = narrow ? area.width() - 48 : several ? 180 : 240;
    draw_bar(ui, sweep, *scale, Rect::at(left, top, width, 12));
    x = narrow ? area.min.x : left + width + 40;
    y = narrow ? top + 36 : y;
  }
  float middle = y + 6;
  const auto word = [&](float at, std::string_view text) {
    return at +
           text_in(ui, Rect::at(at, y - 3, 120, 18), ui.fonts.caption, ui.colors->text2, text) + 16;
  };
  list->AddLine({x, middle}, {x + 20, middle}, kMarkDark, 4);
  list->AddLine({x, middle}, {x + 20, middle}, kMarkLight, 2);
  list->AddCircleFilled({x + 10, middle}, 4, kMarkDark);
  list->AddCircleFilled({x + 10, middle}, 3, kMarkLight);
  x = word(x + 26, tr("best per column"));
  list->AddRect({x, y}, {x + 14, y + 12}, kMarkDark, 0, 0, 4);
  list->AddRect({x, y}, {x + 14, y + 12}, kMarkLight, 0, 0, 2);
  x = word(x + 20, tr("best"));
  if (several) {
    if (narrow) {
      x = area.min.x;
      y += 22;
      middle += 22;
    }
    list->AddCircleFilled({x + 4, middle}, 2.6f, kMarkDark);
    list->AddCircleFilled({x + 4, middle}, 1.6f, kMarkLight);
    x = word(x + 12, tr("within 1 s.e."));
  }
  fill(ui, Rect::at(x, y, 16, 12), ui.colors->bg2);
  list->PushClipRect({x, y}, {x + 16, y + 12}, true);
  for (float offset = -12; offset < 16; offset += 7) {
    list->AddLine({x + offset, y + 12}, {x + offset + 12, y}, ui.colors->hatch, 1.2f);
  }
  list->PopClipRect();
  word(x + 22, tr("diverged"));
  return y + 34 - area.min.y;
}

}  // namespace playground
