#!/usr/bin/env python3
"""Checks what the architecture promises of the sources:

- folders include each other in one direction only (DIRECTIONS below);
- the engine's folders include no ImGui, SDL, GL or Emscripten header;
- __EMSCRIPTEN__ appears only in platform/ and engine/;
- no include cycle among our headers.

Prints one line a finding and a last line "N passed, N failed".
"""

import pathlib
import re
import sys

from check_determinism import Report, without_comments

TOP = pathlib.Path(__file__).resolve().parent.parent
SOURCE = TOP / "src"

# Folder -> the folders it may include besides itself.
ENGINE_CHAIN = ["core", "data", "nn", "optim", "train", "evaluate", "share", "engine"]
DIRECTIONS = {
    "core": set(),
    "data": {"core"},
    "nn": {"core"},
    "optim": {"core", "nn"},
    "train": {"core", "data", "nn", "optim"},
    "evaluate": {"core", "data", "nn", "optim", "train"},
    "share": {"core", "data", "nn", "optim", "train", "evaluate"},
    "engine": set(ENGINE_CHAIN[:-1]),
    "tables": set(ENGINE_CHAIN[:-1]),
    "cli": set(ENGINE_CHAIN) | {"tables", "assets"},
    "plot": {"core"},
    "platform": {"core", "assets"},
    "ui": set(ENGINE_CHAIN) | {"plot", "app", "assets"},
    "app": set(ENGINE_CHAIN) | {"plot", "ui", "platform", "assets"},
}
ENGINE_FOLDERS = set(ENGINE_CHAIN[:-1])
WINDOW_HEADER = re.compile(r"(^|/)(imgui|SDL|GL|GLES[23]?|EGL|emscripten)[^/]*(\.h|/)")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def main() -> int:
    report = Report()
    files = sorted(p for p in SOURCE.rglob("*") if p.suffix in (".cpp", ".hpp", ".h"))
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    directions, window, platform_macro = [], [], []
    graph = {}
    for path, text in texts.items():
        name = path.relative_to(TOP)
        folder = path.relative_to(SOURCE).parts[0]
        graph[path] = set()
        for match in INCLUDE.finditer(text):
            where = f"{name}:{line_of(text, match.start())}"
            header = match.group(2)
            if folder in ENGINE_FOLDERS and WINDOW_HEADER.search(header):
                window.append(f"{where}: the engine includes {header}")
            if folder == "engine" and re.search(r"(^|/)(imgui|SDL|GL|GLES[23]?|EGL)[^/]*(\.h|/)", header):
                window.append(f"{where}: the engine includes {header}")
            if match.group(1) == "<":
                continue
            target = (SOURCE / header).resolve()
            if target in texts:
                graph[path].add(target)
            other = header.split("/")[0]
            if "/" not in header and (path.parent / header).exists():
                directions.append(f'{where}: write "{folder}/{header}", relative to src/')
            elif other != folder and other in (DIRECTIONS.keys() | {"assets"}):
                if other not in DIRECTIONS.get(folder, set()):
                    directions.append(f"{where}: {folder}/ must not include {header}")
        code = without_comments(text)
        if folder not in ("platform", "engine") and "__EMSCRIPTEN__" in code:
            platform_macro.append(f"{name}: __EMSCRIPTEN__ outside platform/ and engine/")
    report.check("folders depend on each other in one direction", directions)
    report.check("the engine includes no window, GL or browser header", window)
    report.check("__EMSCRIPTEN__ only in platform/ and engine/", platform_macro)
    report.check("no include cycles", cycles(graph))
    print(f"{report.passed} passed, {report.failed} failed")
    return 1 if report.failed else 0


def cycles(graph: dict) -> list:
    found, state = [], {}

    def visit(path: pathlib.Path, trail: list) -> None:
        state[path] = "open"
        for target in sorted(graph.get(path, ())):
            if state.get(target) == "open":
                loop = trail[trail.index(target) :] if target in trail else [path]
                found.append(" -> ".join(str(p.relative_to(SOURCE)) for p in loop + [target]))
            elif target not in state:
                visit(target, trail + [target])
        state[path] = "done"

    for path in graph:
        if path not in state:
            visit(path, [path])
    return found


if __name__ == "__main__":
    sys.exit(main())
