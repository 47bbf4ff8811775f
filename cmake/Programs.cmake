# The programs: the headless one (native, and as WebAssembly under Node) and the two modules of the page.
# Each appears once its sources are there.

file(GLOB cli_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/cli/*.cpp")
if(cli_sources)
  add_executable(adamw-playground ${cli_sources})
  target_link_libraries(adamw-playground PRIVATE adamw_engine adamw_assets adamw_warnings)
  target_compile_definitions(adamw-playground PRIVATE ADAMW_VERSION="${PROJECT_VERSION}")
  if(EMSCRIPTEN)
    adamw_node_program(adamw-playground)
    set_target_properties(adamw-playground PROPERTIES OUTPUT_NAME adamw-playground-wasm-module)
    set(launcher "${ADAMW_BIN_DIR}/adamw-playground-wasm")
    add_custom_command(OUTPUT "${launcher}"
      COMMAND ${CMAKE_COMMAND}
              "-DTEMPLATE=${CMAKE_SOURCE_DIR}/cmake/node_launcher.sh.in"
              "-DOUTPUT=${launcher}" "-DMODULE=$<TARGET_FILE:adamw-playground>"
              -P "${CMAKE_SOURCE_DIR}/cmake/WriteLauncher.cmake"
      DEPENDS adamw-playground "${CMAKE_SOURCE_DIR}/cmake/node_launcher.sh.in"
              "${CMAKE_SOURCE_DIR}/cmake/WriteLauncher.cmake"
      COMMENT "Writing ${launcher}" VERBATIM)
    add_custom_target(node_launcher ALL DEPENDS "${launcher}")
  else()
    set_target_properties(adamw-playground PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${ADAMW_BIN_DIR}")
  endif()
endif()

if(EMSCRIPTEN)
  file(GLOB abi_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/engine/abi*.cpp")
  if(abi_sources)
    add_executable(engine ${abi_sources})
    target_link_libraries(engine PRIVATE adamw_engine adamw_warnings)
    adamw_web_module(engine createEngine)
  endif()
  if(EXISTS "${CMAKE_SOURCE_DIR}/src/app/main.cpp")
    add_executable(app "${CMAKE_SOURCE_DIR}/src/app/main.cpp")
    target_link_libraries(app PRIVATE adamw_app adamw_ui adamw_platform imgui_web adamw_warnings)
    adamw_web_module(app createApp)
    adamw_uses_webgl(app)
  endif()
endif()
