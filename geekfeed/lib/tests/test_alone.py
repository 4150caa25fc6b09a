"""Doing something once although several ask for it at the same moment."""

import os
import tempfile
import threading
from pathlib import Path

import pytest

from geekfeed.lib.alone import alone


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path / f"geekfeed-{os.getuid()}"


def test_others_wait_until_the_first_is_out():
    told, inside = [], threading.Event()

    def second() -> None:
        inside.wait()
        with alone("name"):
            told.append("second")

    other = threading.Thread(target=second)
    other.start()
    with alone("name"):
        inside.set()
        other.join(0.2)
        told.append("first")
    other.join()
    assert told == ["first", "second"]


def test_one_that_fails_lets_the_next_one_in():
    with pytest.raises(ZeroDivisionError), alone("name"):
        1 / 0  # noqa: B018
    with alone("name"):
        pass


def test_what_somebody_else_put_there_is_not_touched(folder, tmp_path):
    """The system's folder for temporary files is everybody's."""
    with alone("name"):
        (file,) = folder.iterdir()
    precious = tmp_path / "precious"
    precious.write_text("kept")
    file.unlink()
    file.symlink_to(precious)
    with pytest.raises(OSError, match="symbolic links"), alone("name"):
        pass
    assert precious.read_text() == "kept"
