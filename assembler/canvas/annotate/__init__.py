"""A person's own workbook handed back with its findings in place; nothing else of it changes.

Parts that we have no reason to change keep their very bytes, compressed as they were; those that we must change are
edited where needed and not written again. Whatever we add is known again by its marks and taken out first, so that a
workbook may go round as often as needed: annotated, corrected, saved by any program, checked again.
"""

from assembler.canvas.annotate.annotating import annotate

__all__ = ["annotate"]
