# Fonts and shaders inside the page's program: the library behind "assets/assets.hpp"; lessons inside the headless one:
# that behind "assets/lesson_files.hpp".
# Fonts are subset from Debian's fonts-inter; where that package or pyftsubset is missing, the build stops with
# the command that mends it.
set(ADAMW_INTER_FOLDER "/usr/share/fonts/opentype/inter" CACHE PATH "Folder of Inter's OpenType files")
set(ADAMW_ASSETS_DIR "${CMAKE_BINARY_DIR}/assets")
file(MAKE_DIRECTORY "${ADAMW_ASSETS_DIR}")

# The system's Python, because Debian's fonttools is installed for that one.
find_program(ADAMW_FONT_PYTHON NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH)
if(NOT ADAMW_FONT_PYTHON)
  find_program(ADAMW_FONT_PYTHON NAMES python3 REQUIRED)
endif()

set(asset_files)
set(asset_depends)
foreach(weight Regular Medium SemiBold)
  string(TOLOWER "inter_${weight}.otf" name)
  set(font "${ADAMW_ASSETS_DIR}/${name}")
  set(characters common)
  if(weight STREQUAL "Regular")
    set(characters all)
  endif()
  add_custom_command(OUTPUT "${font}"
    COMMAND "${ADAMW_FONT_PYTHON}" "${CMAKE_SOURCE_DIR}/tools/subset_font.py"
            ${characters} "${ADAMW_INTER_FOLDER}/Inter-${weight}.otf" "${font}"
    DEPENDS "${CMAKE_SOURCE_DIR}/tools/subset_font.py"
    COMMENT "Subsetting Inter ${weight}" VERBATIM)
  list(APPEND asset_files "${name}=${font}")
  list(APPEND asset_depends "${font}")
endforeach()

file(GLOB shaders CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/shaders/*.vert" "${CMAKE_SOURCE_DIR}/shaders/*.frag"
     "${CMAKE_SOURCE_DIR}/shaders/*.glsl")
foreach(shader IN LISTS shaders)
  get_filename_component(name "${shader}" NAME)
  list(APPEND asset_files "${name}=${shader}")
  list(APPEND asset_depends "${shader}")
endforeach()

adamw_embed("${ADAMW_ASSETS_DIR}/embedded.cpp" HEADER assets/assets.hpp NAMESPACE playground::assets
            FILES ${asset_files} DEPENDS ${asset_depends})
configure_file("${CMAKE_SOURCE_DIR}/cmake/assets.hpp.in" "${ADAMW_ASSETS_DIR}/include/assets/assets.hpp" COPYONLY)

add_library(adamw_assets STATIC "${ADAMW_ASSETS_DIR}/embedded.cpp")
target_include_directories(adamw_assets PUBLIC "${ADAMW_ASSETS_DIR}/include")

file(GLOB lessons CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/assets/lessons/*.json")
set(lesson_files)
foreach(lesson IN LISTS lessons)
  get_filename_component(name "${lesson}" NAME)
  list(APPEND lesson_files "${name}=${lesson}")
endforeach()
list(APPEND lesson_files "digits.bin=${CMAKE_SOURCE_DIR}/assets/data/digits.bin")
list(APPEND lessons "${CMAKE_SOURCE_DIR}/assets/data/digits.bin")
adamw_embed("${ADAMW_ASSETS_DIR}/lesson_files.cpp" HEADER assets/lesson_files.hpp NAMESPACE playground::lesson_files
            FILES ${lesson_files} DEPENDS ${lessons})
configure_file("${CMAKE_SOURCE_DIR}/cmake/lesson_files.hpp.in" "${ADAMW_ASSETS_DIR}/include/assets/lesson_files.hpp" COPYONLY)

add_library(adamw_lesson_files STATIC "${ADAMW_ASSETS_DIR}/lesson_files.cpp")
target_include_directories(adamw_lesson_files PUBLIC "${ADAMW_ASSETS_DIR}/include")
