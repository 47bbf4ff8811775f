# What the Emscripten targets need, from 3.1.6 (Debian 12) to current ones; every difference between versions
# is in this file.
#   adamw_web_module(<target> <JavaScript factory> ENVIRONMENT <where> FUNCTIONS <exports> [OPTIONS <for the linker>])
#                                a module for the page: await factory({...})
#   adamw_shrink(<target>)       optimizes a linked module for size once more, from another form of its code
#   adamw_uses_webgl(<target>)   WebGL 2 for a module that draws
#   adamw_node_program(<target>) a program that runs under Node with the real file system
if(NOT EMSCRIPTEN_VERSION)
  execute_process(COMMAND "${CMAKE_CXX_COMPILER}" --version OUTPUT_VARIABLE adamw_emcc_version)
  string(REGEX MATCH "[0-9]+\\.[0-9]+\\.[0-9]+" EMSCRIPTEN_VERSION "${adamw_emcc_version}")
endif()
message(STATUS "Emscripten ${EMSCRIPTEN_VERSION}")
if(EMSCRIPTEN_VERSION VERSION_LESS 3.1.6)
  message(FATAL_ERROR "Emscripten 3.1.6 or newer is needed, this is ${EMSCRIPTEN_VERSION}")
endif()

# Debian's Emscripten looks for its optimizer's packages beside its own Node.js; another Node.js must be told.
if(EXISTS "/usr/share/nodejs/acorn")
  set_property(GLOBAL PROPERTY RULE_LAUNCH_LINK "${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs")
endif()

set(adamw_link_common -sALLOW_MEMORY_GROWTH=1 -sERROR_ON_UNDEFINED_SYMBOLS=1)
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  list(APPEND adamw_link_common -O1 -g -sASSERTIONS=1)
else()
  list(APPEND adamw_link_common -O2 -sASSERTIONS=0)
endif()

set(adamw_runtime_methods UTF8ToString stringToUTF8 lengthBytesUTF8)
if(EMSCRIPTEN_VERSION VERSION_GREATER_EQUAL 4.0.7)
  list(APPEND adamw_runtime_methods HEAP8 HEAPU8 HEAP16 HEAPU16 HEAP32 HEAPU32 HEAPF32 HEAPF64)
endif()
string(REPLACE ";" "," adamw_runtime_methods "${adamw_runtime_methods}")

function(adamw_web_module target factory)
  cmake_parse_arguments(ARG "" "ENVIRONMENT;FUNCTIONS" "OPTIONS" ${ARGN})
  target_link_options(${target} PRIVATE ${adamw_link_common} ${ARG_OPTIONS}
    -sMODULARIZE=1
    -sEXPORT_NAME=${factory}
    -sENVIRONMENT=${ARG_ENVIRONMENT}
    -sDYNAMIC_EXECUTION=0
    -sFILESYSTEM=0
    -sINITIAL_MEMORY=33554432
    -sTOTAL_STACK=1048576
    -sEXPORTED_RUNTIME_METHODS=${adamw_runtime_methods}
    -sEXPORTED_FUNCTIONS=${ARG_FUNCTIONS})
  set_target_properties(${target} PROPERTIES
    SUFFIX ".js" RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/modules")
endfunction()

find_program(ADAMW_WASM_OPT wasm-opt)
function(adamw_shrink target)
  if(ADAMW_WASM_OPT AND NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
    set(module "${CMAKE_BINARY_DIR}/modules/${target}.wasm")
    add_custom_command(TARGET ${target} POST_BUILD
      COMMAND "${ADAMW_WASM_OPT}" --enable-simd --enable-mutable-globals --low-memory-unused --zero-filled-memory
              --flatten --rereloop -Oz -Oz "${module}" -o "${module}"
      COMMENT "Shrinking ${target}.wasm" VERBATIM)
  endif()
endfunction()

function(adamw_uses_webgl target)
  target_link_options(${target} PRIVATE -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2)
endfunction()

function(adamw_node_program target)
  target_link_options(${target} PRIVATE ${adamw_link_common}
    -sENVIRONMENT=node
    -sNODERAWFS=1
    -sEXIT_RUNTIME=1
    -sTOTAL_STACK=1048576
    "SHELL:--pre-js ${CMAKE_SOURCE_DIR}/cmake/node_pre.js")
  set_target_properties(${target} PROPERTIES SUFFIX ".js")
endfunction()
