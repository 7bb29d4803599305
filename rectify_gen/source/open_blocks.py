"""The mappings and lists that are open at a line, by the columns at which their keys and dashes stand.

This module must not know what a line says.
"""

from __future__ import annotations

from typing import NamedTuple

_DEEPEST = 100
"""No notice is deeper; what is, must not take the square of its depth."""


class Block(NamedTuple):
    """A mapping or list that is open at a line: where its keys or dashes stand."""

    column: int
    is_list: bool


class OpenBlocks:
    """What is open, outermost first; :meth:`enter` is told of each key and dash."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []

    @property
    def innermost(self) -> Block | None:
        """What was entered last; None where nothing is open."""
        return self._blocks[-1] if self._blocks else None

    def __contains__(self, block: Block) -> bool:
        return block in self._blocks

    def has_list_at(self, column: int) -> bool:
        """Return whether dashes stand at ``column``."""
        return Block(column, is_list=True) in self

    def has_keys_at(self, column: int) -> bool:
        """Return whether keys stand at ``column``."""
        return Block(column, is_list=False) in self

    def only_keys_stand_at(self, column: int) -> bool:
        """Return whether what stands at ``column`` can only be another key."""
        return self._around(column)[-1:] == [Block(column, is_list=False)]

    def only_dashes_stand_at(self, column: int) -> bool:
        """Return whether what stands at ``column`` can only be another dash."""
        around = self._around(column)
        # Dashes may stand below their key without being indented.
        is_below_key = around[-2:-1] == [Block(column, is_list=False)]
        return around[-1:] == [Block(column, is_list=True)] and not is_below_key

    def _around(self, column: int) -> list[Block]:
        return [block for block in self._blocks if block.column <= column]

    def enter(
        self,
        column: int,
        *,
        is_list: bool,
    ) -> None:
        """Remember the key or dash at ``column``, and forget what it closes."""
        del self._blocks[:-_DEEPEST]
        while self._blocks and self._blocks[-1].column > column:
            self._blocks.pop()
        block = Block(column, is_list)
        if self.innermost == block:
            return
        # Dashes may stand below their key without being indented; the next key of the mapping then closes the list.
        closes_list = (
            self.innermost is not None
            and self.innermost.is_list
            and self._blocks[-2:-1] == [block]
        )
        if closes_list:
            self._blocks.pop()
            return
        self._blocks.append(block)

    def forget_list(self, column: int) -> None:
        """Forget the dashes at ``column``, which were none."""
        self._blocks.remove(Block(column, is_list=True))
