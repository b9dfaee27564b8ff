#!/usr/bin/env python3
"""Measures stencils beside Kernex and JAX, in alternating runs, and prints the medians.

Usage: bench-stencils.py PATH-OF-THE-SWIFT-PROGRAM [--rounds N] [WORKLOAD ...]
"""

import argparse
import statistics

import jax
import jax.numpy as jnp
import kernex

from alternating import Ours, milliseconds

# By workload and peer, how many times the peer's time ours may be.
LIMITS = {
    "conv2d 3x1024x1024": {"kernex": 0.03, "lax.conv": 0.12},
    "laplacian 1024x1024": {"kernex": 0.03},
    "patches 1e6 k3": {"kernex": 0.9},
    "blur 25x25 4x512x512": {"kernex": 0.03, "lax.reduce_window": 0.3},
    "maxpool 2x2 16x3x224x224": {"kernex": 0.8, "lax.reduce_window": 1.0},
    "kscan linear convection 151x51": {"kernex": 0.1},
    "gradient of conv2d": {"kernex": 0.1},
    "mean 101x101 1024x1024": {},
}


def peers():
    """The other libraries' functions by workload, with their operands."""
    key, key1 = jax.random.PRNGKey(0), jax.random.PRNGKey(1)
    image, weights = jax.random.normal(key, (3, 1024, 1024)), jax.random.normal(key1, (3, 3, 3))
    conv = kernex.kmap(kernel_size=(3, 3, 3), padding=("valid", "same", "same"))(lambda x, w: jnp.sum(x * w))

    def lax_conv(x, w):
        return jax.lax.conv_general_dilated(
            x[None], w[None], (1, 1), "SAME", dimension_numbers=("NCHW", "OIHW", "NCHW")
        )[0]

    def squared(f):
        return jax.grad(lambda x, w: jnp.sum(f(x, w) ** 2), argnums=(0, 1))

    laplacian = kernex.kmap(kernel_size=(3, 3), padding="same", relative=True)(
        lambda x: x[1, 0] + x[-1, 0] + x[0, 1] + x[0, -1] - 4 * x[0, 0]
    )
    blur = jax.vmap(kernex.kmap(kernel_size=(25, 25), padding="same")(lambda x: jnp.mean(x)))
    pool = jax.vmap(jax.vmap(kernex.kmap(kernel_size=(2, 2), strides=2)(lambda x: jnp.max(x))))
    matrix = jax.random.normal(key, (1024, 1024))
    vector = jnp.ones([1_000_000])
    images = jax.random.normal(key, (4, 512, 512))
    batch = jax.random.normal(key, (16, 3, 224, 224))
    return {
        "conv2d 3x1024x1024": ((image, weights), {"kernex": conv, "lax.conv": lax_conv}),
        "laplacian 1024x1024": ((matrix,), {"kernex": laplacian}),
        "patches 1e6 k3": (
            (vector,),
            {
                "kernex": kernex.kmap(kernel_size=(3,), padding="same")(lambda x: x),
                "lax.patches": lambda x: jax.lax.conv_general_dilated_patches(
                    x[None, None], (3,), (1,), padding="same"
                ),
            },
        ),
        "blur 25x25 4x512x512": (
            (images,),
            {
                "kernex": blur,
                "lax.reduce_window": lambda x: jax.lax.reduce_window(
                    x, 0.0, jax.lax.add, (1, 25, 25), (1, 1, 1), "SAME"
                )
                / 625,
            },
        ),
        "maxpool 2x2 16x3x224x224": (
            (batch,),
            {
                "kernex": pool,
                "lax.reduce_window": lambda x: jax.lax.reduce_window(
                    x, -jnp.inf, jax.lax.max, (1, 1, 2, 2), (1, 1, 2, 2), "VALID"
                ),
            },
        ),
        "kscan linear convection 151x51": (
            (jnp.ones([151, 51]),),
            # Kernex's stencils can be traced once only.
            {"kernex": lambda u: convection()(u)},
        ),
        "gradient of conv2d": ((image, weights), {"kernex": squared(conv), "lax.conv": squared(lax_conv)}),
        "mean 101x101 1024x1024": (
            (matrix,),
            {
                "two reduce_windows": lambda x: jax.lax.reduce_window(
                    jax.lax.reduce_window(x, 0.0, jax.lax.add, (1, 101), (1, 1), "SAME"),
                    0.0, jax.lax.add, (101, 1), (1, 1), "SAME",
                )
                / 10201
            },
        ),
    }


def convection():
    """Linear convection as in Kernex's README."""
    nt, nx, c = 151, 51, 0.5
    dt, dx = 0.5 / (nt - 1), 2 / (nx - 1)
    f = kernex.kscan(kernel_size=(3, 3), padding=((1, 1), (1, 1)), named_axis={0: "n", 1: "i"}, relative=True)
    one, outside, inside = lambda u: 1, lambda u: 1, lambda u: 2
    f[:, 0] = f[:, -1] = one
    f[:, : int((nx - 1) / 4) + 1] = f[:, int((nx - 1) / 2) :] = outside
    f[0:1, int((nx - 1) / 4) + 1 : int((nx - 1) / 2)] = inside
    f[1:, 1:-1] = lambda u: u["i", "n-1"] - (c * dt / dx) * (u["i", "n-1"] - u["i-1", "n-1"])
    return f


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("workloads", nargs="*")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--compilations", type=int, default=5)
    options = parser.parse_intermixed_args()
    ours = Ours(options.program)
    print(f"{'workload':32}{'peer':20}{'peer':>10}{'ours':>10}{'ratio':>8}{'limit':>7}   compiling: peer, ours")
    failures = 0
    for workload, (operands, functions) in peers().items():
        if options.workloads and workload not in options.workloads:
            continue
        compiled, compiling = {}, {name: [] for name in ("ours", *functions)}
        for _ in range(options.compilations):
            first, total, memory = ours.ask(f"prepare {workload}")
            # The first call runs the program too.
            compiling["ours"].append(first - ours.ask(f"run {workload}")[0])
            for peer, function in functions.items():
                jax.clear_caches()
                time_, compiled[peer] = milliseconds(lambda: jax.jit(function).lower(*operands).compile())
                compiling[peer].append(time_)
        for peer, function in compiled.items():
            result = jax.tree_util.tree_leaves(function(*operands))[0]
            expected = float(jnp.sum(result.astype(jnp.float32)))
            size = float(jnp.sum(jnp.abs(result)))
            if abs(total - expected) > 1e-4 * size:
                print(f"{workload}: {peer} gives the sum {expected} and ours is {total}")
                failures += 1
        times = {name: [] for name in ("ours", *compiled)}
        for _ in range(options.rounds):
            times["ours"] += ours.ask(f"run {workload}")
            for peer, function in compiled.items():
                times[peer].append(milliseconds(lambda: function(*operands))[0])
        mine = statistics.median(times["ours"])
        for peer in compiled:
            theirs = statistics.median(times[peer])
            limit = LIMITS[workload].get(peer)
            ratio = mine / theirs
            mark = "" if limit is None else f"{limit:.2f}"
            print(
                f"{workload:32}{peer:20}{theirs:8.2f}ms{mine:8.2f}ms{ratio:8.3f}{mark:>7}"
                f"   {statistics.median(compiling[peer]):6.0f}ms {statistics.median(compiling['ours']):6.0f}ms"
                + ("   over the limit" if limit is not None and ratio > limit else "")
            )
        if memory > 0:
            print(f"{'':32}memory of the process grew by {memory / 2**20:.0f} MiB in the first call")
    return failures


if __name__ == "__main__":
    raise SystemExit(1 if main() else 0)
