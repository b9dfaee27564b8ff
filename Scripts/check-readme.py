#!/usr/bin/env python3
"""Checks that the code and the output in README.md are real.

    python3 Scripts/check-readme.py TOUR

TOUR is the built program of Examples/Tour. Every block of README.md that is marked `swift` has to stand in a
file of Examples or in Tests/Client/Package.swift, line by line apart from indentation; every block marked `text` has to be printed by the tour, in
the order of the README. The last digits of numbers and the number of spaces don't count, because both depend on the
processor that XLA compiles for.
"""

import math
import pathlib
import re
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent


def lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def contains(haystack, needle):
    return any(
        haystack[start : start + len(needle)] == needle
        for start in range(len(haystack) - len(needle) + 1)
    )


NUMBER = re.compile(r"(-?\d+\.\d*)")


def agree(expected, printed):
    """Whether two lines are the same but for spaces and the last digits of numbers with a point."""
    parts = NUMBER.split(expected), NUMBER.split(printed)
    if len(parts[0]) != len(parts[1]):
        return False
    for place, (a, b) in enumerate(zip(*parts)):
        if place % 2 == 0 and "".join(a.split()) != "".join(b.split()):
            return False
        if place % 2 == 1 and not math.isclose(float(a), float(b), rel_tol=1e-5, abs_tol=1e-6):
            return False
    return True


def main(tour):
    readme = (root / "README.md").read_text()
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    paths = [*(root / "Examples").rglob("*.swift"), root / "Tests/Client/Package.swift"]
    sources = [lines(path.read_text()) for path in paths]
    run = subprocess.run([tour], stdout=subprocess.PIPE, text=True)
    print(run.stdout, end="", flush=True)
    if run.returncode != 0:
        sys.exit(f"check-readme: the tour ended with status {run.returncode}")
    printed = run.stdout.splitlines()

    problems = []
    place = 0
    for kind, text in blocks:
        if kind == "swift" and not any(contains(source, lines(text)) for source in sources):
            problems.append(f"no example contains this code:\n{text}")
        if kind == "text":
            expected = text.splitlines()
            starts = range(place, len(printed) - len(expected) + 1)
            found = [s for s in starts if all(map(agree, expected, printed[s:]))]
            if found:
                place = found[0] + len(expected)
            else:
                problems.append(f"the tour doesn't print this, or not in this order:\n{text}")
    for problem in problems:
        print(f"check-readme: {problem}", file=sys.stderr)
    if problems:
        sys.exit(1)
    print(f"README.md: {len(blocks)} blocks checked")


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] in ("-h", "--help"):
        sys.exit(__doc__.strip())
    main(sys.argv[1])
