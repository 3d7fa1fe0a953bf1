"""Files that say more than they show: properties, comments, deletions, hidden sheets, pictures' own notes."""

import io
from collections.abc import Iterator

import docx
import pikepdf
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph as WordParagraph
from openpyxl import load_workbook
from openpyxl.comments import Comment
from pikepdf import Dictionary, Name, Pdf, String
from PIL import Image

from assembler.canvas.narrative import build_narrative
from assembler.models.narrative import Paragraph, Run
from assembler.models.region import Region, TerritoryProfile
from tests.read.narratives import NS, add_image, saved

_GPS, _ARTIST, _COMMENT = 0x8825, 0x013B, 0x9286  # EXIF


def word(rank: Iterator[int]) -> str:
    """Gives a word that no text holds by chance, without anything that typography would change."""
    return f"zqj{next(rank):04}kx"


def planted_workbook(content: bytes, rank: Iterator[int]) -> tuple[bytes, dict[str, str]]:
    """Gives the workbook with an author, a comment, a hidden sheet and a name of its own, and the words of each."""
    said = {f"workbook {where}": word(rank) for where in ("author", "saver", "company", "comment", "sheet", "beside")}
    author, saver, company, comment, sheet, beside = said.values()
    book = load_workbook(io.BytesIO(content))
    book.properties.creator, book.properties.lastModifiedBy = author, saver
    book.properties.description = company
    plan = book["Plan"]
    plan["B4"].comment = Comment(comment, comment)
    hidden = book.create_sheet(f"Notes {sheet}")
    hidden["A1"], hidden.sheet_state = beside, "hidden"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue(), said


def planted_narrative(region: Region, territory: TerritoryProfile, rank: Iterator[int]) -> tuple[bytes, dict[str, str]]:
    """Gives a narrative with properties, a comment, a deletion and a photo that says where and by whom."""
    said = {
        f"narrative {where}": word(rank)
        for where in ("author", "saver", "comment", "commenter", "deleted", "deleter", "artist", "caption")
    }
    author, saver, comment, commenter, deleted, deleter, artist, caption = said.values()
    shown = {"mobilisation": [Paragraph(runs=(Run(text="Neuf rencontres ont eu lieu."),))]}
    document = docx.Document(io.BytesIO(build_narrative(region, territory, shown)))
    document.core_properties.author, document.core_properties.last_modified_by = author, saver
    inside = next(p for p in document.element.body.iter(f"{{{NS_W}}}p") if "Neuf rencontres" in "".join(p.itertext()))
    inside.append(
        parse_xml(
            f'<w:del {NS} w:id="900" w:author="{deleter}" w:date="2026-01-01T00:00:00Z">'
            f"<w:r><w:delText>{deleted}</w:delText></w:r></w:del>"
        )
    )
    add_image(document, planted_photo(artist, caption), "Des bénévoles devant le comptoir.")
    inside.getparent().append(document.element.body[-2])  # the photo joins the section
    document.add_comment(WordParagraph(inside, document).runs, comment, commenter, "ZK")
    return saved(document), said


def planted_photo(artist: str, caption: str) -> bytes:
    """Gives a JPEG that says who took it and where."""
    exif = Image.Exif()
    exif[_ARTIST] = artist
    exif.get_ifd(_GPS)[2] = (48.0, 49.0, 50.0)
    exif.get_ifd(_GPS)[28] = artist.encode()
    made = io.BytesIO()
    Image.new("RGB", (200, 100), (27, 94, 145)).save(made, "JPEG", exif=exif, comment=caption.encode())
    return made.getvalue()


def planted_letter(rank: Iterator[int], *, base: bytes | None = None, text: str = "") -> tuple[bytes, dict[str, str]]:
    """Gives a PDF with an author, an XMP packet, a note, a photo; ``text`` is printed on a page without base."""
    notes = ("author", "producer", "packet", "note", "noter", "artist", "caption", "piece")
    said = {where: word(rank) for where in notes}
    author, producer, packet, note, noter, artist, caption, piece = said.values()
    pdf = pikepdf.open(io.BytesIO(base)) if base else Pdf.new()
    if base is None:
        pdf.add_blank_page(page_size=(612, 792))
    page = pdf.pages[0]
    photo = pdf.make_stream(planted_photo(artist, caption))
    photo.update(
        Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=200, Height=100, ColorSpace=Name.DeviceRGB,
                   BitsPerComponent=8, Filter=Name.DCTDecode)
    )  # fmt: skip
    photo.Metadata = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.add_resource(photo, Name.XObject, Name.Photo)
    page.add_resource(pdf.make_indirect(font), Name.Font, Name.F9)
    drawn = f"q 90 0 0 45 72 72 cm /Photo Do Q BT /F9 9 Tf 72 60 Td ({text}) Tj ET"
    page.contents_add(pdf.make_stream(drawn.encode()))
    mark = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[500, 700, 520, 720], Contents=String(note))
    mark.T = String(noter)
    page.Annots = pikepdf.Array([mark])
    pdf.docinfo["/Author"], pdf.docinfo["/Producer"] = String(author), String(producer)
    pdf.Root.Metadata = pdf.make_stream(_packet(packet), Type=Name.Metadata, Subtype=Name.XML)
    page.obj.PieceInfo = Dictionary(Draft=Dictionary(Private=String(piece)))
    made = io.BytesIO()
    pdf.save(made)
    return made.getvalue(), said


def _packet(name: str) -> bytes:
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>{name}</rdf:li></rdf:Seq>'
        '</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


NS_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
