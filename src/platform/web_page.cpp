#include "platform/web_page.hpp"

#include <emscripten.h>

#include <cstdlib>

// clang-format off

// Asked every frame: each list is made once.
EM_JS(int, page_matches, (const char* media_query), {
  const lists = (Module.mediaLists = Module.mediaLists || {});
  const list = (lists[media_query] = lists[media_query] || matchMedia(UTF8ToString(media_query)));
  return list.matches ? 1 : 0;
});

EM_JS(int, page_hardware_concurrency, (), { return navigator.hardwareConcurrency || 2; });

EM_JS(int, page_has_workers, (), { return typeof Worker === 'function' ? 1 : 0; });

EM_JS(int, page_is_apple, (), { return /Mac|iPhone|iPad/.test(navigator.platform) ? 1 : 0; });

// In the functions that return a text: malloc'ed, or null.
EM_JS(char*, page_query, (const char* name), {
  const text = new URLSearchParams(location.search).get(UTF8ToString(name));
  if (text === null) return 0;
  const size = lengthBytesUTF8(text) + 1;
  const target = _malloc(size);
  stringToUTF8(text, target, size);
  return target;
});

EM_JS(char*, page_language, (), {
  const text = navigator.language || 'en';
  const size = lengthBytesUTF8(text) + 1;
  const target = _malloc(size);
  stringToUTF8(text, target, size);
  return target;
});

EM_JS(char*, page_fragment, (), {
  const text = location.hash.slice(1);
  const size = lengthBytesUTF8(text) + 1;
  const target = _malloc(size);
  stringToUTF8(text, target, size);
  return target;
});

// Without what the address says of how this person looks at it: language, theme, hidden panels.
EM_JS(char*, page_address, (), {
  const text = location.href.split(/[?#]/)[0];
  const size = lengthBytesUTF8(text) + 1;
  const target = _malloc(size);
  stringToUTF8(text, target, size);
  return target;
});

// Storage may be switched off, which throws.
EM_JS(char*, page_stored, (const char* key), {
  let text = null;
  try { text = localStorage.getItem('adamw-playground.' + UTF8ToString(key)); } catch (error) {}
  if (text === null) return 0;
  const size = lengthBytesUTF8(text) + 1;
  const target = _malloc(size);
  stringToUTF8(text, target, size);
  return target;
});

EM_JS(void, page_store, (const char* key, const char* value), {
  try { localStorage.setItem('adamw-playground.' + UTF8ToString(key), UTF8ToString(value)); } catch (error) {}
});

// A browser refuses when the address changes too often; the next change brings it up to date.
EM_JS(void, page_set_fragment, (const char* fragment, int new_entry), {
  const address = '#' + UTF8ToString(fragment);
  try {
    if (new_entry) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  } catch (error) {}
  Module.knownFragment = location.hash;
});

EM_JS(void, page_copy_text, (const char* pointer), {
  const text = UTF8ToString(pointer);
  // Where the clipboard interface is missing or refuses, the old way: copy a selected text.
  const copySelected = () => {
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'text-agent';
    document.body.appendChild(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    document.getElementById('canvas').focus({preventScroll: true});
  };
  if (navigator.clipboard && navigator.clipboard.writeText) {
    navigator.clipboard.writeText(text).catch(copySelected);
  } else {
    copySelected();
  }
});

EM_JS(void, page_download, (const char* name, const char* media_type, const uint8_t* bytes, int size), {
  const blob = new Blob([HEAPU8.slice(bytes, bytes + size)], {type: UTF8ToString(media_type)});
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = UTF8ToString(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
});

EM_JS(void, page_take_picture, (int answer_id, const char* name_, double x, double y, double width, double height), {
  const name = UTF8ToString(name_);
  const source = document.getElementById('canvas');
  const picture = document.createElement('canvas');
  picture.width = Math.round(width);
  picture.height = Math.round(height);
  picture.getContext('2d').drawImage(source, x, y, width, height, 0, 0, picture.width, picture.height);
  const answer = (content) => Module.onPlaygroundEvent('answer', JSON.stringify(Object.assign({id: answer_id}, content)));
  picture.toBlob((blob) => {
    if (!blob) return answer({error: 'export: the browser could not make the picture'});
    if (answer_id) {
      const reader = new FileReader();
      reader.onload = () => answer({result: {name, type: blob.type, base64: reader.result.split(',')[1]}});
      return reader.readAsDataURL(blob);
    }
    const link = document.createElement('a');
    link.download = name;
    link.href = URL.createObjectURL(blob);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }, 'image/png');
});

EM_JS(void, page_set_theme, (int dark), {
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
    meta.removeAttribute('media');
    meta.content = dark ? '#14181F' : '#F6F7F9';
  }
});

EM_JS(void, page_announce, (const char* text), {
  const region = document.getElementById('live');
  if (region) region.textContent = UTF8ToString(text);
});

EM_JS(void, page_emit, (const char* type, const char* json), {
  if (Module.onPlaygroundEvent) Module.onPlaygroundEvent(UTF8ToString(type), UTF8ToString(json));
});

EM_JS(void, page_first_frame, (), { if (Module.onFirstFrame) Module.onFirstFrame(); });

EM_JS(void, page_measure_frame, (double start), { performance.measure('playground-frame', {start}); });

EM_JS(void, page_fail, (const char* reason), {
  if (Module.onFailure) Module.onFailure(UTF8ToString(reason));
});

// Module.wake() is for the engine's messages as well (engine/pool.cpp).
EM_JS(void, page_animate, (void* window_), {
  let asked = 0;
  let timer = 0;
  const turn = () => {
    asked = 0;
    const rest = Module._platform_animate(window_);
    if (rest <= 0) Module.wake();
    else if (rest < Infinity) timer = setTimeout(Module.wake, 1000 * rest);
  };
  Module.wake = () => {
    clearTimeout(timer);
    asked = asked || requestAnimationFrame(turn);
  };
  Module.wake();
});

EM_JS(void, page_wake, (), { if (Module.wake) Module.wake(); });

EM_JS(void, page_listen, (void* window_), {
  Module.knownFragment = location.hash;
  const moved = () => {
    if (location.hash === Module.knownFragment) return;
    Module.knownFragment = location.hash;
    Module._platform_address_changed(window_);
  };
  addEventListener('hashchange', moved);
  addEventListener('popstate', moved);
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)', '(pointer: coarse)']) {
    matchMedia(query).addEventListener('change', () => Module._platform_wake(window_));
  }
  // Animation frames stop in a hidden tab; what the workers send is still taken.
  let ticking = 0;
  const tickWhileHidden = () => {
    clearInterval(ticking);
    if (document.hidden) ticking = setInterval(() => Module._platform_tick(window_), 250);
  };
  document.addEventListener('visibilitychange', tickWhileHidden);
  tickWhileHidden();
  Module.playgroundCall = (text) => {
    const size = lengthBytesUTF8(text) + 1;
    const request = _malloc(size);
    stringToUTF8(text, request, size);
    const answer = UTF8ToString(Module._platform_call(window_, request));
    _free(request);
    return answer;
  };
});
// clang-format on

namespace playground {

// A function of C++ must be in this file, or the linker would not take it out of its library.
std::optional<std::string> take_text(char* text) {
  if (text == nullptr) return std::nullopt;
  std::string taken(text);
  std::free(text);
  return taken;
}

}  // namespace playground
