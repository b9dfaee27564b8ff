"""Calls of single functions, with fresh inputs, in several dtypes, under four transformations.

`Calls` stands in for the recorder of the fixtures while the areas run: the areas run once to tell what there is, and a
second time to record what was chosen. A case is written as a fixture is, and has two fields more: `batched`, what
`jax.vmap` gives, and `bounds`, the true values and how far the numbers may be from them.
"""

import json
import os
import zlib

import jax
import jax.numpy as jnp
import ml_dtypes
import numpy as np
import recorder
import values

import bounds

# Areas whose functions take what dtypes are given to them; in others the dtype is a part of the call.
OTHER_DTYPES = {
    "elementwise", "binary", "selection", "reductions", "linear_algebra", "decompositions",
    "shaping", "padding", "indexing", "blocks", "finding", "sorting", "special",
    "special_functions", "special_pairs", "number_parts", "activations", "distributions",
    "statistics", "transforms", "reduction_options", "control_flow", "schur", "creation", "further",
}
# Matrices as a whole decide what their decompositions are, zeros included.
NORMWISE = {"decompositions", "schur", "multivariate"}
# Series that JAX sums until the last digit stays, which in half precision it may never do.
SERIES = {"expn", "expnOrders", "hyp1f1", "hyp2f1"}
LEVELS = ["both", "first", "forward", None]
DRAWS = {"random"}


def kind_of(name):
    if name in values.FLOATS:
        return "float"
    return "complex" if name in values.COMPLEX else "integer" if name in values.INTEGERS else "other"


def is_inexact(array):
    return kind_of(str(array.dtype)) in ("float", "complex")


def widened(dtype):
    """The dtype in which the truth is computed."""
    return {"float": "float64", "complex": "complex128"}.get(kind_of(str(dtype)), str(dtype))


class Case:
    """What the first run tells of a case."""

    def __init__(self, function, name, inputs, attributes, derivatives):
        self.function, self.name, self.derivatives = function, name, derivatives
        self.kinds = {kind_of(str(value.dtype)) for value in inputs}
        first = next((str(v.dtype) for v in inputs if str(v.dtype) in values.FLOATS + values.COMPLEX),
                     str(inputs[0].dtype) if inputs else "none")
        self.signature = (first, str(attributes.get("dtype")), str(attributes.get("width")),
                          str(attributes.get("partitionable")))
        self.is_small = sum(value.size for value in inputs) < 2
        self.edges = any(not np.all(np.isfinite(np.asarray(v).astype(complex))) for v in inputs
                         if str(v.dtype) in values.FLOATS + values.COMPLEX)


class Calls:
    """The state of a run, which all areas of one process share."""

    def __init__(self, salt, names, share=1.0):
        self.salt, self.names, self.share = salt, names, share
        self.found = None  # the cases of the first run
        self.chosen = {}  # name of a case: dtypes to record it in, None for its own
        self.coverage = {}  # name in the tables: dtype: transformations
        self.refused = {}  # name of a function here: dtypes that JAX refuses
        self.lost = 0
        self.ill = 0

    def choose(self, area, generator, more):
        """Which cases to record, and in which dtypes; of a share of the functions another case as it is."""
        if area in ("layers", "losses"):
            # Their tests call everything that the fixtures have; one case of each is drawn in further dtypes.
            seen = set()
            for case in self.found:
                again = case.function not in seen and case.derivatives and "float" in case.kinds
                self.chosen[case.name] = self.dtypes("float", area, case.function, generator) \
                    if again else [None]
                seen.update([case.function] if again else [])
            return
        by_function = {}
        for case in self.found:
            by_function.setdefault(case.function, []).append(case)
        for function, cases in by_function.items():
            if self.share < 1 and generator.random() > self.share:
                continue
            order = list(generator.permutation(len(cases)))
            order.sort(key=lambda i: (LEVELS.index(cases[i].derivatives), cases[i].is_small))
            picked = []
            for kinds in (["float"], ["complex"], ["integer"]):
                some = [cases[i] for i in order if set(kinds) <= cases[i].kinds]
                if kinds == ["integer"]:
                    some = [case for case in some if not case.kinds & {"float", "complex"}]
                if some and area in OTHER_DTYPES and some[0].signature[1] == "None":
                    # The first is one with derivatives, where there are any.
                    picked.append((some[0], self.dtypes(kinds[0], area, function, generator)))
                    if kinds == ["float"] and len(some) > 1 and generator.random() < more:
                        other = some[1 + int(generator.integers(len(some) - 1))]
                        picked.append((other, [None]))
            if not picked or cases[0].signature[1] != "None":
                seen = set()
                for i in generator.permutation(len(cases)):
                    if cases[i].signature not in seen and len(seen) < (6 if area in DRAWS else 3):
                        seen.add(cases[i].signature)
                        picked.append((cases[i], [None]))
            for case, dtypes in picked:
                self.chosen[case.name] = dtypes

    @staticmethod
    def dtypes(kind, area, function, generator):
        if kind == "float" and (area in NORMWISE or function in SERIES or function.endswith(".draw")):
            # LAPACK knows no half precision; and JAX draws in single precision, but computes with parameters of half
            # precision in it before it widens them.
            return ["float32", "float64"]
        if kind == "float":
            return ["float32", "float64", ["float16", "bfloat16"][int(generator.integers(2))]]
        if kind == "complex":
            return ["complex64", "complex128"]
        return [None] + [values.INTEGERS[int(i)] for i in generator.permutation(8)[:2]]


class Area(recorder.Area):
    """Takes the place of `recorder.Area`."""

    calls = None

    def add(self, function, compute, *inputs, attributes=None, note="", derivatives=None, x64=None,
            keep=None, extra=None):
        attributes = attributes or {}
        inputs = [np.asarray(value) for value in inputs]
        name = name_of(function, inputs, attributes, x64, note)
        calls = self.calls
        if calls.found is not None:
            calls.found.append(Case(function, name, inputs, attributes, derivatives))
            return None
        # Double precision comes first, because it is the truth of the others as well.
        dtypes = sorted(calls.chosen.get(name, []), key=lambda d: d not in ("float64", "complex128"))
        shared = Shared()
        done = []
        for dtype in dtypes:
            changed = inputs if dtype is None else cast(inputs, dtype)
            if changed is None:
                continue
            # A case in another dtype has its own name, and decides itself whether 64-bit types are on.
            same = [str(v.dtype) for v in changed] == [str(v.dtype) for v in inputs]
            wide = x64 if same else None
            case_name = name_of(function, changed, attributes, wide, note)
            if case_name in self.names:
                continue
            self.names.add(case_name)
            if wide is None:
                wide = any(recorder.is_wide(value) for value in changed)
            case = {"function": function, "name": case_name, "attributes": attributes, "x64": wide}
            case.update(extra or {})
            recording = Recording(calls, self.name, compute, changed, derivatives, keep, shared, case)
            if recording.attempt():
                done.append(recording)
        for recording in reversed(done):
            recording.bound()
        self.cases += [recording.case for recording in done]
        return None


class Shared:
    """What the dtypes of a call have in common."""

    def __init__(self):
        self.truth = {}  # what is computed: the program in double precision
        self.single = {}  # JAX's errors in single precision, by field
        self.axes = None
        self.is_imprecise = False


def name_of(function, inputs, attributes, x64, note):
    name = f"{function}({', '.join(recorder.describe(value) for value in inputs)})"
    for key in sorted(attributes):
        name += f" {key}={json.dumps(attributes[key], sort_keys=True)}"
    if x64 is not None:
        name += f" x64={str(x64).lower()}"
    return name + (f": {note}" if note else "")


def cast(inputs, dtype):
    """The inputs with their floating or, if they have none, their whole numbers in another dtype."""
    kind = kind_of(dtype)
    result = []
    for value in inputs:
        own = kind_of(str(value.dtype))
        if kind == "integer" and own == "integer":
            with np.errstate(all="ignore"):
                changed = value.astype(dtype)
            if np.any(changed.astype(object) != value.astype(object)):
                return None
            result.append(changed)
        elif kind == "float" and own == "float":
            with np.errstate(all="ignore"):
                result.append(value.astype(values.dtype(dtype)))
        elif kind == "complex" and own in ("float", "complex"):
            real = "float32" if dtype == "complex64" else "float64"
            result.append(value.astype(dtype if own == "complex" else real))
        else:
            result.append(value)
    return result


class Recording:
    """One call in one dtype, on its way through JAX."""

    def __init__(self, calls, area, compute, inputs, derivatives, keep, shared, case):
        self.calls, self.area, self.compute, self.shared = calls, area, compute, shared
        self.inputs, self.derivatives, self.case = inputs, derivatives, case
        self.keep = keep if keep is not None else [
            index for index, value in enumerate(inputs) if is_inexact(value)]

    def attempt(self):
        """Records what JAX computes; false where it refuses."""
        if os.environ.get("COMPARE_TRACE"):
            print(self.case["name"], flush=True)
        names = self.calls.names
        names.start(self.calls.salt.crc32(self.case["name"].encode()))
        try:
            with jax.enable_x64(self.case["x64"]), jax.default_matmul_precision("highest"):
                self.record()
            return True
        except Exception as error:  # noqa: BLE001  (what JAX refuses is told at the end)
            text = (str(error).splitlines() or [""])[0][:160]
            self.calls.refused.setdefault(f"{self.area}.{self.case['function']}", []).append(
                f"{self.case['name']}: {type(error).__name__}: {text}")
            return False
        finally:
            names.stop()

    def record(self):
        arrays = [jnp.asarray(value) for value in self.inputs]
        for given, kept in zip(self.inputs, arrays):
            if given.dtype != kept.dtype:
                raise TypeError(f"{given.dtype} input became {kept.dtype}")
        outputs, self.is_traceable = self.values(arrays)
        self.kept_outputs = [i for i, value in enumerate(outputs) if is_inexact(value)]
        if not self.kept_outputs or not self.keep:
            self.derivatives = None
        generator = np.random.default_rng(self.calls.salt.crc32(self.case["name"].encode()))
        self.tangents = [recorder.direction(generator, self.inputs[i]) for i in self.keep]
        self.cotangents = [recorder.direction(generator, np.zeros(outputs[i].shape, outputs[i].dtype))
                           for i in self.kept_outputs]
        self.axes, self.others = self.batch(generator)
        self.found, self.level, self.is_batched = self.compute_all()
        self.store(len(outputs))
        transformations = ["value"] + {"both": ["jvp", "vjp"], "first": ["jvp", "vjp"],
                                       "forward": ["jvp"], None: []}[self.level]
        transformations += ["vmap"] if self.is_batched else []
        for path, dtype in self.calls.names.called.items():
            entry = self.calls.coverage.setdefault(path, {})
            entry[dtype] = sorted(set(entry.get(dtype, [])) | set(transformations))

    def values(self, arrays):
        """The types of the outputs, and whether the function can be traced."""
        try:
            return jax.eval_shape(lambda *x: recorder.as_list(self.compute(*x)), *arrays), True
        except Exception:  # noqa: BLE001  (sizes that depend on the elements)
            return [jnp.asarray(x) for x in recorder.as_list(self.compute(*arrays))], False

    def batch(self, generator):
        """The axes along which inputs are batched, and the second example."""
        candidates = [i for i, value in enumerate(self.inputs) if kind_of(str(value.dtype)) != "other"]
        inexact = [i for i in candidates if is_inexact(self.inputs[i])]
        pool = inexact or candidates
        if not pool or self.area in ("random", "multivariate", "layers", "losses"):
            return None, None
        if self.shared.axes is None:
            some = [i for i in pool if generator.random() < 0.7] or [pool[0]]
            self.shared.axes = [int(generator.integers(value.ndim + 1)) if i in some else None
                                for i, value in enumerate(self.inputs)]
        axes, others = self.shared.axes, list(self.inputs)
        for index, value in enumerate(self.inputs):
            if axes[index] is None:
                continue
            if index in inexact:
                # A part of each keeps matrices well-conditioned and sorted arrays sorted.
                others[index] = (value * np.asarray(0.75).astype(value.dtype)).astype(value.dtype)
            else:
                others[index] = value // 2
        return axes, others

    def pipeline(self, level, is_batched):
        """Everything that is recorded, as one function of lists of arrays."""
        keep, kept = self.keep, self.kept_outputs

        def run(inputs, tangents, cotangents, others):
            def smooth(*changed):
                full = list(inputs)
                for index, value in zip(keep, changed):
                    full[index] = value
                results = recorder.as_list(self.compute(*full))
                return tuple(results[index] for index in kept)

            result = {"outputs": [jnp.asarray(x) for x in recorder.as_list(self.compute(*inputs))]}
            primals = tuple(inputs[index] for index in keep)
            if level:
                result["outputTangents"] = list(jax.jvp(smooth, primals, tuple(tangents))[1])
            if level in ("both", "first"):
                def pull(*changed):
                    return jax.vjp(smooth, *changed)[1](tuple(cotangents))

                if level == "both":
                    pulled, second = jax.jvp(pull, primals, tuple(tangents))
                    result["secondOrder"] = list(second)
                else:
                    pulled = pull(*primals)
                result["inputCotangents"] = list(pulled)
            if is_batched:
                stacked = [x if axis is None else jnp.stack([x, other], axis)
                           for x, other, axis in zip(inputs, others, self.axes)]
                result["batched"] = recorder.as_list(jax.vmap(
                    lambda *x: tuple(recorder.as_list(self.compute(*x))), tuple(self.axes))(*stacked))
            return result

        return run

    def arguments(self, convert=jnp.asarray):
        return [[convert(x) for x in group]
                for group in (self.inputs, self.tangents, self.cotangents, self.others or [])]

    def attempts(self):
        """What to record, the most first."""
        start = LEVELS.index(self.derivatives)
        # Half precision has no second derivatives: they cost much to compile and say little.
        if start == 0 and any(str(v.dtype) in ("float16", "bfloat16") for v in self.inputs):
            start = 1
        for is_batched in ([True, False] if self.axes else [False]):
            for level in LEVELS[start:]:
                yield level, is_batched

    def compute_all(self):
        error = None
        for level, is_batched in self.attempts():
            run = self.pipeline(level, is_batched)
            try:
                found, program = self.execute(run, self.arguments())
            except Exception as problem:  # noqa: BLE001
                error = problem
                continue
            if any(str(v.dtype) in ("float64", "complex128") for v in self.inputs):
                self.shared.truth[level, is_batched] = program
            while level and not finite(found, level):
                # The derivative has no value here; what is left is worth comparing.
                level = LEVELS[LEVELS.index(level) + 1]
                self.calls.lost += 1
            return found, level, is_batched
        raise error

    def execute(self, run, arguments):
        """The results of a function, and the compiled program where it can be traced."""
        if self.is_traceable:
            traced = jax.jit(run).trace(*arguments)
            self.shared.is_imprecise = self.shared.is_imprecise or bounds.is_imprecise(traced.jaxpr)
            run = traced.lower().compile()
        return jax.tree.map(np.asarray, run(*arguments)), run

    def store(self, count):
        case, found, level = self.case, self.found, self.level

        def spread(arrays, indices, count):
            row = [None] * count
            for index, value in zip(indices, arrays):
                row[index] = recorder.encode(value)
            return row

        case["inputs"] = [recorder.encode(value) for value in self.inputs]
        case["outputs"] = [recorder.encode(value) for value in found["outputs"]]
        if level:
            case["tangents"] = spread(self.tangents, self.keep, len(self.inputs))
            case["outputTangents"] = spread(found["outputTangents"], self.kept_outputs, count)
        if level in ("both", "first"):
            case["cotangents"] = spread(self.cotangents, self.kept_outputs, count)
            case["inputCotangents"] = spread(found["inputCotangents"], self.keep, len(self.inputs))
        if level == "first":
            case["firstOrderOnly"] = True
        if level == "both":
            case["secondOrder"] = spread(found["secondOrder"], self.keep, len(self.inputs))
        if self.is_batched:
            case["batchAxes"] = self.axes
            case["others"] = [recorder.encode(value) for value in self.others]
            case["batched"] = [recorder.encode(value) for value in found["batched"]]

    def bound(self):
        """Writes the true values and the distances from them that are allowed."""
        case, found, level = self.case, self.found, self.level
        fields = ["outputs"] + (["outputTangents"] if level else [])
        fields += ["inputCotangents"] if level in ("both", "first") else []
        fields += ["secondOrder"] if level == "both" else []
        fields += ["batched"] if self.is_batched else []
        dtypes = {str(v.dtype) for v in self.inputs if is_inexact(v)}
        widths = {d.replace("complex64", "float32").replace("complex128", "float64") for d in dtypes}
        draws = self.area in DRAWS or case["function"].endswith((".draw", ".resample", "ropout"))
        # Of numbers that depend on bits there is no truth in another dtype.
        if draws or len(widths) != 1 or not any(is_inexact(x) for f in fields for x in found[f]):
            return
        try:
            with jax.enable_x64(True), jax.default_matmul_precision("highest"):
                truth, moves = self.truth(fields)
        except Exception as error:  # noqa: BLE001
            self.calls.refused.setdefault("truth", []).append(f"{case['name']}: {str(error)[:120]}")
            return
        if [x.shape for x in truth] != [x.shape for field in fields for x in found[field]]:
            return
        own = self.own_errors(fields, found, truth, dtypes)
        rows = iter([self.row(value, *rest) for value, *rest in zip(
            [x for field in fields for x in found[field]], truth, moves, own)])
        result = {field: [next(rows) for _ in found[field]] for field in fields}
        case["bounds"] = {field: self.placed(field, result[field]) for field in fields}

    def truth(self, fields):
        """The true values, and how far they move with the inputs."""
        groups = self.arguments(lambda x: np.asarray(x).astype(widened(np.asarray(x).dtype)))
        sizes = [len(group) for group in groups]
        wanted = (self.level, self.is_batched)
        # A program that computes more is as good.
        program = next((run for (level, is_batched), run in self.shared.truth.items()
                        if LEVELS.index(level) <= LEVELS.index(self.level)
                        and is_batched >= self.is_batched), None)
        if program is None:
            _, program = self.execute(self.pipeline(*wanted), [
                [jnp.asarray(x) for x in group] for group in groups])

        def evaluate(flat):
            rest, again = list(flat), []
            for size in sizes:
                again.append([jnp.asarray(x) for x in rest[:size]])
                rest = rest[size:]
            result = program(*again)
            return [np.asarray(x) for field in fields for x in result[field]]

        flat = [x for group in groups for x in group]
        truth = evaluate(flat)
        generator = np.random.default_rng(self.calls.salt.crc32(self.case["name"].encode()))
        return truth, bounds.sensitivity(evaluate, flat, truth, generator, self.area in NORMWISE,
                                         bounds.DIRECTIONS if self.is_traceable else 1)

    def placed(self, field, rows):
        """The rows where the arrays of a field stand in a case."""
        if field in ("outputs", "batched"):
            return rows
        indices = self.kept_outputs if field == "outputTangents" else self.keep
        row = [None] * len(self.found["outputs"] if field == "outputTangents" else self.inputs)
        for index, value in zip(indices, rows):
            row[index] = value
        return row

    def own_errors(self, fields, found, truth, wanted):
        """JAX's errors in the dtype. Those in double precision are unknown, as the truth is no better; so that they are
        those in single precision, which was recorded before, in the units of double."""
        flat = [(field, x) for field in fields for x in found[field]]
        if not wanted & {"float64", "complex128"}:
            errors = [bounds.own_error(x, t) for (_, x), t in zip(flat, truth)]
            if wanted & {"float32", "complex64"}:
                for (field, _), error in zip(flat, errors):
                    self.shared.single.setdefault(field, []).append(error)
            return errors
        ratio = bounds.EPSILON["float64"] / bounds.EPSILON["float32"]
        known = {field: iter(self.shared.single.get(field, [])) for field in fields}
        scaled = [next(known[field], (0.0, 0.0, 0.0)) for field, _ in flat]
        # The truth has an error of its own.
        return [tuple(2 * ratio * part for part in parts) for parts in scaled]

    def row(self, value, truth, moves, error):
        dtype = str(value.dtype)
        if dtype not in bounds.EPSILON:
            return None
        with np.errstate(all="ignore"):
            limit = bounds.allowed(dtype, truth, moves, error, self.shared.is_imprecise)
            true = bounds.wide(truth)
            # Where the true number is not finite, JAX's own one counts.
            odd = ~np.isfinite(true)
            limit = np.where(odd, 16 * bounds.EPSILON[dtype] * np.abs(bounds.wide(value)), limit)
            true = np.where(odd, bounds.wide(value), true)
            limit = np.where(np.isfinite(limit), limit, 0)
        size = np.max(np.abs(np.where(np.isfinite(true), true, 0)), initial=0)
        if size > 0 and np.max(limit, initial=0) > 0.5 * size:
            self.calls.ill += 1
        return {"truth": recorder.encode(true), "allowed": recorder.encode(limit)}


def finite(found, level):
    keys = {"both": "secondOrder", "first": "inputCotangents", "forward": "outputTangents"}
    return all(np.all(np.isfinite(bounds.wide(x))) for x in found[keys[level]]) and (
        level == "forward" or finite(found, LEVELS[LEVELS.index(level) + 1]))
