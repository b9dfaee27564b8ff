#!/usr/bin/env python3
"""Writes the overloads of EspalierStencils that differ in the number of arguments only.

Run it from anywhere: python3 Scripts/generate-stencil-arities.py
"""

import pathlib

target = pathlib.Path(__file__).resolve().parent.parent / "Sources/EspalierStencils/Arities"
HEADER = "// Written by Scripts/generate-stencil-arities.py; change that, not this.\n\nimport Espalier\n"
EXTRAS = range(4)
INDICES = range(1, 7)

SUMMARIES = {
    "kmap": """/// {lead} over all windows of an array at once (Kernex's `kmap`).
///
/// {detail}""",
    "kscan": """/// {lead} over all windows of an array in row-major order, in place: a window shows the results of the cells
/// before (Kernex's `kscan`).
///
/// Cells that don't need each other's results are computed at once: whole rows, or waves across the array. The
/// result is that of one cell after the other always, in the array's dtype. {detail}""",
    "smap": """/// {lead} over all windows around the inner elements of an array, which the results replace in a copy of it
/// (Kernex's `smap`).
///
/// {detail}""",
    "sscan": """/// {lead} over all windows around the inner elements of an array in row-major order, in place: a window shows
/// the results of the cells before (Kernex's `sscan`).
///
/// {detail}""",
}

PARAMETERS = {
    "kernelSize": "the size of the window, for all axes or one for each; -1 for the whole axis.",
    "strides": "the distance of neighbouring windows, for all axes or one for each.",
    "padding": "how much of a border the array gets: `.valid`, `.same`, a number, or axis by axis.",
    "offset": "how many elements to leave alone at each end, for all axes or one pair for each.",
    "boundary": "what the border holds; zeros by default.",
    "relative": "whether the window's places are counted from its centre, so that `x[0, 0]` is the centre, `x[-1, 0]` before it.",
    "namedAxes": "names of axes, so that `u[\"i\", \"n-1\"]` is a place of the window, as an offset from the centre.",
    "function": "what to compute of a window, a tensor of the kernel's size, and of further arguments: a number, or for kmap a tensor.",
}


def wrap(text, indent="///   ", width=100):
    lines, line = [], indent + "- "
    first = True
    for word in text.split():
        if len(line) + len(word) + 1 > width:
            lines.append(line.rstrip())
            line = indent + "  " + word + " "
        else:
            line += word + " "
    lines.append(line.rstrip())
    return "\n".join(lines)


def declaration(kind, extras, form):
    """One overload. extras: None for the object form; form: the type of padding or offset."""
    isOffset = kind in ("smap", "sscan")
    space = "offset" if isOffset else "padding"
    if extras is None:
        lead = "A stencil with functions of its own for different cells, applied"
        detail = "Functions are assigned by the places of their cells; see ``Stencil``."
        result = "Stencil"
    else:
        lead = "A function applied"
        detail = "It is called while it is traced, and its operations go over shifted slices of the array; see <doc:Stencils>."
        result = f"@Sendable ({', '.join(['Tensor'] * (extras + 1))}) -> Tensor"
    names = ["kernelSize", "strides", space, "boundary", "namedAxes", "relative"]
    if isOffset:
        names.remove("boundary")
    if extras is not None:
        names.append("function")
    summary = SUMMARIES[kind].format(lead=lead, detail=detail)
    text = []
    for line in summary.split("\n"):
        while len(line) > 100:
            cut = line.rfind(" ", 0, 100)
            text.append(line[:cut])
            line = "/// " + line[cut + 1 :]
        text.append(line)
    text.append("///")
    text.append("/// - Parameters:")
    text += [wrap(f"{name}: {PARAMETERS[name]}") for name in names]
    types = {
        "kernelSize": "some AxisSizes",
        "strides": "Strides = 1",
        "padding": {"form": "Padding = 0", "pairs": "[(Int, Int)]"}.get(form),
        "offset": {"one": "Int", "pairs": "[(Int, Int)]"}.get(form),
        "boundary": "Boundary = .zero",
        "relative": "Bool = false",
        "namedAxes": "[Int: String] = [:]",
        "function": f"@escaping ({', '.join(['Tensor'] * ((extras or 0) + 1))}) -> Tensor",
    }
    listed = ",\n".join(
        "    " + ("_ " if name == "function" else "") + f"{name}: {types[name]}" for name in names
    )
    text.append(f"public func {kind}<Strides: AxisSizes>(\n{listed}\n) -> {result} {{")
    given = {"padding": "padding", "offset": "offset"}
    arguments = [f".{kind}", "kernelSize", "strides"]
    if isOffset:
        arguments.append("offset: " + ("[(offset, offset)]" if form == "one" else "offset"))
    else:
        arguments.append("padding: " + ("Padding(padding)" if form == "pairs" else "padding"))
        arguments.append("boundary: boundary")
    arguments += ["isRelative: relative", "names: namedAxes"]
    made = f"Configuration(\n            {', '.join(arguments)})"
    if extras is None:
        text.append(f"    Stencil(\n        {made})\n}}")
    else:
        arguments = [chr(ord("a") + i) for i in range(extras)]
        text.append(f"    let stencil = Stencil(\n        {made},\n        StencilFunction(function))")
        text.append(
            f"    return {{ array{''.join(', ' + a for a in arguments)} in stencil.run(array, [{', '.join(arguments)}]) }}\n}}"
        )
    return "\n".join(text)


for kind in ("kmap", "kscan", "smap", "sscan"):
    forms = ("one", "pairs") if kind in ("smap", "sscan") else ("form", "pairs")
    parts = [HEADER]
    for extras in (None, *EXTRAS):
        for form in forms:
            parts.append(declaration(kind, extras, form))
    (target / f"{kind.capitalize()}+Arities.swift").write_text("\n\n".join(p.rstrip("\n") for p in parts) + "\n")

ordinals = "first second third fourth fifth sixth".split()
body = []
for count in INDICES:
    names = ordinals[:count]
    parameters = ", ".join(f"_ {n}: some TensorIndex" for n in names)
    if len(parameters) > 80:
        parameters = "\n        " + ",\n        ".join(f"_ {n}: some TensorIndex" for n in names) + "\n    "
    region = ", ".join(f"{n}.axisIndex" for n in names)
    words = "an index of the first axis" if count == 1 else f"indices of the first {count} axes"
    for extras in EXTRAS:
        kind = ", ".join(["Tensor"] * (extras + 1))
        taken = " and ".join(filter(None, ["the window", {0: "", 1: "one more argument", 2: "two more arguments", 3: "three more arguments"}[extras]]))
        window = ", ".join(["window"] + [chr(ord("a") + i) for i in range(extras)])
        call = ", ".join(["window", "[" + ", ".join(chr(ord("a") + i) for i in range(extras)) + "]"])
        body.append(
            f"""    /// The function of {taken} for the cells at {words}; reading gives the one that
    /// was assigned last.
    public subscript({parameters}) -> ({kind}) -> Tensor {{
        get {{ {{ [latest] {window} in latest.checked({call}) }} }}
        set {{ register(StencilFunction(newValue), [{region}]) }}
    }}"""
        )
    body.append(
        f"""    /// The function for the cells at {words}; reading gives the one that was assigned
    /// last.
    public subscript({parameters}) -> StencilFunction {{
        get {{ latest }}
        set {{ register(newValue, [{region}]) }}
    }}"""
    )
    assigned = f"_ function: StencilFunction, to " + ", ".join(
        (n if i == 0 else f"_ {n}") + ": some TensorIndex" for i, n in enumerate(names)
    )
    body.append(
        f"""    /// Assigns a function to the cells at {words}; one that is assigned already gets them
    /// in addition and keeps its place.
    public mutating func assign(
        {assigned}
    ) {{
        register(function, [{region}])
    }}"""
    )
(target / "Stencil+Arities.swift").write_text(
    HEADER + "\nextension Stencil {\n" + "\n\n".join(body) + "\n}\n"
)
