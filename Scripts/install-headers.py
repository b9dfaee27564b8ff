#!/usr/bin/env python3
"""Installs the C headers of XLA that the tests compare the project's own declarations with.

    python3 Scripts/install-headers.py

They are pjrt_c_api.h, which no other wheel holds than that of the plugin xla-cpu-pjrt, and jaxlib's
xla/ffi/api/c_api.h. Each comes out of a Python wheel that pip downloads, pinned by the SHA-256 of
its file; nothing else of the wheel is kept, and nothing in it is run. The headers are the same for
every processor. They go to espalier/headers in the user's cache folder (XDG_CACHE_HOME, or else
~/.cache). What is there already is left alone.
"""

import subprocess
import sys
import zipfile

from cache_folder import cache_folder, digest, sentences, workshop

# header: (package, version, platform tag, Python version, SHA-256 of the wheel, path in the wheel,
#          SHA-256 of the header)
HEADERS = {
    "pjrt_c_api.h": (
        "xla-cpu-pjrt", "0.0.1", "manylinux_2_27_x86_64", None,
        "55837b6b7b47daa717f2d9a5a03563ea0ceaa338d06a81a1e2d3f060d960decc",
        "xla_plugins/xla_cpu_pjrt/include/pjrt_c_api.h",
        "c85bb95cb1743c2a353a555b3ab35f065e5f17007c7f182ad68d23754950235c",
    ),
    "xla/ffi/api/c_api.h": (
        "jaxlib", "0.10.2", "manylinux_2_27_x86_64", "3.11",
        "1faca3c5d4662cb4a6130a68105d68bb520764817e165d6eebfd6786c0d1f30f",
        "jaxlib/include/xla/ffi/api/c_api.h",
        "85fc385c2d3a6b539a05b9cf4c3535aa24b4b41040f9e111c1f2c11b0e2fa539",
    ),
}


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
    package, version, tag, python, wheel_sha256, path, sha256 = HEADERS[name]
    folder = cache_folder() / "headers"
    target = folder / name
    if digest(target) == sha256:
        print(f"{name} of {package} {version} is installed")
        return
    print(f"installing {name} of {package} {version} in {folder}", flush=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    with workshop(folder) as temporary:
        wheel = download(package, version, tag, python, temporary)
        found = digest(wheel)
        if found != wheel_sha256:
            sys.exit(
                f"install-headers: {wheel.name} is not the file that is pinned here:\n"
                f"  expected {wheel_sha256}\n  received {found}"
            )
        fresh = temporary / "header"
        with zipfile.ZipFile(wheel) as archive:
            fresh.write_bytes(archive.read(path))
        fresh.rename(target)


def main(arguments):
    if arguments:
        sys.exit(__doc__.strip())
    for name in HEADERS:
        install(name)


with sentences():
    main(sys.argv[1:])
