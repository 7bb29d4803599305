"""The words of the field, each kind of word in one table; whoever reads or prints such words takes them from here.

One row says all that the product knows of a word. A new status, role, kind of contact or kind of notice is a row in
its table; the model, the schema, the view, the rules, the importer and the help read the tables::

    >>> from rectify_gen.vocabulary.kinds import Kind
    >>> Kind("report").row.zh, Kind("report").row.name, Kind("report").row.is_sent_up
    ('情况报告', '报告', True)

This room imports nothing of the product but ``chinese``.
"""
