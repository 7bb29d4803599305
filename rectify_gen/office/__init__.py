"""The office room: .docx files become checked PDFs, other documents .docx, through LibreOffice, the only subprocess.

It must not know YAML, notices or templates, prints nothing, and is handed its environment.
"""

from rectify_gen.office.converting import Converted, Limits, Pair, convert
from rectify_gen.office.fonts import STAND_INS, substitutions
from rectify_gen.office.pdf_glyphs import check_glyphs
from rectify_gen.office.pdf_jobs import PdfKind
from rectify_gen.office.program import Office, find_office
from rectify_gen.office.single_pdf import pdf_of
from rectify_gen.office.warm import WarmOffice

__all__ = [
    "STAND_INS",
    "Converted",
    "Limits",
    "Office",
    "Pair",
    "PdfKind",
    "WarmOffice",
    "check_glyphs",
    "convert",
    "find_office",
    "pdf_of",
    "substitutions",
]
