#!/usr/bin/env python3
"""Runs clang-tidy over our sources: lint.py BUILD_FOLDER. A file whose text, headers and settings are as they were
when it last passed is not read again. Files that are compiled together are read together and count as one. The last
line is "N passed, N failed"."""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
SOURCE = TOP / "src"
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)
UNITY = re.compile(r"/CMakeFiles/adamw_[a-z]+\.dir/Unity/")


def closure(path: pathlib.Path, seen: dict) -> dict:
    """The file and every header of ours that it includes, with their texts."""
    if path not in seen and path.exists():
        seen[path] = path.read_text(encoding="utf-8")
        for header in INCLUDE.findall(seen[path]):
            closure(SOURCE / header, seen)
    return seen


def key(path: pathlib.Path, settings: str) -> str:
    texts = closure(path, {})
    whole = settings + "".join(f"{p}\n{texts[p]}" for p in sorted(texts))
    return hashlib.sha256(whole.encode()).hexdigest()


def main() -> int:
    build = pathlib.Path(sys.argv[1])
    tidy = shutil.which("clang-tidy-14") or shutil.which("clang-tidy")
    if not tidy:
        print("clang-tidy is missing: run tools/setup test")
        return 2
    settings = (TOP / ".clang-tidy").read_text(encoding="utf-8") + tidy
    commands = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    files = sorted({pathlib.Path(c["file"]) for c in commands
                    if SOURCE in pathlib.Path(c["file"]).parents or UNITY.search(c["file"])})
    stamps = TOP / "build" / "lint"
    stamps.mkdir(parents=True, exist_ok=True)

    def check(path: pathlib.Path) -> bool:
        stamp = stamps / key(path, settings)
        if stamp.exists():
            return True
        result = subprocess.run(
            [tidy, "--quiet", "-p", str(build), str(path)], capture_output=True, text=True, check=False
        )
        if result.returncode == 0:
            stamp.touch()
            return True
        errors = [line for line in result.stderr.splitlines() if "error:" in line]
        print(result.stdout + "\n".join(errors), flush=True)
        return False

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        results = list(pool.map(check, files))
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
