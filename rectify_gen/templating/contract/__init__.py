"""The contract between templates and the view, checked without any data.

`types` says what the view offers, `skeleton` makes one Jinja source of a part's tags, a tag a line, leaving out
those that cannot be parsed, `blocks` pairs for with endfor, `walking` follows the types through it, `checking`
does all of it for a file. This room must not know data, or how a document is rendered.
"""
