"""An office's deviations from GB/T 9704-2012: a small YAML file read into a complete Layout.

``office_overlay`` has the keys of the file and works out what follows from them; ``overlay_conflicts`` what no page
can give, ``overlay_effect`` what a kind of document does not follow. Imported only where there is an overlay or a layout to check. This room must not know Word files or tags.
"""

from rectify_gen.overlay.office_overlay import (
    Overlay,
    layout_of,
    layout_of_values,
    line_of,
    load_layout,
    possible_overlay,
    preprinted,
    read_overlay,
    spacing_of,
    with_ledger_columns,
)
from rectify_gen.overlay.overlay_effect import without_effect

__all__ = [
    "Overlay",
    "layout_of",
    "layout_of_values",
    "line_of",
    "load_layout",
    "possible_overlay",
    "preprinted",
    "read_overlay",
    "spacing_of",
    "with_ledger_columns",
    "without_effect",
]
