"""What Visual Studio Code needs beside a notice: settings, the advice to install its YAML extension, and the schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rectify_gen.cli.session import refuse_existing, save

_SETTINGS: dict[str, Any] = {
    "files.encoding": "utf8",
    "yaml.validate": True,
    "yaml.hover": True,
    "yaml.completion": True,
    # The schema lies beside the notices; none is to be looked for elsewhere.
    "yaml.schemaStore.enable": False,
    "[yaml]": {
        "editor.insertSpaces": True,
        "editor.tabSize": 2,
        "editor.wordWrap": "on",
        "editor.quickSuggestions": {"other": True, "comments": False, "strings": True},
    },
}
_EXTENSIONS = {"recommendations": ["redhat.vscode-yaml"]}


def write_editor_files(folder: Path, schema: str, keys: str, force: bool) -> None:
    """Write the settings into ``folder``/.vscode, and the ``schema`` of notices with ``keys`` into ``folder``.

    Raises:
        UsageError: one of the files is there, and not ``force``; then none is written.
    """
    from rectify_gen.schema import schema_text  # pydantic; most starters need none

    texts = {
        folder / ".vscode" / "settings.json": _as_json(_SETTINGS),
        folder / ".vscode" / "extensions.json": _as_json(_EXTENSIONS),
        folder / schema: schema_text(keys=keys),
    }
    for path in texts:
        refuse_existing(path, force)
    for path, text in texts.items():
        save(path, text, force)


def _as_json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
