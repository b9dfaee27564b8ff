"""Compares this library with JAX, live, with fresh inputs.

    python Scripts/compare/compare.py                  # a fresh seed, which is printed
    python Scripts/compare/compare.py --seed 123       # that one again
    python Scripts/compare/compare.py --short          # a sample, for a few minutes

See README.md in this folder.
"""

import argparse
import importlib
import json
import multiprocessing
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
os.environ["JAX_PLATFORMS"] = "cpu"
sys.path[:0] = [str(HERE), str(ROOT / "Scripts" / "fixtures")]

import report  # noqa: E402

# Areas of calls, those that take longest first.
AREAS = [
    "distributions", "decompositions", "elementwise", "statistics", "special_pairs",
    "special_functions", "random", "layers", "transforms", "reductions", "binary",
    "reduction_options", "control_flow", "activations", "special", "number_parts", "schur",
    "linear_algebra", "losses", "indexing", "blocks", "shaping", "creation", "finding",
    "sorting", "selection", "padding", "multivariate", "further", "optimizers",
]
# Areas whose recordings have a layout of their own.
OWN_LAYOUT = {"optimizers"}
# Areas that are compared by the tests of their fixtures, and those tests.
FIXTURE_TESTS = {
    "layers": "LayerFixtureTests|ConvolutionFixtureTests|RecurrentFixtureTests|WeightInitializerTests",
    "losses": "LossFixtureTests", "optimizers": "OptaxTests|SearchTests",
}
SHORT_SHARE = 0.1


def prepare(seed):
    """Puts this run's objects in the place of the recorder's, before the areas are imported."""
    import calls
    import drawing
    import names
    import recorder

    salt = drawing.Salt(seed)
    drawing.install(salt)
    calling = names.Recorder(names.read())
    drawing.install_keys(salt, calling)
    calling.install()
    recorder.Area = calls.Area
    return salt, calling


def record_area(seed, name, share, folder):
    """Records one area into a file; gives what is told at the end."""
    import calls
    import drawing
    import extra

    start = time.monotonic()
    salt, calling = STATE
    state = calls.Calls(salt, calling, share)
    calls.Area.calls = state

    def run():
        if name == "further":
            area = calls.Area(name)
        else:
            module = importlib.import_module(f"areas.{name}")
            if name in OWN_LAYOUT:
                module.zlib = drawing.mixed(salt)
            area = module.record()
        extra.record(name, area)
        return area

    calling.made = {}
    state.found = []
    if name not in OWN_LAYOUT:
        run()
        state.choose(name, salt.generator("choice", name), 0.25)
    state.found = None
    area = run()
    area.write(folder)
    for path, dtype in calling.made.items():
        # Layers, optimisers and schedules: what an area makes it also runs.
        state.coverage.setdefault(path, {}).setdefault(dtype, ["value"])
    return {"area": name, "cases": len(area.cases), "coverage": state.coverage,
            "refused": state.refused, "lost": state.lost, "ill": state.ill,
            "seconds": round(time.monotonic() - start, 1)}


def record_programs(seed, count, start, folder):
    import programs

    return programs.record(STATE[0], start, count, folder)


STATE = None


def begin(seed):
    global STATE
    import warnings

    warnings.filterwarnings("ignore")
    STATE = prepare(seed)


def perform(task):
    import jax

    kind, *arguments = task
    result = (record_area if kind == "area" else record_programs)(*arguments)
    jax.clear_caches()
    return result


def record(options):
    share = options.share or (SHORT_SHARE if options.short else 1)
    # A sample would leave the tests of fixtures without what they call.
    areas = [a for a in AREAS if (a in options.areas if options.areas else
                                  not (options.short and a in FIXTURE_TESTS))]
    count = options.programs
    size = max(count // 8, 1)
    tasks = [("area", options.seed, name, share, options.out) for name in areas]
    tasks[2:2] = [("programs", options.seed, min(size, count - start), start, options.out)
                  for start in range(0, count, size)]
    results = []
    with ProcessPoolExecutor(
            options.jobs, multiprocessing.get_context("spawn"), begin, (options.seed,)) as pool:
        for future in as_completed([pool.submit(perform, task) for task in tasks]):
            result = future.result()
            print("  " + " ".join(f"{key} {result[key]}" for key in result
                                  if key not in ("coverage", "refused")), flush=True)
            results.append(result)
    return results


def run_tests(options):
    """Has the recordings compared; gives what the tests wrote, and whether all of them ran."""
    results = options.out / "results"
    shutil.rmtree(results, ignore_errors=True)
    status = swift_test(options, r"^EspalierTests\.ComparisonTests/", "tests.log")
    reports = {path.stem: json.loads(path.read_text()) for path in sorted(results.glob("*.json"))}
    # Where the tests ended before their time, the report says so.
    complete = status == 0 or any(one["differences"] for one in reports.values())
    if FIXTURE_TESTS.keys() & {path.stem for path in options.out.glob("*.json")}:
        suites = "|".join(suites for name, suites in FIXTURE_TESTS.items()
                          if (options.out / f"{name}.json").exists())
        status = swift_test(options, rf"\.({suites})/", "fixture-tests.log")
        text = (options.out / "fixture-tests.log").read_text()
        issues = re.findall(r"recorded an issue .*?: (.*)", text)
        count = re.search(r"Test run with (\d+) tests?", text)
        reports["layers, losses, optimisers"] = {
            "calls": int(count[1]) if count else 0, "arrays": 0, "equal": 0, "otherDTypes": 0,
            "differences": issues}
        complete = complete and (status == 0 or bool(issues))
    return reports, complete


def swift_test(options, suites, log):
    environment = dict(os.environ, ESPALIER_COMPARISON=str(options.out))
    if suites.startswith(r"\."):
        # Tests of fixtures, which read the new recordings in place of their own.
        environment["ESPALIER_FIXTURES"] = str(options.out)
    # Users' programs are compiled with the plugin's default options.
    environment.pop("ESPALIER_DISABLE_MOST_OPTIMIZATIONS", None)
    with (options.out / log).open("w") as stream:
        return subprocess.run(
            ["swift", "test", "--skip-build", "--filter", suites], cwd=ROOT, env=environment,
            stdout=stream, stderr=subprocess.STDOUT).returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, help="repeats the run of a seed")
    parser.add_argument("--short", action="store_true", help="a sample of the calls")
    parser.add_argument("--share", type=float, help="the share of the functions to call")
    parser.add_argument("--areas", nargs="*", help="these areas only")
    parser.add_argument("--programs", type=int, help="the number of random programs")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--out", type=Path, default=ROOT / ".build" / "compare")
    parser.add_argument("--skip-recording", action="store_true", help="compares what is recorded")
    parser.add_argument("--skip-tests", action="store_true", help="records only")
    options = parser.parse_args()
    if options.seed is None:
        options.seed = secrets.randbelow(10 ** 9)
    if options.programs is None:
        options.programs = 24 if options.short else 100
    print(f"seed {options.seed}", flush=True)
    options.out.mkdir(parents=True, exist_ok=True)
    recorded = options.out / "recorded.txt"
    if not options.skip_recording:
        for path in options.out.glob("*.json"):
            path.unlink()
        recorded.write_text(json.dumps(record(options)))
    results = json.loads(recorded.read_text())
    if options.skip_tests:
        return
    sys.exit(report.tell(options, results, *run_tests(options)))


if __name__ == "__main__":
    main()
