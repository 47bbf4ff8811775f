# SDL2 for the page, built from the few sources a window with mouse, keyboard and touch needs.
# SDL's own configuration takes minutes under Emscripten; its ready SDL_config_emscripten.h does not.
set(sdl "${ADAMW_SDL2}/src")
file(GLOB sdl_sources
  "${sdl}/*.c" "${sdl}/atomic/*.c" "${sdl}/cpuinfo/*.c" "${sdl}/events/*.c" "${sdl}/file/*.c"
  "${sdl}/filesystem/emscripten/*.c" "${sdl}/joystick/*.c" "${sdl}/joystick/emscripten/*.c" "${sdl}/joystick/dummy/*.c" "${sdl}/libm/*.c"
  "${sdl}/locale/*.c" "${sdl}/locale/emscripten/*.c" "${sdl}/misc/*.c" "${sdl}/misc/emscripten/*.c"
  "${sdl}/power/*.c" "${sdl}/power/emscripten/*.c"
  "${sdl}/sensor/*.c" "${sdl}/sensor/dummy/*.c" "${sdl}/stdlib/*.c"
  "${sdl}/thread/*.c" "${sdl}/thread/generic/*.c" "${sdl}/timer/*.c" "${sdl}/timer/unix/*.c"
  "${sdl}/video/*.c" "${sdl}/video/emscripten/*.c" "${sdl}/haptic/*.c"
  "${sdl}/haptic/dummy/*.c" "${sdl}/loadso/dlopen/*.c" "${sdl}/audio/*.c" "${sdl}/audio/dummy/*.c")
# Nor has the page surfaces to draw on with software: cmake/sdl2_no_surfaces.c stands in for these.
list(FILTER sdl_sources EXCLUDE REGEX "/src/render/|/video/(SDL_(blit|surface|fillrect|stretch|RLEaccel|bmp|pixels|shape|yuv)|yuv2rgb/)")
add_library(sdl2 STATIC ${sdl_sources} "${CMAKE_SOURCE_DIR}/cmake/sdl2_no_surfaces.c")
target_include_directories(sdl2 SYSTEM PUBLIC "${ADAMW_SDL2}/include")
# SDL_LEAN_AND_MEAN leaves out the software blitters: the page draws with WebGL alone.
target_compile_definitions(sdl2 PRIVATE
  SDL_AUDIO_DISABLED=1 SDL_JOYSTICK_DISABLED=1 SDL_SENSOR_DISABLED=1 SDL_RENDER_DISABLED=1 SDL_LEAN_AND_MEAN=1)
target_compile_options(sdl2 PRIVATE -w ${ADAMW_SMALL} -include "${CMAKE_SOURCE_DIR}/cmake/sdl2_config.h")
if(EMSCRIPTEN_VERSION VERSION_LESS 3.1.35)
  # EM_JS_DEPS came later; it only names JavaScript library functions, which link anyway.
  # (A compile option, because CMake drops function-like definitions.)
  target_compile_options(sdl2 PRIVATE "-DEM_JS_DEPS(tag,deps)=")
endif()
