"""What Word writes: lists, tables, changes, fields, controls, looks, styles; each with words of its own."""

from collections.abc import Callable

from docx.document import Document
from docx.oxml import parse_xml

from tests.read.narratives import NS, paragraph, run
from tests.read.torture import AUTHOR, Construct, append, cell, field, table, text_cell


def _lists(document: Document) -> None:
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{5 if n == 0 else 1}"/>'
        f'<w:numFmt w:val="{"decimal" if n == 0 else "lowerLetter"}"/></w:lvl>'
        for n in range(4)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {NS} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {NS} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level, text in enumerate(("numérocinq", "lettrea", "romainprofond")):
        append(document, paragraph(run(text), _number(level)))


def _number(level: int, list_id: int = 77) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def _header(document: Document) -> None:
    document.sections[0].header.paragraphs[0].text = "Entêteperso"


def _style(name: str, text: str, *, based_on: str = "") -> Callable[[Document], None]:
    """A paragraph of a style of another program, known by its name or by the one it is based on."""

    def add(document: Document) -> None:
        style_id = f"S{abs(hash(name)) % 9973}"
        base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
        document.styles.element.append(
            parse_xml(
                f'<w:style {NS} w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/>{base}</w:style>'
            )
        )
        append(document, paragraph(run(text), f'<w:pStyle w:val="{style_id}"/>'))

    return add


def _hidden_style(document: Document) -> None:
    document.styles.element.append(
        parse_xml(
            f'<w:style {NS} w:type="character" w:styleId="Cache"><w:name w:val="Cache"/>'
            "<w:rPr><w:vanish/></w:rPr></w:style>"
        )
    )
    append(document, paragraph(run("devantstyle ") + run("cachéparstyle", '<w:rStyle w:val="Cache"/>')))


def _commented(document: Document) -> None:
    line = document.add_paragraph("souscommentaire")
    document.add_comment(line.runs, text="motducommentaire", author="Jeanne")


def _both(*paragraphs: str) -> Callable[[Document], None]:
    def add(document: Document) -> None:
        for xml in paragraphs:
            append(document, xml)

    return add


def _heading(text: str, level: int) -> Callable[[Document], None]:
    def add(document: Document) -> None:
        document.add_heading(text, level)

    return add


_CHECKBOX = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>'
    "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_NESTED = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>'
    + field("MERGEFIELD x", "résultatinterne")
    + '<w:r><w:instrText> = 1 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    + run("résultatexterne")
    + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_DELETED_MARK = f"<w:rPr><w:del {AUTHOR}/></w:rPr>"


WRITTEN = (
    Construct(
        "liste de lettres qui part à cinq", _lists, ("numérocinq", "lettrea", "romainprofond"), codes=("N-032", "N-033")
    ),
    Construct(
        "tableau fusionné",
        table(text_cell("Têteune") + text_cell("Têtedeux"), text_cell("fusionlarge", '<w:gridSpan w:val="2"/>')),
        ("Têteune", "Têtedeux", "fusionlarge"),
        codes=("N-014",),
    ),
    Construct(
        "tableau dans un tableau",
        table(
            text_cell("Colun") + text_cell("Coldeux"),
            text_cell("dehors")
            + cell(table(text_cell("dedansun") + text_cell("dedansdeux")).replace(" NS", "") + "<w:p/>"),
        ),
        ("dehors", "dedansun", "dedansdeux"),
        codes=("N-014",),
    ),
    Construct(
        "liste dans une cellule",
        table(
            text_cell("Quoi") + text_cell("Points"),
            text_cell("marche")
            + cell(
                "".join(
                    f"<w:p><w:pPr>{_number(0)}</w:pPr>{run(word)}</w:p>" for word in ("cellulepremier", "cellulesecond")
                )
            ),
        ),
        ("1. cellulepremier", "2. cellulesecond"),
        codes=("N-034",),
    ),
    Construct(
        "deux rangées d’en-tête",
        table(
            "<w:trPr><w:tblHeader/></w:trPr>" + text_cell("Hautun") + text_cell("Hautdeux"),
            "<w:trPr><w:tblHeader/></w:trPr>" + text_cell("Basun") + text_cell("Basdeux"),
        ),
        ("Hautun", "Basdeux"),
        codes=("N-024",),
    ),
    Construct("commentaire", _commented, ("souscommentaire",), ("motducommentaire",), ("N-008",)),
    Construct(
        "ajout, suppression, déplacement",
        paragraph(
            f"<w:ins {AUTHOR}>{run('motajouté')}</w:ins>"
            f"<w:del {AUTHOR}><w:r><w:delText>motôté</w:delText></w:r></w:del>"
            f"<w:moveTo {AUTHOR}>{run('motdéplacé')}</w:moveTo><w:moveFrom {AUTHOR}>{run('motparti')}</w:moveFrom>"
        ),
        ("motajouté", "motdéplacé"),
        ("motôté", "motparti"),
        ("N-009",),
    ),
    Construct(
        "changement de forme",
        paragraph(run("motmisengras", f"<w:b/><w:rPrChange {AUTHOR}><w:rPr/></w:rPrChange>")),
        ("motmisengras",),
        codes=("N-009",),
    ),
    Construct(
        "saut de section, paysage",
        paragraph(run("avantpaysage"), '<w:sectPr><w:pgSz w:orient="landscape"/></w:sectPr>'),
        ("avantpaysage",),
        codes=("N-018",),
    ),
    Construct(
        "saut de page",
        paragraph(run("avantsaut") + '<w:r><w:br w:type="page"/></w:r>' + run("aprèssaut")),
        ("avantsaut", "aprèssaut"),
        codes=("N-018",),
    ),
    Construct("champ de date", paragraph(run("le ") + field("DATE", "datefigée")), ("le datefigée",), codes=("N-027",)),
    Construct("champ dans un champ", paragraph(_NESTED), ("résultatexterne",), ("résultatinterne",), ("N-027",)),
    Construct("case d’un formulaire", paragraph(_CHECKBOX + run("casecochée")), ("☒casecochée",)),
    Construct(
        "contrôle à choix",
        paragraph(
            f"<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent>{run('choixfait')}</w:sdtContent></w:sdt>"
        ),
        ("choixfait",),
    ),
    Construct(
        "contrôle non rempli",
        paragraph(
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('invitecontrôle')}</w:sdtContent></w:sdt>"
            + run("aprèsinvite")
        ),
        ("aprèsinvite",),
        ("invitecontrôle",),
    ),
    Construct(
        "lien interne",
        paragraph(f'<w:hyperlink w:anchor="ici">{run("motduLien")}</w:hyperlink>'),
        ("motduLien",),
        codes=("N-027",),
    ),
    Construct("table des matières", _style("toc 1", "entréetable"), gone=("entréetable",), codes=("N-028",)),
    Construct(
        "texte masqué",
        paragraph(run("visible ") + run("cachédirect", "<w:vanish/>")),
        ("visible",),
        ("cachédirect",),
        ("N-025",),
    ),
    Construct("texte masqué par un style", _hidden_style, ("devantstyle",), ("cachéparstyle",), ("N-025",)),
    Construct(
        "barré, indice, exposant",
        paragraph(run("barré", "<w:strike/>") + run("indice", '<w:vertAlign w:val="subscript"/>')),
        ("barré", "indice"),
    ),
    Construct(
        "couleurs",
        paragraph(run("surligné", '<w:highlight w:val="yellow"/>') + run("souligné", '<w:u w:val="single"/>')),
        ("surligné", "souligné"),
        codes=("N-030",),
    ),
    Construct(
        "symboles",
        paragraph(
            '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
            + run("symbolecoché")
            + '<w:r><w:sym w:font="Webdings" w:char="F0A1"/></w:r>'
        ),
        ("✓symbolecoché",),
        codes=("N-023",),
    ),
    Construct(
        "tabulations",
        paragraph(run("gauche") + "<w:r><w:tab/></w:r>" + run("droite")),
        ("gauche droite",),
        codes=("N-031",),
    ),
    Construct(
        "trait d’union conditionnel",
        paragraph(run("gouver") + "<w:r><w:softHyphen/></w:r>" + run("nance2")),
        ("gouvernance2",),
    ),
    Construct("de droite à gauche", paragraph(run("שלום", "<w:rtl/>"), "<w:bidi/>"), ("שלום",)),
    Construct(
        "annotation phonétique",
        paragraph(
            f"<w:r><w:ruby><w:rt>{run('prononcé')}</w:rt><w:rubyBase>{run('basekanji')}</w:rubyBase></w:ruby></w:r>"
        ),
        ("basekanji",),
    ),
    Construct(
        "lettrine",
        _both(paragraph(run("L"), '<w:framePr w:dropCap="drop"/>'), paragraph(run("ettrineentière"))),
        ("Lettrineentière",),
    ),
    Construct(
        "paragraphes réunis par une suppression",
        _both(paragraph(run("débutréuni "), _DELETED_MARK), paragraph(run("finréunie"))),
        ("débutréuni finréunie",),
        codes=("N-009",),
    ),
    Construct("paragraphe très long", paragraph(run("long " * 20_000 + "boutlong")), ("boutlong",)),
    Construct("titre vide", _heading("", 2)),
    Construct("titre d’un style local", _style("Mon sous-titre", "titrelocal", based_on="Heading2"), ("titrelocal",)),
    Construct("titre d’un Word allemand", _style("Überschrift 2", "titreallemand"), ("titreallemand",)),
    Construct("en-tête à soi", _header, gone=("Entêteperso",), codes=("N-029",)),
)
