"""The notice workbook: what a notice says in an .xlsx of four sheets, read as a source and written from data.

For offices that write no YAML. This room must not know projects, documents, or how anything is printed.
"""
