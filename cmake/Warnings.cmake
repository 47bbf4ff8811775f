# Warnings for our own code; third-party code is compiled without them.
add_library(adamw_warnings INTERFACE)
target_compile_options(adamw_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wcast-align -Woverloaded-virtual
  -Wconversion -Wno-sign-conversion)
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU")
  # GCC 12 reports false positives of these in the standard library's own headers at -O3.
  target_compile_options(adamw_warnings INTERFACE -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow)
endif()
option(ADAMW_WERROR "Treat warnings as errors" OFF)
if(ADAMW_WERROR)
  target_compile_options(adamw_warnings INTERFACE -Werror)
endif()
