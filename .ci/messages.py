"""Gathers every message of the site into locale/, and compiles what is translated.

The arguments name languages to begin: `make messages ARGS="fr it"`. Gathering needs GNU gettext;
where it is missing, the translations are compiled all the same.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = [
    "--no-wrap",
    "--no-obsolete",
    "--add-location=file",
    "--ignore=.venv",
    "--ignore=*/tests/*",
    "--ignore=conftest.py",
]


def main(languages: list[str]) -> int:
    found = [path.parent.parent.name for path in catalogs()]
    if shutil.which("xgettext"):
        names = [f"--locale={name}" for name in sorted({*found, *languages})]
        command = [sys.executable, "manage.py", "makemessages", *OPTIONS, *names]
        environment = {**os.environ, "DEBUG": "true"}
        if subprocess.run(command, cwd=ROOT, env=environment).returncode:
            return 1
    else:
        print("xgettext is not installed (Debian: gettext): nothing new was gathered.")
    for path in catalogs():
        entries = polib.pofile(str(path), wrapwidth=0)
        # When it was written is in the history; here it would change every line's neighbours.
        entries.metadata.pop("POT-Creation-Date", None)
        entries.save(str(path))
        entries.save_as_mofile(str(path.with_suffix(".mo")))
        done, doubted = len(entries.translated_entries()), len(entries.fuzzy_entries())
        print(f"{path.parent.parent.name}: {done} of {len(entries)} translated, {doubted} in doubt")
    return 0


def catalogs() -> list[Path]:
    return sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
