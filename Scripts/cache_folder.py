"""What the scripts share that install something in the folder espalier of the user's cache folder.

The library loads plugins from there, and only where nobody else can have put them: see Plugin.find in
Sources/PJRT/Plugin+Search.swift.
"""

import contextlib
import hashlib
import os
import pathlib
import stat
import sys
import tempfile

# Whatever the user's own mask is, others don't write here.
os.umask(0o022)

PROGRAM = pathlib.Path(sys.argv[0]).stem


def cache_folder():
    """espalier in the user's cache folder: XDG_CACHE_HOME, or else ~/.cache; a relative path counts as none."""
    cache = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(cache):
        home = os.environ.get("HOME", "")
        if not os.path.isabs(home):
            sys.exit(
                f"{PROGRAM}: there is no cache folder: neither XDG_CACHE_HOME nor HOME is the absolute path of one"
            )
        cache = os.path.join(home, ".cache")
    return pathlib.Path(cache) / "espalier"


def digest(path):
    """The SHA-256 of a file; None where it isn't one, or can't be read."""
    if not os.path.isfile(path):
        return None
    found = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            while block := file.read(1 << 20):
                found.update(block)
    except OSError:
        return None
    return found.hexdigest()


@contextlib.contextmanager
def sentences():
    """Ends the script with a sentence where the system refuses something, as in a folder that can't be written."""
    try:
        yield
    except OSError as error:
        # The second name of a call is that of what it would have made.
        path = error.filename2 or error.filename or cache_folder()
        sys.exit(
            f"{PROGRAM}: {path}: {error.strerror}. Make {cache_folder()} writable, or have XDG_CACHE_HOME name "
            "another cache folder"
        )


@contextlib.contextmanager
def workshop(folder):
    """A temporary folder beside what is installed, under a name that the search for plugins skips.

    What is made there is renamed when it is complete: a run that is interrupted leaves nothing half done to be found.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".installing-", dir=folder) as temporary:
        yield pathlib.Path(temporary)


def protect(paths):
    """Sees to it that others can't write what will be loaded."""
    for path in paths:
        status = os.stat(path)
        if status.st_uid not in (os.geteuid(), 0):
            sys.exit(
                f"{PROGRAM}: {path} belongs to user {status.st_uid}, who could change what this user loads; "
                "have XDG_CACHE_HOME name another cache folder"
            )
        if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            os.chmod(path, stat.S_IMODE(status.st_mode) & ~(stat.S_IWGRP | stat.S_IWOTH))
