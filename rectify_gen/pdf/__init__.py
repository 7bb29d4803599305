"""PDF files: what their pages show, and where each character stands.

This room must not know who made a PDF, nor what it says. Its library is not safe in several threads.
"""
