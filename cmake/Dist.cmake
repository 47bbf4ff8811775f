# The site: web/*, the lessons, the two modules and what they take from npm, sizes.json with the build's id, and
# compressed copies, in dist/.
# ADAMW_SITE_URL is the address at which it will be, which previews of the lessons' pages need: their pictures'
# addresses must be whole.
set(ADAMW_SITE_URL "" CACHE STRING "Address of the site, with / at its end; empty: not known")
find_program(ADAMW_NODE NAMES node nodejs REQUIRED NO_CMAKE_FIND_ROOT_PATH)
file(GLOB_RECURSE web_files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/web/*")
file(GLOB_RECURSE lesson_files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/assets/lessons/*")
set(modules)
foreach(module engine app tables)
  if(TARGET ${module})
    list(APPEND modules ${module})
  endif()
endforeach()
if(modules)
  # Modules of one file, with their licences; tools/setup brings them.
  set(lean_qr "${CMAKE_SOURCE_DIR}/node_modules/lean-qr")
  if(NOT EXISTS "${lean_qr}/index.mjs")
    message(FATAL_ERROR "node_modules/lean-qr is missing; run tools/setup (or npm ci) first")
  endif()
  set(libraries "${CMAKE_BINARY_DIR}/libraries")
  configure_file("${lean_qr}/index.mjs" "${libraries}/lean_qr.js" COPYONLY)
  configure_file("${lean_qr}/LICENSE" "${libraries}/lean_qr.LICENSE.txt" COPYONLY)
  configure_file("${CMAKE_SOURCE_DIR}/assets/data/digits.bin" "${libraries}/digits.bin" COPYONLY)
  set(stamp "${CMAKE_BINARY_DIR}/dist.stamp")
  add_custom_command(OUTPUT "${stamp}"
    COMMAND "${ADAMW_NODE}" "${CMAKE_SOURCE_DIR}/tools/make_lessons.mjs" "${CMAKE_BINARY_DIR}/site" ${ADAMW_SITE_URL}
    COMMAND "${ADAMW_NODE}" "${CMAKE_SOURCE_DIR}/tools/make_dist.mjs"
            "${ADAMW_DIST_DIR}" "${CMAKE_SOURCE_DIR}/web" "${CMAKE_BINARY_DIR}/site" "${CMAKE_BINARY_DIR}/modules"
            "${ADAMW_STRINGS_DIR}" "${libraries}"
    COMMAND ${CMAKE_COMMAND} -E touch "${stamp}"
    DEPENDS ${modules} ${web_files} "${libraries}/digits.bin" ${lesson_files} ${catalogues} "${libraries}/lean_qr.js"
            "${CMAKE_SOURCE_DIR}/tools/make_dist.mjs" "${CMAKE_SOURCE_DIR}/tools/make_lessons.mjs"
    COMMENT "Assembling ${ADAMW_DIST_DIR}" VERBATIM)
  add_custom_target(dist ALL DEPENDS "${stamp}")
endif()
