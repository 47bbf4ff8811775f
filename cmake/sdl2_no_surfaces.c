/* What SDL's window asks of its surfaces and renderers, of which the page has none: it draws with WebGL, and its
   cursors are the system's. Without these, Emscripten's own SDL 1 would be taken for some. */
#include "SDL.h"

SDL_Surface *SDL_ConvertSurfaceFormat(SDL_Surface *surface, Uint32 format, Uint32 flags) { return NULL; }
SDL_Surface *SDL_CreateRGBSurface(Uint32 flags, int width, int height, int depth, Uint32 red, Uint32 green,
                                  Uint32 blue, Uint32 alpha) {
  return NULL;
}
SDL_Surface *SDL_CreateRGBSurfaceFrom(void *pixels, int width, int height, int depth, int pitch, Uint32 red,
                                      Uint32 green, Uint32 blue, Uint32 alpha) {
  return NULL;
}
void SDL_FreeSurface(SDL_Surface *surface) {}
int SDL_LockSurface(SDL_Surface *surface) { return -1; }
void SDL_UnlockSurface(SDL_Surface *surface) {}
SDL_Renderer *SDL_GetRenderer(SDL_Window *window) { return NULL; }
void SDL_DestroyRendererWithoutFreeing(SDL_Renderer *renderer) {}
int SDL_GetRendererOutputSize(SDL_Renderer *renderer, int *width, int *height) { return -1; }
SDL_bool SDL_PixelFormatEnumToMasks(Uint32 format, int *bits, Uint32 *red, Uint32 *green, Uint32 *blue,
                                    Uint32 *alpha) {
  return SDL_FALSE;
}
