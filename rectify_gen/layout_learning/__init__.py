"""An office's layout learned from a document of its own, finished or template, as an overlay.

``observations`` says what each paragraph shows of each key, ``voting`` which value a document has, ``learning`` what
differs from the standard and what cannot be said in an overlay, ``overlay_text`` writes it. This room must not know
data, views or files.
"""

from rectify_gen.layout_learning.learning import LearnedLayout, learn
from rectify_gen.layout_learning.overlay_text import overlay_text, remark_sentences

__all__ = ["LearnedLayout", "learn", "overlay_text", "remark_sentences"]
