"""Random programs of 5 to 15 operations, and what JAX makes of them.

A program is a list of operations on numbered values: the inputs come first, then what each operation gives. Operations
hold parts (the body of a loop, the branches of a condition) that are programs themselves. README.md says what each does;
`Tests/EspalierTests/Compare/ProgramInterpreter.swift` says it in Swift.
"""

import json


import jax
import jax.numpy as jnp
import numpy as np
from jax import lax
from jax.scipy import special

import bounds
import recorder

UNARY = {
    "neg": lambda x: -x, "sin": jnp.sin, "cos": jnp.cos, "tanh": jnp.tanh,
    "sigmoid": jax.nn.sigmoid, "atan": jnp.arctan, "erf": special.erf,
    "softplus": jax.nn.softplus, "silu": jax.nn.silu, "asinh": jnp.arcsinh,
    "gelu": lambda x: jax.nn.gelu(x, approximate=True), "relu": jax.nn.relu, "abs": jnp.abs,
    "bell": lambda x: jnp.exp(-x * x), "logSquare": lambda x: jnp.log1p(x * x),
    "root": lambda x: jnp.sqrt(1 + x * x), "inverseRoot": lambda x: lax.rsqrt(1 + x * x),
    "expm1": lambda x: jnp.expm1(jnp.tanh(x)), "cube": lambda x: jnp.tanh(x) ** 3,
    "half": lambda x: x * 0.5, "shift": lambda x: x + 0.25,
}
BINARY = {
    "add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b,
    "ratio": lambda a, b: a / (1 + b * b), "max": jnp.maximum, "min": jnp.minimum,
    "direction": lambda a, b: jnp.arctan2(a, 1 + b * b), "logaddexp": jnp.logaddexp,
    "where": lambda a, b: jnp.where(a > b, a * 0.5, b), "power": lambda a, b: (1 + a * a) ** jnp.sin(b),
    "hypot": lambda a, b: jnp.hypot(a, 1 + b * b),
}
REDUCTIONS = {
    "sum": jnp.sum, "mean": jnp.mean, "amax": jnp.max, "amin": jnp.min,
    "logsumexp": special.logsumexp, "var": jnp.var, "prod": lambda x, **k: jnp.prod(jnp.tanh(x), **k),
    "norm": lambda x, **k: jnp.sqrt(1 + jnp.sum(x * x, **k)),
}
STRUCTURED = ["scan", "cond", "while", "fori", "vmap", "checkpoint", "customJVP", "customVJP"]
SHAPES = [(3,), (4,), (2, 3), (3, 4), (2, 3, 2), ()]
SMALL = [(3,), (4,), (2, 3), (5,)]
LIMIT = 20.0


@jax.custom_jvp
def bent(x):
    return jnp.tanh(x)


@bent.defjvp
def _(primals, tangents):
    """A derivative that is not the function's own, so that it shows which one is used."""
    (x,), (t,) = primals, tangents
    y = bent(x)
    return y, t * (1 - y * y) * 0.5 + t * x * 0.25


@jax.custom_vjp
def turned(x):
    return x * jnp.sin(x)


turned.defvjp(lambda x: (x * jnp.sin(x), x), lambda x, g: (g * (jnp.cos(x) * 0.5 + x),))


def run(ops, values):
    """All values of a program."""
    values = list(values)
    for op in ops:
        values += apply(op, [values[index] for index in op["in"]])
    return values


def part(sub):
    """A part as a function; it gives a list where it has several results."""
    def function(*arguments):
        values = run(sub["ops"], arguments)
        results = [values[index] for index in sub["out"]]
        return results[0] if len(results) == 1 else tuple(results)

    return function


def index_of(op, rank):
    index = [slice(None)] * rank
    index[op["axis"]] = slice(*op["slice"])
    return tuple(index)


def apply(op, x):
    """The values that an operation gives."""
    name = op["op"]
    if name in UNARY:
        return [UNARY[name](x[0])]
    if name in BINARY:
        return [BINARY[name](x[0], x[1])]
    if name in REDUCTIONS:
        return [REDUCTIONS[name](x[0], axis=op["axis"], keepdims=op["keep"])]
    return {
        "reshape": lambda: [jnp.reshape(x[0], op["shape"])],
        "transpose": lambda: [jnp.transpose(x[0], op["axes"])],
        "slice": lambda: [x[0][index_of(op, x[0].ndim)]],
        "take": lambda: [jnp.take(x[0], np.array(op["indices"]), axis=op["axis"])],
        "concatenate": lambda: [jnp.concatenate(x, op["axis"])],
        "stack": lambda: [jnp.stack(x, op["axis"])],
        "flip": lambda: [jnp.flip(x[0], op["axis"])],
        "roll": lambda: [jnp.roll(x[0], op["shift"], op["axis"])],
        "pad": lambda: [jnp.pad(x[0], [tuple(w) for w in op["widths"]])],
        "expand": lambda: [jnp.expand_dims(x[0], op["axis"])],
        "broadcast": lambda: [jnp.broadcast_to(x[0], op["shape"])],
        "matmul": lambda: [jnp.matmul(x[0], x[1]) * 0.5],
        "einsum": lambda: [jnp.einsum(op["spec"], x[0], x[1]) * 0.5],
        "sort": lambda: [jnp.sort(x[0], axis=op["axis"])],
        "cumsum": lambda: [jnp.cumsum(x[0], axis=op["axis"])],
        "softmax": lambda: [jax.nn.softmax(x[0], axis=op["axis"])],
        "logSoftmax": lambda: [jax.nn.log_softmax(x[0], axis=op["axis"])],
        "scatterAdd": lambda: [x[0].at[np.array(op["indices"])].add(x[1])],
        "scan": lambda: scan(op, x), "cond": lambda: cond(op, x), "while": lambda: halvings(op, x),
        "fori": lambda: [lax.fori_loop(0, op["count"], lambda i, y: part(op["body"])(
            lax.convert_element_type(i, x[0].dtype), y), x[0])],
        "vmap": lambda: mapped(op, x),
        "checkpoint": lambda: [jax.checkpoint(part(op["body"]))(*x)],
        "customJVP": lambda: [bent(x[0])], "customVJP": lambda: [turned(x[0])],
    }[name]()


def scan(op, x):
    body = part(op["body"])
    last, emitted = lax.scan(lambda c, one: body(c, one), x[0][0] * 0.5, x[0],
                             reverse=op["reverse"])
    return [last, emitted]


def cond(op, x):
    return [lax.cond(jnp.sum(x[0]) > op["threshold"], part(op["then"]), part(op["else"]), *x)]


def halvings(op, x):
    """Times 1 + n / 8, where n is how often the largest element has to be halved."""
    def step(state):
        return state[0] * 0.5, state[1] + 0.125

    size = jnp.max(jnp.abs(lax.stop_gradient(x[0])))
    _, factor = lax.while_loop(lambda state: state[0] > op["threshold"], step,
                               (size, jnp.ones_like(size)))
    return [x[0] * factor]


def mapped(op, x):
    function = part(op["body"])
    for axes in op["axes"]:
        function = jax.vmap(function, tuple(axes))
    return [function(*x)]


class Maker:
    """Draws one program."""

    def __init__(self, generator):
        self.generator = generator
        self.ops, self.values = [], []

    def pick(self, choices):
        return choices[int(self.generator.integers(len(choices)))]

    def draw(self, count, inputs):
        self.inputs = len(inputs)
        self.values = list(inputs)
        while len(self.ops) < count:
            wants = self.generator.random()
            kind = "structured" if wants < 0.28 else self.pick(
                ["unary", "binary", "binary", "reduce", "shape", "shape", "order", "product"])
            op = getattr(self, kind)()
            if op is None:
                continue
            try:
                found = [np.asarray(v) for v in apply(
                    op, [jnp.asarray(self.values[i]) for i in op["in"]])]
            except (TypeError, ValueError):
                continue
            size = max((np.max(np.abs(v), initial=0) for v in found), default=0)
            if not all(0 < v.size <= 36 and v.ndim <= 3 for v in found) or not size < LIMIT:
                continue
            if op["op"] == "while" and not self.is_clear(op):
                continue
            self.ops.append(op)
            self.values += found
        return self

    def is_clear(self, op):
        """Whether the number of turns doesn't hang on the last digits."""
        size = float(np.max(np.abs(self.values[op["in"][0]])))
        turns = np.log2(max(size / op["threshold"], 1e-3))
        return abs(turns - round(turns)) > 0.01

    def some(self, test=lambda value: True):
        """A value, newer ones sooner, so that programs are deep."""
        found = [i for i, value in enumerate(self.values) if test(value)]
        if not found:
            return None
        return found[-1 - min(int(self.generator.geometric(0.35)) - 1, len(found) - 1)]

    def unary(self):
        return {"op": self.pick(list(UNARY)), "in": [self.some()]}

    def fitting(self, index):
        """A value that broadcasts with another."""
        def fits(value):
            try:
                return len(np.broadcast_shapes(value.shape, self.values[index].shape)) <= 3
            except ValueError:
                return False

        return self.pick([i for i, v in enumerate(self.values) if fits(v)])

    def binary(self):
        first = self.some()
        second = self.fitting(first)
        return None if first == second else {"op": self.pick(list(BINARY)), "in": [first, second]}

    def reduce(self):
        index = self.some(lambda v: v.ndim > 0)
        if index is None:
            return None
        axis = int(self.generator.integers(-1, self.values[index].ndim))
        return {"op": self.pick(list(REDUCTIONS)), "in": [index], "axis": axis,
                "keep": bool(self.generator.random() < 0.4)}

    def shape(self):
        index = self.some(lambda v: v.ndim > 0)
        if index is None:
            return None
        shape = self.values[index].shape
        rank, axis = len(shape), int(self.generator.integers(len(shape)))
        name = self.pick(["reshape", "transpose", "slice", "take", "concatenate", "stack", "flip",
                          "roll", "pad", "expand", "broadcast", "scatterAdd"])
        op = {"op": name, "in": [index]}
        if name == "reshape":
            size = int(np.prod(shape))
            factor = self.pick([f for f in range(1, size + 1) if size % f == 0])
            return op | {"shape": self.pick([[size], [factor, size // factor]])}
        if name == "transpose":
            return op | {"axes": [int(a) for a in self.generator.permutation(rank)]}
        if name == "slice":
            if shape[axis] < 2:
                return None
            return op | {"axis": axis, "slice": self.pick(
                [[1, None, None], [None, -1, None], [None, None, 2], [None, None, -1]])}
        if name == "take":
            return op | {"axis": axis, "indices": [int(i) for i in self.generator.integers(
                0, shape[axis], int(self.generator.integers(1, 4)))]}
        if name in ("concatenate", "stack"):
            same = [i for i, v in enumerate(self.values) if v.shape == shape]
            return op | {"in": [index, self.pick(same)], "axis": axis}
        if name == "flip":
            return op | {"axis": axis}
        if name == "roll":
            return op | {"axis": axis, "shift": int(self.generator.integers(-2, 3))}
        if name == "pad":
            return op | {"widths": self.generator.integers(0, 2, (rank, 2)).tolist()}
        if name == "expand":
            return None if rank > 2 else op | {"axis": axis}
        if name == "broadcast":
            return None if rank > 2 else op | {"shape": [2] + list(shape)}
        rows = [i for i, v in enumerate(self.values) if v.shape == (2,) + shape[1:]]
        if not rows:
            return None
        return op | {"in": [index, self.pick(rows)],
                     "indices": [int(i) for i in self.generator.integers(0, shape[0], 2)]}

    def order(self):
        index = self.some(lambda v: v.ndim > 0)
        if index is None:
            return None
        return {"op": self.pick(["sort", "cumsum", "softmax", "logSoftmax"]), "in": [index],
                "axis": int(self.generator.integers(self.values[index].ndim))}

    def product(self):
        first = self.some(lambda v: v.ndim in (1, 2))
        if first is None:
            return None
        shape = self.values[first].shape
        if len(shape) == 2 and self.generator.random() < 0.5:
            others = [i for i, v in enumerate(self.values) if v.ndim == 2 and v.shape[1] == shape[1]]
            return {"op": "einsum", "in": [first, self.pick(others)], "spec": "ij,kj->ik"}
        others = [i for i, v in enumerate(self.values)
                  if v.ndim in (1, 2) and v.shape[0] == shape[-1]]
        return {"op": "matmul", "in": [first, self.pick(others)]} if others else None

    def body(self, inputs, results=1):
        """A part of operations on numbers one by one, whose results have the shape of the last input."""
        sub = {"inputs": inputs, "ops": [], "out": []}
        count = inputs
        for _ in range(int(self.generator.integers(1, 4))):
            if count > 1 and self.generator.random() < 0.6:
                pair = [int(i) for i in self.generator.permutation(count)[:2]]
                sub["ops"].append({"op": self.pick(list(BINARY)), "in": pair})
            else:
                sub["ops"].append({"op": self.pick(list(UNARY)),
                                   "in": [int(self.generator.integers(count))]})
            count += 1
        for _ in range(results):
            # What is carried on stays small and has the shape of the last input.
            sub["ops"].append({"op": "mul", "in": [count - 1, inputs - 1]})
            sub["ops"].append({"op": "tanh", "in": [count]})
            sub["out"].append(count + 1)
            count += 2
        return sub

    def structured(self):
        name = self.pick(STRUCTURED)
        if name in ("scan", "vmap"):
            index = self.some(lambda v: v.ndim > 0)
        else:
            index = self.some()
        if index is None:
            return None
        shape = self.values[index].shape
        op = {"op": name, "in": [index]}
        if name == "scan":
            return op | {"body": self.body(2, 2), "reverse": bool(self.generator.random() < 0.5)}
        if name == "cond":
            total = float(np.sum(self.values[index]))
            side = float(self.pick([-0.5, 0.5]))
            return op | {"threshold": float(np.float32(total + side)), "then": self.body(1),
                         "else": self.body(1)}
        if name == "while":
            return op | {"threshold": 0.15}
        if name == "fori":
            return op | {"count": 3, "body": self.body(2)}
        if name == "vmap":
            return self.nested(op, index, shape)
        if name == "checkpoint":
            other = self.fitting(index)
            return op | {"in": [other, index], "body": self.body(2)}
        return op

    def nested(self, op, index, shape):
        same = [i for i, v in enumerate(self.values) if v.shape == shape]
        scalars = [i for i, v in enumerate(self.values) if v.ndim == 0]
        if scalars and self.generator.random() < 0.4:
            other, other_axes = self.pick(scalars), [None, None]
        else:
            other, other_axes = self.pick(same), None
        axes = []
        rank = len(shape)
        for _ in range(min(rank, 2)):
            axis = int(self.generator.integers(rank))
            axes.append([None if other_axes else axis, axis])
            rank -= 1
        # The outermost comes last.
        return op | {"in": [other, index], "axes": axes[::-1], "body": self.body(2)}


def uses(ops):
    names = set()
    for op in ops:
        names.add(op["op"])
        for key in ("body", "then", "else"):
            if key in op:
                names |= uses(op[key]["ops"])
    return names


class Program:
    """A program, its inputs and directions, and what is computed of it."""

    def __init__(self, salt, number):
        self.number = number
        generator = salt.generator("program", number)
        self.dtype = "float64" if generator.random() < 0.3 else "float32"
        shapes = [SMALL[int(generator.integers(len(SMALL)))]] + [
            SHAPES[int(generator.integers(len(SHAPES)))] for _ in range(int(generator.integers(1, 3)))]
        self.inputs = [self.numbers(generator, shape) for shape in shapes]
        self.others = [self.numbers(generator, shape) for shape in shapes]
        self.tangents = [self.numbers(generator, shape) for shape in shapes]
        with jax.enable_x64(True):
            wide = [x.astype("float64") for x in self.inputs]
            maker = Maker(generator).draw(int(generator.integers(5, 16)), wide)
        self.ops = maker.ops
        used = {index for op in self.ops for index in op["in"]}
        self.results = [i for i in range(len(shapes), len(maker.values)) if i not in used]
        self.weights = [np.cos(np.arange(1, maker.values[i].size + 1)).reshape(
            maker.values[i].shape).astype("float32").astype(self.dtype) for i in self.results]
        names = uses(self.ops)
        self.names = names
        # JAX has no forward derivative of functions with a reverse derivative of their own.
        self.has_forward = "customVJP" not in names

    def numbers(self, generator, shape):
        return np.asarray(generator.uniform(-1.5, 1.5, shape)).astype("float32").astype(self.dtype)

    def value(self, *inputs):
        values = run(self.ops, inputs)
        return [values[index] for index in self.results]

    def loss(self, *inputs):
        return sum(jnp.sum(y * w.astype(y.dtype)) for y, w in zip(self.value(*inputs), self.weights))

    def compute(self, inputs, others, tangents):
        every = tuple(range(len(inputs)))
        result = {"value": self.value(*inputs), "grad": list(jax.grad(self.loss, every)(*inputs))}
        stacked = [jnp.stack([x, y]) for x, y in zip(inputs, others)]
        result["vmapGrad"] = list(jax.vmap(jax.grad(self.loss, every))(*stacked))
        if self.has_forward:
            result["jvp"] = list(jax.jvp(
                lambda *x: tuple(self.value(*x)), tuple(inputs), tuple(tangents))[1])
        result["hessian"] = [jax.hessian(self.loss)(*inputs)]
        return result

    def record(self, salt):
        is_wide = self.dtype == "float64"
        groups = [self.inputs, self.others, self.tangents]
        with jax.enable_x64(is_wide), jax.default_matmul_precision("highest"):
            traced = jax.jit(self.compute).trace(*groups)
            imprecise = bounds.is_imprecise(traced.jaxpr)
            program = traced.lower().compile() if is_wide else jax.jit(self.compute)
            found = jax.tree.map(np.asarray, program(*groups))
        flat = [x.astype("float64") for group in groups for x in group]
        count = len(self.inputs)
        with jax.enable_x64(True), jax.default_matmul_precision("highest"):
            def evaluate(arrays):
                again = [[jnp.asarray(x) for x in arrays[k * count:(k + 1) * count]] for k in range(3)]
                return [np.asarray(x) for x in jax.tree.leaves(program(*again))]

            truth = evaluate(flat)
            generator = salt.generator("moves", self.number)
            moves = bounds.sensitivity(evaluate, flat, truth, generator, False)
        leaves = jax.tree.leaves(found)
        if not all(np.all(np.isfinite(x)) for x in leaves):
            return None
        rows = []
        for value, true, move in zip(leaves, truth, moves):
            own = (0.0, 0.0, 0.0) if is_wide else bounds.own_error(value, true)
            limit = bounds.allowed(self.dtype, true, move, own, imprecise,
                                   bounds.PROGRAM_FACTOR)
            rows.append({"found": recorder.encode(value), "truth": recorder.encode(bounds.wide(true)),
                         "allowed": recorder.encode(limit)})
        quantities = jax.tree.unflatten(jax.tree.structure(found), rows)
        return {
            "number": self.number, "dtype": self.dtype, "ops": self.ops, "results": self.results,
            "arrays": {key: [recorder.encode(x) for x in arrays] for key, arrays in (
                ("inputs", self.inputs), ("others", self.others), ("tangents", self.tangents),
                ("weights", self.weights))},
            "quantities": quantities}


def record(salt, start, count, folder):
    """Records programs into a file."""
    written, refused, used = [], {}, {}
    for number in range(start, start + count):
        try:
            program = Program(salt, number)
            text = program.record(salt)
        except Exception as error:  # noqa: BLE001
            refused.setdefault("programs", []).append(
                f"program {number}: {type(error).__name__}: {str(error)[:200]}")
            continue
        if text:
            written.append(text)
            for name in program.names & set(STRUCTURED):
                used[name] = used.get(name, 0) + 1
    lines = ",\n".join(json.dumps(text, sort_keys=True, separators=(",", ":")) for text in written)
    (folder / f"programs-{start:04}.json").write_text(f'{{"programs":[\n{lines}\n]}}\n')
    return {"programs": len(written), "used": used, "coverage": {}, "refused": refused}
