"""The building room: from sources to documents, one or thousands, on one machine or many.

planning (which) → running (read, make, write) → batch (on what) → making (one document); tasks are the values
that travel; standing tells what is out of date, comparing what differs. Nothing is imported here: a run with nothing
to do loads none of the libraries of rendering.
"""
