# Flags that decide what numbers come out. They hold for every file, tests and third-party code included:
# an inline function of the engine must mean the same wherever it is compiled.
#  - no fused multiply-add, no fast-math: the same bits on every target;
#  - four float lanes everywhere: SSE4.1 (with AVX, its three-operand forms), NEON, WebAssembly SIMD.
add_compile_options(-ffp-contract=off -fno-math-errno)
if(EMSCRIPTEN)
  add_compile_options(-msimd128)
elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64|i.86)$")
  add_compile_options(-msse4.1 -mfpmath=sse)
  # A program is built where it runs, unless it says otherwise.
  include(CheckCXXSourceRuns)
  check_cxx_source_runs("int main() { return __builtin_cpu_supports(\"avx\") ? 0 : 1; }" ADAMW_AVX_HERE)
  option(ADAMW_AVX "Encode the same operations on four lanes as AVX does; the processor must have it" ${ADAMW_AVX_HERE})
  if(ADAMW_AVX)
    add_compile_options(-mavx -mprefer-vector-width=128)
  endif()
endif()

set(CMAKE_C_FLAGS_RELEASE "-O3 -DNDEBUG")
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -DNDEBUG")
# What does not train (drawing, texts, third-party windows) is compiled for size: the page is downloaded.
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  set(ADAMW_SMALL)
elseif(EMSCRIPTEN)
  set(ADAMW_SMALL -Oz)
  # Not -Oz: its C library copies memory byte by byte.
  set(ADAMW_SMALL_LINK -Os)
  # Names of types are of no use without exceptions.
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)
else()
  set(ADAMW_SMALL -Os)
endif()

set(CMAKE_C_FLAGS_DEBUG "-O1 -g")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g")

if(ADAMW_SANITIZE)
  add_compile_options(-O2 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
