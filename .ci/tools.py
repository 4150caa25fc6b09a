"""Programs of others that a command needs and this project does not bring."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn


class Missing(Exception):
    """Something that has to be installed; the sentence says what."""


def run(main: Callable[[list[str]], int]) -> NoReturn:
    """A command, with what it was given, to its end."""
    try:
        sys.exit(main(sys.argv[1:]))
    except Missing as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)


def program(name: str, package: str) -> str:
    """Its path. Raises Missing, with the name of Debian's package, where it is not there."""
    if path := shutil.which(name):
        return path
    raise Missing(f"This needs {name}. Install it (Debian: {package}).")


def node(oldest: tuple[int, int]) -> str:
    """The path of Node, which is not older than this version."""
    path = program("node", "nodejs")
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
    version = tuple(int(number) for number in re.findall(r"\d+", said)[:2])
    if version < oldest:
        wanted = ".".join(map(str, oldest))
        raise Missing(f"This needs Node {wanted} or newer; {path} is {said.strip()}.")
    return path


def install(folder: Path) -> None:
    """The very packages that the folder's package-lock.json names, unless they are there."""
    lock, done = folder / "package-lock.json", folder / "node_modules" / ".package-lock.json"
    if done.exists() and done.stat().st_mtime >= lock.stat().st_mtime:
        return
    print(f"Installing what {folder.name} needs …", flush=True)
    command = [program("npm", "npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    if subprocess.run([*command, "--loglevel=error"], cwd=folder).returncode:
        raise Missing(f"{folder.name} could not be installed: npm says why above.")
    done.touch()
