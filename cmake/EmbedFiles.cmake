# adamw_embed(<output.cpp> HEADER <header> NAMESPACE <namespace> FILES <name>=<path>... DEPENDS <path>...)
# Writes the files' bytes into one C++ source with a lookup by name, the find() that the header declares. Done by a
# script at build time, so that changing a file rebuilds only that source.
find_package(Python3 COMPONENTS Interpreter REQUIRED)

function(adamw_embed output)
  cmake_parse_arguments(ARG "" "HEADER;NAMESPACE" "FILES;DEPENDS" ${ARGN})
  add_custom_command(OUTPUT "${output}"
    COMMAND Python3::Interpreter "${CMAKE_SOURCE_DIR}/tools/embed_files.py" "${output}"
            "${ARG_HEADER}" "${ARG_NAMESPACE}" ${ARG_FILES}
    DEPENDS "${CMAKE_SOURCE_DIR}/tools/embed_files.py" ${ARG_DEPENDS}
    COMMENT "Embedding files into ${output}" VERBATIM)
endfunction()
