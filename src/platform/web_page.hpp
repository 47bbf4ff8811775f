// The page around the canvas, as small JavaScript functions: address, storage, preferences,
// clipboard, files, events. Texts returned to C++ are malloc'ed; take_text() takes them over.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

extern "C" {

// Preferences and flags: 1 or 0. The query is a literal: it is known by its address.
int page_matches(const char* media_query);
int page_hardware_concurrency();
int page_has_workers();
int page_is_apple();

// nullptr when there is none.
char* page_query(const char* name);
char* page_language();
char* page_fragment();
char* page_address();
char* page_stored(const char* key);
void page_store(const char* key, const char* value);
void page_set_fragment(const char* fragment, int new_entry);

void page_copy_text(const char* text);
void page_download(const char* name, const char* media_type, const std::uint8_t* bytes, int size);
// Of the canvas as it has just been drawn; its pixels.
void page_take_picture(int answer_id, const char* name, double x, double y, double width,
                       double height);

void page_set_theme(int dark);
void page_announce(const char* text);
void page_emit(const char* type, const char* json);
void page_first_frame();
// A performance entry "playground-frame" from `start` (of now()) to this moment.
void page_measure_frame(double start);
void page_fail(const char* reason);

// From now on `window` (a WebWindow) has animation frames, until it rests; page_wake() ends a rest.
void page_animate(void* window);
void page_wake();

// Tells `window` (a WebWindow) of fragments, preferences and calls of window.playground.
void page_listen(void* window);

}  // extern "C"

namespace playground {

std::optional<std::string> take_text(char* text);

}  // namespace playground
