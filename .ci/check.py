"""Everything that must hold before a change goes in: the same list for people and for CI.

Arguments go to the test suite, which is the last step.
"""

import os
import secrets
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# The database is in memory and the key is given: a check leaves nothing behind.
HOME = {
    "DEBUG": "true",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "DATABASE_URL": "sqlite://:memory:",
}
PRODUCTION = {
    **HOME,
    "DEBUG": "false",
    "ALLOWED_HOSTS": "geekfeed.example",
    "SITE_URL": "https://geekfeed.example",
    "HSTS_PRELOAD": "true",
}


def steps(arguments: list[str]) -> list[tuple[str, list[str], dict[str, str]]]:
    """Return the list: what is checked, the command that checks it, its environment."""
    python = [sys.executable, "-W", "error"]
    module = [sys.executable, "-m"]
    return [
        ("Packages fit together", [*module, "pip", "check"], {}),
        ("Shell scripts parse", ["bash", "-n", ".ci/run"], {}),
        ("Format", [*module, "ruff", "format", "--check", "."], {}),
        ("Lint", [*module, "ruff", "check", "."], {}),
        (
            "Migrations match the models",
            [*python, "manage.py", "makemigrations", "--check", "--dry-run"],
            HOME,
        ),
        (
            "Settings are fit for production",
            [*python, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
            PRODUCTION,
        ),
        ("Tests", [sys.executable, ".ci/suite.py", *arguments], {}),
    ]


def main(arguments: list[str]) -> int:
    for title, command, environment in steps(arguments):
        print(f"\n== {title}", flush=True)
        result = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment})
        if result.returncode:
            print(f"\n== {title}: failed")
            return result.returncode
    print("\n== All is well")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
