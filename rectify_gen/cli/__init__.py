"""The command line: parse, call, report, exit code. The only room that prints or looks at the clock."""
