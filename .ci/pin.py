"""Pins the packages named in the .in files, with hashes. Arguments go to pip-compile."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Nothing of the machine that pins may end in the files: no index, no folder of wheels.
OPTIONS = [
    "--quiet",
    "--strip-extras",
    "--generate-hashes",
    "--allow-unsafe",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
]


def main(arguments: list[str]) -> int:
    # The oldest supported Python decides: what a newer one no longer needs does no harm there.
    if sys.version_info[:2] != (3, 11):
        print("Pins are made with Python 3.11, the oldest that GeekFeed supports.")
        print("Name one: make requirements PYTHON=/path/to/python3.11")
        return 1
    environment = {**os.environ, "CUSTOM_COMPILE_COMMAND": "make requirements"}
    # The site's pins come first: those for development are bound to them.
    for name in ("requirements", "requirements-dev"):
        print(f"{name}.in → {name}.txt")
        command = [sys.executable, "-m", "piptools", "compile", *OPTIONS, *arguments]
        command += ["--output-file", f"{name}.txt", f"{name}.in"]
        result = subprocess.run(command, cwd=ROOT, env=environment)
        if result.returncode:
            return result.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
