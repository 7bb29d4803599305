"""The preview room: a page on this machine that shows faults and draft of notices at each save.

``draft_lines`` makes the draft of a view, ``page_regions`` finds the lines of the source on real pages, ``notice_states``
judges one notice, ``workspace`` keeps what is known of all of them, ``page_contents`` writes the pages, ``guarding``
refuses strangers, ``folder_watching`` notices saves, and ``serving`` puts them together. Nothing is written, and nothing leaves the machine. This room must not know commands or terminals.
"""
