"""build and diff as a user runs them: a folder with its project, exit codes, both languages, reports, terminals."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from made import short
from needs import needs
from programs import shell_program
from test_commands import ROOT, run
from timing import PATIENCE

from rectify_gen.package import read_package, write_parts

SCHEMA = json.loads((ROOT / "schemas/build.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two notices, its output folder elsewhere; its name has Chinese and a space."""
    folder = tmp_path / "整改 项目"
    (folder / "来源" / "县").mkdir(parents=True)
    (folder / "rectify-gen.yaml").write_text(
        "sources: [来源]\noutput: 成文\n", encoding="utf-8"
    )
    for name in ("水务", "县/教育"):
        (folder / f"来源/{name}.yaml").write_text(short(name[-2:]), encoding="utf-8")
    return folder


def mend(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def edit(path: Path, old: str, new: str) -> None:
    """Change a Word file as somebody would by hand."""
    parts = read_package(path.read_bytes())
    body = parts["word/document.xml"].decode("utf-8")
    assert old in body
    path.write_bytes(
        write_parts(
            {**parts, "word/document.xml": body.replace(old, new).encode("utf-8")}
        )
    )


def reported(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """The report on standard output, by its published schema."""
    document = json.loads(done.stdout)
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    jsonschema.validate(document, SCHEMA)
    assert isinstance(document, dict)
    return document


def test_project_builds_what_is_out_of_date_and_nothing_else(project: Path) -> None:
    first = run("build", folder=project)
    assert (first.returncode, first.stdout) == (0, "")
    assert first.stderr.splitlines() == [
        f"built {Path('成文/县/教育.docx')}",
        f"built {Path('成文/水务.docx')}",
        "2 built, 0 up to date, 0 failed.",
    ]
    again = run("build", folder=project)
    assert (again.returncode, again.stderr) == (0, "0 built, 2 up to date, 0 failed.\n")
    mend(project / "来源/水务.yaml", "3项", "4项")
    third = run("build", folder=project)
    assert third.stderr.splitlines() == [
        f"built {Path('成文/水务.docx')}",
        "1 built, 1 up to date, 0 failed.",
    ]
    assert "修订水务制度4项。" in run("text", "成文/水务.docx", folder=project).stdout
    assert run("build", "--force", folder=project).stderr.endswith(
        "2 built, 0 up to date, 0 failed.\n"
    )


def test_files_and_folders_that_are_named_are_built_by_their_project(
    project: Path,
) -> None:
    assert (
        run("build", "来源/县", folder=project).stderr
        == f"built {Path('成文/县/教育.docx')}\n"
    )
    assert run("build", "水务.yaml", folder=project / "来源").returncode == 0
    assert sorted(path.name for path in project.rglob("*.docx")) == [
        "教育.docx",
        "水务.docx",
    ]
    assert (project / "成文/水务.docx").is_file()


def test_nothing_named_and_no_project_says_what_to_do(tmp_path: Path) -> None:
    for lang, words in (
        ("en", "write a rectify-gen.yaml"),
        ("zh", "新建 rectify-gen.yaml"),
    ):
        refused = run("build", folder=tmp_path, lang=lang)
        assert refused.returncode == 2
        assert words in refused.stderr


def test_faults_of_the_project_file_stop_everything_before_it_begins(
    project: Path,
) -> None:
    (project / "rectify-gen.yaml").write_text(
        "outptu: 成文\nrules: {date-ordre: off}\n", encoding="utf-8"
    )
    refused = run("build", folder=project)
    assert refused.returncode == 1
    assert "rectify-gen.yaml:1:1: error[unknown-key]" in refused.stderr
    assert "rectify-gen.yaml:2:21: error[rule-unknown]" in refused.stderr
    assert not list(project.rglob("*.docx"))


def test_names_that_would_overwrite_each_other_are_refused_before_anything_is_written(
    project: Path,
) -> None:
    (project / "来源/水务.yml").write_text(short("别处"), encoding="utf-8")
    for lang, words in (("en", "would both be written to"), ("zh", "会写到同一个文件")):
        refused = run("build", folder=project, lang=lang)
        assert refused.returncode == 2
        assert "[output-collides]" in refused.stderr
        assert words in refused.stderr
    assert not (project / "成文").exists()


def test_one_failure_stops_no_other_and_the_summary_counts_it(project: Path) -> None:
    (project / "来源/坏.yaml").write_text("sections: 一\n", encoding="utf-8")
    (project / "来源/乱.yaml").write_bytes(b"\x00\x01")
    done = run("build", folder=project)
    assert done.returncode == 1
    for name in ("坏", "乱"):
        assert f"not built: {Path('成文', name + '.docx')}\n" in done.stderr
    assert f"{Path('来源/坏.yaml')}:1:11: error[" in done.stderr
    assert done.stderr.endswith("2 built, 0 up to date, 2 failed.\n")
    chinese = run("build", folder=project, lang="zh").stderr
    assert chinese.endswith("生成 0 份，无须重新生成 2 份，失败 2 份。\n")
    assert f"未生成 {Path('成文/坏.docx')}" in chinese


def test_json_report_of_a_build(project: Path) -> None:
    (project / "来源/坏.yaml").write_text("sections: 一\n", encoding="utf-8")
    run("build", "来源/水务.yaml", folder=project)
    done = run("build", "--format", "json", folder=project)
    assert done.returncode == 1
    document = reported(done)
    assert document["summary"] == {"built": 1, "current": 1, "failed": 1}
    found = {one["source"]: one for one in document["documents"]}
    assert list(found) == ["来源/县/教育.yaml", "来源/坏.yaml", "来源/水务.yaml"]
    made = found["来源/县/教育.yaml"]
    assert (made["output"], made["state"], made["diagnostics"]) == (
        "成文/县/教育.docx",
        "built",
        [],
    )
    assert made["seconds"] > 0
    assert made["digests"]["edition"].startswith("public-")
    assert found["来源/坏.yaml"]["digests"] is None
    assert [
        (one["line"], one["column"]) for one in found["来源/坏.yaml"]["diagnostics"]
    ] == [(1, 11)]
    assert found["来源/水务.yaml"]["digests"]["parts"] != made["digests"]["parts"]


def test_check_writes_nothing_and_names_each_way_of_not_being_current(
    project: Path,
) -> None:
    for name in ("新", "旧", "改", "模", "版"):
        (project / f"来源/{name}.yaml").write_text(short(name), encoding="utf-8")
    run("build", folder=project)
    (project / "成文/新.docx").unlink()
    mend(project / "来源/旧.yaml", "3项", "4项")
    edit(project / "成文/改.docx", "修订改制度3项", "修订改制度5项")
    run("build", "来源/模.yaml", "-t", "report", folder=project)
    run("build", "来源/版.yaml", "--audience", "internal", folder=project)
    before = snapshot(project)
    done = run("build", "--check", folder=project)
    assert snapshot(project) == before
    assert (done.returncode, done.stdout) == (1, "")
    told = dict(
        zip(
            "新旧改模版",
            ("missing", "stale", "edited", "other-template", "other-edition"),
            strict=True,
        )
    )
    for name, state in told.items():
        assert f"{Path('成文', name + '.docx')}: error[check-{state}]" in done.stderr
    assert "-修订旧制度3项。\n+修订旧制度4项。\n" in done.stderr
    assert "-修订改制度5项。\n+修订改制度3项。\n" in done.stderr
    assert done.stderr.endswith("2 up to date, 5 not, 0 failed.\n")
    document = reported(run("build", "--check", "--format", "json", folder=project))
    assert {
        Path(one["source"]).stem: one["state"] for one in document["documents"]
    } == {
        **told,
        "教育": "current",
        "水务": "current",
    }


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "2 up to date, 0 not, 0 failed.\n"),
        ("zh", "一致 2 份，不一致 0 份，失败 0 份。\n"),
    ],
)
def test_check_of_what_is_current_is_quiet_but_for_the_summary(
    project: Path, lang: str, words: str
) -> None:
    run("build", folder=project)
    done = run("build", "--check", folder=project, lang=lang)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", words)
    assert run("build", "--check", "--quiet", folder=project).stderr == ""


def test_check_of_a_source_with_faults_fails(project: Path) -> None:
    run("build", folder=project)
    (project / "来源/水务.yaml").write_text("sections: 一\n", encoding="utf-8")
    done = run("build", "--check", folder=project)
    assert done.returncode == 1
    assert f"{Path('来源/水务.yaml')}:1:11: error[" in done.stderr


def test_what_somebody_edited_is_kept_and_diff_tells_it_by_field(project: Path) -> None:
    run("build", folder=project)
    document = project / "成文/水务.docx"
    edit(document, "修订水务制度3项", "修订水务制度5项")
    edited = document.read_bytes()
    mend(project / "来源/水务.yaml", "关于制度", "有关制度")
    kept = run("build", folder=project)
    assert kept.returncode == 1
    assert "error[document-edited]" in kept.stderr
    assert document.read_bytes() == edited
    told = run("diff", "来源/水务.yaml", "成文/水务.docx", folder=project)
    assert (told.returncode, told.stderr) == (1, "")
    assert told.stdout.splitlines() == [
        f"{Path('来源/水务.yaml')}:9:18: sections.2.content.0.heading",
        "  - （一）有关制度不健全问题的整改",
        "  + （一）关于制度不健全问题的整改",
        f"{Path('来源/水务.yaml')}:10:18: sections.2.content.0.content",
        "  - 修订水务制度3项。",
        "  + 修订水务制度5项。",
    ]
    assert run("build", "--force", folder=project).returncode == 0
    nothing = run("diff", "来源/水务.yaml", "成文/水务.docx", folder=project)
    assert (nothing.returncode, nothing.stdout) == (0, "")


def test_diff_names_dates_numbers_wording_of_the_template_and_new_paragraphs(
    project: Path,
) -> None:
    run("build", folder=project)
    document = project / "成文/水务.docx"
    edit(document, "2024年7月9日", "2024年7月19日")
    edit(document, "（一）", "（三）")
    edit(document, "欢迎广大干部群众", "欢迎全体干部群众")
    edit(
        document,
        "每月通报进展。",
        "每月通报进展。</w:t></w:r></w:p><w:p><w:r><w:t>另有一段。",
    )
    for lang, generated, template, added in (
        (
            "zh",
            "（自动生成的序号或标准文字）",
            "（模板中的固定文字，不在数据里）",
            "{} 之后新增的段落",
        ),
        (
            "en",
            " (a number or standard words, generated)",
            "(wording of the template, not in the data)",
            "paragraph added after {}",
        ),
    ):
        done = run(
            "diff", "来源/水务.yaml", "成文/水务.docx", folder=project, lang=lang
        )
        headlines = [line for line in done.stdout.splitlines() if line[0] != " "]
        path = Path("来源/水务.yaml")
        assert headlines[:4] == [
            f"{path}:3:95: inspection.feedback_date",
            f"{path}:9:9: sections.2.content.0{generated}",
            f"{path}:12:18: " + added.format("sections.2.content.1.content"),
            template,
        ]


def test_diff_goes_by_the_edition_that_is_named_else_by_the_project(
    project: Path,
) -> None:
    (project / "rectify-gen.yaml").write_text(
        "sources: [来源]\naudience: internal\n", encoding="utf-8"
    )
    source = project / "来源/水务.yaml"
    internal = "      - {audience: internal, heading: 关于台账不完整问题的整改, content: 补登台账。}\n"
    mend(
        source,
        "        content: 每月通报进展。\n",
        "        content: 每月通报进展。\n" + internal,
    )
    run("build", source, folder=project)
    assert (
        run("diff", source, source.with_suffix(".docx"), folder=project).returncode == 0
    )
    public = run(
        "diff",
        source,
        source.with_suffix(".docx"),
        "--audience",
        "public",
        folder=project,
    )
    assert public.returncode == 1
    assert "+ 补登台账。" in public.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("build", "没有.yaml"), 2, "[path-missing]"),
        (("build", "来源", "-o", "一份.docx"), 2, "[output-single]"),
        (("build", "--format", "xml"), 2, "text, json"),
        (("build", "--audience", "everyone"), 2, "public, internal"),
        (("build", "-j", "0"), 2, "-j"),
        (("build", "-t", "没有.docx"), 3, "[template-unknown]"),
        (("diff", "来源/水务.yaml", "没有.docx"), 1, "[file-unreadable]"),
        (("diff", "没有.yaml", "rectify-gen.yaml"), 1, "没有.yaml: "),
        (("diff", "来源/水务.yaml", "rectify-gen.yaml"), 1, "rectify-gen.yaml: "),
        (("text", "rectify-gen.yaml"), 1, "rectify-gen.yaml: "),
    ],
)
def test_what_cannot_be_done_is_said_without_a_traceback(
    project: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    for lang in ("en", "zh"):
        refused = run(*arguments, folder=project, lang=lang)
        assert refused.returncode == code, refused.stderr
        assert words in refused.stderr
        assert "Traceback" not in refused.stderr
    assert not list(project.rglob("*.docx"))


def test_more_processes_make_the_same_documents(project: Path) -> None:
    for at in range(20):
        (project / f"来源/{at:02}.yaml").write_text(short(f"第{at}"), encoding="utf-8")
    assert run("build", "-o", "一", folder=project).returncode == 0
    assert run("build", "-o", "二", "-j", "2", folder=project).returncode == 0
    one, two = (
        {path.name: path.read_bytes() for path in (project / name).rglob("*.docx")}
        for name in ("一", "二")
    )
    assert len(one) == 22
    assert one == two


def unprivileged() -> list[str]:
    """What to put before a command so that a folder's mode holds for it too, root or not."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ["setpriv", "--bounding-set=-dac_override"] if root else []


@pytest.mark.skipif(sys.platform == "win32", reason="modes of folders are POSIX")
@needs(*unprivileged()[:1])
def test_read_only_folder_is_told_and_stays_as_it_was(project: Path) -> None:
    run("build", folder=project)
    mend(project / "来源/水务.yaml", "3项", "4项")
    old = (project / "成文/水务.docx").read_bytes()
    (project / "成文").chmod(0o555)
    try:
        command = [
            *unprivileged(),
            sys.executable,
            "-m",
            "rectify_gen",
            "--lang",
            "en",
            "build",
        ]
        done = subprocess.run(
            command, cwd=project, capture_output=True, encoding="utf-8", check=False
        )
    finally:
        (project / "成文").chmod(0o755)
    assert done.returncode == 1
    assert (
        "成文/水务.docx: error[file-unwritable] cannot write the file: Permission denied"
        in done.stderr
    )
    assert "close the file if Word or WPS has it open" in done.stderr
    assert (project / "成文/水务.docx").read_bytes() == old
    assert sorted(path.name for path in (project / "成文").iterdir()) == [
        "县",
        "水务.docx",
    ]


@pytest.mark.skipif(
    sys.platform != "win32", reason="only Windows keeps others from a file that is open"
)
def test_document_that_is_open_elsewhere_is_told_and_kept(project: Path) -> None:
    run("build", folder=project)
    mend(project / "来源/水务.yaml", "3项", "4项")
    with open(project / "成文/水务.docx", "rb"):
        done = run("build", folder=project)
    assert done.returncode == 1
    assert "error[file-unwritable]" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
def test_progress_bar_on_a_terminal_and_plain_lines_elsewhere(project: Path) -> None:
    for at in range(6):
        (project / f"来源/{at}.yaml").write_text(short(f"第{at}"), encoding="utf-8")
    seen = on_a_terminal(["--lang", "zh", "build"], project)
    assert "正在生成" in seen
    assert "\x1b[" in seen
    assert f"已生成 {Path('成文/0.docx')}" in seen
    assert "生成 8 份" in seen
    plain = run("build", "--force", folder=project, lang="zh").stderr
    assert "正在生成" not in plain
    assert "\x1b" not in plain
    assert len(plain.splitlines()) == 9
    assert "正在生成" not in on_a_terminal(
        ["--lang", "zh", "--quiet", "build", "--force"], project
    )


def on_a_terminal(arguments: list[str], folder: Path) -> str:
    """What a terminal shows of the command."""
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "rectify_gen", *arguments]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "120"}
    process = subprocess.Popen(
        command, cwd=folder, stdout=theirs, stderr=theirs, stdin=theirs, env=environment
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # Linux says so when the other end is closed
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    assert process.wait(PATIENCE) == 0
    return seen.decode("utf-8")


def opened(tmp_path: Path, *arguments: str) -> tuple[int, list[str], str]:
    """Build with --open on a desktop whose xdg-open writes down what it is asked to open."""
    log = tmp_path / "opened.txt"
    opener = tmp_path / "bin" / "xdg-open"
    opener.parent.mkdir(exist_ok=True)
    shell_program(opener, f'echo "$1" >> "{log}"')
    result = subprocess.run(
        [sys.executable, "-m", "rectify_gen", "build", "--open", *arguments],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PATH": f"{opener.parent}:/usr/bin:/bin"},
        check=False,
    )
    paths = log.read_text("utf-8").splitlines() if log.exists() else []
    return result.returncode, paths, result.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="other systems open otherwise")
def test_open_shows_the_document_or_the_folder_of_several(tmp_path: Path) -> None:
    (tmp_path / "通报 一.yaml").write_text(short("水务"), encoding="utf-8")
    code, paths, _ = opened(tmp_path, "通报 一.yaml")
    assert (code, paths) == (0, [str(tmp_path / "通报 一.docx")])
    (tmp_path / "opened.txt").unlink()
    (tmp_path / "乙.yaml").write_text(short("教育"), encoding="utf-8")
    code, paths, _ = opened(tmp_path, ".")
    assert (code, paths) == (0, [str(tmp_path)])
    (tmp_path / "opened.txt").unlink()
    (tmp_path / "丙.yaml").write_text("kind: x\n", encoding="utf-8")
    code, paths, _ = opened(tmp_path, "丙.yaml")
    assert (code, paths) == (1, [])


@pytest.mark.skipif(sys.platform != "linux", reason="other systems open otherwise")
def test_what_cannot_be_opened_is_built_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(short("水务"), encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "rectify_gen", "build", "--open", "a.yaml"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PATH": str(tmp_path)},
        check=False,
    )
    assert result.returncode == 0
    assert "a.docx: warning[not-opened]" in result.stderr
    assert (tmp_path / "a.docx").exists()


def test_no_document_is_written_over_its_template(tmp_path: Path) -> None:
    (tmp_path / "甲.yaml").write_text(short("水务"), encoding="utf-8")
    template = tmp_path / "甲.docx"
    template.write_bytes((ROOT / "templates/notice.docx").read_bytes())
    before = template.read_bytes()
    for options in (["-t", "甲.docx"], []):
        if not options:
            settings = "templates: {notice: 甲.docx}\n"
            (tmp_path / "rectify-gen.yaml").write_text(settings, encoding="utf-8")
        done = run("build", "甲.yaml", "--force", *options, folder=tmp_path)
        assert done.returncode == 2
        assert "output-is-template" in done.stderr
        assert template.read_bytes() == before
    done = run("build", "甲.yaml", "-t", "甲.docx", "-o", "乙.docx", folder=tmp_path)
    assert done.returncode == 0
