#include "plot/surface_texture.hpp"

namespace playground {
namespace {

class NullSurfaceTextures : public SurfaceTextures {
 public:
  ImTextureID render(int, const SurfaceGrid&, int, int, const SurfaceStyle&) override { return {}; }
  void clear() override {}
};

}  // namespace

std::unique_ptr<SurfaceTextures> make_null_surface_textures() {
  return std::make_unique<NullSurfaceTextures>();
}

}  // namespace playground
