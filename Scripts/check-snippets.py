#!/usr/bin/env python3
"""Compiles what no target compiles: the code of the articles, and code that must be refused.

    python3 Scripts/check-snippets.py "$(swift build --show-bin-path)"

Each article of the documentation is one program made of its Swift blocks, in order; what they take for granted stands
in comments, `<!--swift … -->`. In the files of
Tests/CompileErrors every line with a comment `// error: text` must be refused with that text, and no other line.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRODUCTS = Path(sys.argv[1])


def diagnostics(path):
    """(line, message) for each error and warning in the file, also in what macros made of it."""
    shims = ROOT / ".build/checkouts/swift-numerics/Sources/_NumericsShims/include"
    maps = [PRODUCTS / "CPJRT.build/module.modulemap", shims / "module.modulemap"]
    command = ["swiftc", "-typecheck", "-swift-version", "6", "-I", PRODUCTS / "Modules", "-I", shims]
    for module_map in maps:
        command += ["-Xcc", f"-fmodule-map-file={module_map}"]
    command += ["-load-plugin-executable", f"{PRODUCTS / 'EspalierMacros-tool'}#EspalierMacros", path]
    text = subprocess.run(command, capture_output=True, text=True).stderr
    found = []
    lines = text.splitlines()
    for index, line in enumerate(lines):
        own = re.match(rf"{re.escape(str(path))}:(\d+):\d+: (error|warning): (.*)", line)
        if own:
            found.append((int(own[1]), own[3]))
        elif re.match(r"macro expansion .*: error: ", line) and index + 1 < len(lines):
            origin = re.search(r"(\d+):\d+: note: expanded code originates here", lines[index + 1])
            found.append((int(origin[1]) if origin else 0, line.split("error: ", 1)[1]))
        elif line.startswith("<unknown>:0: error:"):
            sys.exit(line)
    return found


def check_mistakes(path):
    """Complaints about a file whose mistakes are marked."""
    text = path.read_text().splitlines()
    wanted = {
        number: line.split("// error: ", 1)[1]
        for number, line in enumerate(text, 1) if "// error: " in line
    }
    found = diagnostics(path)
    complaints = [
        f"{path}:{number}: expected an error with '{message}'"
        for number, message in wanted.items()
        if not any(message in said for _, said in found)
    ]
    for number, said in found:
        # A macro's errors are reported at the macro or at the end of the type.
        if not any(message in said for message in wanted.values()):
            complaints.append(f"{path}:{number}: unexpected: {said}")
    return complaints, len(wanted)


def check_article(path):
    """Complaints about the code of an article, with the article's own lines."""
    code, blocks, inside = [], 0, False
    for line in path.read_text().splitlines():
        if line.startswith("```") or line in ("<!--swift", "-->"):
            inside = line in ("```swift", "<!--swift")
            blocks += line == "```swift"
            code.append("")
        else:
            code.append(line if inside else "")
    if not blocks:
        return [], 0
    imports = [f"import {name}" for name in
               ("Espalier", "EspalierIO", "EspalierNN", "EspalierOptimizers", "EspalierStencils",
                "EspalierTraining", "EspalierVisuals")
               if (PRODUCTS / "Modules" / f"{name}.swiftmodule").exists()]
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "main.swift"
        program.write_text("; ".join(imports) + "; " + "\n".join(code) + "\n")
        return [f"{path}:{line}: {said}" for line, said in diagnostics(program)], blocks


def main():
    complaints, mistakes, blocks = [], 0, 0
    for path in sorted((ROOT / "Tests/CompileErrors").glob("*.swift")):
        found, count = check_mistakes(path)
        complaints += found
        mistakes += count
    for path in sorted(ROOT.glob("Sources/*/*.docc/*.md")):
        found, count = check_article(path)
        complaints += found
        blocks += count
    if complaints:
        sys.exit("\n".join(complaints))
    print(f"{mistakes} mistakes are refused as they should; {blocks} blocks of the articles compile")


main()
