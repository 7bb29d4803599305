"""Where an editor finds the schema of a YAML file that we write: the address in its first line."""

from pathlib import Path

from rectify_gen.resources import find

NOTICE_SCHEMA = "notice.schema.json"
PROJECT_SCHEMA = "project.schema.json"


def schema_link(path: Path, schema: str = NOTICE_SCHEMA) -> str:
    """Return the address of ``schema`` for a file at ``path``: a copy in a folder above, else the installed one.

    ``../schemas/notice.schema.json`` travels with the repository that holds both; the installed schema is named by
    a ``file:`` address of this machine.
    """
    folder = path.absolute().parent
    for above in (folder, *folder.parents):
        for name in (schema, f"schemas/{schema}"):
            if (above / name).is_file():
                steps_up = len(folder.relative_to(above).parts)
                return "../" * steps_up + name
    return find(f"schemas/{schema}").absolute().as_uri()
