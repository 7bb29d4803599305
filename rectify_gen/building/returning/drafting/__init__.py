"""What the differences between a document and its data come to, as operations on the data.

``draft`` has the steps: paragraphs that stayed and changed, paragraphs that are gone, paragraphs that were added, and
then the operations for all of them together. Each reader of a difference returns a :class:`DataChanges`, and nothing
is changed in place. This group must not prove its operations: whoever asks for them prints the edited source again.
"""

from rectify_gen.building.returning.drafting.draft import ReturnDraft, draft_of
from rectify_gen.building.returning.drafting.unplaced_changes import UnplacedChange

__all__ = ["ReturnDraft", "UnplacedChange", "draft_of"]
