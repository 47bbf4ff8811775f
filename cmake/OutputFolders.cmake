# Where finished things go. The release presets put them where people look for them (bin/, dist/ at the
# top); every other build folder keeps its own, so that two builds never overwrite each other.
if(CMAKE_BINARY_DIR STREQUAL "${CMAKE_SOURCE_DIR}/build/native-release"
   OR CMAKE_BINARY_DIR STREQUAL "${CMAKE_SOURCE_DIR}/build/web-release")
  set(ADAMW_OUTPUT_ROOT "${CMAKE_SOURCE_DIR}")
else()
  set(ADAMW_OUTPUT_ROOT "${CMAKE_BINARY_DIR}")
endif()
set(ADAMW_BIN_DIR "${ADAMW_OUTPUT_ROOT}/bin")
set(ADAMW_DIST_DIR "${ADAMW_OUTPUT_ROOT}/dist")

find_program(ADAMW_CCACHE ccache)
if(ADAMW_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER "${ADAMW_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${ADAMW_CCACHE}")
endif()
