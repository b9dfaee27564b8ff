#!/usr/bin/env python3
"""Measures linear algebra of 512×512 matrices beside JAX, in alternating runs, and prints the medians.

Usage: bench-linear-algebra.py PATH-OF-THE-SWIFT-PROGRAM [--rounds N] [--dtype float32|float64] [FUNCTION ...]
"""

import argparse
import os
import statistics

# Threads of OpenBLAS spin while they wait for each other, so that on shared cores two of them measure the others' work.
# The Swift program inherits this.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import jax
import jax.numpy as jnp
import jax.scipy.linalg as scipy_linalg

from alternating import Ours, milliseconds

jax.config.update("jax_enable_x64", True)

# How many times JAX's time ours may be.
LIMIT = 2.0



def cube(x):
    """A number that everything has a part in."""
    return (x * x * x).sum()


FUNCTIONS = {
    "matmul": lambda m: m.general @ m.right,
    "cholesky": lambda m: jnp.linalg.cholesky(m.positive),
    "triangular solve": lambda m: scipy_linalg.solve_triangular(m.positive, m.right, lower=True),
    "lu": lambda m: scipy_linalg.lu_factor(m.general)[0],
    "solve": lambda m: jnp.linalg.solve(m.general, m.right),
    "inv": lambda m: jnp.linalg.inv(m.general),
    "slogdet": lambda m: jnp.linalg.slogdet(m.general),
    "qr": lambda m: jnp.linalg.qr(m.general),
    "svd": lambda m: jnp.linalg.svd(m.general, full_matrices=False),
    "svdvals": lambda m: jnp.linalg.svdvals(m.general),
    "eigh": lambda m: jnp.linalg.eigh(m.positive),
    "eigvals": lambda m: jnp.linalg.eigvals(m.general),
    "eig": lambda m: jnp.linalg.eig(m.general)[0],
    "lstsq": lambda m: jnp.linalg.lstsq(m.general, m.right)[0],
    "pinv": lambda m: jnp.linalg.pinv(m.general),
    "expm": lambda m: scipy_linalg.expm(m.general),
    "matrixPower": lambda m: jnp.linalg.matrix_power(m.general, 7),
    "gradient of cholesky": lambda m: jax.grad(lambda a: cube(jnp.linalg.cholesky(a)))(m.positive),
    "gradient of solve": lambda m: jax.grad(lambda a, b: cube(jnp.linalg.solve(a, b)), (0, 1))(m.general, m.right),
    "gradient of inv": lambda m: jax.grad(lambda a: cube(jnp.linalg.inv(a)))(m.general),
    "gradient of slogdet": lambda m: jax.grad(lambda a: jnp.linalg.slogdet(a)[1])(m.general),
    "gradient of qr": lambda m: jax.grad(lambda a: cube(jnp.linalg.qr(a)[1]))(m.general),
    "gradient of svdvals": lambda m: jax.grad(lambda a: cube(jnp.linalg.svdvals(a)))(m.general),
    "gradient of eigvalsh": lambda m: jax.grad(lambda a: cube(jnp.linalg.eigvalsh(a)))(m.positive),
}


class Matrices:
    """The operands; the Swift program makes the same."""

    def __init__(self, general, positive, right):
        self.general, self.positive, self.right = general, positive, right

    @staticmethod
    def operands(size, dtype):
        normal = jax.random.normal(jax.random.key(0), (size, size), jnp.float32) / jnp.float32(size**0.5)
        identity = jnp.eye(size, dtype=jnp.float32)
        right = jax.random.normal(jax.random.key(1), (size, size), jnp.float32)
        matrices = normal * 0.5 + identity, normal @ normal.T + identity, right
        return [matrix.astype(dtype) for matrix in matrices]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("functions", nargs="*")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--dtype", action="append", choices=["float32", "float64"])
    options = parser.parse_intermixed_args()
    ours = Ours(options.program)
    print(f"| function | dtype | JAX | ours | ratio | best: JAX | ours | compiling: JAX | ours |\n| --- | --- |{' ---: |' * 7}")
    failures = 0
    for dtype in options.dtype or ["float32", "float64"]:
        operands = Matrices.operands(512, dtype)
        for name, function in FUNCTIONS.items():
            if options.functions and name not in options.functions:
                continue
            compiling, compiled = milliseconds(
                lambda: jax.jit(lambda *matrices: function(Matrices(*matrices))).lower(*operands).compile()
            )
            workload = f"{name} {dtype}"
            first, total, _ = ours.ask(f"prepare {workload}")
            results = jax.tree_util.tree_leaves(compiled(*operands))
            expected = sum(float(jnp.sum(jnp.abs(result).astype(jnp.float64))) for result in results)
            if abs(total - expected) > 1e-3 * expected:
                print(f"{workload}: the sum of moduli is {expected} with JAX and {total} with ours")
                failures += 1
            mine, theirs = [], []
            for _ in range(options.rounds):
                mine += ours.ask(f"run {workload}")
                theirs.append(milliseconds(lambda: compiled(*operands))[0])
            best = f"{min(theirs):.2f} ms | {min(mine):.2f} ms"
            # On a machine with other work to do the shortest times are the truest.
            over = min(mine) > LIMIT * min(theirs)
            mine, theirs = statistics.median(mine), statistics.median(theirs)
            failures += over
            print(
                f"| {name} | {dtype} | {theirs:.2f} ms | {mine:.2f} ms | {mine / theirs:.2f} | {best} "
                f"| {compiling:.0f} ms | {max(first - mine, 0):.0f} ms |" + (" over the limit" if over else ""),
                flush=True,
            )
    return failures


if __name__ == "__main__":
    raise SystemExit(1 if main() else 0)
