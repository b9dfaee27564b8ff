"""How far a number may be from the true one.

The truth is JAX's own result in double precision for the same inputs. Two things say how well a narrower dtype can know
it: how far it moves when the inputs move by a unit in their last place, and how far JAX's own result in that dtype is
off. A number may be off by `FACTOR` times the sum of both and `UNITS` units in the last place.
"""

import re

import numpy as np

# Two programs round at different steps, and the inputs are moved in a few random directions only, not the worst one.
FACTOR = 4
# In the middle of a program there may be a step that is worse conditioned than the whole is in its inputs.
PROGRAM_FACTOR = 16
# Elementary functions of XLA are good to one or two units; rules of derivatives are made of two or three of them.
UNITS = 4
# How far inputs are moved, relative to themselves: far enough to see past the rounding of float64, near enough for the
# second order not to matter.
STEP = 2.0 ** -26
DIRECTIONS = 3

# jaxlib 0.10.2 is up to so many units off in double precision in vectors of log1p and atanh, and in logarithms of complex
# numbers, which it takes by log1p (jax issue 39707): the truth is no better there.
IMPRECISE_UNITS = 128
IMPRECISE = re.compile(r"\b(log1p|atanh)\b|\bc128\b.*= (log|pow|log1p|atan|asin|acos|acosh|asinh)\b")

EPSILON = {"float16": 2.0 ** -10, "bfloat16": 2.0 ** -7, "float32": 2.0 ** -23,
           "float64": 2.0 ** -52, "complex64": 2.0 ** -23, "complex128": 2.0 ** -52}
# Processors may flush what is smaller to zero; half precision is computed in single.
SMALLEST = {"float16": 2.0 ** -24, "bfloat16": 2.0 ** -126, "float32": 2.0 ** -126,
            "float64": 2.0 ** -1022, "complex64": 2.0 ** -126, "complex128": 2.0 ** -1022}


def moved(generator, array, sign, signs, normwise):
    """The array with each number moved by `STEP` of itself, or partly of the largest one."""
    if array.dtype.kind not in "fc" or array.size == 0:
        return array
    size = np.abs(array)
    if normwise:
        size = np.maximum(size, 0.25 * np.max(np.where(np.isfinite(size), size, 0)))
    size = np.where(np.isfinite(size), size, 0)
    with np.errstate(all="ignore"):
        return (array + sign * STEP * signs * size).astype(array.dtype)


def sensitivity(evaluate, arrays, truth, generator, normwise, directions=DIRECTIONS):
    """For each true array: how far its elements move with the inputs, divided by the step.

    Where a function jumps or has a kink, the calmer of the two sides counts."""
    result = [np.zeros(np.shape(t)) for t in truth]
    for _ in range(directions):
        signs = [generator.choice([-1.0, 1.0], np.shape(a)) for a in arrays]
        both = []
        for sign in (1, -1):
            there = evaluate([moved(generator, a, sign, s, normwise)
                              for a, s in zip(arrays, signs)])
            both.append([distance(x, t) for x, t in zip(there, truth)])
        result = [np.maximum(r, np.minimum(a, b) / STEP) for r, a, b in zip(result, *both)]
    return result


def distance(x, truth):
    with np.errstate(all="ignore"):
        d = np.abs(wide(x) - wide(truth))
    return np.where(np.isfinite(d), d, 0.0)


def wide(array):
    array = np.asarray(array)
    if array.dtype.kind == "c":
        return array.astype(np.complex128)
    return array.astype(np.float64)


def own_error(found, truth):
    """JAX's largest error in an array, absolute and relative, and that of each element."""
    off, size = distance(found, truth), np.abs(np.nan_to_num(wide(truth), posinf=0, neginf=0))
    absolute = float(np.max(off, initial=0))
    relative = float(np.max(np.divide(off, size, out=np.zeros_like(off), where=size > 0),
                            initial=0))
    return absolute, relative, off


def is_imprecise(jaxpr):
    """Whether a traced program holds what jaxlib computes imprecisely in double precision."""
    return bool(IMPRECISE.search(str(jaxpr)))


def allowed(dtype, truth, moves, error, imprecise=False, factor=FACTOR):
    """The largest distance from the truth, for each element; of a program in double precision that is `imprecise` more."""
    absolute, relative, own = error
    size = np.abs(wide(truth))
    size = np.where(np.isfinite(size), size, 0)
    epsilon = EPSILON[dtype]
    # Terms may cancel in one element and not in another.
    own = np.maximum(np.minimum(absolute, relative * size), own)
    limit = factor * (moves * epsilon + own) + UNITS * (epsilon * size + SMALLEST[dtype])
    if imprecise and dtype in ("float64", "complex128"):
        limit = limit + IMPRECISE_UNITS * epsilon * (moves + size)
    return limit
