"""The one list of Word styles and colours that templates carry and that rendering names.

``canvases/base.docx`` holds them all under these ids (ECMA-376 part 1, 17.7.4.17: ``w:style/@w:styleId``). Built-in
styles keep Word's own ids and English names, so that Word, LibreOffice and screen readers know a heading for a heading.
"""

from typing import Final

# Colours of the house (look.md). Templates are drawn in the region's accent; rendering puts the territory's accent
# wherever BASE_ACCENT or BASE_TINT is written: styles, theme, tables, borders, charts.
BASE_ACCENT: Final = "334E68"
BASE_TINT: Final = "99A7B4"  # tint_of(BASE_ACCENT): the lighter series of charts
INK: Final = "1F2933"
GREY: Final = "52606D"
RULE: Final = "CBD2D9"
TINT: Final = "F3F5F7"  # behind header rows, total rows and key figures: the same in every territory

FONT: Final = "Calibri"
LANG: Final = "fr-CA"

NORMAL: Final = "Normal"
TITLE: Final = "Title"
SUBTITLE: Final = "Subtitle"
HEADINGS: Final = ("Heading1", "Heading2", "Heading3", "Heading4")
CAPTION: Final = "Caption"
QUOTE: Final = "Quote"
BULLETS: Final = ("ListBullet", "ListBullet2")
NUMBERS: Final = ("ListNumber", "ListNumber2")
TOC: Final = ("TOC1", "TOC2", "TOC3")
TABLE_OF_FIGURES: Final = "TableofFigures"
HEADER: Final = "Header"
FOOTER: Final = "Footer"
FOOTNOTE_TEXT: Final = "FootnoteText"
FOOTNOTE_REFERENCE: Final = "FootnoteReference"  # character
HYPERLINK: Final = "Hyperlink"  # character
OVER_TITLE: Final = "Surtitre"
TABLE_TEXT: Final = "TableauTexte"
TABLE_HEAD: Final = "TableauEntete"
TABLE_NUMBER: Final = "TableauNombre"
TABLE_HEAD_NUMBER: Final = "TableauEnteteNombre"
FIGURE: Final = "Chiffre"
FIGURE_LABEL: Final = "ChiffreLibelle"
SOURCE: Final = "Source"
BOX: Final = "Encadre"
LEAD: Final = "Chapeau"  # the paragraph under a chapter's title
SHEET_TITLE: Final = "FicheTitre"
SHEET_FOOT: Final = "PiedFiche"
LINEAGE: Final = ("Filiation1", "Filiation2")  # issue and objective above an action sheet that stands alone
TAG: Final = "Balise"  # lines that hold only a tag; nothing of it is left once rendered
TABLE: Final = "TableauMaison"  # table style: accent rule on top, hairlines between rows, cell margins
TOC_HEADING: Final = "TOCHeading"  # title of a table of contents; not itself an entry

# id -> name as Word shows it and as ``w:name`` spells it (built-in names are lower case in the file: « heading 1 »).
STYLE_NAMES: Final[dict[str, str]] = {
    NORMAL: "Normal",
    TITLE: "Title",
    SUBTITLE: "Subtitle",
    **{style: f"heading {level}" for level, style in enumerate(HEADINGS, 1)},
    CAPTION: "caption",
    QUOTE: "Quote",
    BULLETS[0]: "List Bullet",
    BULLETS[1]: "List Bullet 2",
    NUMBERS[0]: "List Number",
    NUMBERS[1]: "List Number 2",
    **{style: f"toc {level}" for level, style in enumerate(TOC, 1)},
    TOC_HEADING: "TOC Heading",
    TABLE_OF_FIGURES: "table of figures",
    HEADER: "header",
    FOOTER: "footer",
    FOOTNOTE_TEXT: "footnote text",
    OVER_TITLE: "Surtitre",
    TABLE_TEXT: "Tableau texte",
    TABLE_HEAD: "Tableau en-tête",
    TABLE_NUMBER: "Tableau nombre",
    TABLE_HEAD_NUMBER: "Tableau en-tête nombre",
    FIGURE: "Chiffre",
    FIGURE_LABEL: "Chiffre libellé",
    SOURCE: "Source",
    BOX: "Encadré",
    LEAD: "Chapeau",
    SHEET_TITLE: "Fiche titre",
    SHEET_FOOT: "Pied de fiche",
    LINEAGE[0]: "Filiation 1",
    LINEAGE[1]: "Filiation 2",
    TAG: "Balise",
    FOOTNOTE_REFERENCE: "footnote reference",
    HYPERLINK: "Hyperlink",
    TABLE: "Tableau maison",
}


def tint_of(accent: str) -> str:
    """Gives the lighter tint of an accent (RRGGBB): half of it, half white."""
    return "".join(f"{(int(accent[i : i + 2], 16) + 255 + 1) // 2:02X}" for i in (0, 2, 4))
