"""What the scripts share that measure a Swift program beside Python's libraries, in alternating runs."""

import subprocess
import time

import jax


class Ours:
    """The Swift program, told what to run."""

    def __init__(self, path):
        self.process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, command):
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if not answer or answer.startswith("error"):
            raise SystemExit(f"{command}: {answer}")
        return [float(word) for word in answer.split()]


def milliseconds(call):
    """The time that a call took, and its result."""
    start = time.perf_counter()
    result = jax.block_until_ready(call())
    return (time.perf_counter() - start) * 1e3, result
