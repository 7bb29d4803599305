"""One LibreOffice kept warm: it draws again after it was killed or hangs, and ends with the process that uses it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from made import EXAMPLES, ROOT
from needs import needs, uno_python
from timing import wait_until

from rectify_gen.diagnostics import EnvironmentFaultError
from rectify_gen.office import WarmOffice, find_office, warm
from rectify_gen.office.converting import Limits
from rectify_gen.pdf.shown_pages import read_pdf

sys.path.insert(0, str(ROOT / "tests" / "word"))
from written import document, paragraph

sys.path.insert(0, str(ROOT / "tests" / "preview"))
from running_preview import AskedPreview, looked_at, start

pytestmark = [
    pytest.mark.slow,
    needs("soffice"),
    pytest.mark.skipif(not uno_python(), reason="not here: UNO"),
    pytest.mark.skipif(sys.platform == "win32", reason="signals"),
]
PIPES = Path("/tmp")


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A temporary folder of the test's own, in which nothing is left."""
    made = tmp_path / "临时 文件"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    monkeypatch.setenv("TMPDIR", str(made))
    pipes = set(PIPES.glob("OSL_PIPE_*"))
    yield made
    assert list(made.iterdir()) == []
    assert processes(made) == {}
    assert not [pipe for pipe in set(PIPES.glob("OSL_PIPE_*")) - pipes if ours(pipe)]


def ours(pipe: Path) -> bool:
    # Other tests may run beside this one; the pipes of this one have names of ours, or of the profile.
    return "rectify-gen" in pipe.name


def processes(folder: Path) -> dict[int, str]:
    """What runs for ``folder``: process number to command."""
    listed = subprocess.run(
        ["ps", "-ewwo", "pid=,stat=,args="], capture_output=True, text=True, check=True
    )
    running = {}
    for line in listed.stdout.splitlines():
        number, state, command = line.split(maxsplit=2)
        is_for_folder = str(folder) in command or folder.as_uri() in command
        if is_for_folder and not state.startswith("Z"):
            running[int(number)] = command
    return running


def office_process(folder: Path) -> int:
    (number,) = (
        number
        for number, command in processes(folder).items()
        if "soffice.bin" in command
    )
    return number


def made(text: str) -> bytes:
    return document(paragraph(text))


def drawn(office: WarmOffice, text: str) -> str:
    pdf = office.pdf_of(made(text), threading.Event())
    assert pdf is not None
    return read_pdf(pdf).pages[0].strip()


@pytest.fixture
def office() -> Iterator[WarmOffice]:
    started = WarmOffice(find_office(os.environ))
    yield started
    started.close()


def test_documents_are_drawn_by_one_libreoffice_until_it_is_killed(
    office: WarmOffice, temporary: Path
) -> None:
    assert drawn(office, "甲") == "甲"
    first = office_process(temporary)
    assert drawn(office, "乙") == "乙"
    assert office_process(temporary) == first
    os.kill(first, signal.SIGKILL)
    assert drawn(office, "丙") == "丙"
    assert office_process(temporary) != first
    office.close()
    assert processes(temporary) == {}
    assert drawn(office, "丁") == "丁"


def test_one_that_is_prepared_draws_the_first_document(
    office: WarmOffice, temporary: Path
) -> None:
    office.prepare()
    prepared = processes(temporary)
    assert prepared
    office.prepare()
    assert drawn(office, "甲") == "甲"
    assert set(prepared) <= set(processes(temporary))


def test_one_that_hangs_is_replaced(
    office: WarmOffice, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn(office, "甲")
    hung = office_process(temporary)
    os.kill(hung, signal.SIGSTOP)
    monkeypatch.setattr(warm, "_WARM_LIMITS", Limits(0.0, 0.5, 0.0))
    assert drawn(office, "乙") == "乙"
    assert hung not in processes(temporary)


def test_who_stops_waiting_gets_the_next_document_and_no_other(
    office: WarmOffice, temporary: Path
) -> None:
    drawn(office, "甲")
    first = office_process(temporary)
    os.kill(first, signal.SIGSTOP)
    stop = threading.Event()
    timer = threading.Timer(0.2, stop.set)
    timer.start()
    assert office.pdf_of(made("乙"), stop) is None
    timer.join()
    os.kill(first, signal.SIGCONT)
    assert drawn(office, "丙") == "丙"
    assert office_process(temporary) == first


def test_what_cannot_be_opened_is_reported_and_the_next_is_drawn(
    office: WarmOffice,
) -> None:
    with pytest.raises(EnvironmentFaultError) as caught:
        office.pdf_of(b"PK\x03\x04 nothing", threading.Event())
    (fault,) = caught.value.diagnostics
    assert fault.code == "pdf-not-made"
    assert drawn(office, "甲") == "甲"


def test_it_is_started_anew_now_and_then(
    office: WarmOffice, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warm, "_LONGEST_USE", 2)
    drawn(office, "甲")
    assert processes(temporary)
    drawn(office, "乙")
    assert processes(temporary) == {}
    assert drawn(office, "丙") == "丙"


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_it_ends_with_the_preview_however_that_ends(
    end: signal.Signals, tmp_path: Path, temporary: Path
) -> None:
    notice = tmp_path / "通报.yaml"
    notice.write_bytes(EXAMPLES[0].read_bytes())
    process = start(notice)
    assert process.stdout is not None
    address = process.stdout.readline().removeprefix("预览：").split(" （")[0]
    preview = AskedPreview(address)
    with preview.client:
        lines = looked_at(preview)
        next(lines)
        wait_until(lambda: "<img" in preview.page(), process)
        assert processes(temporary)
        process.send_signal(end)
        process.communicate(timeout=60)
        lines.close()
    wait_until(lambda: not processes(temporary) and not list(temporary.iterdir()))
