"""The names of the function tables, and which of them are drawn.

`Documentation/Functions/*.md` says for each public function of JAX, Optax, Equinox and Flax what it is called here. The
functions of these packages are replaced by objects that call them and take a note of it, before the areas are imported.
Where several names of one row compute the same, calls of the one are shared out among all.
"""

import importlib
import re
import sys
from inspect import ismodule
from pathlib import Path

TABLES = Path(__file__).resolve().parents[2] / "Documentation" / "Functions"

# Where names without a module in front of them belong, by table.
DEFAULT_MODULES = {"SpecialFunctions": "jax.scipy.special", "Optimizers": "optax"}
SECTIONS = {"Layers/Activations": "jax.nn", "Layers/Initialisers": "jax.nn.initializers"}
OTHERS = ("flax", "optax", "equinox")


def resolve(path):
    """The object of a dotted name, and what holds it; None where there is none."""
    module, _, name = path.rpartition(".")
    while module:
        try:
            holder = importlib.import_module(module)
        except ImportError:
            module, _, head = module.rpartition(".")
            name = f"{head}.{name}"
            continue
        *inner, last = name.split(".")
        for part in inner:
            holder = getattr(holder, part, None)
        return (holder, last) if hasattr(holder, last) else None
    return None


class Name:
    """A name of a table: a function that has a form here."""

    def __init__(self, path, table, row):
        self.path, self.table, self.row = path, table, row
        self.dtypes = {}
        self.refused = set()

    def note(self, dtype, transformations):
        self.dtypes.setdefault(dtype, set()).update(transformations)


def expand(cell, table, section):
    """The dotted names of a table's first column."""
    default = SECTIONS.get(f"{table}/{section}") or DEFAULT_MODULES.get(table)
    cell = re.sub(r"\(.*?\)", lambda match: ", " + match.group()[1:-1], cell.replace("`", ""))
    prefix, last = default, ""
    for part in re.split(r"[,;]| and ", cell):
        part = part.strip()
        if not re.fullmatch(r"[A-Za-z_0-9][\w.]*", part):
            continue
        if re.fullmatch(r"\d[a-z]", part):  # Conv1d, 2d
            part = re.sub(r"\d[a-z]$", part, last)
        elif part.startswith("_"):  # scale_by_adam, _adamax
            stem = last
            while stem and not resolve(f"{prefix}.{stem}{part}"):
                stem = stem.rpartition("_")[0]
            part = stem + part
        known = part.rpartition(".")[0]
        if known.split(".")[0] in ("jax", "optax", "equinox", "flax", "treex", "scipy"):
            prefix, part = known, part.rpartition(".")[2]
        if prefix:
            last = part
            yield f"{prefix}.{part}"


def read():
    """Every name that has a form here and is there in the installed packages, by path."""
    names, row = {}, 0
    for path in sorted(TABLES.glob("*.md")):
        section = ""
        for line in path.read_text().splitlines():
            if line.startswith("## "):
                section = line[3:]
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            if len(cells) < 3 or cells[0].startswith("---"):
                continue
            row += 1
            if cells[2].startswith(("absent", "nothing to do")) or cells[1] in ("", "none"):
                continue
            for name in expand(cells[0], path.stem, section):
                found = resolve(name)
                if not found:
                    continue
                thing = getattr(*found)
                # A distribution is a module; its functions are named in the third column.
                # Of other packages and dtypes there is nothing to call.
                if name.split(".")[0] not in ("jax", *OTHERS) or path.stem == "DTypes":
                    continue
                inner = re.findall(r"\w+", cells[2].partition(":")[2]) if ismodule(thing) else []
                paths = [f"{name}.{one}" for one in inner if callable(getattr(thing, one, None))]
                for one in paths or ([name] if callable(thing) else []):
                    names.setdefault(one, Name(one, path.stem, row))
    return names


# Names that stand for one function of the same arguments: a call of the first is shared out among all. What takes
# fewer arguments than the first, or dtypes, refuses the call, which the first then takes.
TWINS = """
jax.numpy: abs absolute fabs lax.abs; negative lax.neg; subtract lax.sub; add lax.add
jax.numpy: multiply lax.mul; divide true_divide lax.div; mod remainder; power pow lax.pow
jax.numpy: maximum lax.max; minimum lax.min; sign lax.sign; square lax.square
jax.numpy: reciprocal lax.reciprocal; exp lax.exp; exp2 lax.exp2; expm1 lax.expm1; log lax.log
jax.numpy: log1p lax.log1p; sqrt lax.sqrt; cbrt lax.cbrt; sin lax.sin; cos lax.cos; tan lax.tan
jax.numpy: arcsin asin lax.asin; arccos acos lax.acos; arctan atan lax.atan
jax.numpy: arctan2 atan2 lax.atan2; sinh lax.sinh; cosh lax.cosh; tanh nn.tanh lax.tanh
jax.numpy: arcsinh asinh lax.asinh; arccosh acosh lax.acosh; arctanh atanh lax.atanh
jax.numpy: deg2rad radians; rad2deg degrees; floor lax.floor; ceil lax.ceil; round around
jax.numpy: conj conjugate; equal lax.eq; not_equal lax.ne; less lax.lt; less_equal lax.le
jax.numpy: greater lax.gt; greater_equal lax.ge; isfinite lax.is_finite
jax.numpy: bitwise_and lax.bitwise_and; bitwise_or lax.bitwise_or; bitwise_xor lax.bitwise_xor
jax.numpy: bitwise_not bitwise_invert invert lax.bitwise_not
jax.numpy: left_shift bitwise_left_shift lax.shift_left; right_shift bitwise_right_shift
jax.numpy: nextafter lax.nextafter; max amax; min amin; concatenate concat lax.concatenate
jax.numpy: transpose permute_dims lax.transpose; matmul linalg.matmul; outer linalg.outer
jax.numpy: vecdot linalg.vecdot; tensordot linalg.tensordot; cross linalg.cross
jax.numpy: matrix_transpose linalg.matrix_transpose; full lax.full; full_like lax.full_like
jax.numpy: expand_dims lax.expand_dims; stack lax.stack; unstack lax.unstack; tile lax.tile
jax.numpy: cumsum lax.cumsum; cumprod lax.cumprod; reshape lax.reshape; trapezoid scipy.integrate.trapezoid
jax.numpy: eye identity; squeeze lax.squeeze; broadcast_shapes lax.broadcast_shapes
jax.numpy.linalg: det scipy.linalg.det; inv scipy.linalg.inv; svd scipy.linalg.svd lax.linalg.svd
jax.nn: silu swish; hard_silu hard_swish; sigmoid lax.logistic scipy.special.expit
jax.scipy.special: digamma lax.digamma; gammaln lax.lgamma; erf lax.erf; erfc lax.erfc
jax.scipy.special: erfinv lax.erf_inv; i0e lax.bessel_i0e; i1e lax.bessel_i1e; zeta lax.zeta
jax.scipy.special: polygamma lax.polygamma; gammainc lax.igamma; gammaincc lax.igammac
jax.scipy.special: betainc lax.betainc; logsumexp nn.logsumexp
jax.scipy.signal: convolve convolve2d; correlate correlate2d
jax.nn.initializers: glorot_uniform xavier_uniform; glorot_normal xavier_normal
jax.nn.initializers: he_uniform kaiming_uniform; he_normal kaiming_normal
optax: multi_transform partition
"""


def twins():
    """The groups of `TWINS`, as dotted names."""
    for line in TWINS.strip().splitlines():
        module, _, groups = line.partition(": ")
        for group in groups.split(";"):
            first, *others = group.split()
            # `lax.abs` stands in jax, `absolute` in the module of the line.
            yield [f"{module}.{first}"] + [
                f"jax.{other}" if other.split(".")[0] in ("lax", "nn", "scipy")
                else f"{module}.{other}" for other in others]


# What is made once and used in what is recorded.
MADE = re.compile(r"optax\.|equinox\.nn|flax\.|jax\.nn\.initializers|jax\.random\.key$|jax\.lax\..*Numbers$|"
                  r"jax\.lax\.conv_dimension_numbers")


class Recorder:
    """Which names are called while a case is recorded."""

    def __init__(self, names):
        self.names = names
        self.depth = 0
        self.called = None
        self.turn = 0
        self.made = {}  # layers, optimisers and so on, which areas make before they record

    def start(self, turn):
        self.called, self.turn = {}, turn

    def stop(self):
        called, self.called = self.called, None
        return called or {}

    def install(self):
        """Replaces every function of the tables where it stands."""
        groups = {group[0]: group[1:] for group in twins()}
        originals = {path: getattr(*resolve(path)) for path in self.names}
        for path in list(groups) + [p for group in groups.values() for p in group]:
            if path not in originals and resolve(path):
                originals[path] = getattr(*resolve(path))
        for path in self.names:
            holder, last = resolve(path)
            others = [(p, originals[p]) for p in groups.get(path, []) if p in originals]
            setattr(holder, last, Called(self, path, originals[path], others))


class Called:
    """A function that takes a note of its calls by the areas."""

    def __init__(self, recorder, path, function, twins):
        self.__dict__.update(_recorder=recorder, _path=path, _function=function, _twins=twins)
        self.__name__ = getattr(function, "__name__", path.rpartition(".")[2])
        self.__doc__ = getattr(function, "__doc__", None)
        self.__wrapped__ = function

    def __getattr__(self, name):
        if not name.startswith("_") and isinstance(self._function, type):
            # A constant of an enumeration.
            self._recorder.made.setdefault(self._path, "none")
        return getattr(self._function, name)

    def __hash__(self):
        return hash(self._function)

    def __eq__(self, other):
        return self._function == getattr(other, "_function", other)

    def __call__(self, *args, **kwargs):
        recorder = self._recorder
        caller = sys._getframe(1).f_globals.get("__name__", "").split(".")[0]
        # Functions of the packages that call public ones are not what is drawn.
        if recorder.called is None and caller == "areas" and MADE.match(self._path):
            recorder.made.setdefault(self._path, "float32")
        if recorder.called is None or recorder.depth > 0 or caller in OTHERS:
            return self._function(*args, **kwargs)
        choices = [(self._path, self._function)] + self._twins
        chosen = recorder.turn % len(choices)
        recorder.depth += 1
        try:
            for path, function in (choices[chosen], choices[0]):
                try:
                    result = function(*args, **kwargs)
                except (TypeError, ValueError):
                    if path == self._path:
                        raise
                    continue
                recorder.called.setdefault(path, dtype_of(args, kwargs, result))
                return result
        finally:
            recorder.depth -= 1


def dtype_of(*trees):
    """The dtype of the first inexact array, or else of the first array, or else none."""
    import jax

    leaves = [str(leaf.dtype) for leaf in jax.tree.leaves(trees) if hasattr(leaf, "dtype")]
    leaves = [dtype for dtype in leaves if not dtype.startswith("key")]
    inexact = [dtype for dtype in leaves if "float" in dtype or dtype.startswith("complex")]
    return (inexact or leaves or ["none"])[0]
