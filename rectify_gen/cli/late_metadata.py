"""A stand-in for ``importlib.metadata``, whose own import takes a twentieth of a ``validate``.

pydantic imports it to search for plugins of other packages, and then searches for none where PYDANTIC_DISABLE_PLUGINS
forbids it. The stand-in gives way to the module itself as soon as somebody asks for anything of it.
"""

import importlib
import sys
from types import ModuleType
from typing import Any

_NAME = "importlib.metadata"


class _LateMetadata(ModuleType):
    """Has the names of the module, which is imported when one of them is asked for."""

    def __getattr__(self, name: str) -> Any:
        # The import itself looks for __path__ and the like.
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(_metadata(), name)

    @staticmethod
    def entry_points(**parameters: Any) -> Any:
        """Return what the function of the module returns; pydantic asks for it, and hardly ever calls it."""
        return _metadata().entry_points(**parameters)


def _metadata() -> Any:
    """Return the module itself, which takes the place of its stand-in."""
    if isinstance(sys.modules.get(_NAME), _LateMetadata):
        del sys.modules[_NAME]
    return importlib.import_module(_NAME)


def import_metadata_late() -> None:
    """Put the stand-in into the place of the module, unless that was imported already."""
    if _NAME not in sys.modules:
        stand_in = _LateMetadata(_NAME)
        sys.modules[_NAME] = stand_in
        # "import importlib.metadata" looks for it there.
        importlib.metadata = stand_in
