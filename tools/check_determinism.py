#!/usr/bin/env python3
"""Checks the rules of docs/determinism.md that can be read off sources, compile commands and object code:

- no source of the engine names what differs between machines, compilers or runs (SOURCE_RULES below);
Given build folders as arguments, also:
- every compile command has the flags that fix the arithmetic, and none that loosens it;
- a native folder's engine libraries call no function of the C library whose last bits differ, and hold no fused
  multiply-add, no eight-lane and no approximating instruction.

  tools/check_determinism.py [--source src] [BUILD_FOLDER...]
Prints one line a finding and a last line "N passed, N failed".
"""

import argparse
import json
import pathlib
import re
import shutil
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
# The folders whose numbers reach a fingerprint, a metric or a link; they are those without a window.
ENGINE_FOLDERS = ("core", "data", "nn", "optim", "train", "evaluate", "share", "engine")

TRANSCENDENTAL = (
    "exp exp2 expm1 log log2 log10 log1p tanh sinh cosh sin cos tan asin acos atan atan2 asinh acosh atanh pow hypot cbrt "
    "erf erfc tgamma lgamma"
).split()
FUNCTION = "|".join(TRANSCENDENTAL)
# GNU's takes minutes for a large file of the sanitizers' build, LLVM's (Emscripten brings it) seconds.
DISASSEMBLER = next((tool for tool in ("llvm-objdump-14", "llvm-objdump") if shutil.which(tool)), "objdump")
C_SYMBOLS = {name + suffix for name in TRANSCENDENTAL + ["sincos", "fma"] for suffix in ("", "f", "l")}

# Name, pattern in the code (comments and texts blanked), reason, folders where it is allowed.
SOURCE_RULES = [
    ("the C library's transcendental functions", rf"std::({FUNCTION})[fl]?\b|(?<![\w.>:])({FUNCTION})[fl]\s*\(|(?<!\w)::({FUNCTION})\s*\(",
     "its last bits differ between machines: use core/math.hpp", ()),
    ("fused multiply-add", r"\bfmaf?\s*\(|\bxsimd::fn?m[as]\w*|_fn?m(add|sub)\w*|__builtin_fma|vfmaq?_",
     "it rounds once where others round twice", ()),
    ("approximate reciprocals", r"\bxsimd::(rsqrt|reciprocal)\b|_mm\w*_(rsqrt|rcp)\w*|vr(sqrte|ecpe)q?_",
     "processors differ in their bits: divide and take the root", ()),
    ("more than four lanes", r"_mm(256|512)_|\bxsimd::(avx|fma3|avx512)\w*", "every target has four float lanes", ()),
    ("permissions for the compiler", r"#\s*pragma\s+(STDC\s+FP_CONTRACT|omp|clang\s+fp|GCC\s+optimize|float_control)|__attribute__\s*\(\(\s*optimize",
     "they let it reorder arithmetic", ()),
    ("<random> and rand()", r"#\s*include\s*<random>|std::(mt19937\w*|minstd\w*|random_device|\w+_distribution|shuffle|sample)\b|\brand\s*\(\s*\)",
     "distributions and shuffles are each library's own: use core/random.hpp", ()),
    ("std::hash and unordered containers", r"std::hash\b|std::unordered_\w+",
     "their order is each library's own: use std::map or a sorted vector", ()),
    ("order of addresses", r"std::(map|set|less|multimap|multiset)<\s*(const\s+)?[\w:]+\s*\*",
     "addresses differ between runs: use an index as the key", ()),
    ("sorts that are not stable", r"std::(ranges::)?(sort|partial_sort|nth_element)\b",
     "equal elements may come in any order: use std::stable_sort", ("evaluate", "share", "engine")),  # sort plain numbers
    ("sums without an order", r"std::(reduce|transform_reduce|execution)\b|\bxt::(sum|mean|norm\w*|prod|variance|stddev|average)\b",
     "their order is not fixed: add in a loop", ()),
    ("long double", r"\blong\s+double\b", "it has 80 bits here and 64 or 128 there", ()),
    ("std::lerp and std::midpoint", r"std::(lerp|midpoint)\b", "libraries round them differently", ()),
    ("threads", r"std::(j?thread|async|atomic\w*|mutex)\b", "results must not depend on who is first", ("engine",)),  # whole jobs that share nothing
    ("clocks", r"std::chrono|\bclock\s*\(|\btime\s*\(\s*(NULL|nullptr|0)|gettimeofday",
     "only the length of a time slice may depend on the time", ("engine",)),
]

MUST_HAVE = ["-ffp-contract=off"]
MUST_HAVE_WASM = ["-msimd128"]
MUST_NOT_HAVE = re.compile(
    r"-f(fast-math|associative-math|reciprocal-math|unsafe-math-optimizations|finite-math-only|no-signed-zeros"
    r"|approx-func|cx-limited-range|openmp|fp-contract=(on|fast)|fp-model=(fast|precise)|excess-precision=.*)"
    r"|-Ofast|-m(fma4?|avx\w+|relaxed-simd|arch=.*|cpu=.*|fpmath=387|x87|recip.*)"
)
FORBIDDEN_INSTRUCTION = re.compile(r"\s(vfn?m(add|sub)\w*|fn?m(add|sub|la|ls)\b\w*|rsqrt[ps]s|rcp[ps]s|\S+.*%[yz]mm\d+.*)")


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


def sources(folder: pathlib.Path) -> dict:
    """Path below the folder -> code, of the engine's sources."""
    found = {}
    for name in ENGINE_FOLDERS:
        for path in sorted((folder / name).rglob("*")):
            if path.suffix in (".cpp", ".hpp", ".h", ".c"):
                found[path.relative_to(folder)] = without_comments(path.read_text(encoding="utf-8"))
    return found


def source_findings(texts: dict, rule: tuple) -> list:
    name, pattern, reason, allowed = rule
    findings = []
    for path, code in texts.items():
        if path.parts[0] in allowed:
            continue
        for match in re.finditer(pattern, code):
            line = code.count("\n", 0, match.start()) + 1
            findings.append(f"{path}:{line}: {match.group(0).strip()}: {reason}")
    return findings


def command_findings(words: list, is_wasm: bool) -> list:
    findings = [f"compiled without {flag}" for flag in MUST_HAVE + (MUST_HAVE_WASM if is_wasm else []) if flag not in words]
    return findings + [f"compiled with {word}" for word in words if MUST_NOT_HAVE.fullmatch(word)]


def compile_commands(build: pathlib.Path, source: pathlib.Path) -> list:
    file = build / "compile_commands.json"
    if not file.exists():
        return [f"{file} is not there: run cmake --preset {build.name}"]
    commands = json.loads(file.read_text(encoding="utf-8"))
    ours = [c for c in commands if source.resolve() in pathlib.Path(c["file"]).resolve().parents]
    if not ours:
        return [f"{file} names none of our sources"]
    findings = []
    for command in ours:
        words = command["command"].split()
        name = pathlib.Path(command["file"]).resolve().relative_to(source.resolve())
        findings += [f"{name}: {finding}" for finding in command_findings(words, any("em++" in w or "emcc" in w for w in words))]
    return findings


def engine_archives(build: pathlib.Path) -> list:
    return [p for p in sorted((build / "src").glob("libadamw_*.a")) if p.stem[len("libadamw_") :] in ENGINE_FOLDERS]


def tool_lines(*command: str) -> list:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def symbol_findings(archives: list) -> list:
    """Undefined symbols that are transcendental functions of the C library."""
    findings = []
    for archive in archives:
        for line in tool_lines("nm", "--undefined-only", "--print-file-name", str(archive)):
            symbol = line.split()[-1].split("@")[0]
            if symbol in C_SYMBOLS:
                findings.append(f"{line.split()[0].split('/')[-1]} uses {symbol}")
    return findings


def instruction_findings(archives: list) -> list:
    findings = []
    for archive in archives:
        for line in tool_lines(DISASSEMBLER, "-d", "--no-show-raw-insn", str(archive)):
            if not any(part in line for part in ("fm", "fnm", "rsqrt", "rcp", "%y", "%z")):
                continue  # nearly all, at a tenth of the price of the expression
            match = FORBIDDEN_INSTRUCTION.search(line)
            if match:
                findings.append(f"{archive.name}: {match.group(1).strip()}")
    return findings[:20]


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


def main(words: list) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--source", type=pathlib.Path, default=TOP / "src")
    parser.add_argument("builds", nargs="*", type=pathlib.Path)
    options = parser.parse_args(words)
    report = Report()
    texts = sources(options.source)
    report.check("there is an engine to check", [] if texts else [f"{options.source} holds no engine sources"])
    for rule in SOURCE_RULES:
        report.check(f"the engine does without {rule[0]}", source_findings(texts, rule))
    for build in options.builds:
        report.check(f"compile commands of {build.name}", compile_commands(build, options.source))
        archives = engine_archives(build)
        if archives and "web" not in build.name:
            report.check(f"engine libraries of {build.name} call no C library math", symbol_findings(archives))
            report.check(f"engine libraries of {build.name} hold exact instructions only", instruction_findings(archives))
    print(f"{report.passed} passed, {report.failed} failed")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
