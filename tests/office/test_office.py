"""PDFs by the real LibreOffice, and by stand-ins for it that hang, crash or are not there."""

from __future__ import annotations

import functools
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from made import EXAMPLES, ROOT
from needs import needs, needs_fonts
from programs import converter
from timing import PATIENCE

from rectify_gen.diagnostics import EnvironmentFaultError, InternalFaultError
from rectify_gen.office import (
    Converted,
    Limits,
    Pair,
    convert,
    find_office,
    substitutions,
)
from rectify_gen.office.fonts import registry
from rectify_gen.office.pdf_call import to_pdf
from rectify_gen.office.process import Ending
from rectify_gen.office.working import PdfResult, PdfTask, Worker
from rectify_gen.pdf.shown_pages import read_pdf

sys.path.insert(0, str(ROOT / "tests" / "word"))
from written import document, paragraph, run

pytestmark = needs("soffice")
SHORT = Limits(start=120.0, document=5.0, kilobyte=0.0)
"""What hangs here hangs after a first PDF, so that LibreOffice may start as slowly as a busy machine makes it."""
CIRCLED = "".join(
    f"<w:r>{one}</w:r>"
    for one in (
        '<w:fldChar w:fldCharType="begin"/>',
        r'<w:instrText xml:space="preserve"> EQ \o\ac(○,22) </w:instrText>',
        '<w:fldChar w:fldCharType="end"/>',
    )
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "通报 稿件"
    made.mkdir()
    return made


def write(folder: Path, texts: Mapping[str, str]) -> list[Pair]:
    """Write a document for each name, and return the pairs with the PDFs beside them."""
    for name, text in texts.items():
        (folder / f"{name}.docx").write_bytes(document(paragraph(text)))
    return [Pair(folder / f"{name}.docx", folder / f"{name}.pdf") for name in texts]


def codes(one: Converted) -> list[str]:
    return [found.code for found in one.failure.diagnostics] if one.failure else []


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A temporary folder of the test's own, as a clerk may have it; whatever happens, nothing is left in it."""
    made = tmp_path / "临时 文件"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    yield made
    assert not list(made.iterdir())


@pytest.mark.slow
@needs_fonts()
def test_examples_become_pdfs_that_show_every_character(tmp_path: Path) -> None:
    documents = [one.with_suffix(".docx") for one in EXAMPLES]
    pairs = [Pair(one, tmp_path / one.with_suffix(".pdf").name) for one in documents]
    done = list(convert(pairs, find_office(os.environ), workers=2))
    assert [one.pair for one in done] == pairs
    assert [one.failure for one in done] == [None] * len(pairs)
    for one in done:
        shown = read_pdf(one.pair.pdf.read_bytes())
        assert one.pages == len(shown.pages) >= 9
        assert "— 1 —" in shown.pages[0]
        assert one.substituted == {
            "方正小标宋简体",
            "仿宋_GB2312",
            "楷体_GB2312",
            "黑体",
        }
    (warning,) = substitutions(
        [family for one in done for family in one.substituted],
        [font for one in done for font in one.fonts],
    )
    assert "仿宋_GB2312" in warning.message("zh")
    assert "FandolFang" in warning.message("en")


def test_what_libreoffice_does_not_draw_is_told_and_the_old_pdf_stays(
    folder: Path,
) -> None:
    pairs = write(
        folder, {"好": "落实整改责任。", "坏": run("第") + CIRCLED + run("项问题")}
    )
    pairs[1].pdf.write_bytes(b"old")
    good, bad = convert(pairs, find_office(os.environ))
    assert (good.pages, good.failure) == (1, None)
    assert codes(bad) == ["pdf-text-lost"]
    assert bad.failure is not None
    (told,) = bad.failure.diagnostics
    assert "第【22】项问题" in told.message("zh")
    assert told.path == str(pairs[1].document)
    assert pairs[1].pdf.read_bytes() == b"old"


def test_same_names_unreadable_documents_and_closed_folders(folder: Path) -> None:
    (folder / "甲").mkdir()
    (folder / "乙").mkdir()
    pairs = write(folder / "甲", {"通报": "甲单位"}) + write(
        folder / "乙", {"通报": "乙单位"}
    )
    damaged, absent = folder / "残.docx", folder / "无.docx"
    damaged.write_bytes(b"PK\x03\x04 nothing")
    blocked = folder / "文件"
    blocked.write_text("in the way of a folder", encoding="utf-8")
    pairs += [Pair(damaged, folder / "残.pdf"), Pair(absent, folder / "无.pdf")]
    pairs.append(Pair(pairs[0].document, blocked / "通报.pdf"))
    done = list(convert(pairs, find_office(os.environ), workers=1))
    assert [
        "甲单位" in read_pdf(one.pdf.read_bytes()).pages[0] for one in pairs[:2]
    ] == [True, False]
    assert [codes(one) for one in done[3:]] == [
        ["file-unreadable"],
        ["file-unwritable"],
    ]
    assert codes(done[2]) in (["pdf-not-made"], ["docx-damaged"])
    assert not (folder / "残.pdf").exists()
    assert {one.name for one in folder.rglob("*") if one.name.startswith(".")} == set()


@pytest.mark.skipif(sys.platform == "win32", reason="a script as a program")
def test_a_converter_that_hangs_once_is_killed_with_its_children_and_started_again(
    folder: Path,
) -> None:
    pairs = write(folder, {"一": "第一份", "二": "第二份"})
    office = converter(
        folder,
        """
if not (here / "hung").exists():
    real(files[:1])
    child = subprocess.Popen(["sleep", "300"])
    (here / "hung").write_text(str(child.pid))
    time.sleep(300)
real(files)
""",
    )
    done = list(convert(pairs, office, SHORT, workers=1))
    assert [one.failure for one in done] == [None, None]
    child = int((folder / "hung").read_text())
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(child)],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    assert state.strip() == "" or state.startswith("Z")


@pytest.mark.skipif(sys.platform == "win32", reason="a script as a program")
@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("time.sleep(300)", "pdf-timeout"),
        ("sys.exit('segmentation fault')", "pdf-not-made"),
    ],
)
def test_a_document_that_fails_twice_is_told_and_the_rest_goes_on(
    folder: Path, fault: str, code: str
) -> None:
    pairs = write(folder, {"一": "第一份", "二": "毒", "三": "第三份"})
    office = converter(
        folder,
        f"""
bad = [number for number, one in enumerate(files) if holds(one, "毒")]
if bad[:1] != [0]:
    real(files[:bad[0]] if bad else files)
if bad:
    {fault}
""",
    )
    done = list(convert(pairs, office, SHORT, workers=1))
    assert [codes(one) for one in done] == [[], [code], []]
    assert [one.pdf.exists() for one in pairs] == [True, False, True]
    if code == "pdf-not-made":
        assert done[1].failure is not None
        assert "segmentation fault" in done[1].failure.diagnostics[0].message()


@pytest.mark.skipif(sys.platform == "win32", reason="a script as a program")
def test_a_converter_that_never_works_is_given_up_after_three_calls(
    folder: Path,
) -> None:
    pairs = write(folder, dict.fromkeys("甲乙丙丁戊己", "文"))
    office = converter(folder, "(here / f'call-{os.getpid()}').touch(); sys.exit(7)")
    assert [codes(one) for one in convert(pairs, office, workers=1)] == [
        ["pdf-not-made"]
    ] * len(pairs)
    assert len(list(folder.glob("call-*"))) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="a script as a program")
def test_stopping_early_ends_the_converter_and_leaves_nothing(folder: Path) -> None:
    pairs = write(folder, {"一": "第一份", "二": "第二份"})
    office = converter(
        folder,
        "(here / 'pid').write_text(str(os.getpid())); real(files[:1]); time.sleep(300)",
    )
    running = convert(pairs, office, workers=1)
    assert next(running).failure is None
    running.close()
    pid = (folder / "pid").read_text()
    assert (
        subprocess.run(["ps", "-p", pid], capture_output=True, check=False).returncode
        == 1
    )
    assert not pairs[1].pdf.exists()


def test_runs_side_by_side_do_not_disturb_each_other(folder: Path) -> None:
    pairs = [
        write(folder, {f"{name}{number}": f"{name}第{number}份" for number in range(2)})
        for name in "甲乙"
    ]
    done: list[list[Converted]] = [[], []]
    threads = [
        threading.Thread(
            target=lambda at=at: done[at].extend(
                convert(pairs[at], find_office(os.environ))
            )
        )
        for at in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [[one.failure for one in part] for part in done] == [[None, None]] * 2


def test_temporary_folder_with_chinese_and_a_locale_that_has_none(folder: Path) -> None:
    pairs = write(folder, {"稿": "落实整改责任。"})
    (done,) = convert(
        pairs,
        find_office({**os.environ, "LC_ALL": "C"}),
        Limits(start=20.0, document=10.0),
    )
    assert done.failure is None


def test_program_is_found_or_its_absence_told(folder: Path) -> None:
    assert find_office(os.environ).program.name.startswith("soffice")
    with pytest.raises(EnvironmentFaultError) as told:
        find_office({**os.environ, "RECTIFY_GEN_SOFFICE": str(folder / "没有")})
    assert [one.code for one in told.value.diagnostics] == ["office-not-there"]


@pytest.mark.skipif(sys.platform == "win32", reason="a script as a program")
def test_program_that_cannot_be_run_is_told_for_each_document(folder: Path) -> None:
    program = folder / "soffice"
    program.write_bytes(b"\x00 no program")
    program.chmod(0o755)
    pairs = write(folder, {"一": "文", "二": "文"})
    office = find_office({**os.environ, "RECTIFY_GEN_SOFFICE": str(program)})
    assert [codes(one) for one in convert(pairs, office)] == [
        ["office-unstartable"]
    ] * 2


@needs_fonts()
def test_font_map_takes_the_first_installed_family_and_the_office_may_change_it(
    folder: Path,
) -> None:
    """Without the machine's own rules for the official names, the map alone decides."""
    bare = folder / "fonts.conf"
    folders = "".join(
        f"<dir>{one}</dir>"
        for one in (
            "/usr/share/fonts",
            "/usr/local/share/fonts",
            "~/.local/share/fonts",
        )
    )
    bare.write_text(
        f"<fontconfig>{folders}<cachedir>{folder}/cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    text = '<w:r><w:rPr><w:rFonts w:eastAsia="{}"/></w:rPr><w:t>整改</w:t></w:r>'
    (folder / "字.docx").write_bytes(
        document(paragraph("".join(map(text.format, ("楷体_GB2312", "黑体")))))
    )
    pairs = [Pair(folder / "字.docx", folder / "字.pdf")]
    environment = {**os.environ, "FONTCONFIG_FILE": str(bare)}
    (usual,) = convert(pairs, find_office(environment))
    assert (usual.fonts, usual.substituted) == (
        {"FandolKai-Regular", "FandolHei-Regular"},
        {"楷体_GB2312", "黑体"},
    )
    (changed,) = convert(
        pairs, find_office({**environment, "RECTIFY_GEN_FONTS": "黑体=没有,FandolSong"})
    )
    assert changed.fonts == {"FandolKai-Regular", "FandolSong-Bold"}


@needs_fonts()
def test_replacement_table_of_libreoffice_is_honoured(folder: Path) -> None:
    """It is what Windows and macOS get of an office's own font map."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    settings = registry({"黑体": ("FandolSong", "没有"), "A<B": ("C&D",)})
    (profile / "user" / "registrymodifications.xcu").write_text(
        settings, encoding="utf-8"
    )
    runs = '<w:r><w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr><w:t>整改</w:t></w:r>'
    (folder / "a.docx").write_bytes(document(paragraph(runs)))
    command = [
        "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
        "a.docx",
    ]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(
        command,
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=PATIENCE,
        env=environment,
    )
    assert read_pdf((folder / "a.pdf").read_bytes()).fonts == {"FandolSong-Bold"}


def test_a_stopped_call_ends_at_once(folder: Path) -> None:
    stop = threading.Event()
    stop.set()
    ending = to_pdf(
        find_office(os.environ),
        [EXAMPLES[0].with_suffix(".docx")],
        folder / "call",
        lambda: 60.0,
        stop,
    )
    assert ending is Ending.STOPPED


def test_a_bug_over_one_document_is_its_failure_and_the_others_are_made(
    folder: Path,
) -> None:
    broken, whole = write(folder, {"甲": "甲文。", "乙": "乙文。"})
    nowhere = Pair(broken.document, None)  # type: ignore[arg-type]
    first, second = convert([nowhere, whole], find_office(os.environ), workers=1)
    assert isinstance(first.failure, InternalFaultError)
    assert codes(first) == ["internal-fault"]
    assert first.failure.diagnostics[0].path == str(broken.document)
    assert (second.failure, second.pages) == (None, 1)
    assert whole.pdf.is_file()


def test_a_call_that_the_system_refuses_costs_one_document(folder: Path) -> None:
    program = converter(
        folder,
        "out.mkdir()\n"
        "for one in files: (out / one.with_suffix('.pdf').name).write_bytes(b'%%EOF')",
    )
    tasks = [PdfTask(number, folder / f"{number}.docx", 60.0) for number in range(3)]
    (folder / "call1").write_text("in the way", encoding="utf-8")
    results: queue.SimpleQueue[PdfResult] = queue.SimpleQueue()
    make_pdfs = functools.partial(to_pdf, program)
    Worker(make_pdfs, 60.0, folder, tasks, results, threading.Event()).run()
    done = sorted(results.get_nowait() for _ in tasks)
    assert [result.number for result in done] == [0, 1, 2]
    assert isinstance(done[0].failure, OSError)
    assert [result.failure for result in done[1:]] == [None, None]
    assert results.empty()
