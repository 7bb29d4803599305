"""What the options of ``build`` and ``diff`` put in the place of the project's choices."""

from typing import get_args

from rectify_gen.building.running import Asked
from rectify_gen.cli.session import refuse_unknown
from rectify_gen.vocabulary.audiences import Audience

AUDIENCES = get_args(Audience)


def build_request(
    template: str | None, audience: str | None, force: bool = False
) -> Asked:
    """Return the request of the options; an edition that is not named is the project's.

    Raises:
        UsageError: there is no such edition.
    """
    if audience is None:
        return Asked(template, None, force)
    refuse_unknown(audience, AUDIENCES)
    return Asked(template, "internal" if audience == "internal" else "public", force)
