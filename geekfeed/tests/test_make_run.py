"""`make run`: the demo newsroom carries out what is due, and ends as a whole."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings

STAND_IN = """#!/bin/sh
echo "$2" >> called
case "$2" in runserver) exec sleep 60;; esac
"""


def test_the_demo_carries_out_what_is_due_until_it_is_stopped(tmp_path):
    shutil.copy(Path(settings.BASE_DIR) / "Makefile", tmp_path)
    (tmp_path / ".ci").mkdir()
    for name in (".ci/free_port.py", "requirements.txt"):
        (tmp_path / name).touch()
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(STAND_IN)
    python.chmod(0o755)
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    (tmp_path / f".venv/site-installed-{version}").touch()
    called = tmp_path / "called"

    make = ["make", "run", "DUE_EVERY=1", f"PYTHON={sys.executable}"]
    run = subprocess.Popen(  # noqa: S603 - our own words
        make, cwd=tmp_path, start_new_session=True, stdout=subprocess.DEVNULL
    )
    try:
        for _turn in range(100):
            if called.exists() and called.read_text().split().count("publish_due") > 1:
                break
            time.sleep(0.1)
    finally:
        os.killpg(run.pid, signal.SIGINT)
        run.wait(timeout=10)
    names = called.read_text().split()
    assert names[:3] == ["migrate", "demo", "runserver"]
    assert set(names[3:]) == {"publish_due"}
    time.sleep(1.5)
    assert called.read_text().split() == names
