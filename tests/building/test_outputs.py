"""The table of outputs: adding one is one row, and everything reads it. Assets are part of what is made."""

from __future__ import annotations

import time
from pathlib import Path
from typing import get_args

import pytest

from rectify_gen import outputs
from rectify_gen.building.batch import Pool, local_pool, performed
from rectify_gen.building.comparison import check
from rectify_gen.building.orphans import areas, find_orphans, prune
from rectify_gen.building.planning import Target, plan
from rectify_gen.building.running import Asked, Outcome, build, recipe_for
from rectify_gen.building.standing import Standing, standing_of
from rectify_gen.building.tasks import Made, Material, Recipe, Task
from rectify_gen.diagnostics import UsageError
from rectify_gen.model.settings import Format
from rectify_gen.project import NONE, Projects
from rectify_gen.source import SourceFile, decode

from .conftest import built, checked, short
from .plain_text_output import PLAIN_TEXT, read_origin


@pytest.fixture
def plain_text(monkeypatch: pytest.MonkeyPatch) -> outputs.DocumentOutput:
    """The row of an output that makes plain text."""
    monkeypatch.setitem(outputs.DOCUMENTS, PLAIN_TEXT.name, PLAIN_TEXT)
    return PLAIN_TEXT


def by_output(outcomes: list[Outcome]) -> dict[str, str]:
    return {outcome.target.output.name: outcome.state for outcome in outcomes}


def test_the_names_of_the_tables_are_those_of_a_project_file() -> None:
    assert {*outputs.DOCUMENTS, *outputs.CONVERSIONS} == set(get_args(Format))


def test_each_row_stands_under_its_name_and_has_a_suffix_of_its_own() -> None:
    rows = [*outputs.DOCUMENTS.items(), *outputs.CONVERSIONS.items()]
    assert [name for name, _ in rows] == [row.name for _, row in rows]
    # Of two with the same suffix only one is made.
    displaced = {row.displaces for row in outputs.CONVERSIONS.values()}
    suffixes = [row.suffix for name, row in rows if name not in displaced]
    assert len(set(suffixes)) == len(suffixes)
    for row in outputs.CONVERSIONS.values():
        assert row.made_of in outputs.DOCUMENTS


def test_a_row_is_all_that_another_output_needs(
    folder: Path, plain_text: outputs.DocumentOutput
) -> None:
    assert by_output(built("甲.yaml")) == {"甲.docx": "built"}  # nobody asked for text
    targets = plan([Path("甲.yaml")], Path("甲.txt"))
    assert [target.format for target in targets] == [plain_text]
    assert by_output(run_on("甲.yaml", "甲.txt")) == {"甲.txt": "built"}
    text = (folder / "甲.txt").read_text(encoding="utf-8")
    assert text.startswith("中共示例市甲局党组")
    assert "\n一、履行巡察整改主体责任情况\n" in text
    assert by_output(run_on("甲.yaml", "甲.txt")) == {"甲.txt": "current"}
    (folder / "甲.yaml").write_text(short("甲", 7), encoding="utf-8")
    assert by_output(run_on("甲.yaml", "甲.txt")) == {"甲.txt": "built"}


def test_a_folder_is_no_single_document(
    folder: Path, plain_text: outputs.DocumentOutput
) -> None:
    (folder / "a.txt").mkdir()
    (target,) = plan([Path("甲.yaml")], Path("a.txt"))
    assert target.output == Path("a.txt/甲.docx")
    with pytest.raises(UsageError) as refused:
        plan([Path()], Path("b.txt"))
    assert [one.code for one in refused.value.diagnostics] == ["output-single"]


def test_without_its_row_a_suffix_is_refused(folder: Path) -> None:
    with pytest.raises(UsageError) as refused:
        plan([Path("甲.yaml")], Path("甲.txt"))
    assert [one.code for one in refused.value.diagnostics] == ["output-not-docx"]


def test_a_text_that_somebody_edited_or_wrote_is_kept(
    folder: Path, plain_text: outputs.DocumentOutput
) -> None:
    run_on("甲.yaml", "甲.txt")
    path = folder / "甲.txt"
    edited = path.read_bytes().replace("持续巩固".encode(), "继续巩固".encode())
    path.write_bytes(edited)
    (outcome,) = run_on("甲.yaml", "甲.txt")
    assert [one.code for one in outcome.diagnostics] == ["document-edited"]
    path.write_text("我的笔记", encoding="utf-8")
    (outcome,) = run_on("甲.yaml", "甲.txt")
    assert [one.code for one in outcome.diagnostics] == ["document-foreign"]
    path.write_bytes(b"\xff\xfe")
    (outcome,) = run_on("甲.yaml", "甲.txt")
    assert [one.code for one in outcome.diagnostics] == ["document-foreign"]
    assert path.read_bytes() == b"\xff\xfe"


def run_on(source: str, output: str) -> list[Outcome]:
    """Build ``source`` into ``output``."""
    targets = plan([Path(source)], Path(output))
    return list(build(targets, local_pool(1), time.perf_counter))


def test_a_project_that_asks_for_text_gets_it_checked_and_pruned(
    folder: Path, plain_text: outputs.DocumentOutput
) -> None:
    project = NONE._replace(folder=folder, formats=("docx", "txt"))
    projects = Projects()
    projects._read[folder] = project  # as if the file of the project said so

    def targets() -> list[Target]:
        return plan([Path()], None, projects)

    wanted = {f"{name}.{suffix}" for name in "甲乙丙" for suffix in ("docx", "txt")}
    outcomes = list(build(targets(), local_pool(1), time.perf_counter))
    assert by_output(outcomes) == dict.fromkeys(wanted, "built")
    assert {path.name for path in folder.iterdir()} == wanted | {
        f"{name}.yaml" for name in "甲乙丙"
    }
    outcomes = list(check(targets(), local_pool(1), time.perf_counter))
    assert by_output(outcomes) == dict.fromkeys(wanted, "current")
    (folder / "乙.yaml").write_text(short("乙", 9), encoding="utf-8")
    states = by_output(list(check(targets(), local_pool(1), time.perf_counter)))
    assert {name for name, state in states.items() if state == "stale"} == {
        "乙.docx",
        "乙.txt",
    }
    (difference,) = [
        one.difference
        for one in check(targets(), local_pool(1), time.perf_counter)
        if one.target.output.name == "乙.txt"
    ]
    before, after = difference.splitlines()[-2:]
    assert before.startswith("-")
    assert "修订乙制度3项。" in before
    assert after.startswith("+")
    assert "修订乙制度9项。" in after
    (folder / "丙.yaml").unlink()
    outcomes = list(build(targets(), local_pool(1), time.perf_counter))
    places = areas([Path()], None, targets(), projects)
    orphans, notes = find_orphans(places, outcomes, Asked())
    assert notes == []
    assert {orphan.target.output.name for orphan in orphans} == {"丙.docx", "丙.txt"}
    removed = list(prune(orphans, force=False))
    assert [one.state for one in removed] == ["removed", "removed"]
    assert not list(folder.glob("丙.*"))


# Assets.


def material(source: SourceFile, **assets: bytes) -> Material:
    return Material(source, {f"{name}.png": data for name, data in assets.items()})


@pytest.fixture
def source() -> SourceFile:
    return decode(short("甲").encode("utf-8"), "甲.yaml")


@pytest.fixture
def recipe(plain_text: outputs.DocumentOutput) -> Recipe:
    return recipe_for(NONE, Asked(), plain_text)


def test_without_assets_the_digest_is_that_of_the_source(source: SourceFile) -> None:
    assert Material(source).digest() == source.digest()


def test_each_change_of_an_asset_changes_the_digest(source: SourceFile) -> None:
    materials = [
        material(source),
        material(source, seal=b"1"),
        material(source, seal=b"2"),
        material(source, code=b"1"),
        material(source, seal=b"1", code=b"2"),
        material(source, seal=b"2", code=b"1"),
        material(source, seal=b""),
        Material(source, {"a": b"bc"}),
        Material(source, {"ab": b"c"}),
    ]
    assert len({one.digest() for one in materials}) == len(materials)
    forwards = material(source, seal=b"1", code=b"2")
    backwards = material(source, code=b"2", seal=b"1")
    assert forwards.digest() == backwards.digest()


@pytest.mark.parametrize(
    "pool", [local_pool(1), local_pool(2)], ids=["here", "in a process"]
)
def test_assets_arrive_at_a_worker_and_decide_whether_a_document_is_current(
    source: SourceFile, recipe: Recipe, pool: Pool
) -> None:
    sealed = material(source, seal="印章".encode())
    task = Task(recipe, (sealed, material(source)), time.perf_counter)
    ((_, results),) = performed([("", task)], pool)
    made, plain = documents(results)
    assert "\nseal.png: 印章\n" in made.decode("utf-8")
    assert "seal.png" not in plain.decode("utf-8")
    assert standing_of(made, sealed, recipe)[0] is Standing.CURRENT
    changed = material(source, seal="新印章".encode())
    assert standing_of(made, changed, recipe)[0] is Standing.STALE
    assert standing_of(made, Material(source), recipe)[0] is Standing.STALE
    assert standing_of(plain, Material(source), recipe)[0] is Standing.CURRENT
    assert standing_of(plain, sealed, recipe)[0] is Standing.STALE
    assert read_origin(made)[0] is not None


def test_a_word_document_with_another_asset_is_stale_too(source: SourceFile) -> None:
    recipe = recipe_for(NONE)
    sealed = material(source, seal=b"1")
    ((_, results),) = performed(
        [("", Task(recipe, (sealed,), time.perf_counter))], local_pool(1)
    )
    (document,) = documents(results)
    assert standing_of(document, sealed, recipe)[0] is Standing.CURRENT
    changed = material(source, seal=b"2")
    assert standing_of(document, changed, recipe)[0] is Standing.STALE


def documents(results: tuple[Made, ...]) -> list[bytes]:
    for result in results:
        assert result.document is not None, result.failure
    return [result.document for result in results if result.document is not None]


def test_checked_documents_of_a_folder_are_word_files(folder: Path) -> None:
    built()
    assert {outcome.target.format.name for outcome in checked()} == {"docx"}
