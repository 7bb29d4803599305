"""Standard sentences filled from a view, as plain text, without any Word template."""

from __future__ import annotations

import functools

from jinja2 import Environment, StrictUndefined, Template

from rectify_gen.view import View, as_context


@functools.cache
def _compiled(sentence: str) -> Template:
    return Environment(undefined=StrictUndefined, autoescape=False).from_string(
        sentence
    )


def fill(sentence: str, view: View) -> str:
    """Return one of :mod:`rectify_gen.sentences` as the template would print it.

    Raises:
        AbsentFactError: the sentence prints a fact that the data does not give.
    """
    return _compiled(sentence).render(as_context(view))
