"""Fresh inputs: the seeds of the areas are mixed with one of this run."""

import zlib
from types import SimpleNamespace

import numpy as np


class Salt:
    """What is mixed into every seed; `turn` is changed to draw a case again."""

    def __init__(self, seed):
        self.seed, self.turn = seed, 0

    def crc32(self, data, *rest):
        return zlib.crc32(f"{self.seed} {self.turn} ".encode() + data, *rest)

    def generator(self, *parts):
        return np.random.default_rng([self.seed] + [zlib.crc32(str(p).encode()) for p in parts])


def install(salt):
    """Puts the salt into what the areas draw with, before they are imported."""
    import recorder
    import values

    values.zlib = recorder.zlib = mixed(salt)


def mixed(salt):
    """What takes the place of the module zlib."""
    return SimpleNamespace(crc32=salt.crc32)


def install_keys(salt, calling):
    """Makes the keys that areas begin with fresh ones; inside of a recorded call a seed is what it says."""
    import jax

    for name in ("PRNGKey", "key"):
        original = getattr(jax.random, name)

        def fresh(seed, *rest, original=original, **options):
            if calling.called is None:
                seed = salt.crc32(str(seed).encode())
            return original(seed, *rest, **options)

        setattr(jax.random, name, fresh)
