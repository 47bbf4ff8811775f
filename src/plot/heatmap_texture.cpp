#include "plot/heatmap_texture.hpp"

#include <cstdint>

namespace playground {
namespace {

class NullHeatmapTextures : public HeatmapTextures {
 public:
  ImTextureID render(int, const HeatmapGrid&, int, int, const HeatmapStyle&) override { return {}; }
  void clear() override {}
};

}  // namespace

std::unique_ptr<HeatmapTextures> make_null_heatmap_textures() {
  return std::make_unique<NullHeatmapTextures>();
}

std::array<SurfaceColour, kHeatmapColours> viridis() {
  constexpr std::uint32_t kHex[kHeatmapColours] = {0x440154, 0x482878, 0x3E4989, 0x31688E,
                                                   0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59,
                                                   0xB4DE2C, 0xFDE725};
  std::array<SurfaceColour, kHeatmapColours> colours;
  for (std::size_t i = 0; i < colours.size(); ++i) {
    for (int c = 0; c < 3; ++c) {
      colours[i][static_cast<std::size_t>(c)] =
          static_cast<float>((kHex[i] >> (16 - 8 * c)) & 255) / 255;
    }
  }
  return colours;
}

}  // namespace playground
