"""What Word draws: boxes, equations, charts, diagrams, ink, pictures; each with words of its own."""

import io
from collections.abc import Callable

from docx.document import Document
from docx.oxml import parse_xml
from pptx.chart.data import CategoryChartData
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.enum.chart import XL_CHART_TYPE

from tests.read.narratives import NS, add_image, image, paragraph, run
from tests.read.torture import MC, RELATIONS, WPS, Construct, M, V, add_part, append, drawing


def _chart(document: Document) -> None:
    c = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    figures = CategoryChartData()
    figures.categories = ("Gaspéville", "Percéville")
    figures.add_series("Sériebateaux", (12.5, 7))
    title = (
        "<c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>Titregraphique</a:t></a:r></a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title>'
    )
    xml = str(ChartXmlWriter(XL_CHART_TYPE.BAR_CLUSTERED, figures).xml).replace("<c:chart>", title, 1)
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    rid = add_part(document, "charts/chart1.xml", "chart", xml.encode(), kind)
    append(document, paragraph(drawing(c, f'<c:chart xmlns:c="{c}" r:id="{rid}"/>')))


def _smart_art(document: Document) -> None:
    dgm = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    xml = (
        f'<dgm:dataModel xmlns:dgm="{dgm}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst>'
        "<dgm:pt><dgm:t><a:p><a:r><a:t>Cellulecomité</a:t></a:r></a:p></dgm:t></dgm:pt>"
        "<dgm:pt><dgm:t><a:p><a:r><a:t>Celluleéquipe</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
    )
    rid = add_part(document, "diagrams/data1.xml", "diagramData", xml.encode())
    append(document, paragraph(drawing(dgm, f'<dgm:relIds xmlns:dgm="{dgm}" r:dm="{rid}"/>')))


def _chunk(document: Document) -> None:
    rid = add_part(document, "afchunk.html", "aFChunk", b"<p>morceauhtml</p>", "text/html")
    append(document, f'<w:altChunk NS r:id="{rid}"/>')


def _ink(document: Document) -> None:
    rid = document.part.get_or_add_image(io.BytesIO(image("PNG", (60, 61))))[0]
    shape = f'<v:shape {V} style="width:90pt;height:40pt" alt="Encre libre."><v:imagedata r:id="{rid}"/></v:shape>'
    inside = '<w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="3" name="encre"/></wp:inline></w:drawing>'
    append(
        document,
        paragraph(
            f'<w:r><mc:AlternateContent {MC}><mc:Choice Requires="aink">{inside}</mc:Choice>'
            f"<mc:Fallback><w:pict>{shape}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        ),
    )


def _svg(document: Document) -> None:
    add_image(document, image("PNG", (62, 63)), "Vecteurdoublé en PNG.")
    blip = list(document.element.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"))[-1]
    svg = add_part(document, "media/dessin.svg", "image", b"<svg/>", "image/svg+xml")
    blip.append(
        parse_xml(
            f'<a:extLst {NS}><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
            '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
            f'r:embed="{svg}"/></a:ext></a:extLst>'
        )
    )


def _emf(document: Document) -> None:
    add_image(document, image("PNG", (64, 65)), "Métafichier.")
    blip = list(document.element.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"))[-1]
    blip.set(f"{{{RELATIONS}}}embed", add_part(document, "media/a.emf", "image", b"\x01\x00\x00\x00EMF", "image/x-emf"))


def _picture(alt: str, size: tuple[int, int]) -> Callable[[Document], None]:
    return lambda document: add_image(document, image("PNG", size), alt)


_BOX = (
    f'<w:r><mc:AlternateContent {MC}><mc:Choice Requires="wps">'
    f'<w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="9" name="b"/><a:graphic><a:graphicData uri="{WPS}">'
    f'<wps:wsp xmlns:wps="{WPS}"><wps:txbx><w:txbxContent><w:p>{run("boîtemoderne")}</w:p></w:txbxContent></wps:txbx>'
    "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
    f"<w:p>{run('boîtemoderne')}</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
_VML_BOX = (
    f"<w:r><w:pict><v:shape {V}><v:textbox><w:txbxContent><w:p>{run('boîteancienne')}</w:p></w:txbxContent></v:textbox>"
    "</v:shape></w:pict></w:r>"
)
_OBJECT = (
    f'<w:r><w:object><v:shape {V}/><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office"/></w:object></w:r>'
)
_FRACTION = (
    f"<m:oMath {M}><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
)

DRAWN = (
    Construct("zone de texte", paragraph(run("prèsboîte") + _BOX), ("prèsboîte", "boîtemoderne"), codes=("N-019",)),
    Construct("zone de texte ancienne", paragraph(_VML_BOX), ("boîteancienne",), codes=("N-019",)),
    Construct(
        "WordArt",
        paragraph(f'<w:r><w:pict><v:shape {V}><v:textpath string="titreondulé"/></v:shape></w:pict></w:r>'),
        ("titreondulé",),
        codes=("N-022",),
    ),
    Construct("équation", paragraph(run("posons ") + _FRACTION), ("(a+b)/2x²",), codes=("N-020",)),
    Construct("équation seule", f"<m:oMathPara {M} {NS}>{_FRACTION}</m:oMathPara>", ("(a+b)/2x²",), codes=("N-020",)),
    Construct("morceau HTML", _chunk, codes=("N-017",)),
    Construct("graphique", _chart, ("Titregraphique", "Sériebateaux", "Gaspéville", "12,5"), codes=("N-022",)),
    Construct("SmartArt", _smart_art, ("Cellulecomité", "Celluleéquipe"), codes=("N-022",)),
    Construct("objet", paragraph(run("prèsobjet") + _OBJECT), ("prèsobjet",), codes=("N-017",)),
    Construct("encre", _ink, ("Encre libre.",)),
    Construct("image vectorielle doublée", _svg, ("Vecteurdoublé en PNG.",)),
    Construct("métafichier", _emf, codes=("N-006",)),
    Construct("image sans mots", _picture("", (66, 67)), codes=("N-005",)),
    Construct("image nommée par un appareil", _picture("IMG_2041.jpg", (68, 67)), gone=("IMG_2041",), codes=("N-005",)),
    Construct(
        "image décrite par Word",
        _picture("Un quai bleu. Description générée automatiquement", (69, 67)),
        ("Un quai bleu.",),
        ("automatiquement",),
        ("N-026",),
    ),
    Construct(
        "consentement cité",
        _picture("Des bénévoles au quai. [CONS-2026-04]", (70, 67)),
        ("Des bénévoles au quai.",),
        ("CONS-2026-04",),
    ),
)
