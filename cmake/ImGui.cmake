# Dear ImGui. `imgui_core` is the library itself, native too, so that panels can be tested without a window;
# `imgui_web` adds the SDL2 backend. What draws is ours (src/platform/web_renderer.cpp): the OpenGL backend
# asks for the graphics' state before each picture, and has to wait for it.
set(imgui_draw "${ADAMW_IMGUI}/imgui_draw.cpp")
if(EMSCRIPTEN)
  # Without its own font, 10 kB that hardly compress: the page brings Inter.
  file(READ "${imgui_draw}" text)
  string(REGEX REPLACE "(_compressed_data_base85\\[11980 \\+ 1\\] =)(\n    \"[^\n]*)+" "\\1 \"\";" text "${text}")
  set(imgui_draw "${CMAKE_BINARY_DIR}/imgui_draw_without_font.cpp")
  file(CONFIGURE OUTPUT "${imgui_draw}" CONTENT "${text}" @ONLY)
endif()
add_library(imgui_core STATIC
  "${ADAMW_IMGUI}/imgui.cpp"
  "${ADAMW_IMGUI}/imgui_demo.cpp"
  "${imgui_draw}"
  "${ADAMW_IMGUI}/imgui_tables.cpp"
  "${ADAMW_IMGUI}/imgui_widgets.cpp"
  "${ADAMW_IMGUI}/misc/cpp/imgui_stdlib.cpp")
target_include_directories(imgui_core SYSTEM PUBLIC
  "${ADAMW_IMGUI}" "${ADAMW_IMGUI}/misc/cpp" "${ADAMW_IMGUI}/backends")
target_compile_definitions(imgui_core PUBLIC
  IMGUI_DISABLE_DEMO_WINDOWS
  IMGUI_DISABLE_DEBUG_TOOLS
  IMGUI_DISABLE_OBSOLETE_FUNCTIONS
  IMGUI_DEFINE_MATH_OPERATORS)
target_compile_options(imgui_core PRIVATE -w ${ADAMW_SMALL})

if(EMSCRIPTEN)
  # Draws every line of every frame, and the letters of the fonts at the start.
  if(NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
    set_source_files_properties("${imgui_draw}" PROPERTIES COMPILE_OPTIONS -O2)
  endif()
  target_compile_definitions(imgui_core PUBLIC IMGUI_DISABLE_FILE_FUNCTIONS PRIVATE sscanf=imgui_sscanf)
  target_sources(imgui_core PRIVATE "${CMAKE_SOURCE_DIR}/cmake/imgui_no_settings.cpp")
  set(sdl2_backend "${CMAKE_BINARY_DIR}/imgui_sdl2_without_gamepads.cpp")
  configure_file("${CMAKE_SOURCE_DIR}/cmake/imgui_sdl2_without_gamepads.cpp.in" "${sdl2_backend}" @ONLY)
  add_library(imgui_web STATIC "${sdl2_backend}")
  target_compile_options(imgui_web PRIVATE -w ${ADAMW_SMALL})
  target_link_libraries(imgui_web PUBLIC imgui_core sdl2)
endif()
