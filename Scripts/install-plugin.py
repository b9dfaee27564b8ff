#!/usr/bin/env python3
"""Installs XLA plugins where Espalier finds them.

    python3 Scripts/install-plugin.py                 the default plugin, for the CPU
    python3 Scripts/install-plugin.py NAME...         the plugins of these names
    python3 Scripts/install-plugin.py --all           every plugin that the tests know
    python3 Scripts/install-plugin.py --path NAME     one plugin; prints where its library is
    python3 Scripts/install-plugin.py --wheel FILE    a plugin out of a wheel that was kept

A plugin is a Python wheel that pip downloads; nothing in it is run, and no Python is needed later.
Each wheel is pinned by the SHA-256 of its file, wherever it comes from: pip's own settings name other
sources (PIP_INDEX_URL for a mirror, PIP_FIND_LINKS for a folder of wheels), and --wheel takes one
file. Where the default plugin can't be had, the next one that is made for this machine is installed
in its place, with a warning. Plugins go to espalier/plugins in the user's cache folder
(XDG_CACHE_HOME, or else ~/.cache), which others can't write. What is there already is left alone,
unless its library isn't the one that is pinned here, as after damage to the disk: that is installed
again.
"""

import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import zipfile

from cache_folder import cache_folder, digest, protect, sentences, workshop

# name: (version, folder inside the wheel,
#        {(system, machine): (platform tag, SHA-256 of the wheel, SHA-256 of the library)})
PLUGINS = {
    "xla-cpu-pjrt": (
        "0.0.1",
        "xla_plugins/xla_cpu_pjrt/",
        {
            ("Linux", "x86_64"): (
                "manylinux_2_27_x86_64",
                "55837b6b7b47daa717f2d9a5a03563ea0ceaa338d06a81a1e2d3f060d960decc",
                "88c3f28c5900f48ad4a82cab9e79bba9537809743395e341485f8794268820dc",
            ),
            ("Linux", "aarch64"): (
                "manylinux_2_27_aarch64",
                "8f613be6e891858f40d64f9799319502fff42689661944fc18a6ffd8210b30c9",
                "fcf411f3e8ff635c2b2cf87215aa7016f460e66d236c3db08309e7486583532d",
            ),
        },
    ),
    "lammps-jax-pjrt-cpu": (
        "0.11.2",
        "lammps_jax_pjrt_cpu/",
        {
            ("Linux", "x86_64"): (
                "manylinux_2_27_x86_64",
                "1319390d948b39f69f7dade496b7c385149d9ca6097a6b62114da113216d9ad1",
                "ad1309ac822b1b24d51b7f9947c7c9fa9ef5d67f390584cbc3d1fa2428fed9c2",
            ),
        },
    ),
    "fastatomstruct-xla-cpu": (
        "2026.6.23",
        "fastatomstruct_xla_cpu/",
        {
            ("Linux", "x86_64"): (
                "manylinux_2_27_x86_64",
                "88b1c430b341b4bea40a37420311c9c75db6e22b46d2ff95b6986577bee6afe9",
                "0a0fe56ca17be9efc7b942e89e534e5e0ad4a0f1e369b66d27b62184509015b9",
            ),
        },
    ),
}

# Which of them comes first is written down in one place.
PREFERRED = pathlib.Path(__file__).resolve().parent.parent / "Sources/PJRT/Plugin+Preferred.swift"

# A note in a plugin's folder: the SHA-256 of the wheel that it came from. What is installed is known by its library.
STAMP = "wheel.sha256"


class Unavailable(Exception):
    """A plugin that is not to be had."""


def system():
    machine = {"arm64": "aarch64"}.get(platform.machine(), platform.machine())
    return platform.system(), machine


def preferred():
    """The names of the plugins for this machine, the best first."""
    names = re.search(r"static let preferred = \[(.*?)\]", PREFERRED.read_text(), re.DOTALL)
    names = re.findall(r'"([^"]+)"', names.group(1))
    return [name for name in names if system() in PLUGINS[name][2]]


def download(name, version, tag, folder):
    """Has pip fetch one wheel into `folder`, and returns its path."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--disable-pip-version-check", "--only-binary=:all:", "--platform", tag]
    command += ["--dest", str(folder), f"{name}=={version}"]
    if subprocess.run(command).returncode != 0:
        raise Unavailable(f"pip cannot download {name} {version}; its message is above")
    wheels = list(folder.glob("*.whl"))
    if len(wheels) != 1:
        raise Unavailable(f"pip left {len(wheels)} wheels where one was expected")
    return wheels[0]


def check(path, expected, what):
    found = digest(path)
    if found != expected:
        raise Unavailable(
            f"{what} is not the file that is pinned here:\n  expected {expected}\n  received {found}"
        )


def unpack(wheel, prefix, folder):
    """Unzips the files under `prefix` and the licence texts; the Python in the wheel is left out."""
    with zipfile.ZipFile(wheel) as archive:
        for item in archive.infolist():
            path = item.filename
            if path.endswith("/") or path.endswith(".py"):
                continue
            if path.startswith(prefix):
                target = folder / path[len(prefix) :]
            elif ".dist-info/licenses/" in path:
                target = folder / "licenses" / os.path.basename(path)
            else:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(item) as source, open(target, "wb") as destination:
                shutil.copyfileobj(source, destination, 1 << 20)


def library(home):
    """The library in a plugin's folder; None where there is none."""
    return next(iter(sorted(home.glob("*.so"))), None)


def install(name, wheel=None):
    """Installs a plugin, out of a wheel where one is given, and returns its library's path."""
    version, prefix, wheels = PLUGINS[name]
    if system() not in wheels:
        known = ", ".join(" ".join(key) for key in wheels)
        raise Unavailable(f"there is no {name} for {' '.join(system())}, only for {known}")
    tag, wheel_sha256, library_sha256 = wheels[system()]

    root = cache_folder() / "plugins"
    home = root / f"{name}-{version}"

    def is_whole():
        return library(home) is not None and digest(library(home)) == library_sha256

    if is_whole():
        protect([root.parent, root, home, library(home)])
        print(f"{name} {version} is installed", file=sys.stderr)
        return library(home)

    print(f"installing {name} {version} in {home}", file=sys.stderr, flush=True)
    with workshop(root) as temporary:
        if os.path.lexists(home):
            # It is not to be found and loaded, even if another can't be had.
            print(f"install-plugin: {home} is damaged and is removed", file=sys.stderr)
            home.rename(temporary / "damaged")
        wheel = wheel or download(name, version, tag, temporary)
        check(wheel, wheel_sha256, wheel.name)
        fresh = temporary / "plugin"
        fresh.mkdir()
        unpack(wheel, prefix, fresh)
        check(library(fresh), library_sha256, f"the library in {wheel.name}")
        (fresh / STAMP).write_text(wheel_sha256 + "\n")
        try:
            fresh.rename(home)
        except OSError:
            # Another run was faster, which is as good.
            if not is_whole():
                raise
    protect([root.parent, root, home, library(home)])
    return library(home)


def install_default():
    """Installs the best plugin that is to be had."""
    names = preferred()
    if not names:
        sys.exit(f"install-plugin: no plugin is known for {' '.join(system())}")
    for name in names:
        try:
            install(name)
        except Unavailable as error:
            print(f"install-plugin: {error}", file=sys.stderr)
            continue
        if name != names[0]:
            print(
                f"install-plugin: {name} stands in for the default plugin, {names[0]}; "
                "Sources/PJRT/README.md says what differs", file=sys.stderr)
        return
    sys.exit("install-plugin: no plugin can be had; see above")


def main(arguments):
    if "-h" in arguments or "--help" in arguments:
        print(__doc__.strip())
        return
    if not arguments:
        install_default()
        return
    try:
        if arguments[0] == "--wheel" and len(arguments) == 2:
            wheel = pathlib.Path(arguments[1])
            if not wheel.is_file():
                sys.exit(f"install-plugin: there is no file {wheel}")
            name = wheel.name.split("-")[0].replace("_", "-")
            if name not in PLUGINS:
                sys.exit(f"install-plugin: {wheel.name} is the wheel of no plugin known here")
            install(name, wheel)
            return
        show = arguments[0] == "--path"
        names = preferred() if arguments == ["--all"] else arguments[show:]
        for name in names:
            if name not in PLUGINS:
                sys.exit(f"install-plugin: {name} is unknown; there are {', '.join(PLUGINS)}")
            path = install(name)
            if show:
                print(path)
    except Unavailable as error:
        sys.exit(f"install-plugin: {error}")


with sentences():
    main(sys.argv[1:])
