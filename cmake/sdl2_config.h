// SDL's own configuration, but for what the page does without: it makes its WebGL context itself, so SDL need not
// look EGL and GL functions up by name. Included before every source of SDL (cmake/Sdl2.cmake).
#include "SDL_config.h"

#undef SDL_VIDEO_OPENGL_EGL
#undef SDL_VIDEO_OPENGL_ES2
#undef SDL_VIDEO_RENDER_OGL_ES2
