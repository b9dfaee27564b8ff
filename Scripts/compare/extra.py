"""Calls that the fixtures don't have: names of the tables that no area draws.

Where the fixtures have the function under another of its names, the call stands in that area. The rest is the area
`further`, whose functions are in `Tests/EspalierTests/Compare/FurtherFunctions.swift`.
"""

import jax
import jax.experimental
import jax.numpy as jnp
import jax.scipy.linalg as jsl
import numpy as np
from jax import lax
from jax.scipy import signal, special

import values


def record(name, area):
    """Adds the further calls of an area."""
    add = CALLS.get(name)
    if add:
        add(area)


def draw(seed, shape, kind="float32", low=-2, high=2):
    return values.uniform(f"further {seed}", shape, low, high, kind)


def both(seed, shape, low=-2, high=2):
    for kind in ("float32", "float64"):
        yield draw(seed, shape, kind, low, high)


def complexes(seed, shape):
    return [values.complex_uniform(f"further {seed}", shape, -2, 2, kind) for kind in values.COMPLEX]


NOTE = "another name"


def elementwise(area):
    for x in both("integer power", [2, 3]):
        area.add("integerPower", lambda x: lax.integer_pow(x, 3), x, attributes={"exponent": 3},
                 note=NOTE, derivatives="both")
        area.add("abs", lax.abs, x, note=NOTE, derivatives="both")
    for x in complexes("parts", [2, 3]):
        for name, function in (("real", lax.real), ("imag", lax.imag), ("conj", lax.conj)):
            area.add(name, function, x, note=NOTE, derivatives="both")


def selection(area):
    for x in both("select", [2, 3]):
        area.add("which", lax.select, values.booleans("select", [2, 3]), x, x[::-1].copy(),
                 note=NOTE, derivatives="both")


def linear_algebra(area):
    for kind in ("float32", "float64"):
        a, b = draw("td", [2, 3], kind), draw("te", [3, 4], kind)
        area.add("tensordot", lambda a, b: jnp.linalg.tensordot(a, b, axes=1), a, b,
                 attributes={"axes": 1}, note=NOTE, derivatives="both")
        area.add("matrixNorm", lambda x: jnp.linalg.matrix_norm(x, ord="fro"), a,
                 attributes={"order": "fro"}, note=NOTE, derivatives="both")


def creation(area):
    for x in both("diagonals", [2, 3, 3]):
        area.add("diagonal", lambda x: jnp.linalg.diagonal(x), x, note=NOTE, derivatives="both",
                 attributes={"offset": 0, "axis1": -2, "axis2": -1})
        area.add("trace", lambda x: jnp.linalg.trace(x), x, note=NOTE, derivatives="both",
                 attributes={"offset": 0, "axis1": -2, "axis2": -1, "dtype": None})
    for kind in ("int32", "float32", "uint8"):
        area.add("iota", lambda: lax.iota(kind, 5), note=NOTE,
                 attributes={"shape": [5], "dimension": 0, "dtype": kind})
        area.add("empty", lambda: lax.empty((3, 2), kind), note=NOTE,
                 attributes={"shape": [3, 2], "dtype": kind})


def decompositions(area):
    from areas.decompositions import definite, general, hermitian

    for kind in ("float32", "float64"):
        a = hermitian("further", [3, 3], kind)
        area.add("eigvalsh", lambda a: jsl.eigh(a, eigvals_only=True), a, note=NOTE)
        area.add("eigvalsh", lambda a: lax.linalg.eigh(a)[1], a, note=NOTE + ", inner")
        for note, function in (
                ("scipy", lambda a: tuple(jsl.qr(a, mode="economic"))),
                ("inner", lambda a: tuple(lax.linalg.qr(a, full_matrices=False)))):
            area.add("qr", function, general("further", [4, 3], kind), note=note,
                     derivatives="both")
        for note, function in (("scipy", lambda a: jsl.cholesky(a, lower=True)),
                               ("inner", lambda a: lax.linalg.cholesky(a))):
            area.add("cholesky", function, definite("further", [3, 3], kind), note=note,
                     derivatives="both")
        area.add("luFactor", lambda a: tuple(lax.linalg.lu(a))[:2],
                 general("further", [4, 4], kind)[::-1], note=NOTE, derivatives="first")


def schur(area):
    from areas.schur import apart

    for kind in ("float32", "float64", "complex64", "complex128"):
        area.add("eigvals", lambda a: lax.linalg.eig(
            a, compute_left_eigenvectors=False, compute_right_eigenvectors=False)[0],
            apart("further", [4, 4], kind), note=NOTE)
    for kind in ("float32", "float64"):
        area.add("schur", lambda a: tuple(lax.linalg.schur(a)), apart("further", [4, 4], kind),
                 note=NOTE)


def reductions(area):
    attributes = {"axes": [1], "keepDims": False}
    for name in ("sum", "prod", "max", "min"):
        function = getattr(lax, f"reduce_{name}")
        for x in both(f"reduce {name}", [2, 5]):
            area.add(name, lambda x: function(x, (1,)), x, attributes=attributes, note=NOTE,
                     derivatives="both")
    for name, function in (("all", lax.reduce_and), ("any", lax.reduce_or)):
        area.add(name, lambda x: function(x, (1,)), values.booleans(name, [3, 2]),
                 attributes=attributes, note=NOTE)
    for name, function in (("argmax", lax.argmax), ("argmin", lax.argmin)):
        for x in both(name, [3, 5]):
            area.add(name, lambda x: function(x, 1, np.int32), x,
                     attributes={"axis": 1, "keepDims": False}, note=NOTE)


def sorting(area):
    for kind in ("float32", "float64"):
        keys = values.distinct("further keys", [5], kind)
        area.add("sortKeyed", lambda k, v: lax.sort_key_val(k, v, dimension=0), keys,
                 draw("payload", [5], kind), attributes={"keys": 1, "axis": 0}, note=NOTE,
                 derivatives="both")
        area.add("topK", lambda x: tuple(lax.approx_max_k(x, 3)),
                 values.distinct("further top", [2, 7], kind), attributes={"k": 3, "axis": -1},
                 note=NOTE)


def special_functions(area):
    for x in both("i0", [2, 3], 0.3, 4):
        area.add("i0", special.i0, x, note=NOTE, derivatives="both")


def special_area(area):
    for x in both("softmax", [2, 3]):
        area.add("softmax", lambda x: special.softmax(x, axis=-1), x, attributes={"axes": [-1]},
                 note=NOTE, derivatives="both")
        area.add("logSoftmax", lambda x: special.log_softmax(x, axis=-1), x,
                 attributes={"axes": [-1]}, note=NOTE, derivatives="both")


def special_pairs(area):
    for x in both("polygamma", [4], 0.5, 5):
        area.add("polygamma", lambda x: lax.polygamma(jnp.full_like(x, 2), x), x,
                 attributes={"order": 2}, note=NOTE, derivatives="first")


def statistics(area):
    for kind in ("float32", "float64"):
        a, b = draw("image", [4, 5], kind), draw("kernel", [2, 3], kind)
        for mode in ("full", "same", "valid"):
            area.add("correlateND", lambda a, b: signal.correlate2d(a, b, mode), a, b,
                     attributes={"mode": mode, "method": "direct"}, note=NOTE, derivatives="both")
        area.add("resize", lambda x: jax.image.resize(x, (6, 5), jax.image.ResizeMethod.LINEAR), b,
                 attributes={"shape": [6, 5], "method": "linear", "antialias": True}, note=NOTE,
                 derivatives="both")


def transforms(area):
    for x in complexes("spectrum", [2, 6]):
        area.add("fft", lambda x: lax.fft(x, "FFT", (6,)), x, note=NOTE, derivatives="both",
                 attributes={"axis": -1, "length": None, "norm": None})
    for kind in ("float32", "float64"):
        x, k = draw("picture", [1, 2, 5, 4], kind), draw("filter", [3, 2, 2, 2], kind)
        highest = lax.Precision.HIGHEST
        area.add("conv", lambda x, k: lax.conv(x, k, (1, 2), "SAME", precision=highest), x, k,
                 attributes={"strides": [1, 2], "padding": "SAME"}, note=NOTE, derivatives="both")
        area.add("conv", lambda x, k: lax.conv_with_general_padding(
            x, k, (1, 1), [(1, 0), (0, 1)], (1, 1), (1, 2)), x, k, note=NOTE + ", padded",
            attributes={"strides": [1, 1], "padding": [[1, 0], [0, 1]], "lhsDilation": [1, 1],
                        "rhsDilation": [1, 2]}, derivatives="both")
        numbers = lax.conv_dimension_numbers((1, 2, 5, 4), (3, 2, 2, 2), ("NCHW", "OIHW", "NCHW"))
        area.add("conv", lambda x, k: lax.conv_general_dilated(
            x, k, (1, 1), "VALID", dimension_numbers=lax.ConvDimensionNumbers(*numbers)), x, k,
            note=NOTE + ", layout", derivatives="both")


def random(area):
    """Seeds that are fresh; keys of arrays."""
    generator = np.random.default_rng(values.zlib.crc32(b"seeds"))
    for low, high in ((0, 2 ** 31), (2 ** 31, 2 ** 63 - 1), (-2 ** 63, 0)):
        for number in range(4):
            seed = int(generator.integers(low, high))
            area.add("key", lambda: jax.random.PRNGKey(seed), attributes={"seed": seed}, x64=True)


def further(area):
    for kind in ("float32", "float64", "int32", "complex64"):
        x = np.asarray(draw("array", [2, 3], "float64")).astype(kind)
        smooth = None if kind == "int32" else "both"
        for name, function in (
                ("array", jnp.array), ("array", jnp.asarray), ("positive", jnp.positive),
                ("identity", jax.nn.identity)):
            area.add(name, function, x, note=function.__name__, derivatives=smooth)
        area.add("sizes", lambda x: jnp.asarray(
            list(jnp.shape(x)) + [jnp.ndim(x), jnp.size(x)], "int32"), x)
        area.add("isComplexObject", lambda x: jnp.asarray(jnp.iscomplexobj(x)), x)
        area.add("isRealObject", lambda x: jnp.asarray(jnp.isrealobj(x)), x)
        area.add("broadcastLike", lambda x, y: lax.broadcast_like(x, y), x[0],
                 np.zeros([2, 3], kind), keep=[0], derivatives=smooth)
        area.add("broadcastToRank", lambda x: lax.broadcast_to_rank(x, 4), x, derivatives=smooth)
        area.add("reverse", lambda x: lax.rev(x, (1,)), x, derivatives=smooth)
        for target in ("float32", "int32", "complex64", "bfloat16", "float64"):
            if kind == "complex64" and target != "complex64":
                continue
            wide = target == "float64" or kind == "float64"
            for note, function in (
                    ("", lambda x: jnp.astype(x, values.dtype(target))),
                    ("inner", lambda x: lax.convert_element_type(x, values.dtype(target)))):
                area.add("asType", function, x, attributes={"dtype": target}, note=note, x64=wide)
    for kind, target in (("float32", "int32"), ("int32", "float32"), ("float64", "uint64"),
                         ("float16", "int16"), ("uint8", "int8")):
        x = np.asarray(draw("bits", [4], "float64", 0, 9)).astype(kind)
        area.add("bitcast", lambda x: lax.bitcast_convert_type(x, target), x,
                 attributes={"dtype": target})
    for name in ("tril", "triu"):
        function = getattr(jnp, f"{name}_indices_from")
        for offset in (-1, 0, 1):
            area.add(f"{name}IndicesFrom", lambda x: tuple(function(x, offset)),
                     draw("square", [3, 4]), attributes={"offset": offset})
    area.add("diagIndicesFrom", lambda x: tuple(jnp.diag_indices_from(x)), draw("square", [3, 3]))
    for shapes in ([[2, 1], [3]], [[4, 1, 2], [3, 1]]):
        area.add("broadcastShapes", lambda: jnp.asarray(
            jnp.broadcast_shapes(*map(tuple, shapes)), "int32"), attributes={"shapes": shapes})
        area.add("broadcastShapes", lambda: jnp.asarray(
            lax.broadcast_shapes(*map(tuple, shapes)), "int32"), attributes={"shapes": shapes},
            note=NOTE)
    for kind in ("int32", "uint8", "bool"):
        x = np.asarray(draw("xor", [3, 4], "float64", 0, 9)).astype(kind)
        area.add("reduceXor", lambda x: lax.reduce_xor(x, (1,)), x)
    for kind in ("float32", "float64"):
        x = values.distinct("further least", [2, 7], kind)
        area.add("leastK", lambda x: tuple(lax.approx_min_k(x, 3)), x)
        a = draw("reflected", [3, 3], kind) + 2 * np.eye(3, dtype=kind)
        area.add("qrMultiply", lambda a, c: jsl.qr_multiply(a, c, mode="left")[0], a,
                 draw("multiplied", [3, 2], kind))
        record_effects(area, kind)
    area.add("fromBuffer", lambda: jnp.frombuffer(
        np.arange(4, dtype="float32").tobytes(), "float32"), attributes={"count": 4})
    area.add("fromBuffer", lambda: jnp.fromiter(range(4), "float32"), attributes={"count": 4},
             note=NOTE)


def record_effects(area, kind):
    x = draw("called", [5], kind)

    def host(v):
        return (np.asarray(v) * 2 + 1).astype(kind)

    def result(x):
        return jax.ShapeDtypeStruct(x.shape, x.dtype)

    area.add("callback", lambda x: jax.pure_callback(
        host, result(x), x, vmap_method="sequential"), x, note="pure")
    area.add("callback", lambda x: jax.experimental.io_callback(host, result(x), x), x, note="io")

    def told(x):
        jax.debug.callback(lambda v: None, x)
        return x * 2 + 1

    area.add("callback", told, x, note="debug")

    def guarded(x):
        import equinox

        return equinox.error_if(x, jnp.any(x > 100), "too large")

    area.add("guarded", guarded, x)


CALLS = {
    "elementwise": elementwise, "selection": selection, "linear_algebra": linear_algebra,
    "creation": creation, "decompositions": decompositions, "schur": schur,
    "reductions": reductions, "sorting": sorting, "special_functions": special_functions,
    "special": special_area, "special_pairs": special_pairs, "statistics": statistics,
    "transforms": transforms, "random": random, "further": further,
}
