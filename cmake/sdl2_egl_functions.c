// SDL looks its EGL and GL functions up by name. Emscripten's own eglGetProcAddress knows every function of
// WebGL, and so links all of them into the module and its JavaScript; this one knows those that SDL asks for.
// cmake/Sdl2.cmake puts it in the place of eglGetProcAddress in SDL's sources.
#include <EGL/egl.h>
#include <GLES3/gl3.h>
#include <string.h>

struct Function {
  const char* name;
  __eglMustCastToProperFunctionPointerType pointer;
};

#define FUNCTION(name) {#name, (__eglMustCastToProperFunctionPointerType)name}
static const struct Function kFunctions[] = {
    FUNCTION(eglGetDisplay),
    FUNCTION(eglInitialize),
    FUNCTION(eglTerminate),
    FUNCTION(eglChooseConfig),
    FUNCTION(eglGetConfigAttrib),
    FUNCTION(eglCreateContext),
    FUNCTION(eglDestroyContext),
    FUNCTION(eglCreateWindowSurface),
    FUNCTION(eglDestroySurface),
    FUNCTION(eglMakeCurrent),
    FUNCTION(eglSwapBuffers),
    FUNCTION(eglSwapInterval),
    FUNCTION(eglWaitNative),
    FUNCTION(eglWaitGL),
    FUNCTION(eglBindAPI),
    FUNCTION(eglQueryString),
    FUNCTION(eglGetError),
    FUNCTION(glBindFramebuffer),
    FUNCTION(glGetError),
    FUNCTION(glGetFramebufferAttachmentParameteriv),
    FUNCTION(glGetIntegerv),
    FUNCTION(glGetString),
    FUNCTION(glGetStringi),
};

__eglMustCastToProperFunctionPointerType adamw_get_function(const char* name);

__eglMustCastToProperFunctionPointerType adamw_get_function(const char* name) {
  for (size_t i = 0; i < sizeof(kFunctions) / sizeof(kFunctions[0]); ++i) {
    if (strcmp(kFunctions[i].name, name) == 0) return kFunctions[i].pointer;
  }
  return 0;
}
