"""What an unknown key was probably meant to be: a near name, a Chinese title, or a key of another part.

This module must not know where in a file the key stands.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from typing import Any

from pydantic import BaseModel

from rectify_gen import model
from rectify_gen.chinese_terms import writes_chinese
from rectify_gen.model.shapes import NOTICE_SHAPE, FileShape, keys_by_title
from rectify_gen.validation.refused_values import title_of

NEAR = 0.6
"""From so much likeness on (as difflib measures it), an unknown key was probably meant to be a known one."""


def key_suggestion(
    key: str,
    part: type[BaseModel],
    shape: FileShape[Any],
    keys_beside: Collection[str],
) -> dict[str, str]:
    """Return what an unknown key was probably meant to be: a near name, a Chinese title, or one of another part.

    ``keys_beside`` are all keys of its mapping: it cannot be meant for one of the others.
    """
    if key in ("measures", "措施", "整改措施") and "content" in part.model_fields:
        content, measures = "content", "measures"
        if writes_chinese((key, *keys_beside)):
            content = title_of(part, content)
            measures = "措施"
        return {
            "suggestion_zh": f"先写一行 {content}:，下一行多缩进两个空格写 - {measures}:",
            "suggestion_en": f"write a line {content}: and below it, indented by two blanks, - {measures}:",
        }
    names = _names_like(key, part, shape)
    free_names = []
    for name, written in names.items():
        if written == key or written not in keys_beside:
            free_names.append(name)
    meant = nearest_name(key.lower().replace("-", "_"), free_names)
    if meant is not None:
        meant = names[meant]
        return {
            "meant": meant,
            "suggestion_zh": f"是不是 {meant}？",
            "suggestion_en": f"did you mean '{meant}'?",
        }
    homes = _homes(key, shape)
    if homes:
        where = " / ".join(homes)
        return {
            "suggestion_zh": f"它属于 {where} 之下",
            "suggestion_en": f"it belongs under {where}",
        }
    listed = ", ".join(names.values())
    return {
        "suggestion_zh": f"此处可用：{listed}",
        "suggestion_en": f"known here: {listed}",
    }


def _names_like(
    key: str, part: type[BaseModel], shape: FileShape[Any]
) -> dict[str, str]:
    """Return every name of ``part`` in the language of ``key``, with the name to write for it.

    A notice may have Chinese titles as keys; other files have the codes alone.
    """
    if key.isascii():
        return {code: code for code in part.model_fields}
    titles = keys_by_title(part)
    if shape is not NOTICE_SHAPE:
        return titles
    return {title: title for title in titles}


def _homes(key: str, shape: FileShape[Any]) -> list[str]:
    """Return the keys below which ``key`` may stand, in its language."""
    homes = []
    writes_titles = not key.isascii()
    kinds = {kind.row.zh if writes_titles else kind.value for kind in model.ContactKind}
    if shape.root is model.Notice and key in kinds:
        homes.append(title_of(shape.root, "contacts") if writes_titles else "contacts")
    for home, part in {**shape.parts, **shape.members}.items():
        if writes_titles and key in keys_by_title(part):
            owner = shape.root if home in shape.root.model_fields else part
            homes.append(title_of(owner, home))
        elif key in part.model_fields:
            homes.append(home)
    return homes


def nearest_name(key: str, names: Sequence[str]) -> str | None:
    """Return the one of ``names`` that ``key`` was probably meant to be.

    Measuring likeness is slow, and a file may hold thousands of unknown keys: names that have too few of the
    characters of ``key`` to be like it are not measured.
    """
    candidates = []
    for name in names:
        shared = sum(character in name for character in key)
        if 2 * shared / (len(key) + len(name)) >= NEAR:
            candidates.append(name)
    near = difflib.get_close_matches(key, candidates, 1, NEAR) if candidates else []
    return near[0] if near else None


def own_name_advice(meant: str) -> dict[str, str]:
    """Return what to write in the place of a name that a template cannot spell."""
    if meant:
        return {"advice_zh": f"改为 {meant}", "advice_en": f"write {meant}"}
    return {
        "advice_zh": "用汉字、字母、数字和下划线，以汉字或字母开头，不超过40个字",
        "advice_en": "use Chinese characters, letters, digits and underscores, not a digit first, 40 at most",
    }
