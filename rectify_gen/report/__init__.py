"""The report room: diagnostics as text for people, and as JSON, SARIF or GitHub annotations for machines.

Pure: from values to text. It must not know commands, terminals or files.
"""

from rectify_gen.report.text import as_text, summary

__all__ = ["as_text", "summary"]
