# The site: web/* and the two modules, sizes.json with the build's id, and compressed copies, in dist/.
find_program(ADAMW_NODE NAMES node nodejs REQUIRED NO_CMAKE_FIND_ROOT_PATH)
file(GLOB_RECURSE web_files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/web/*")
set(modules)
foreach(module engine app)
  if(TARGET ${module})
    list(APPEND modules ${module})
  endif()
endforeach()
if(modules)
  set(stamp "${CMAKE_BINARY_DIR}/dist.stamp")
  add_custom_command(OUTPUT "${stamp}"
    COMMAND "${ADAMW_NODE}" "${CMAKE_SOURCE_DIR}/tools/make_dist.mjs"
            "${ADAMW_DIST_DIR}" "${CMAKE_SOURCE_DIR}/web" "${CMAKE_BINARY_DIR}/modules"
    COMMAND ${CMAKE_COMMAND} -E touch "${stamp}"
    DEPENDS ${modules} ${web_files} "${CMAKE_SOURCE_DIR}/tools/make_dist.mjs"
    COMMENT "Assembling ${ADAMW_DIST_DIR}" VERBATIM)
  add_custom_target(dist ALL DEPENDS "${stamp}")
endif()
