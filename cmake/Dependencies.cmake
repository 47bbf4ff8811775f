# Third-party sources. A folder under third_party/ (tools/setup unpacks them there, SHA-256 checked) wins;
# otherwise FetchContent takes the same version by its upstream commit. Small header libraries may also come
# from the system (Debian: libfmt-dev, libexpected-dev, nlohmann-json3-dev).
include(FetchContent)

# adamw_source(<variable> <folder in third_party> <file that must be there> <upstream repository> <commit>)
function(adamw_source variable folder probe repository commit)
  set(path "${CMAKE_SOURCE_DIR}/third_party/${folder}")
  if(NOT EXISTS "${path}/${probe}")
    message(STATUS "${folder}: not in third_party/, fetching ${repository} ${commit}")
    # SOURCE_SUBDIR names a folder that does not exist, so that only the sources are taken and their own
    # build is not entered.
    FetchContent_Declare(${folder} GIT_REPOSITORY "https://github.com/${repository}.git"
                         GIT_TAG ${commit} SOURCE_SUBDIR not-used)
    FetchContent_MakeAvailable(${folder})
    string(TOLOWER "${folder}" lower)
    set(path "${${lower}_SOURCE_DIR}")
  endif()
  set(${variable} "${path}" PARENT_SCOPE)
endfunction()

adamw_source(ADAMW_IMGUI imgui imgui.h ocornut/imgui
             d6cb3c923d28dcebb2d8d9605ccc7229ccef19eb)  # 1.90.1
adamw_source(ADAMW_XTENSOR xtensor include/xtensor/xtensor.hpp xtensor-stack/xtensor
             3634f2ded19e0cf38208c8b86cea9e1d7c8e397d)  # 0.25.0
adamw_source(ADAMW_XSIMD xsimd include/xsimd/xsimd.hpp xtensor-stack/xsimd
             1f8dd9c8e162968d9b4ff0251c56d431b8777f36)  # 13.2.0
adamw_source(ADAMW_XTL xtl include/xtl/xtl_config.hpp xtensor-stack/xtl
             a7c1c5444dfc57f76620391af4c94785ff82c8d6)  # 0.7.7
if(EMSCRIPTEN)
  adamw_source(ADAMW_SDL2 SDL2 include/SDL.h libsdl-org/SDL
               2359383fc187386204c3bb22de89655a494cd128)  # 2.32.4
endif()

# Small header libraries: the system's headers are reached through links in a folder of their own, because a
# cross compiler must not see the rest of /usr/include.
set(ADAMW_SYSTEM_HEADERS "${CMAKE_BINARY_DIR}/system_headers")
file(MAKE_DIRECTORY "${ADAMW_SYSTEM_HEADERS}")
set(adamw_header_paths "${ADAMW_SYSTEM_HEADERS}")

# adamw_header_library(<folder of headers> <a header in it> <upstream repository> <commit>)
function(adamw_header_library folder probe repository commit)
  find_path(ADAMW_${folder}_PATH "${folder}/${probe}" PATHS /usr/include /usr/local/include
            NO_CMAKE_FIND_ROOT_PATH)
  if(ADAMW_${folder}_PATH)
    file(CREATE_LINK "${ADAMW_${folder}_PATH}/${folder}" "${ADAMW_SYSTEM_HEADERS}/${folder}" SYMBOLIC)
  else()
    adamw_source(path "${folder}" "include/${folder}/${probe}" "${repository}" "${commit}")
    set(adamw_header_paths "${adamw_header_paths};${path}/include" PARENT_SCOPE)
  endif()
endfunction()

adamw_header_library(fmt core.h fmtlib/fmt
                     a33701196adfad74917046096bf5a2aa0ab0bb50)  # 9.1.0
adamw_header_library(tl expected.hpp TartanLlama/expected
                     3d741708b967b83ca1e2888239196c4a67f9f9b0)  # 1.0.0
adamw_header_library(nlohmann json.hpp nlohmann/json
                     bc889afb4c5bf1c0d8ee29ef35eaaf4c8bef8a5d)  # 3.11.2

add_library(adamw_headers INTERFACE)
target_include_directories(adamw_headers SYSTEM INTERFACE
  "${ADAMW_XTENSOR}/include" "${ADAMW_XSIMD}/include" "${ADAMW_XTL}/include" ${adamw_header_paths})
# fmt without locales and without 128-bit numbers, JSON without streams: nothing here formats for a locale, and
# each would link all of the standard library's.
target_compile_definitions(adamw_headers INTERFACE
  FMT_STATIC_THOUSANDS_SEPARATOR=',' FMT_USE_INT128=0 FMT_USE_LONG_DOUBLE=0
  XTENSOR_USE_XSIMD JSON_NOEXCEPTION JSON_NO_IO)

# What fmt compiles once: in every file, as its headers alone would have it, it takes as long as the file itself.
add_library(adamw_fmt STATIC "${CMAKE_SOURCE_DIR}/cmake/fmt.cpp")
target_link_libraries(adamw_fmt PUBLIC adamw_headers)
target_compile_options(adamw_fmt PRIVATE ${ADAMW_SMALL})

if(ADAMW_TESTS)
  if(EXISTS "/usr/src/googletest/googletest/src/gtest-all.cc")
    set(ADAMW_GOOGLETEST "/usr/src/googletest")
  else()
    adamw_source(ADAMW_GOOGLETEST googletest googletest/src/gtest-all.cc google/googletest
                 58d77fa8070e8cec2dc1ed015d66b454c8d78850)  # 1.12.1
  endif()
endif()
