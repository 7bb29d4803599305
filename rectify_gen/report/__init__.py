"""The report room: diagnostics as text for people, and as JSON, SARIF or GitHub annotations for machines.

Pure: from values to text. It must not know commands, terminals or files. Each form of a report is a module, imported
where it is wanted: a run without anything to report pays for none.
"""

FORMATS = ("text", "json", "sarif", "github")
