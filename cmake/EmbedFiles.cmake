# adamw_embed(<output.cpp> <namespace> FILES <name>=<path>...)
# Writes the files' bytes into one C++ source with a lookup by name. Done by a script at build time, so that
# changing a file rebuilds only that source.
find_package(Python3 COMPONENTS Interpreter REQUIRED)

function(adamw_embed output)
  cmake_parse_arguments(ARG "" "" "FILES;DEPENDS" ${ARGN})
  add_custom_command(OUTPUT "${output}"
    COMMAND Python3::Interpreter "${CMAKE_SOURCE_DIR}/tools/embed_files.py" "${output}" ${ARG_FILES}
    DEPENDS "${CMAKE_SOURCE_DIR}/tools/embed_files.py" ${ARG_DEPENDS}
    COMMENT "Embedding files into ${output}" VERBATIM)
endfunction()
