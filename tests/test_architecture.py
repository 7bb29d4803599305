"""The shape of the source: floors, rooms, manners. Read from the syntax trees, not by importing."""

from __future__ import annotations

import ast
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "rectify_gen"
MODULES = sorted(PACKAGE.rglob("*.py"))

FLOORS = {
    **dict.fromkeys(
        (
            "messages",
            "choice",
            "invisible",
            "late_pattern",
            "layout",
            "resources",
            "visible",
        ),
        0.0,
    ),
    "chinese": 0.1,  # some forms of dates are rare
    "title_breaking": 0.2,  # measures widths through chinese
    "vocabulary": 0.2,  # reads numerals through chinese
    "starter": 0.3,  # names the kinds of vocabulary
    "places": 0.3,  # look their wording up in messages
    "filetypes": 0.3,  # the names of kinds, too
    "diagnostics": 0.5,  # too, and carry places
    "files": 0.7,  # what cannot be read or written is a diagnostic
    **dict.fromkeys(("source", "model", "package", "sources"), 1.0),
    "canonical_names": 1.5,  # between what source locates and what validation types
    "chinese_terms": 1.7,  # the same names, in reports
    "picture_files": 1.0,
    "assets": 1.65,  # found in the data by the names of the model
    "declared_facts": 1.5,  # the facts of a notice against those of its project
    "key_language": 1.7,  # writes the names that canonical_names reads
    "recognizing": 1.5,  # reads a file through source, to see whose it is
    "word": 1.5,  # reads the parts of a package
    "workbook": 1.5,  # too
    "notice_workbook": 1.6,  # cells by the fields of the model, as a source
    "pdf": 1.7,  # knows headers and footers from word
    "webpage": 1.7,  # writes numbers of lists as word does
    "notice_files": 1.7,  # YAML or a notice workbook
    "origin": 1.5,  # reads what a package says of itself,
    **dict.fromkeys(("validation", "view"), 2.0),
    "measuring": 3.2,  # reads a .docx through word, its tags through templating
    "baseline": 2.5,  # reads a list of reports by the manners of validation
    "layout_learning": 3.4,  # writes the overlay of what is measured
    "overlay": 2.5,  # reads an office's file by the manners of validation
    "rules": 2.5,  # compare the data with what is printed of it
    "refused_source": 2.5,  # what source_check asks where a file is not sound
    **dict.fromkeys(("source_check", "templating", "schema", "project"), 3.0),
    "importer": 3.5,  # matches against the template's own sentences
    "ledger": 3.6,  # reads measures as the importer does
    "fixing": 3.5,
    "office": 4.0,
    "outputs": 4.2,  # a row for what templating or office makes
    "building": 4.4,
    "report": 4.5,  # puts into words what became of a build
    "notice_import": 3.7,  # reads any file through importer or ledger
    "proofreading": 3.8,  # judges what the importer reads, in place
    "verbs": 4.7,  # what programs call
    "preview": 4.8,  # builds and reports in a browser; only the command line starts it
    "cli": 5.0,
    **dict.fromkeys(("__init__", "__main__"), 6.0),
}
"""Each room and its floor; a new room must be given one. Imports go down only."""

STRANGERS = {
    "templating": {"source", "model", "overlay"},
    "view": {"source"},
    "word": {"source", "sources", "model"},
    "workbook": {"source", "sources", "model", "word"},
    "importer": {"validation"},
    "rules": {"source", "templating"},
    "schema": {"source", "templating"},
    "office": {
        "source",
        "sources",
        "model",
        "validation",
        "view",
        "rules",
        "source_check",
        "templating",
        "schema",
        "importer",
    },
}
"""Rooms on floors below that a room must not know all the same."""

LIBRARIES = {
    "yaml": {"source"},
    "pydantic": {
        "model",
        "canonical_names",
        "key_language",
        "schema",
        "validation",
        "overlay",
    },
    "pydantic_core": {"model", "validation", "overlay"},
    "docxtpl": {"templating"},
    "docx": {"templating"},
    "jinja2": {"templating", "preview"},
    "markupsafe": {"templating"},
    "lxml": {"templating", "webpage", "word"},
    "readability": {"webpage"},
    "openpyxl": {"workbook"},
    "pypdfium2": {"pdf"},
    "fontTools": {"pdf"},
    "uno": {"office"},  # in LibreOffice's Python
    "com": {"office"},
    "distributed": {"building"},
    "starlette": {"preview"},
    "uvicorn": {"preview"},
    "watchfiles": {"preview"},
    "typer": {"cli"},
    "click": {"cli"},
    "rich": {"cli"},
}
"""Outside libraries and the rooms that may know them."""

CLOCKS = re.compile(
    r"(datetime\.)*datetime\.(now|utcnow|today)|(datetime\.)?date\.today|time\.\w+|os\.(environ|getenv)\b.*"
)
PATHS_AND_HOSTS = re.compile(
    "|".join(
        [
            *(
                "py" + r"pi\.org",
                "python" + "hosted",
                "registry" + r"\.npm",
                r"deb\.deb" + "ian",
                "npm" + "mirror",
            ),
            *("/wo" + "rk/", "/fa" + "rm/", r"/\.lib" + "rary", r"pypi\.tu" + "na"),
        ]
    )
)
NOT_OURS = {
    *(".git", ".venv", "build", "dist", "node_modules", "__pycache__"),
    *(".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".benchmarks"),
}

# How densely the package may be written. These limits may only go down. For comparison, python-docx, RenderCV,
# sphinx-lint and jinja: 2.9 to 4.4 nodes, 0.4 to 1.4 comprehensions, 0 to 1 % of names, hardly a name used twice.
NODES_PER_CODE_LINE = 4.45
COMPREHENSIONS_PER_100_CODE_LINES = 1.4
PERCENT_OF_NAMES_THAT_SAY_NOTHING = 0.8
CLASS_NAMES_USED_TWICE = 0
MODULE_NAMES_USED_TWICE = 0
NAMES_THAT_SAY_NOTHING = re.compile(
    "one|found|at|out|told|own|said|here|there|made|first|last|other|both|rest|left|shown|given|wanted|thing|it"
)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes_of(path: Path) -> list[ast.AST]:
    """All syntax nodes of a module."""
    return list(ast.walk(tree(path)))


def room(path: Path) -> str:
    """The first name below the package: ``templating`` for rectify_gen/templating/make.py."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Full names of what a module imports, with the line."""
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, one.name) for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name_of(path)}:{node.lineno}: relative import"
            yield from (
                (node.lineno, f"{node.module}.{one.name}") for one in node.names
            )


def our_files() -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [
            one
            for one in folders
            if one not in NOT_OURS and not one.endswith(".egg-info")
        ]
        # In a worktree .git is a file, which names the folder of the repository.
        yield from (Path(folder, name) for name in names if name != ".git")


def test_every_room_has_a_floor() -> None:
    assert {room(path) for path in MODULES} <= set(FLOORS)


def test_imports_go_down_only() -> None:
    wrong = []
    for path in MODULES:
        own = room(path)
        for line, name in imports(path):
            package, other, *_ = [*name.split("."), ""]
            if package != "rectify_gen" or other == own:
                continue
            if (
                other not in FLOORS
                or FLOORS[other] >= FLOORS[own]
                or other in STRANGERS.get(own, ())
            ):
                wrong.append(f"{name_of(path)}:{line}: {own} may not import {other}")
    assert not wrong, "\n".join(wrong)


def test_each_outside_library_lives_in_its_room() -> None:
    wrong = []
    for path in MODULES:
        for line, name in imports(path):
            library = name.split(".")[0]
            if library in sys.stdlib_module_names or library == "rectify_gen":
                continue
            if room(path) not in LIBRARIES.get(library, ()):
                wrong.append(f"{name_of(path)}:{line}: {library}")
    assert not wrong, "\n".join(wrong)


def test_only_the_command_line_prints_and_asks_the_clock_or_the_environment() -> None:
    wrong = []
    for path in MODULES:
        if room(path) in ("cli", "__main__"):
            continue
        for node in nodes_of(path):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            read = ast.unparse(node) if isinstance(node, ast.Attribute) else ""
            if called == "print" or CLOCKS.fullmatch(called) or CLOCKS.fullmatch(read):
                wrong.append(f"{name_of(path)}:{node.lineno}: {called or read}")
    assert not wrong, "\n".join(dict.fromkeys(wrong))


def test_everything_public_says_what_it_is_for() -> None:
    silent = [
        name_of(path)
        for path in MODULES
        if not ast.get_docstring(tree(path)) and path.stat().st_size
    ]
    for path in MODULES:
        for node in tree(path).body:
            public = (
                isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
                and node.name[0] != "_"
            )
            if public and not ast.get_docstring(node):
                silent.append(f"{name_of(path)}:{node.lineno}: {node.name}")
    assert not silent, "\n".join(silent)


def test_no_file_names_a_registry_or_somebodys_folder() -> None:
    wrong = []
    for path in our_files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        wrong += [
            f"{name_of(path)}: {found[0]}" for found in PATHS_AND_HOSTS.finditer(text)
        ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        *(("https://registry" + ".npmjs.org/x", True), ("cd /wo" + "rk/main", True)),
        *(("rectify_gen/word/library.py", False), ("the library of schemas", False)),
    ],
)
def test_what_counts_as_a_registry_or_a_folder(line: str, found: bool) -> None:
    assert bool(PATHS_AND_HOSTS.search(line)) == found


@cache
def code_line_numbers(path: Path) -> set[int]:
    """The lines of a module that are neither blank nor comment, nor part of a text that stands alone, such as a docstring."""
    numbers = set()
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            numbers.add(number)
    for node in nodes_of(path):
        is_bare = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if is_bare and isinstance(node.value.value, str):
            numbers -= set(range(node.lineno, node.end_lineno + 1))
    return numbers


def bound_names(path: Path) -> Iterator[str]:
    """Each name that a module binds or takes as a parameter, as often as it does."""
    for node in nodes_of(path):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg


def most(counts: Counter[str]) -> str:
    """Where most of it is, for the message of a failed test."""
    rows = [f"{name}: {count:.1f}" for name, count in counts.most_common(10)]
    return "\nmost of it in\n" + "\n".join(rows)


COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
MODULES_OF_CODE = [path for path in MODULES if room(path) != "messages"]
"""All but tables of sentences, whose density says nothing."""


def test_lines_of_code_are_not_packed() -> None:
    nodes: Counter[str] = Counter()
    lines: Counter[str] = Counter()
    for path in MODULES_OF_CODE:
        lines[name_of(path)] = len(code_line_numbers(path))
        for node in nodes_of(path):
            if not isinstance(node, ast.Load | ast.Store | ast.Constant):
                nodes[name_of(path)] += 1
    density = nodes.total() / lines.total()
    densest = Counter({name: nodes[name] / max(lines[name], 1) for name in nodes})
    assert density <= NODES_PER_CODE_LINE, f"{density:.2f}{most(densest)}"


def test_comprehensions_are_few() -> None:
    comprehensions: Counter[str] = Counter()
    lines = 0
    for path in MODULES_OF_CODE:
        lines += len(code_line_numbers(path))
        for node in nodes_of(path):
            comprehensions[name_of(path)] += isinstance(node, COMPREHENSIONS)
    share = 100 * comprehensions.total() / lines
    assert share <= COMPREHENSIONS_PER_100_CODE_LINES, (
        f"{share:.2f}{most(comprehensions)}"
    )


def test_names_say_what_they_name() -> None:
    silent: Counter[str] = Counter()
    names = 0
    for path in MODULES:
        for name in bound_names(path):
            names += 1
            silent[name_of(path)] += bool(NAMES_THAT_SAY_NOTHING.fullmatch(name))
    percent = 100 * silent.total() / names
    assert percent <= PERCENT_OF_NAMES_THAT_SAY_NOTHING, f"{percent:.2f}{most(silent)}"


def test_names_of_classes_and_modules_are_used_once() -> None:
    classes: Counter[str] = Counter()
    for path in MODULES:
        for node in nodes_of(path):
            if isinstance(node, ast.ClassDef):
                classes[node.name] += 1
    modules = Counter(path.name for path in MODULES if path.name != "__init__.py")
    repeated_classes = [name for name, uses in classes.items() if uses > 1]
    repeated_modules = [name for name, uses in modules.items() if uses > 1]
    assert len(repeated_classes) <= CLASS_NAMES_USED_TWICE, repeated_classes
    assert len(repeated_modules) <= MODULE_NAMES_USED_TWICE, repeated_modules
