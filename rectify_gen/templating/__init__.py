"""The templates room: opens, compiles, renders and makes Word templates.

The only room that knows docxtpl, jinja2 and python-docx. It must not know YAML,
the model, or where files come from.
"""
