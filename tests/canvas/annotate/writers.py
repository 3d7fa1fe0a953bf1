"""One workbook for each way of writing that our marks must live with; all have a sheet « Plan »."""

import zipfile

from tests.canvas.annotate.books import (
    BUTTON,
    STRICT,
    STRICT_OFFICE,
    USUAL,
    Page,
    Writer,
    comments,
    drawing,
    make_book,
    note_box,
)

_EXTENDED = (
    '<@extLst><@ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:conditionalFormattings>'
    '<x14:conditionalFormatting><x14:cfRule type="expression" priority="2" id="{1}"><xm:f>Autre!$A$1=1</xm:f>'
    "</x14:cfRule><xm:sqref>A1:A9</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></@ext></@extLst>"
)
_TABLE_PARTS = '<@pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/>'
_OWN_RULES = (
    '<@conditionalFormatting sqref="A1:C9"><@cfRule type="expression" dxfId="0" priority="1"><@formula>A1=1</@formula>'
    "</@cfRule></@conditionalFormatting>"
)
_VALIDATIONS = '<@dataValidations count="1"><@dataValidation type="list" sqref="A2"><@formula1>"a,b"</@formula1>'
_NOTED = (("rId1", "comments", "../comments1.xml"), ("rId2", "vmlDrawing", "../drawings/vmlDrawing1.vml"))


def noted_page(notes: str, boxes: str, name: str = "Plan") -> Page:
    """Gives a sheet that has notes already."""
    return Page(
        name=name,
        after=f'{_TABLE_PARTS}<@legacyDrawing r:id="rId2"/>',
        relations=_NOTED,
        parts={"xl/comments1.xml": notes, "xl/drawings/vmlDrawing1.vml": boxes},
    )


def _own_styles() -> str:
    return (
        "<{p}styleSheet xmlns{x}='{main}'><{p}fonts count='1'><{p}font><{p}sz val='10'/></{p}font></{p}fonts>"
        "<{p}cellXfs count='1'><{p}xf numFmtId='0' fontId='0' fillId='0' borderId='0'/></{p}cellXfs>"
        "<{p}dxfs count='1'><{p}dxf><{p}font><{p}b/></{p}font></{p}dxf></{p}dxfs><{p}tableStyles count='0'/>"
        "</{p}styleSheet>"
    )


WRITERS: dict[str, bytes] = {
    "plain": make_book([Page()]),
    "prefixed": make_book([Page()], Writer(prefix="x")),
    "strict": make_book([Page()], Writer(main=STRICT, office=STRICT_OFFICE)),
    "absolute targets": make_book([Page()], Writer(is_absolute=True)),
    "stored": make_book([Page()], Writer(method=zipfile.ZIP_STORED)),
    "no styles": make_book([Page()], Writer(styles=None)),
    "empty styles": make_book([Page()], Writer(styles=f'<styleSheet xmlns="{USUAL}"></styleSheet>')),
    "utf-16": make_book([Page()], Writer(encoding="utf-16")),
    "own rules and an extension": make_book(
        [Page(after=_OWN_RULES + _TABLE_PARTS + _EXTENDED), Page(name="Autre")], Writer(styles=_own_styles())
    ),
    "own rules, prefixed": make_book([Page(after=_OWN_RULES + _TABLE_PARTS)], Writer(prefix="y", styles=_own_styles())),
    "validations": make_book([Page(after=f"{_VALIDATIONS}</@dataValidation></@dataValidations>{_TABLE_PARTS}")]),
    "a note on the cell": make_book(
        [noted_page(comments(("B2", "<@t>À vérifier avec Luc</@t>")), drawing(note_box(1, 1)))]
    ),
    "a rich note on the cell": make_book(
        [
            noted_page(
                comments(("B2", "<@r><@rPr><@b/></@rPr><@t>Marie :</@t></@r><@r><@t>\nvoir Luc</@t></@r>")),
                drawing(note_box(1, 1)),
            )
        ]
    ),
    "a note elsewhere": make_book([noted_page(comments(("A1", "<@t>Bravo</@t>")), drawing(note_box(0, 0)))]),
    "a button": make_book(
        [
            Page(
                after=f'{_TABLE_PARTS}<@legacyDrawing r:id="rId2"/>',
                relations=_NOTED[1:],
                parts={"xl/drawings/vmlDrawing1.vml": drawing(BUTTON)},
            )
        ]
    ),
    "two sheets with the same notes": make_book(
        [
            noted_page(comments(("A1", "<@t>Bravo</@t>")), drawing(note_box(0, 0))),
            Page(name="Autre", after='<@legacyDrawing r:id="rId2"/>', relations=_NOTED),
        ]
    ),
    "local names": make_book(
        [Page(), Page(name="Autre"), Page(name="Fin")],
        names='<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="2">Fin!$1:$1</definedName>'
        '<definedName name="_xlnm.Print_Area" localSheetId="0">Plan!$A$1:$B$2</definedName></definedNames><calcPr/>',
    ),
}
