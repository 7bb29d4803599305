"""The command line: parse, call, report, exit code. The only room that prints or looks at the clock.

``arguments`` and ``streams`` make the process ready, ``session`` keeps its language and prints reports, ``app`` lists
the commands, and each command is a module ``<name>_command`` that is imported when it is called.
"""
