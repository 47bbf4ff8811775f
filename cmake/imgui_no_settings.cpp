// Dear ImGui reads numbers from text in its settings files alone, of which the page has none (IniFilename): its
// sscanf is this one, which finds nothing, and the library's, 5 kB, is not linked.
extern "C" int imgui_sscanf(const char*, const char*, ...) {
  return 0;
}
