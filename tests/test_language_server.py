"""The schema in a real editor's hands: yaml-language-server over stdio, as VS Code and Neovim run it.

Needs ``RECTIFY_GEN_LANGUAGE_SERVER``, the folder into which npm installed tests/language_server/package.json.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from needs import needs
from timing import PATIENCE

from rectify_gen import canonical_names, key_language
from rectify_gen.source import apply_edits, read_file

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "schemas" / "notice.schema.json"
HOME = Path(os.environ.get("RECTIFY_GEN_LANGUAGE_SERVER", "/nowhere"))
SERVER = HOME / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
"""Seconds within which the server must answer."""

pytestmark = [pytest.mark.slow, needs("node", env="RECTIFY_GEN_LANGUAGE_SERVER")]


class LanguageServer:
    """One running server and what it has said about each document."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.count = 0
        self.inbox: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        while header := self.process.stdout.readline():
            length = int(header.split(b":")[1])
            while self.process.stdout.readline().strip():
                pass
            self.inbox.put(json.loads(self.process.stdout.read(length)))

    def _write(self, **message: Any) -> None:
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        """The next message that is for us; the server's own questions are answered on the way."""
        while True:
            message = self.inbox.get(timeout=PATIENCE)
            if "method" not in message or "id" not in message:
                return message
            asked = message.get("params", {}).get("items", [])
            self._write(
                id=message["id"],
                result=[self.settings(item.get("section")) for item in asked] or None,
            )

    @staticmethod
    def settings(section: str | None) -> Any:
        """The user's settings: all features, and no schema store, so that nothing is fetched."""
        yaml = {
            "validate": True,
            "hover": True,
            "completion": True,
            "schemaStore": {"enable": False},
        }
        return {"yaml": yaml}.get(section or "")

    def tell(self, method: str, params: Any) -> None:
        self._write(method=method, params=params)

    def ask(self, method: str, params: Any) -> Any:
        self.count += 1
        self._write(id=self.count, method=method, params=params)
        while (answer := self._read()).get("id") != self.count:
            pass
        assert "error" not in answer, answer
        return answer["result"]

    def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Open ``text`` as the file ``path`` and return the server's diagnostics of it."""
        document = {
            "uri": path.as_uri(),
            "languageId": "yaml",
            "version": 1,
            "text": text,
        }
        self.tell("textDocument/didOpen", {"textDocument": document})
        while True:
            message = self._read()
            if (
                message.get("method") == "textDocument/publishDiagnostics"
                and message["params"]["uri"] == path.as_uri()
            ):
                return list(message["params"]["diagnostics"])

    def at(self, method: str, path: Path, line: int, character: int) -> Any:
        """Ask about a place, counted from 0 as editors do."""
        return self.ask(
            method,
            {
                "textDocument": {"uri": path.as_uri()},
                "position": {"line": line, "character": character},
            },
        )


@contextlib.contextmanager
def running() -> Iterator[LanguageServer]:
    """A server after its handshake, stopped at the end."""
    command = ["node", str(SERVER), "--stdio"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        server = LanguageServer(process)
        markdown = {
            "documentationFormat": ["markdown", "plaintext"],
            "snippetSupport": True,
        }
        capabilities = {
            "workspace": {"configuration": True},
            "textDocument": {
                "completion": {"completionItem": markdown},
                "hover": {"contentFormat": ["markdown"]},
            },
        }
        server.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": ROOT.as_uri(),
                "capabilities": capabilities,
            },
        )
        server.tell("initialized", {})
        server.tell(
            "workspace/didChangeConfiguration",
            {"settings": {"yaml": server.settings("yaml")}},
        )
        try:
            yield server
        finally:
            server.ask("shutdown", None)
            server.tell("exit", None)
            process.wait(PATIENCE)


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    with running() as one:
        yield one


def _noticed(diagnostics: list[dict[str, Any]]) -> list[tuple[int, str]]:
    return [(one["range"]["start"]["line"] + 1, one["message"]) for one in diagnostics]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.stem
)
def test_an_example_has_no_diagnostics(server: LanguageServer, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    modeline = text.partition("\n")[0].removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / modeline).resolve() == SCHEMA
    assert server.open(path, text) == []


BROKEN = {
    "an unknown key": ("titel: x\nsections:\n  - role: overview\n", 2, "titel"),
    "no sections": ("kind: notice\n", 2, "sections"),
    "a wrong choice": (
        "kind: notise\nsections:\n  - role: overview\n",
        2,
        '"announcement"',
    ),
    "no such month": (
        "inspection:\n  start: 2024-13-01\nsections:\n  - role: overview\n",
        3,
        "2024年3月27日",
    ),
    "a section without heading": (
        "sections:\n  - content: 文字\n",
        3,
        "必须写 heading",
    ),
    "a member with two keys": (
        "sections:\n  - role: overview\n    content:\n      - text: a\n        heading: b\n",
        6,
        "heading",
    ),
    "a member with a mistyped key": (
        "sections:\n  - role: overview\n    content:\n      - headng: b\n",
        5,
        "heading、problem",
    ),
    "a problem with a mistyped key": (
        "sections:\n  - role: overview\n    content:\n      - problem: b\n        statuss: done\n",
        6,
        "statuss",
    ),
    "an empty value": ("sections:\n  - role: overview\n    content:\n", 4, "应是文字"),
    "half a publication": (
        "publication: {start: 2024-01-01}\nsections:\n  - role: overview\n",
        2,
        "start 和 end",
    ),
    "a contact without label": (
        "contacts:\n  - value: x\nsections:\n  - role: overview\n",
        3,
        "必须写 label",
    ),
    "an unknown kind of contact": (
        "contacts:\n  fone: x\nsections:\n  - role: overview\n",
        3,
        "fone",
    ),
    "a line break": (
        "sections:\n  - role: overview\n    content: |\n      一\n      二\n",
        4,
        "换行",
    ),
    "a form without place": (
        "sections:\n  - role: overview\n    form: 关于问题\n",
        4,
        "有且仅有一个 {}",
    ),
    "measures as text": (
        "sections:\n  - role: overview\n    content:\n      - measures: x\n",
        5,
        '"array"',
    ),
    "a key given twice": (
        "sections:\n  - role: overview\n    role: overview\n",
        4,
        "unique",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_is_shown_on_its_line(server: LanguageServer, name: str) -> None:
    text, line, words = BROKEN[name]
    modeline = "# yaml-language-server: $schema=../schemas/notice.schema.json\n"
    shown = _noticed(
        server.open(
            ROOT / "examples" / f"{name.replace(' ', '-')}.yaml", modeline + text
        )
    )
    assert [found for found, _ in shown].count(line) >= 1, shown
    assert any(found == line and words in message for found, message in shown), shown


# "|" stands at the end of lines that end in spaces.
DRAFT = """\
# yaml-language-server: $schema=../schemas/notice.schema.json
kind: notice
inspection:
  authority: 市委
  |
sections:
  - role: |
    content:
      - problem: 系统谋划不够
        status: done
        |
      - |
""".replace("|\n", "\n")


@pytest.fixture(scope="module")
def draft(server: LanguageServer) -> Path:
    path = ROOT / "examples" / "draft-being-typed.yaml"
    server.open(path, DRAFT)
    return path


def _offered(
    server: LanguageServer, path: Path, line: int, character: int
) -> dict[str, str]:
    answer = server.at("textDocument/completion", path, line, character)
    return {
        item["label"]: str(item.get("documentation", "")) for item in answer["items"]
    }


def test_completion_offers_keys_with_their_chinese_titles(
    server: LanguageServer, draft: Path
) -> None:
    inspection = _offered(server, draft, 4, 2)
    assert inspection["round"] == "轮次：如：第四轮"
    assert "authority" not in inspection, "it is there already"
    assert _offered(server, draft, 10, 8)["responsible_leader"] == "责任领导：只进台账"


def test_completion_offers_what_a_member_of_content_may_be(
    server: LanguageServer, draft: Path
) -> None:
    assert {"text", "measures", "heading", "problem", "label"} <= set(
        _offered(server, draft, 11, 8)
    )


def test_completion_offers_choices_with_their_meaning(
    server: LanguageServer, draft: Path
) -> None:
    roles = _offered(server, draft, 6, 10)
    assert roles["rectification"] == "巡察整改任务落实情况"
    assert roles["next_steps"] == "下一步打算"


@pytest.mark.parametrize(
    ("line", "character", "title", "detail"),
    [
        (1, 1, "文种", "`report`: 情况报告"),
        (2, 3, "巡察情况", "何时反馈"),
        (3, 4, "派出机关", "市委、县委"),
        (8, 10, "问题", "系统谋划不够"),
        (9, 10, "整改状态", "`ongoing`: 持续整改"),
    ],
)
def test_hover_shows_the_chinese_title(
    server: LanguageServer,
    draft: Path,
    line: int,
    character: int,
    title: str,
    detail: str,
) -> None:
    shown = server.at("textDocument/hover", draft, line, character)["contents"]["value"]
    assert shown.startswith(f"#### {title}\n")
    assert detail in shown


CHINESE_DRAFT = """\
# yaml-language-server: $schema=../schemas/notice.zh.schema.json
文种: 通报
巡察情况:
  派出机关: 市委
  |
各部分:
  - 作用: |
    内容:
      - 问题: 系统谋划不够
        整改状态: |
      - |
公开期限:
  |
""".replace("|\n", "\n")


@pytest.fixture(scope="module")
def chinese_draft(server: LanguageServer) -> Path:
    path = ROOT / "examples" / "chinese-draft-being-typed.yaml"
    server.open(path, CHINESE_DRAFT)
    return path


def test_completion_offers_chinese_keys_and_words(
    server: LanguageServer, chinese_draft: Path
) -> None:
    inspection = _offered(server, chinese_draft, 4, 2)
    assert inspection["轮次"] == "轮次：如：第四轮"
    assert "round" not in inspection
    roles = _offered(server, chinese_draft, 6, 8)
    assert roles["整改任务"] == "巡察整改任务落实情况"
    statuses = _offered(server, chinese_draft, 9, 14)
    assert "已完成" in statuses


@pytest.mark.parametrize(
    ("language", "keys"),
    [
        ("en", ("problem:", "measures:", "role:", "start:")),
        ("zh", ("问题:", "措施:", "作用:", "开始日期:")),
    ],
)
def test_completion_inserts_a_whole_part(
    server: LanguageServer,
    draft: Path,
    chinese_draft: Path,
    language: str,
    keys: tuple[str, ...],
) -> None:
    if language == "zh":
        answer = server.at("textDocument/completion", chinese_draft, 10, 8)
    else:
        answer = server.at("textDocument/completion", draft, 11, 8)
    snippets = {item["label"]: item["insertText"] for item in answer["items"]}
    problem, measures, _, _ = keys
    assert problem in snippets["一个问题"]
    assert measures in snippets["一个问题"]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.stem
)
def test_an_example_in_chinese_has_no_diagnostics(
    server: LanguageServer, path: Path
) -> None:
    data = canonical_names.locate(read_file(path))
    text = apply_edits(data.source.text, key_language.edits_to("zh", data))
    assert text.splitlines()[0].endswith("../schemas/notice.zh.schema.json")
    assert server.open(path.with_name(f"chinese-{path.name}"), text) == []


def _written_by(folder: Path, *arguments: str) -> tuple[Path, str]:
    """The file ``a.yaml`` that a command writes beside a copy of the schema."""
    path = folder / "a.yaml"
    for command in (["schema", "-o", "notice.schema.json"], [*arguments]):
        subprocess.run(
            [sys.executable, "-m", "rectify_gen", *command],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
        )
    return path, path.read_text(encoding="utf-8")


def test_files_that_new_and_import_write_have_the_schema_beside_them(
    server: LanguageServer, tmp_path: Path
) -> None:
    starter, text = _written_by(tmp_path, "new", "a.yaml")
    assert server.open(starter, text) == []
    (tmp_path / "b.txt").write_text(
        "某局党组关于巡察整改进展情况的通报\n根据县委部署，7月4日县委第一巡察组反馈了巡察意见，现将整改情况公布。\n"
        "一、整改落实情况\n（二）关于“台账不全”的问题。\n已整改。\n",
        encoding="utf-8",
    )
    imported, text = _written_by(tmp_path, "import", "b.txt", "-o", "a.yaml", "--force")
    assert "# 第" in text
    assert "$schema=notice.schema.json" in text.split("\n")[0]
    assert server.open(imported, text) == []
    # The link leads to the schema: a wrong key is seen.
    wrong = text.replace("\nsections:", "\nsektions:")
    assert server.open(tmp_path / "wrong.yaml", wrong) != []
