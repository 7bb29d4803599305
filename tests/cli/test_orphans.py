"""Documents whose source is gone: reported, removed with --prune, and nothing else with them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import docx
import jsonschema
import pytest
from made import short
from needs import needs
from test_build_commands import SCHEMA, edit, mend, project, snapshot
from test_commands import run

from rectify_gen.package import read_package, write_parts

__all__ = ["project"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three notices with their documents beside them."""
    place = tmp_path / "整改 通报"
    place.mkdir()
    for name in ("甲", "乙", "丙"):
        (place / f"{name}.yaml").write_text(short(name), encoding="utf-8")
    assert run("build", ".", folder=place).returncode == 0
    return place


def documents(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*.docx")
    )


def checked(folder: Path, *arguments: str) -> list[str]:
    """The documents that a check calls orphans; each is an error."""
    done = run("build", "--check", *arguments, folder=folder, lang="zh")
    found = [line for line in done.stderr.splitlines() if "[check-orphan]" in line]
    assert done.returncode == (1 if found else 0), done.stderr
    return [line.split(":")[0] for line in found]


def test_a_deleted_notice_leaves_an_orphan_that_prune_removes(project: Path) -> None:
    run("build", folder=project)
    (project / "来源/水务.yaml").unlink()
    before = snapshot(project)
    assert checked(project) == [str(Path("成文/水务.docx"))]
    dry = run("build", "--check", "--prune", folder=project)
    assert dry.returncode == 1
    assert f"--prune would remove {Path('成文/水务.docx')}" in dry.stderr
    assert snapshot(project) == before

    noted = run("build", folder=project)
    assert noted.returncode == 0
    assert "note[orphan]" in noted.stderr
    assert snapshot(project) == before

    pruned = run("build", "--prune", folder=project)
    assert pruned.returncode == 0
    assert f"removed {Path('成文/水务.docx')}\n" in pruned.stderr
    assert documents(project) == ["成文/县/教育.docx"]
    assert checked(project) == []


def test_a_renamed_notice_is_named(project: Path) -> None:
    run("build", folder=project)
    (project / "来源/水务.yaml").rename(project / "来源/水利.yaml")
    run("build", folder=project)
    done = run("build", "--check", folder=project, lang="zh")
    assert done.returncode == 1
    assert f"来源已不存在，是不是改名为 {Path('来源/水利.yaml')} 了？" in done.stderr
    mend(project / "来源/水利.yaml", "3项", "4项")
    changed = run("build", "--check", folder=project, lang="en")
    assert f"was it renamed to {Path('来源/水利.yaml')}?" in changed.stderr


def test_documents_beside_their_sources(folder: Path) -> None:
    (folder / "甲.yaml").unlink()
    assert checked(folder, ".") == ["甲.docx"]
    assert checked(folder, "乙.yaml") == []
    assert run("build", "--prune", "乙.yaml", folder=folder).returncode == 0
    assert documents(folder) == ["丙.docx", "乙.docx", "甲.docx"]
    assert run("build", "--prune", ".", folder=folder).returncode == 0
    assert documents(folder) == ["丙.docx", "乙.docx"]


def test_an_output_folder_that_is_named(folder: Path) -> None:
    run("build", ".", "-o", "../成文", folder=folder)
    (folder / "甲.yaml").unlink()
    assert [Path(one).name for one in checked(folder, ".", "-o", "../成文")] == [
        "甲.docx"
    ]
    run("build", ".", "-o", "../成文", "--prune", folder=folder)
    assert documents(folder.parent / "成文") == ["丙.docx", "乙.docx"]
    assert documents(folder) == ["丙.docx", "乙.docx", "甲.docx"]


def test_only_the_part_that_was_asked_for_is_looked_at(project: Path) -> None:
    (project / "来源/乡").mkdir()
    (project / "来源/乡/民政.yaml").write_text(short("民政"), encoding="utf-8")
    run("build", folder=project)
    (project / "来源/水务.yaml").unlink()
    (project / "来源/乡/民政.yaml").unlink()
    assert checked(project, "来源/县") == []
    assert len(checked(project)) == 2


def test_the_last_notice_of_a_folder(folder: Path) -> None:
    for name in ("甲", "乙", "丙"):
        (folder / f"{name}.yaml").unlink()
    assert sorted(checked(folder, ".")) == ["丙.docx", "乙.docx", "甲.docx"]
    assert run("build", "--prune", ".", folder=folder).returncode == 0
    assert documents(folder) == []
    assert run("build", ".", folder=folder).returncode == 2


def test_what_somebody_would_miss_is_left_alone(folder: Path) -> None:
    """Nothing of this is an orphan, or may be removed."""
    (folder / "甲.yaml").rename(folder.parent / "甲.yaml")
    orphan = folder / "甲.docx"
    variants = {
        "乙-台账.docx": ("-t", "ledger"),
        "乙-内部.docx": ("--audience", "internal"),
    }
    for name, options in variants.items():
        run("build", "乙.yaml", "-o", name, *options, folder=folder)
    run("build", ".", "-o", "送审", folder=folder)
    plain = docx.Document()
    plain.add_paragraph("手写的说明")
    plain.save(str(folder / "说明.docx"))
    shutil.copy(orphan, folder / "~$甲.docx")
    (folder / ".旧").mkdir()
    shutil.copy(orphan, folder / ".旧" / "甲.docx")
    (folder / "另一项目").mkdir()
    (folder / "另一项目" / "rectify-gen.yaml").write_text("{}\n", encoding="utf-8")
    shutil.copy(orphan, folder / "另一项目" / "甲.docx")
    (folder / "damaged.docx").write_bytes(orphan.read_bytes()[:500])
    orphan.unlink()
    before = snapshot(folder)
    assert checked(folder, ".") == []
    done = run("build", "--prune", "--force", ".", folder=folder)
    assert done.returncode == 0, done.stderr
    assert "orphans-elsewhere" in done.stderr
    assert before.keys() == snapshot(folder).keys()


def test_a_variant_of_a_notice_that_changed_since_is_left_alone(folder: Path) -> None:
    run("build", "乙.yaml", "-o", "乙-台账.docx", "-t", "ledger", folder=folder)
    mend(folder / "乙.yaml", "3项", "4项")
    run("build", ".", "--prune", folder=folder)
    assert "乙-台账.docx" in documents(folder)


def test_what_was_edited_stays_unless_forced(folder: Path) -> None:
    (folder / "甲.yaml").unlink()
    edit(folder / "甲.docx", "修订甲制度3项", "修订甲制度5项")
    assert checked(folder, ".") == ["甲.docx"]
    kept = run("build", "--prune", ".", folder=folder)
    assert kept.returncode == 1
    assert "error[orphan-edited]" in kept.stderr
    assert "not built" not in kept.stderr
    assert (folder / "甲.docx").exists()
    assert run("build", "--prune", "--force", ".", folder=folder).returncode == 0
    assert not (folder / "甲.docx").exists()


def test_a_source_that_is_damaged_or_of_another_suffix_is_there(folder: Path) -> None:
    (folder / "甲.yaml").write_text("", encoding="utf-8")
    (folder / "乙.yaml").rename(folder / "乙.YML")
    done = run("build", "--prune", ".", folder=folder)
    assert "[file" in done.stderr or "error[" in done.stderr
    assert documents(folder) == ["丙.docx", "乙.docx", "甲.docx"]


def test_a_pdf_that_is_not_ours_stays(folder: Path) -> None:
    (folder / "甲.yaml").unlink()
    (folder / "甲.pdf").write_bytes(b"%PDF-1.4 scanned and signed")
    done = run("build", "--prune", ".", folder=folder)
    assert done.returncode == 0
    assert "warning[orphan-pdf-kept]" in done.stderr
    assert (folder / "甲.pdf").exists()
    assert not (folder / "甲.docx").exists()


def test_a_link_is_never_removed(folder: Path) -> None:
    (folder / "甲.docx").rename(folder.parent / "存档.docx")
    (folder / "甲.docx").symlink_to(folder.parent / "存档.docx")
    (folder / "甲.yaml").unlink()
    assert checked(folder, ".") == []
    run("build", "--prune", "--force", ".", folder=folder)
    assert (folder / "甲.docx").is_symlink()
    assert (folder.parent / "存档.docx").exists()


def test_the_report_for_machines_knows_orphans(folder: Path) -> None:
    (folder / "甲.yaml").unlink()
    for option, state, code in (("--check", "orphan", 1), ("--prune", "removed", 0)):
        done = run("build", option, ".", "--format", "json", folder=folder)
        assert done.returncode == code
        document = json.loads(done.stdout)
        jsonschema.validate(document, SCHEMA)
        assert document["summary"] == {"current": 2, state: 1}
        (orphan,) = (one for one in document["documents"] if one["state"] == state)
        assert (orphan["source"], orphan["output"]) == ("甲.yaml", "甲.docx")


def test_a_document_without_a_digest_of_its_own_is_not_ours(folder: Path) -> None:
    parts = read_package((folder / "甲.docx").read_bytes())
    del parts["docProps/custom.xml"]
    (folder / "甲.docx").write_bytes(write_parts(parts))
    (folder / "甲.yaml").unlink()
    assert checked(folder, ".") == []


@needs("soffice")
@pytest.mark.slow
def test_a_pdf_goes_with_its_document_unless_somebody_changed_it(folder: Path) -> None:
    assert run("build", "--pdf", ".", folder=folder).returncode == 0
    for name in ("甲", "乙"):
        (folder / f"{name}.yaml").unlink()
    signed = folder / "乙.pdf"
    signed.write_bytes(signed.read_bytes() + b"\n% signature\n%%EOF\n")
    done = run("build", "--prune", ".", folder=folder)
    assert done.returncode == 0, done.stderr
    assert "甲.pdf: note[orphan-pdf-removed]" in done.stderr
    assert "乙.pdf: warning[orphan-pdf-kept]" in done.stderr
    assert sorted(path.name for path in folder.iterdir() if path.suffix != ".yaml") == [
        "丙.docx",
        "丙.pdf",
        "乙.pdf",
    ]


def test_a_folder_with_documents_of_others_only_is_an_error(folder: Path) -> None:
    run("build", ".", "--force", "--audience", "internal", folder=folder)
    for name in ("甲", "乙", "丙"):
        (folder / f"{name}.yaml").unlink()
    done = run("build", "--prune", ".", folder=folder)
    assert done.returncode == 2
    assert "[folder-empty]" in done.stderr
    assert len(documents(folder)) == 3
