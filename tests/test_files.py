"""Files are written whole or not at all; a full disk and a killed process are tests/building/test_running.py."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rectify_gen.files import write_file


def refuse(error: BaseException) -> object:
    def refused(*_: object) -> None:
        raise error

    return refused


@pytest.mark.parametrize("step", ["replace", "chmod"])
def test_interrupt_leaves_the_old_file_and_nothing_beside_it(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "通报.docx"
    target.write_bytes(b"old")
    with monkeypatch.context() as patched:
        patched.setattr(os, step, refuse(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            write_file(target, b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "通报.docx": b"old"
    }
    write_file(target, b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "通报.docx": b"new"
    }
