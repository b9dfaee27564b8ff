#!/usr/bin/env python3
"""Writes the overloads of the transformations: one for each number of arguments and results.

Swift infers the types of closures through overloads, but not through parameter packs, so that `jit(grad(f))` and
`vmap(jit(f))` need a table. This script is the table; run it after changing it:

    python3 Scripts/generate-arities.py
"""

import subprocess
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "Sources/Espalier/Transformations/Arities"
HEADER = "// Written by Scripts/generate-arities.py; change that, not this.\n\n"
NAMES = "ABCDEF"
TREES = {0: "EmptyTree", 2: "TreePair", 3: "TreeTriple", 4: "TreeQuadruple", 5: "TreeQuintuple", 6: "TreeSextuple"}
FIELDS = ["first", "second", "third", "fourth", "fifth", "sixth"]


def names(n, skip=0):
    return list(NAMES[skip:skip + n])


def generics(args, results=()):
    parts = [f"{a}: Tree" for a in list(args) + list(results)]
    return "<" + ", ".join(parts) + ">" if parts else ""


def result_names(n):
    return ["R"] if n == 1 else [f"R{i + 1}" for i in range(n)]


def result_type(rs):
    if not rs:
        return "Void"
    return rs[0] if len(rs) == 1 else "(" + ", ".join(rs) + ")"


def parameters(args):
    return ", ".join(f"_ {a.lower()}: {a}" for a in args)


def lower(args):
    return [a.lower() for a in args]


def pack(values):
    """An expression for one tree of several."""
    if len(values) == 0:
        return "EmptyTree()"
    if len(values) == 1:
        return values[0]
    return f"{TREES[len(values)]}({', '.join(values)})"


def unpack(name, n):
    """Expressions for the parts of such a tree."""
    if n == 0:
        return []
    if n == 1:
        return [name]
    return [f"{name}.{FIELDS[i]}" for i in range(n)]


def pack_type(types):
    if len(types) == 0:
        return "EmptyTree"
    if len(types) == 1:
        return types[0]
    return f"{TREES[len(types)]}<{', '.join(types)}>"


def returned(name, n):
    parts = unpack(name, n)
    return parts[0] if n == 1 else "(" + ", ".join(parts) + ")"


def packed_result(call, n):
    """Statements that call a function and give its results as one tree."""
    if n == 0:
        return f"{call}\n            return EmptyTree()"
    if n == 1:
        return f"return {call}"
    return f"let r = {call}\n            return {pack([f'r.{i}' for i in range(n)])}"


def write(name, body):
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{name}+Arities.swift").write_text(HEADER + body.rstrip() + "\n")


# --- jit

JIT_DOC = """\
/// The function, compiled as a whole (`jax.jit`).
///
/// It is traced when it is first called with arguments of a new structure, with other constants, shapes or dtypes;
/// after that the compiled program runs. What the function uses from outside is fixed when it is traced.{extra}
///
/// - Parameters:
///   - label: a name for printed programs and profiles.
///   - filter: which leaves of the arguments the program takes; by default all. The others become constants of it:
///     other contents of such a leaf trace the function again. Paths begin with the argument's position where there
///     are several.
"""
INOUT_EXTRA = """
///
/// What the function leaves in its first argument comes back to the caller. The argument's memory is used for the
/// new contents where nobody else holds it."""


def jit():
    out = []
    for inout in (False, True):
        for n in range(1 if inout else 0, 7):
            for r in range(0 if inout else 1, 4):
                args = names(n)
                rs = result_names(r) if r else []
                rest = args[1:] if inout else args
                types = ", ".join(("inout " if inout and i == 0 else "") + a for i, a in enumerate(args))
                function = f"({types}) -> {result_type(rs)}"
                state = args[0] if inout else "EmptyTree"
                packed = unpack("arguments", len(rest))
                call = "function(" + ", ".join((["&state"] if inout else []) + packed) + ")"
                closure = "state, arguments" if inout or rest else "_, _"
                if not inout:
                    closure = "_, arguments" if rest else "_, _"
                elif not rest:
                    closure = "state, _"
                out.append(JIT_DOC.format(extra=INOUT_EXTRA if inout else ""))
                out.append(f"""public func jit{generics(args, rs)}(
    label: String = "jit", _ function: @escaping {function}, where filter: ((TreeLeaf) -> Bool)? = nil
) -> Jitted<{function}> {{
    Jitted(
        CompiledFunction<{state}, {pack_type(rest)}, {pack_type(rs)}>(label: label, where: filter) {{
            {closure} in
            {packed_result(call, r)}
        }})
}}

""")
    write("Jit", "".join(out))


def jitted_calls():
    out = ["extension Jitted {\n"]
    for inout in (False, True):
        for n in range(1 if inout else 0, 7):
            for r in range(0 if inout else 1, 4):
                args = names(n)
                rs = result_names(r) if r else []
                rest = args[1:] if inout else args
                types = ", ".join(("inout " if inout and i == 0 else "") + a for i, a in enumerate(args))
                function = f"({types}) -> {result_type(rs)}"
                params = ", ".join(
                    f"_ {a.lower()}: {'inout ' if inout and i == 0 else ''}{a}" for i, a in enumerate(args))
                state = args[0] if inout else "EmptyTree"
                compiled = f"CompiledFunction<{state}, {pack_type(rest)}, {pack_type(rs)}>"
                values = pack(lower(rest))
                arrow = f" -> {result_type(rs)}" if rs else ""
                reference = "&a" if inout else "&none"
                setup = "" if inout else "        var none = EmptyTree()\n"
                call = f"unsafeDowncast(compiled, to: {compiled}.self).call({reference}, {values})"
                if r == 0:
                    body = f"        _ = {call}\n"
                elif r == 1:
                    body = f"        return {call}\n"
                else:
                    body = f"        let result = {call}\n        return {returned('result', r)}\n"
                out.append(f"""    /// Runs the compiled function.
    @inlinable
    public func callAsFunction{generics(args, rs)}({params}){arrow}
    where Function == {function} {{
{setup}{body}    }}

""")
                low_params = ", ".join(f"_ {a.lower()}: {a}" for a in args)
                low_state = args[0].lower() if inout else "EmptyTree()"
                out.append(f"""    /// The program that arguments like these are compiled to.
    public func lower{generics(args, rs)}({low_params}) -> Lowered
    where Function == {function} {{
        unsafeDowncast(compiled, to: {compiled}.self).lowered({low_state}, {values})
    }}

""")
    out.append("}\n")
    write("Jitted", "".join(out))


# --- transformations of functions without inout

def both(doc, name, gen, label_params, closure_type, arrow_type, body, jitted_call):
    """The overload for a function, and the one for a jitted function."""
    text = doc
    text += f"public func {name}{gen}(\n    _ function: @escaping {closure_type}{label_params}\n) -> {arrow_type} {{\n{body}}}\n\n"
    text += doc
    text += f"public func {name}{gen}(\n    _ function: Jitted<{closure_type}>{label_params}\n) -> {arrow_type} {{\n    {jitted_call}\n}}\n\n"
    return text


def wrapped(args):
    """A closure that calls a jitted function."""
    values = ", ".join(f"${i}" for i in range(len(args)))
    return "{ function(" + values + ") }"


GRAD_DOC = """\
/// The gradient of a scalar function with respect to its first argument, as a function (`jax.grad`).
///
/// Differentiated are the trainable leaves of the argument: floating or complex, of the kind Parameter. The
/// gradient is a tree of the same type; leaves that are not differentiated are not there in it, and tree
/// arithmetic passes over them.
///
///     let slope = grad({ (x: Tensor) in x * x })(3.0)  // 6.0
"""
VALUE_DOC = """\
/// The value of a scalar function together with its gradient with respect to the first argument
/// (`jax.value_and_grad`).
"""
AUX_DOC = """\
/// The value of a scalar function, what else it gives, and the gradient with respect to the first argument
/// (`jax.value_and_grad` with `has_aux`).
"""
GRAD_AUX_DOC = """\
/// The gradient of a scalar function with respect to its first argument, and what else the function gives
/// (`jax.grad` with `has_aux`).
"""


def gradients():
    out = []
    for n in range(1, 7):
        args = names(n)
        ps = lower(args)
        types = ", ".join(args)
        g = generics(args)
        closure_params = ", ".join(ps)
        rest = ", ".join(["tracer"] + ps[1:])
        out.append(both(
            GRAD_DOC, "grad", g, "", f"({types}) -> Tensor", f"({types}) -> {args[0]}",
            f"    {{ {closure_params} in\n        var point = a\n"
            f"        return valueAndGradient(&point, operation: \"grad\") {{ tracer in\n"
            f"            (function({rest}), EmptyTree())\n        }}.gradient\n    }}\n",
            f"grad({wrapped(args)})"))
        out.append(both(
            VALUE_DOC, "valueAndGrad", g, "", f"({types}) -> Tensor", f"({types}) -> (Tensor, {args[0]})",
            f"    {{ {closure_params} in\n        var point = a\n"
            f"        let result = valueAndGradient(&point, operation: \"valueAndGrad\") {{ tracer in\n"
            f"            (function({rest}), EmptyTree())\n        }}\n"
            f"        return (result.loss, result.gradient)\n    }}\n",
            f"valueAndGrad({wrapped(args)})"))
        ga = generics(args, ["Aux"])
        out.append(both(
            AUX_DOC, "valueAndGrad", ga, "", f"({types}) -> (Tensor, Aux)",
            f"({types}) -> ((Tensor, Aux), {args[0]})",
            f"    {{ {closure_params} in\n        var point = a\n"
            f"        let result = valueAndGradient(&point, operation: \"valueAndGrad\") {{ tracer in\n"
            f"            function({rest})\n        }}\n"
            f"        return ((result.loss, result.aux), result.gradient)\n    }}\n",
            f"valueAndGrad({wrapped(args)})"))
        out.append(both(
            GRAD_AUX_DOC, "grad", ga, "", f"({types}) -> (Tensor, Aux)",
            f"({types}) -> ({args[0]}, Aux)",
            f"    {{ {closure_params} in\n        var point = a\n"
            f"        let result = valueAndGradient(&point, operation: \"grad\") {{ tracer in\n"
            f"            function({rest})\n        }}\n"
            f"        return (result.gradient, result.aux)\n    }}\n",
            f"grad({wrapped(args)})"))
    # The leaves that a predicate accepts, in place of the trainable ones.
    for n in range(1, 7):
        args = names(n)
        ps = lower(args)
        types = ", ".join(args)
        rest = ", ".join(["tracer"] + ps[1:])
        for name, arrow, answer in (
            ("grad", args[0], "result.gradient"),
            ("valueAndGrad", f"(Tensor, {args[0]})", "(result.loss, result.gradient)"),
        ):
            doc = (GRAD_DOC if name == "grad" else VALUE_DOC).split("///\n")[0]
            doc += "///\n/// - Parameter filter: which leaves of the argument to differentiate.\n"
            body = (
                f"    {{ {', '.join(ps)} in\n        var point = a\n"
                f"        let result = valueAndGradient(\n"
                f"            &point, mask: a.describedLeaves.map(filter), operation: \"{name}\"\n        ) {{ tracer in\n"
                f"            (function({rest}), EmptyTree())\n        }}\n"
                f"        return {answer}\n    }}\n")
            out.append(both(
                doc, name, generics(args), ", where filter: @escaping (TreeLeaf) -> Bool",
                f"({types}) -> Tensor", f"({types}) -> {arrow}", body,
                f"{name}({wrapped(args)}, where: filter)"))
            doc = doc.replace("filter: which leaves of the argument to differentiate", "mask: selects the leaves of the argument to differentiate")
            out.append(both(
                doc, name, generics(args), f", where mask: Mask<{args[0]}>",
                f"({types}) -> Tensor", f"({types}) -> {arrow}",
                f"    {name}(function, where: mask.contains)\n",
                f"{name}({wrapped(args)}, where: mask.contains)"))
    # Another argument than the first, for tensors in every place.
    for n in range(2, 7):
        args = ["Tensor"] * n
        types = ", ".join(args)
        values = ", ".join(f"values[{i}]" for i in range(n))
        ps = ", ".join(names(n)).lower()
        for name, arrow, answer in (
            ("grad", "Tensor", "gradient"), ("valueAndGrad", "(Tensor, Tensor)", "both"),
        ):
            doc = (GRAD_DOC if name == "grad" else VALUE_DOC).replace(
                "its first argument", "the argument of the given number").replace(
                "the first argument", "the argument of the given number").split("///\n")[0]
            doc += "///\n/// - Parameter argument: which argument to differentiate, from 0; negative counts from the last.\n"
            body = (
                f"    {{ {ps} in\n        let result = gradientOfArgument(argument, [{ps}], \"{name}\") {{ values in\n"
                f"            function({values})\n        }}\n"
                + ("        return result.gradient\n" if answer == "gradient"
                   else "        return (result.loss, result.gradient)\n") + "    }\n")
            out.append(both(
                doc, name, "", ", argument: Int", f"({types}) -> Tensor", f"({types}) -> {arrow}", body,
                f"{name}({wrapped(args)}, argument: argument)"))
    write("Gradients", "".join(out))


VMAP_DOC = """\
/// The function over a batch: called once for all examples, with the same results as a loop (`jax.vmap`).
///
///     let sums = vmap({ (row: Tensor) in row.sum() })(matrix)
///
/// - Parameters:
{axes}///   - out: where the batch axis stands in the result{s}; nil for one that is the same for all examples.
///   - axisName: a name for the batch axis, for `psum`, `pmean`, `pmax`, `pmin` and `axisIndex` inside.
///   - axisSize: the number of examples, needed where no argument has a batch axis.
"""


def vmap():
    out = []
    for n in range(1, 7):
        for r in range(1, 4):
            args, rs = names(n), result_names(r)
            types = ", ".join(args)
            ps = lower(args)
            function = f"({types}) -> {result_type(rs)}"
            labels = []
            for i, p in enumerate(ps):
                if i == 0:
                    labels.append(f"in {p}Axis: Int? = 0")
                else:
                    labels.append(f"_ {p}Axis: Int? = 0")
            outs = []
            for i in range(r):
                outs.append("out outAxis: Int? = 0" if i == 0 else f"_ outAxis{i + 1}: Int? = 0")
            options = ",\n    " + ", ".join(labels) + ",\n    " + ", ".join(outs) + ",\n    axisName: String? = nil, axisSize: Int? = nil"
            axes_doc = "".join(
                f"///   - {p}Axis: the batch axis of the leaves of argument {i}; nil if all examples share it.\n"
                for i, p in enumerate(ps))
            doc = VMAP_DOC.replace("{axes}", axes_doc).replace("{s}", "" if r == 1 else "s")
            out_axes = ["outAxis"] + [f"outAxis{i + 1}" for i in range(1, r)]
            counts = ", ".join(f"{u}.leafCount" for u in unpack("$0", r))
            arg_axes = " + ".join(
                f"[Int?](repeating: {p}Axis, count: {p}.leafCount)" for p in ps)
            call = "function(" + ", ".join(unpack("arguments", n)) + ")"
            body = (
                f"    {{ {', '.join(ps)} in\n"
                f"        let axes = {arg_axes}\n"
                f"        let result = batchedTree(\n"
                f"            {pack(ps)}, axes: axes, size: axisSize, axisName: axisName,\n"
                f"            out: [{', '.join(out_axes)}],\n"
                f"            {{ (arguments: {pack_type(args)}) -> {pack_type(rs)} in\n"
                f"            {packed_result(call, r)}\n            }}, partCounts: {{ [{counts}] }})\n"
                f"        return {returned('result', r)}\n    }}\n")
            passed = ", ".join(
                [f"in: aAxis"] + [f"{p}Axis" for p in ps[1:]] + ["out: outAxis"] + out_axes[1:]
                + ["axisName: axisName", "axisSize: axisSize"])
            out.append(both(
                doc, "vmap", generics(args, rs), options, function, function, body,
                f"vmap({wrapped(args)}, {passed})"))
    write("Vmap", "".join(out))


POINT = [
    ("jvp", """\
/// The value of a function, and its derivative along a direction, in forward mode (`jax.jvp`).
///
/// - Parameters:
///   - tangent: {tangent}
///     Leaves that are neither floating nor complex take no part.
"""),
    ("linearize", """\
/// The value of a function, and its derivative there as a function of directions, which computes the value only
/// once (`jax.linearize`).
"""),
    ("vjp", """\
/// The value of a function, and its pullback: the function from cotangents of the result to cotangents of the
/// argument{s}, in reverse mode (`jax.vjp`).
"""),
    ("evalShape", """\
/// The result of a function without computing it: its leaves have shapes and dtypes but no elements
/// (`jax.eval_shape`).
"""),
    ("program", """\
/// The traced program of a function (`jax.make_jaxpr`).
"""),
]


def at_a_point():
    out = []
    for n in range(1, 7):
        args = names(n)
        ps = lower(args)
        types = ", ".join(args)
        function = f"({types}) -> R"
        g = generics(args, ["R"])
        call = "function(" + ", ".join(unpack("arguments", n)) + ")"
        closure = f"{{ (arguments: {pack_type(args)}) -> R in {call} }}"
        packed = pack(ps)
        jitted = "{ " + "function(" + ", ".join(f"${i}" for i in range(n)) + ") }"

        def pair(doc, name, label, params, arrow, body, passed):
            first = f"of function" if label == "of" else "_ function"
            text = doc + f"public func {name}{g}(\n    {first}: {function}, {params}\n) -> {arrow} {{\n    {body}\n}}\n\n"
            of = "of: " if label == "of" else ""
            text += doc + f"public func {name}{g}(\n    {first}: Jitted<{function}>, {params}\n) -> {arrow} {{\n    {name}({of}{jitted}, {passed})\n}}\n\n"
            return text

        plain = ", ".join(f"_ {p}: {a}" for p, a in zip(ps, args))
        docs = dict(POINT)
        if n == 1:
            out.append(pair(
                docs["jvp"].format(tangent="the direction, a tree like the argument."), "jvp", "_",
                f"{plain}, tangent: A", "(R, R)", f"directionalDerivative(a, tangent, function)", "a, tangent: tangent"))
        else:
            out.append(pair(
                docs["jvp"].format(tangent="the directions, trees like the arguments."), "jvp", "_",
                f"{plain}, tangents: ({types})", "(R, R)",
                f"directionalDerivative(\n        {packed}, {pack([f'tangents.{i}' for i in range(n)])}, {closure})",
                ", ".join(ps) + ", tangents: tangents"))
        tangent_type = f"({types})" if n == 1 else f"({types})"
        if n == 1:
            out.append(pair(docs["linearize"], "linearize", "_", plain, "(R, (A) -> R)",
                            "linearized(a, function)", "a"))
            out.append(pair(docs["vjp"].format(s=""), "vjp", "_", plain, "(R, (R) -> A)",
                            "pulledBack(a, function)", "a"))
        else:
            out.append(pair(
                docs["linearize"], "linearize", "_", plain, f"(R, ({types}) -> R)",
                f"let (value, linear) = linearized({packed}, {closure})\n"
                f"    return (value, {{ linear({pack([f'${i}' for i in range(n)])}) }})", ", ".join(ps)))
            out.append(pair(
                docs["vjp"].format(s="s"), "vjp", "_", plain, f"(R, (R) -> ({types}))",
                f"let (value, pullback) = pulledBack({packed}, {closure})\n"
                f"    return (value, {{ cotangent in\n        let given = pullback(cotangent)\n"
                f"        return {returned('given', n)}\n    }})", ", ".join(ps)))
        out.append(pair(docs["evalShape"], "evalShape", "_", plain, "R",
                        f"shapes({packed}, {closure})", ", ".join(ps)))
        out.append(pair(docs["program"], "program", "of", plain, "Program",
                        f"tracedProgram({packed}, {closure})", ", ".join(ps)))
    write("AtAPoint", "".join(out))


JACOBIANS = [
    ("jacfwd", """\
/// The Jacobian of a function of tensors with respect to one argument, in forward mode, one column at a time for
/// all columns at once (`jax.jacfwd`). Good for few inputs and many outputs.
///
/// The result has the axes of the function's result, then those of the argument.
"""),
    ("jacrev", """\
/// The Jacobian of a function of tensors with respect to one argument, in reverse mode (`jax.jacrev`). Good for
/// many inputs and few outputs.
///
/// The result has the axes of the function's result, then those of the argument.
"""),
    ("hessian", """\
/// The matrix of second derivatives of a function of tensors with respect to one argument, forward over reverse
/// (`jax.hessian`).
///
/// The result has the axes of the function's result, then twice those of the argument.
"""),
]


def jacobians():
    out = []
    for n in range(1, 7):
        types = ", ".join(["Tensor"] * n)
        ps = ", ".join(names(n)).lower()
        values = ", ".join(f"values[{i}]" for i in range(n))
        for name, doc in JACOBIANS:
            doc = doc + "///\n/// - Parameter argument: which argument to differentiate, from 0; negative counts from the last.\n"
            body = (
                f"    {{ {ps} in\n        ofArgument(argument, [{ps}], \"{name}\", {name}Tensor) {{ values in\n"
                f"            function({values})\n        }}\n    }}\n")
            out.append(both(
                doc, name, "", ", argument: Int = 0", f"({types}) -> Tensor", f"({types}) -> Tensor", body,
                f"{name}({wrapped(['Tensor'] * n)}, argument: argument)"))
    write("Jacobians", "".join(out))


CHECKPOINT_DOC = """\
/// The function, with a derivative that keeps only the arguments and computes everything else again when it is
/// needed: less memory for more time (`jax.checkpoint`).
"""


def checkpoint():
    out = []
    for n in range(1, 7):
        for r in range(1, 4):
            args, rs = names(n), result_names(r)
            types = ", ".join(args)
            ps = lower(args)
            function = f"({types}) -> {result_type(rs)}"
            call = "function(" + ", ".join(unpack("arguments", n)) + ")"
            body = (
                f"    {{ {', '.join(ps)} in\n"
                f"        let result = checkpointed({pack(ps)}) {{\n"
                f"            (arguments: {pack_type(args)}) -> {pack_type(rs)} in\n"
                f"            {packed_result(call, r)}\n        }}\n"
                f"        return {returned('result', r)}\n    }}\n")
            out.append(both(
                CHECKPOINT_DOC, "checkpoint", generics(args, rs), "", function, function, body,
                f"checkpoint({wrapped(args)})"))
    write("Checkpoint", "".join(out))


CUSTOM_JVP_DOC = """\
/// The function with a derivative of its own (`jax.custom_jvp`). It serves forward and reverse mode.
///
///     let logOfExp = customJVP({ (x: Tensor) in log1p(exp(x)) }) { x, t in
///         (log1p(exp(x)), sigmoid(x) * t)
///     }
///
/// - Parameters:
///   - function: the function.
///   - jvp: takes the argument{s} and the tangent{s}; gives the result and its tangent, which must be linear in the
///     tangent{s}.
"""
CUSTOM_VJP_DOC = """\
/// The function with a pullback of its own (`jax.custom_vjp`). It serves reverse mode only.
///
///     let clipped = customVJP(
///         forward: { (x: Tensor) in (x, EmptyTree()) }, backward: { _, g in clip(g, -1, 1) })
///
/// - Parameters:
///   - forward: gives the result, and a tree of what `backward` needs.
///   - backward: takes what was kept and the result's cotangent; gives the argument{s}' cotangent{s}.
"""


def custom():
    out = []
    for n in range(1, 5):
        args = names(n)
        ps = lower(args)
        types = ", ".join(args)
        s = "" if n == 1 else "s"
        g = generics(args, ["R"])
        function = f"({types}) -> R"
        call = "function(" + ", ".join(unpack("arguments", n)) + ")"
        rule = "jvp(" + ", ".join(unpack("arguments", n) + unpack("tangents", n)) + ")"
        out.append(CUSTOM_JVP_DOC.replace("{s}", s))
        out.append(f"""public func customJVP{g}(
    _ function: @escaping {function}, jvp: @escaping ({types}, {types}) -> (R, R)
) -> {function} {{
    {{ {', '.join(ps)} in
        customForward(
            {pack(ps)}, {{ (arguments: {pack_type(args)}) -> R in {call} }},
            {{ arguments, tangents in {rule} }})
    }}
}}

""")
        g = generics(args, ["R", "Kept"])
        call = "forward(" + ", ".join(unpack("arguments", n)) + ")"
        cotangents = args[0] if n == 1 else f"({types})"
        back = "backward(kept, cotangent)"
        packed_back = back if n == 1 else None
        back_body = (f"{{ kept, cotangent in {back} }}" if n == 1 else
                     f"{{ kept, cotangent in\n                let given = {back}\n"
                     f"                return {pack([f'given.{i}' for i in range(n)])}\n            }}")
        out.append(CUSTOM_VJP_DOC.replace("{s}", s))
        out.append(f"""public func customVJP{g}(
    forward: @escaping ({types}) -> (R, Kept), backward: @escaping (Kept, R) -> {cotangents}
) -> {function} {{
    {{ {', '.join(ps)} in
        customReverse(
            {pack(ps)}, {{ (arguments: {pack_type(args)}) -> (R, Kept) in {call} }},
            {back_body})
    }}
}}

""")
    write("CustomDerivatives", "".join(out))


def format_all():
    """Lays the written files out as the rest of the repository is."""
    files = [str(file) for file in sorted(FOLDER.glob("*.swift"))]
    subprocess.run(["swift", "format", "-i", *files], check=True, cwd=FOLDER.parents[3])


if __name__ == "__main__":
    jit()
    jitted_calls()
    gradients()
    vmap()
    at_a_point()
    jacobians()
    checkpoint()
    custom()
    format_all()
