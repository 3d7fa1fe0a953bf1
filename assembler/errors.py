"""Every error the library raises on purpose.

    DossierError
    └── ConversionError              a piece could not become a PDF, or a workbook could not be recalculated
        ├── ConverterMissingError    LibreOffice, its Python bridge or its fonts are not on this machine, or are too old
        ├── ConversionTimeoutError   the converter did not answer within its deadline, twice
        ├── UnsafeDocumentError      the file is not the document it claims to be, is damaged, or reaches outside itself
        ├── FontError                the file names a font that is not installed and has no twin of the same metrics
        └── BrokenOutputError        the converter gave something that is not the PDF that was asked for

``str(error)`` and ``error.message`` are the same French text for the person at the screen: what failed, why, what to do.
"""


class DossierError(Exception):
    """The root: catch this one at the doors (command line, service, jobs)."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class ConversionError(DossierError):
    """A piece could not be converted; ``piece`` is its name, empty when none is at fault."""

    def __init__(self, message: str, *, piece: str = "") -> None:
        super().__init__(message)
        self.piece = piece


class ConverterMissingError(ConversionError):
    """LibreOffice, its Python bridge or its fonts are not on this machine, or are too old."""


class ConversionTimeoutError(ConversionError):
    """The converter did not answer within its deadline, twice."""


class UnsafeDocumentError(ConversionError):
    """The file is not the document it claims to be, is damaged, or reaches outside itself."""


class FontError(ConversionError):
    """The file names fonts that are not installed and have no twin of the same metrics."""


class BrokenOutputError(ConversionError):
    """The converter gave something that is not the PDF that was asked for."""
