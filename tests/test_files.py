"""Files are written whole or not at all; a full disk and a killed process are tests/building/test_running.py."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from rectify_gen.diagnostics import EnvironmentFaultError, InputError
from rectify_gen.files import (
    SIZE_LIMIT,
    NotRegularError,
    TooLargeError,
    read_bytes,
    read_regular,
    write_file,
)


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


DAY = 24 * 60 * 60


def test_what_a_killed_run_left_is_removed_a_day_later_and_nothing_else(
    tmp_path: Path,
) -> None:
    ages = {
        ".rectify-gen-0123456789ab.tmp": 2 * DAY,
        ".rectify-gen-cdef01234567.tmp": DAY // 2,  # of a run that may still go on
        ".rectify-gen-own.tmp": 2 * DAY,
        "rectify-gen-0123456789ab.tmp": 2 * DAY,
    }
    for name, age in ages.items():
        (tmp_path / name).write_bytes(b"x")
        changed = time.time() - age
        os.utime(tmp_path / name, (changed, changed))
    (tmp_path / ".rectify-gen-aaaaaaaaaaaa.tmp").mkdir()
    os.utime(tmp_path / ".rectify-gen-aaaaaaaaaaaa.tmp", (0, 0))
    write_file(tmp_path / "a.docx", b"new")
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {*list(ages)[1:], ".rectify-gen-aaaaaaaaaaaa.tmp", "a.docx"}


@pytest.mark.parametrize("size", [SIZE_LIMIT, SIZE_LIMIT + 1])
def test_a_file_is_read_up_to_the_limit_whatever_its_size_is_said_to_be(
    size: int, tmp_path: Path
) -> None:
    with open(tmp_path / "a", "wb") as stream:
        stream.truncate(size)
    if size == SIZE_LIMIT:
        assert len(read_regular(tmp_path / "a")) == size
        return
    with pytest.raises(TooLargeError):
        read_regular(tmp_path / "a")


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="only Windows has none")
@pytest.mark.parametrize(
    ("path", "kind"), [("/dev/zero", "device"), ("fifo", "fifo"), (".", "folder")]
)
def test_only_regular_files_are_read_and_replaced(
    path: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("fifo")
    with pytest.raises(NotRegularError) as caught:
        read_regular(path)
    assert caught.value.kind == kind
    with pytest.raises(EnvironmentFaultError) as refused:
        write_file(Path(path), b"new")
    assert [one.code for one in refused.value.diagnostics] == ["file-not-regular"]
    assert sorted(os.listdir()) == ["fifo"]


def test_a_name_with_nul_is_a_fault_and_no_bug(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_bytes(f"{tmp_path}/a\0b")
    with pytest.raises(EnvironmentFaultError):
        write_file(tmp_path / "a\0b", b"new")
