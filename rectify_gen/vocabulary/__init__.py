"""The words of the field, each kind in one table: how notices state figures, what a status is called.

This room imports nothing of the product but ``chinese``; whoever reads or prints such words takes them from here.
"""
