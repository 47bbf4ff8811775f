// Old Emscripten runtimes take a global fetch() for a browser and try to load the module by URL; Node 18 and
// later have one. Without it they read the file, which is what a program under Node wants.
delete globalThis.fetch;
