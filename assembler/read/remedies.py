"""What to do with a file of another kind: where to open it, and how to save it as what is asked for."""

from assembler.i18n import mark
from assembler.i18n import translate as _
from assembler.read.kinds import FileKind

_SAVE_AS = {
    FileKind.XLSX: mark("Ouvrez-le dans Excel, puis enregistrez-le sous le type «\u00a0Classeur Excel (.xlsx)\u00a0»."),
    FileKind.DOCX: mark("Ouvrez-le dans Word, puis enregistrez-le sous le type «\u00a0Document Word (.docx)\u00a0»."),
    FileKind.PDF: mark("Exportez-le en PDF depuis le logiciel qui l’a créé."),
}
_ALMOST = frozenset(
    {FileKind.XLS, FileKind.XLSM, FileKind.XLSB, FileKind.XLTX, FileKind.COMPOUND, FileKind.HTML, FileKind.XML}
)
_OTHER = mark("Envoyez le canevas Excel (.xlsx) que vous avez rempli.")
_WRITTEN = frozenset(  # what Word opens as it was written
    {FileKind.DOC, FileKind.DOCM, FileKind.DOTX, FileKind.ODT, FileKind.RTF, FileKind.HTML, FileKind.COMPOUND}
)
_OTHER_THAN_WORDS = mark("Envoyez le document Word (.docx) que vous avez rempli.")
_TO_WORKBOOK = {
    FileKind.ODS: mark(
        "Ouvrez-le dans LibreOffice, puis Fichier › Enregistrer sous, "
        "type «\u00a0Classeur Excel 2007-365 (.xlsx)\u00a0»."
    ),
    FileKind.NUMBERS: mark("Ouvrez-le dans Numbers, puis Fichier › Exporter vers › Excel."),
    FileKind.CSV: mark(
        "Un fichier de texte n’a qu’une feuille et perd les tableaux\u00a0: collez ses lignes dans le canevas Excel, "
        "et envoyez celui-ci."
    ),
    FileKind.ZIP: mark("Ouvrez l’archive, et envoyez le classeur Excel (.xlsx) qu’elle contient."),
}


def remedy_for(kind: FileKind, wanted: FileKind) -> str:
    """Gives what to do with a file of one kind where another is wanted."""
    if wanted is FileKind.XLSX and kind not in _ALMOST:
        return _(_TO_WORKBOOK.get(kind, _OTHER))
    if wanted is FileKind.DOCX and kind not in _WRITTEN:
        return _(_OTHER_THAN_WORDS)
    return _(_SAVE_AS[wanted])
