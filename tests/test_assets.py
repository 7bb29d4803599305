"""Files that a notice names: read inside the project's folder and within limits, looked at, part of the digest."""

from __future__ import annotations

import os
import struct
import sys
import zlib
from pathlib import Path

import pytest
from png_files import END, HEADER, chunk, png
from timing import processor_seconds

sys.path.append(str(Path(__file__).resolve().parent / "templating"))
from docx_maker import p
from test_pictures import SEAL_TAG, drawing, in_run, template_bytes

from rectify_gen import assets, picture_files
from rectify_gen.building.batch import local_pool
from rectify_gen.building.planning import plan
from rectify_gen.building.running import ASIS, build, recipe_for
from rectify_gen.building.standing import Standing, standing
from rectify_gen.building.tasks import material_of
from rectify_gen.choice import PICTURE, Choice, DeclaredFact
from rectify_gen.diagnostics import InputError
from rectify_gen.notice_files import read_source
from rectify_gen.package import read_package
from rectify_gen.picture_files import EMF, JPEG, PNG, PictureError, read_picture
from rectify_gen.source_check import check_source

SECTIONS = "sections: [{role: next_steps, content: 继续整改。}]\n"


def jpeg(width: int = 30, height: int = 20, extra: bytes = b"") -> bytes:
    frame = struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    scan = struct.pack(">HB", 8, 1) + b"\x01\x00\x00\x3f\x00"
    coded = b"\x12\xff\x00\x34\xff\xd3\x56"
    return (
        b"\xff\xd8"
        + extra
        + b"\xff\xc0"
        + frame
        + b"\xff\xda"
        + scan
        + coded
        + b"\xff\xd9"
    )


def emf(width: int = 300, height: int = 200, records: int = 2) -> bytes:
    end = struct.pack("<IIIII", 14, 20, 0, 0, 20)
    length = 88 + len(end)
    header = struct.pack("<II4i4i", 1, 88, 0, 0, 1, 1, 0, 0, width, height)
    header += b" EMF" + struct.pack("<III", 0x10000, length, records)
    return header.ljust(88, b"\0") + end


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


EXIF = segment(0xE1, b"Exif\x00\x00GPS")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (png(60, 40), (PNG, 60, 40, False)),
        (png(60, 40)[:-12] + chunk(b"eXIf", b"GPS") + END, (PNG, 60, 40, True)),
        (jpeg(), (JPEG, 30, 20, False)),
        (jpeg(extra=segment(0xE0, b"JFIF\x00")), (JPEG, 30, 20, False)),
        (jpeg(extra=EXIF), (JPEG, 30, 20, True)),
        (jpeg() + b"\0\0", (JPEG, 30, 20, False)),
        (emf(), (EMF, 300, 200, False)),
    ],
)
def test_a_whole_picture_is_read(data: bytes, expected: tuple[object, ...]) -> None:
    assert tuple(read_picture(data)) == expected


def wrong_checksum() -> bytes:
    data = bytearray(png(60, 40))
    data[20] ^= 1
    return bytes(data)


def png_of(*, width: int, height: int, lines: bytes, interlacing: int = 0) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, interlacing)
    return HEADER + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines)) + END


def test_an_interlaced_picture_has_lines_of_seven_passes() -> None:
    # Of 3 by 3 pixels two passes are empty; the others have 1, 1, 1, 2 and 1 lines of 1, 1, 2, 1 and 3 pixels,
    # each with a byte that names its filter.
    lines = bytes(2 + 2 + 3 + 2 * 2 + 4)
    assert (
        read_picture(png_of(width=3, height=3, lines=lines, interlacing=1)).width == 3
    )
    with pytest.raises(PictureError):
        read_picture(png_of(width=3, height=3, lines=lines + b"\0", interlacing=1))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (png(60, 40)[:-1], "picture-damaged"),
        (png(60, 40)[:-12], "picture-damaged"),
        (png(60, 40) + b"\0", "picture-damaged"),
        (png(60, 40) + png(1, 1), "picture-damaged"),
        (wrong_checksum(), "picture-damaged"),
        (png_of(width=2, height=2, lines=b"\0\1\1\0\1"), "picture-damaged"),
        (png_of(width=2, height=2, lines=b"\0\1\1" * 3), "picture-damaged"),
        (png_of(width=2, height=0, lines=b""), "picture-damaged"),
        (png_of(width=5000, height=5001, lines=b""), "picture-too-many-pixels"),
        # A bomb: 100 MB of zeros for four pixels.
        (png_of(width=2, height=2, lines=bytes(10**8)), "picture-damaged"),
        (png(2, 2)[:-12] + chunk(b"acTL", b"") + END, "picture-animated"),
        (HEADER + END, "picture-damaged"),
        (jpeg()[:-2], "picture-damaged"),
        (jpeg()[:-1], "picture-damaged"),
        (jpeg() + jpeg(), "picture-damaged"),
        (jpeg(0), "picture-damaged"),
        (jpeg(65535, 65535), "picture-too-many-pixels"),
        (b"\xff\xd8\xff\xd9", "picture-damaged"),
        (b"\xff\xd8\xff\xe0\xff", "picture-damaged"),
        (emf()[:-4], "picture-damaged"),
        (emf() + b"\0" * 4, "picture-damaged"),
        (emf(records=3), "picture-damaged"),
        (b"GIF89a", "picture-kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture-kind"),
        (b"", "picture-kind"),
    ],
)
def test_what_no_document_can_hold_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(PictureError) as error:
        read_picture(data)
    assert error.value.code == code


def test_the_limit_of_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_files, "PIXEL_LIMIT", 60 * 40)
    assert read_picture(png(60, 40)).width == 60
    with pytest.raises(PictureError):
        read_picture(png(61, 40))


def written(folder: Path, pictures: str, name: str = "通报.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{SECTIONS}pictures: {{{pictures}}}\n", encoding="utf-8")
    return path


def reported(path: Path) -> list[tuple[str, int]]:
    """The codes and lines of what is wrong with the notice at ``path``, errors and warnings."""
    try:
        reports = check_source(read_source(path)).judgement.standing
    except InputError as error:
        reports = error.diagnostics
    return [
        (one.code, one.position.line if one.position else 0)
        for one in reports
        if one.code.startswith(("asset", "picture"))
    ]


def test_a_file_beside_the_notice_is_read(tmp_path: Path) -> None:
    (tmp_path / "图").mkdir()
    (tmp_path / "图" / "章.png").write_bytes(png(6, 4))
    path = written(tmp_path, "印章: 图/章.png")
    assert reported(path) == []
    assert read_source(path).assets == (("图/章.png", png(6, 4)),)
    quoted = tmp_path / "引号.yaml"
    quoted.write_text(
        '{"sections": [{"role": "next_steps"}], "pictures" : {"印章": "图/章.png"}}',
        encoding="utf-8",
    )
    assert read_source(quoted).assets == (("图/章.png", png(6, 4)),)
    chinese = tmp_path / "中文.yaml"
    text = "各部分: [{作用: 下一步打算, 内容: 继续整改。}]\n图片: {印章: 图/章.png}\n"
    chinese.write_text(text, encoding="utf-8")
    assert read_source(chinese).assets == (("图/章.png", png(6, 4)),)


def test_files_of_the_project_may_be_shared(tmp_path: Path) -> None:
    (tmp_path / "章.png").write_bytes(png(6, 4))
    path = written(tmp_path, "印章: ../章.png", "来源/通报.yaml")
    assert reported(path) == [("asset-outside", 2)]
    (tmp_path / "rectify-gen.yaml").write_text("audience: public\n", encoding="utf-8")
    assert reported(path) == []


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("没有.png", "asset-missing"),
        ("文件.png/章.png", "asset-missing"),
        ("夹", "asset-not-regular"),
        ("../外.png", "asset-outside"),
        ("夹/../../外.png", "asset-outside"),
        ("/etc/passwd", "asset-path"),
        ("~/章.png", "asset-path"),
        ("C:/章.png", "asset-path"),
        (r"夹\章.png", "asset-path"),
        ("大.png", "asset-too-large"),
        ("文件.jpg", "picture-suffix"),
        ("动.gif", "picture-kind"),
        ("照片.jpg", "picture-metadata"),
        ("文件.PNG", ""),
    ],
)
def test_what_cannot_be_used_is_reported_at_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, code: str
) -> None:
    (tmp_path / "夹").mkdir()
    small = png(6, 4)
    for name, data in {
        "文件.png": small,
        "文件.PNG": small,
        "文件.jpg": small,
        "大.png": png(600, 400) + bytes(2000),
        "动.gif": b"GIF89a",
        "照片.jpg": jpeg(extra=EXIF),
    }.items():
        (tmp_path / name).write_bytes(data)
    kind, *_ = assets.ASSET_KINDS
    monkeypatch.setattr(assets, "ASSET_KINDS", (kind._replace(limit=1500),))
    assert reported(written(tmp_path, f"印章: '{named}'")) == [(code, 2)] * bool(code)


@pytest.mark.skipif(os.name == "nt", reason="links and FIFOs as POSIX has them")
def test_links_out_of_the_project_and_pipes_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "项目"
    folder.mkdir()
    (tmp_path / "外.png").write_bytes(png(6, 4))
    (folder / "内.png").write_bytes(png(6, 4))
    (folder / "链.png").symlink_to(tmp_path / "外.png")
    (folder / "好链.png").symlink_to("内.png")
    os.mkfifo(folder / "管.png")
    assert reported(written(folder, "甲: 链.png, 乙: 好链.png, 丙: 管.png")) == [
        ("asset-outside", 2),
        ("asset-not-regular", 2),
    ]


def test_all_faults_come_in_one_run(tmp_path: Path) -> None:
    path = tmp_path / "通报.yaml"
    path.write_text(
        "sections: [{role: next_stepz}]\npictures: {甲: 没有.png, 乙-丙: x.png}\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as error:
        check_source(read_source(path))
    assert sorted(one.code for one in error.value.diagnostics) == [
        "asset-missing",
        "asset-missing",
        "not-a-choice",
        "own-name-unusable",
    ]
    # A file that is missing hides nothing that the rules and the project have to say.
    notice = read_source(written(tmp_path, "甲: 没有.png"))
    choice = Choice(facts=(DeclaredFact("印章", kind=PICTURE, is_required=True),))
    codes = {one.code for one in check_source(notice, choice).judgement.standing}
    assert {"asset-missing", "own-fact-undeclared", "own-fact-missing"} < codes
    assert "part-missing" in codes


def test_a_notice_without_pictures_is_not_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "通报.yaml"
    text = SECTIONS.replace("继续整改。", "图片：见附件，pictures 一并报送。")
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(assets, "_read", None)
    monkeypatch.setitem(sys.modules, "rectify_gen.canonical_names", None)
    assert read_source(path).assets == ()


def test_a_changed_picture_makes_the_document_stale(tmp_path: Path) -> None:
    (tmp_path / "章.png").write_bytes(png(6, 4))
    path = written(tmp_path, "印章: 章.png, 未用: 章.png")
    body = "".join(
        map(
            p,
            (
                "{%p for x in paragraphs %}",
                "{{ x.number }}{{ x.heading }}{{ x.text }}",
                "{%p endfor %}",
            ),
        )
    )
    template = tmp_path / "模板.docx"
    template.write_bytes(template_bytes(body + p(in_run(drawing(SEAL_TAG)))))
    asked = ASIS._replace(template=str(template))
    (target,) = plan([path])

    def outcome() -> str:
        (made,) = build([target], local_pool(1), lambda: 0.0, asked)
        facts = [
            one.route for one in made.diagnostics if one.code == "fact-not-printed"
        ]
        assert facts == [("pictures", "未用")] * (made.state == "built")
        return made.state

    assert outcome() == "built"
    assert png(6, 4) in read_package(target.output.read_bytes()).values()
    assert outcome() == "current"
    (tmp_path / "章.png").write_bytes(png(6, 4, 9))
    recipe = recipe_for(target.project, asked)
    material = material_of(read_source(path))
    assert standing(target.output, material, recipe)[0] is Standing.STALE
    assert outcome() == "built"
    assert png(6, 4, 9) in read_package(target.output.read_bytes()).values()


@pytest.mark.parametrize(
    ("width", "is_reported"), [(60, False), (62, False), (64, True), (56, True)]
)
def test_a_picture_of_another_shape_than_its_frame_is_a_warning(
    width: int, is_reported: bool
) -> None:
    from test_pictures import view_with

    from rectify_gen.outputs.word_making import stretched
    from rectify_gen.templating.compile import compile_template

    template = compile_template(template_bytes(p(in_run(drawing(SEAL_TAG)))))
    notes = list(
        stretched(template, view_with(印章="章.png"), {"章.png": png(width, 40)})
    )
    assert [one.route for one in notes] == [("pictures", "印章")] * is_reported


def test_a_picture_of_many_small_chunks_is_read_in_linear_time() -> None:
    whole = zlib.compress(bytes(1000 * 1001), 0)
    chunks = b"".join(chunk(b"IDAT", whole[n : n + 8]) for n in range(0, len(whole), 8))
    header = struct.pack(">IIBBBBB", 1000, 1000, 8, 0, 0, 0, 0)
    data = HEADER + chunk(b"IHDR", header) + chunks + END
    with processor_seconds(5):
        assert read_picture(data).width == 1000
