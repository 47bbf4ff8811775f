#!/usr/bin/env python3
"""Checks what the architecture promises of the sources:

- folders include each other in one direction only (DIRECTIONS below);
- the engine's folders include no ImGui, SDL, GL or Emscripten header, and call no exp, log, tanh, sin, cos or pow
  of the C library, whose last bits differ between machines;
- __EMSCRIPTEN__ appears only in platform/ and engine/;
- no include cycle among our headers;
Given build folders as arguments, also:
- every compile command carries -ffp-contract=off and nothing that reorders arithmetic;
- the engine's native libraries ask the C library for no such function either.

Prints one line a finding and a last line "N passed, N failed".
"""

import json
import pathlib
import re
import subprocess
import sys

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
    "cli": set(ENGINE_CHAIN) | {"assets"},
    "plot": {"core"},
    "platform": {"core", "assets"},
    "ui": set(ENGINE_CHAIN) | {"plot", "app", "assets"},
    "app": set(ENGINE_CHAIN) | {"plot", "ui", "platform", "assets"},
}
ENGINE_FOLDERS = set(ENGINE_CHAIN[:-1])
WINDOW_HEADER = re.compile(r"(^|/)(imgui|SDL|GL|GLES[23]?|EGL|emscripten)[^/]*(\.h|/)")
TRANSCENDENTAL = (
    "exp exp2 expm1 log log2 log10 log1p tanh sinh cosh sin cos tan asin acos atan atan2 pow erf erfc cbrt tgamma lgamma"
).split()
STD_MATH = re.compile(rf"std::({'|'.join(TRANSCENDENTAL)})f?\b")
C_SYMBOLS = {name + suffix for name in TRANSCENDENTAL + ["sincos"] for suffix in ("", "f")}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def without_comments(text: str) -> str:
    """The source with comments and string contents blanked, line breaks kept."""
    pattern = re.compile(
        r'//[^\n]*|/\*.*?\*/|R"(?P<d>[^(\s]*)\(.*?\)(?P=d)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.DOTALL
    )

    def blank(match: re.Match) -> str:
        text = match.group(0)
        if text.startswith(("/", "R")):
            return re.sub(r"[^\n]", " ", text)
        return text[0] + text[0]

    return pattern.sub(blank, text)


class Report:
    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0

    def check(self, name: str, findings: list) -> None:
        for finding in findings:
            print(f"  {finding}")
        if findings:
            self.failed += 1
            print(f"FAILED {name}: {len(findings)} findings")
        else:
            self.passed += 1
            print(f"ok     {name}")


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def main(build_folders: list) -> int:
    report = Report()
    files = sorted(p for p in SOURCE.rglob("*") if p.suffix in (".cpp", ".hpp", ".h"))
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    directions, window, math, platform_macro = [], [], [], []
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
        if folder in ENGINE_FOLDERS:
            for match in STD_MATH.finditer(code):
                math.append(f"{name}:{line_of(code, match.start())}: {match.group(0)} of the C library")
        if folder not in ("platform", "engine") and "__EMSCRIPTEN__" in code:
            platform_macro.append(f"{name}: __EMSCRIPTEN__ outside platform/ and engine/")
    report.check("folders depend on each other in one direction", directions)
    report.check("the engine includes no window, GL or browser header", window)
    report.check("the engine calls no transcendental function of the C library", math)
    report.check("__EMSCRIPTEN__ only in platform/ and engine/", platform_macro)
    report.check("no include cycles", cycles(graph))
    for folder in map(pathlib.Path, build_folders):
        report.check(f"compile commands of {folder.name}", compile_commands(folder / "compile_commands.json"))
        if "web" not in folder.name:
            report.check(f"engine libraries of {folder.name} use no C library math", c_math_symbols(folder))
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


def compile_commands(file: pathlib.Path) -> list:
    with open(file, encoding="utf-8") as stream:
        commands = json.load(stream)
    ours = [c for c in commands if SOURCE in pathlib.Path(c["file"]).resolve().parents]
    if not ours:
        return [f"{file} names none of our sources"]
    findings = []
    for command in ours:
        words = command["command"].split()
        name = pathlib.Path(command["file"]).resolve().relative_to(TOP)
        if "-ffp-contract=off" not in words:
            findings.append(f"{name}: compiled without -ffp-contract=off")
        for bad in ("-ffast-math", "-Ofast", "-funsafe-math-optimizations", "-mfma", "-mavx", "-mavx2",
                    "-march=native", "-mrelaxed-simd", "-fassociative-math", "-freciprocal-math"):
            if bad in words:
                findings.append(f"{name}: compiled with {bad}")
    return findings


def c_math_symbols(folder: pathlib.Path) -> list:
    """Undefined symbols of the engine's archives that are transcendental functions of the C library."""
    archives = [p for p in sorted((folder / "src").glob("libadamw_*.a")) if p.stem[len("libadamw_") :] in ENGINE_FOLDERS]
    if not archives:
        return [f"{folder} holds no engine library: build it first"]
    findings = []
    for archive in archives:
        listing = subprocess.run(
            ["nm", "--undefined-only", "--print-file-name", str(archive)], capture_output=True, text=True, check=True
        ).stdout
        for line in listing.splitlines():
            symbol = line.split()[-1].split("@")[0]
            if symbol in C_SYMBOLS:
                findings.append(f"{line.split()[0].split('/')[-1]} uses {symbol}")
    return findings


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
