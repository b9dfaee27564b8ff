#!/usr/bin/env python3
"""Installs the C headers of XLA that the tests compare the project's own declarations with.

    python3 Scripts/install-headers.py

They are pjrt_c_api.h, which no other wheel holds than that of the plugin xla-cpu-pjrt, and jaxlib's
xla/ffi/api/c_api.h. Each comes out of a Python wheel that pip downloads, pinned by the SHA-256 of
its file; nothing else of the wheel is kept, and nothing in it is run. The headers are the same for
every processor. They go to espalier/headers in the user's cache folder (XDG_CACHE_HOME, or else
~/.cache). What is there already is left alone.
"""

import hashlib
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

# header: (package, version, platform tag, Python version, SHA-256 of the wheel, path in the wheel)
HEADERS = {
    "pjrt_c_api.h": (
        "xla-cpu-pjrt", "0.0.1", "manylinux_2_27_x86_64", None,
        "55837b6b7b47daa717f2d9a5a03563ea0ceaa338d06a81a1e2d3f060d960decc",
        "xla_plugins/xla_cpu_pjrt/include/pjrt_c_api.h",
    ),
    "xla/ffi/api/c_api.h": (
        "jaxlib", "0.10.2", "manylinux_2_27_x86_64", "3.11",
        "1faca3c5d4662cb4a6130a68105d68bb520764817e165d6eebfd6786c0d1f30f",
        "jaxlib/include/xla/ffi/api/c_api.h",
    ),
}


def headers_folder():
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return pathlib.Path(cache) / "espalier" / "headers"


def download(package, version, tag, python, folder):
    """Has pip fetch one wheel into `folder`, and returns its path."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--disable-pip-version-check", "--only-binary=:all:", "--platform", tag]
    if python:
        command += ["--python-version", python]
    command += ["--dest", str(folder), f"{package}=={version}"]
    if subprocess.run(command).returncode != 0:
        sys.exit(f"install-headers: pip cannot download {package} {version}; its message is above")
    wheels = list(folder.glob("*.whl"))
    if len(wheels) != 1:
        sys.exit(f"install-headers: pip left {len(wheels)} wheels where one was expected")
    return wheels[0]


def install(name):
    package, version, tag, python, sha256, path = HEADERS[name]
    target = headers_folder() / name
    # The stamp says which wheel the header came from.
    stamp = target.with_name(target.name + ".sha256")
    if target.is_file() and stamp.is_file() and stamp.read_text().strip() == sha256:
        print(f"{name} of {package} {version} is installed")
        return
    print(f"installing {name} of {package} {version} in {headers_folder()}", flush=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".installing-", dir=headers_folder()) as temporary:
        temporary = pathlib.Path(temporary)
        wheel = download(package, version, tag, python, temporary)
        found = hashlib.sha256(wheel.read_bytes()).hexdigest()
        if found != sha256:
            sys.exit(
                f"install-headers: {wheel.name} is not the file that is pinned here:\n"
                f"  expected {sha256}\n  received {found}"
            )
        with zipfile.ZipFile(wheel) as archive:
            text = archive.read(path)
        fresh = temporary / "header"
        fresh.write_bytes(text)
        fresh.rename(target)
        stamp.write_text(sha256 + "\n")


def main(arguments):
    if arguments:
        sys.exit(__doc__.strip())
    for name in HEADERS:
        install(name)


main(sys.argv[1:])
