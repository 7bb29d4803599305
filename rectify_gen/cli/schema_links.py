"""Where an editor finds the schema of a YAML file that we write: what stands in its first line."""

from pathlib import Path

NOTICE_SCHEMA = "notice.schema.json"
PROJECT_SCHEMA = "project.schema.json"

_MODELINE = "# yaml-language-server: $schema="
_HOW_TO_LINK = "# 要在编辑器里得到提示和检查：在本文件夹运行 {command} -o {schema}，再把本行改成：{modeline}{schema}"
_COMMANDS = {
    NOTICE_SCHEMA: "rectify-gen schema",
    "notice.zh.schema.json": "rectify-gen schema --keys zh",
    PROJECT_SCHEMA: "rectify-gen schema project",
}
"""The command that writes each schema."""


def schema_line(path: Path, schema: str = NOTICE_SCHEMA) -> str:
    """Return the first line of a YAML file at ``path``, a comment that leads an editor to ``schema``.

    The link is relative, to a copy of the schema in a folder above, so that it travels with the folder. Where
    there is none, the line says how to get one: the address of the installed schema would be wrong on any
    other machine.
    """
    link = _relative_link(path, schema)
    if link is not None:
        return _MODELINE + link
    return _HOW_TO_LINK.format(
        command=_COMMANDS[schema],
        schema=schema,
        modeline=_MODELINE,
    )


def _relative_link(path: Path, schema: str) -> str | None:
    folder = path.absolute().parent
    for above in (folder, *folder.parents):
        for name in (schema, f"schemas/{schema}"):
            if (above / name).is_file():
                steps_up = len(folder.relative_to(above).parts)
                return "../" * steps_up + name
    return None
