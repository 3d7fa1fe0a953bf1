"""PDF attachments made to harm: each function gives the bytes of one."""

import io
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from tests.assemble.documents import add_letter_page, saved_pdf
from tests.hostile.zips import MIB

SCRIPT = "app.alert('SCRIPT-HOSTILE'); this.submitForm('http://127.0.0.1/');"


def letter() -> Pdf:
    """A letter of one page."""
    pdf = Pdf.new()
    add_letter_page(pdf)
    return pdf


def scripted() -> bytes:
    """A document script, by name and on opening."""
    pdf = letter()
    action = Dictionary(S=Name.JavaScript, JS=String(SCRIPT))
    pdf.Root.OpenAction = pdf.make_indirect(action)
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), action])))
    return saved_pdf(pdf)


def launching() -> bytes:
    """A link that starts a program, another that opens a file, one that goes into another PDF."""
    pdf = letter()
    actions = (
        Dictionary(S=Name.Launch, F=String("LANCEMENT-HOSTILE.exe")),
        Dictionary(S=Name.URI, URI=String("file:///etc/passwd")),
        Dictionary(S=Name.GoToR, F=String("autre.pdf"), D=Array([0, Name.Fit])),
        Dictionary(S=Name.GoToE, F=String("autre.pdf"), D=Array([0, Name.Fit])),
        Dictionary(S=Name.ImportData, F=String("donnees.fdf")),
    )
    rect = Array([100, 300, 200, 310])
    pdf.pages[0].obj.Annots = Array(
        [pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=a)) for a in actions]
    )
    return saved_pdf(pdf)


def self_acting() -> bytes:
    """Additional actions on the document and on the page."""
    pdf = letter()
    action = Dictionary(S=Name.JavaScript, JS=String(SCRIPT))
    pdf.Root.AA = Dictionary(WC=action, WP=action)
    pdf.pages[0].obj.AA = Dictionary(O=action)
    return saved_pdf(pdf)


def form() -> bytes:
    """A filled text field with a script and a button that sends it."""
    pdf = letter()
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("nom"), V=String("Reponse lisible"),
        Rect=Array([100, 500, 400, 520]), DA=String("/Helv 10 Tf 0 g"), F=4,
        AA=Dictionary(K=Dictionary(S=Name.JavaScript, JS=String(SCRIPT))),
    )  # fmt: skip
    button = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Btn, T=String("envoi"), Ff=65536, Rect=Array([10, 10, 60, 30]),
        A=Dictionary(S=Name.SubmitForm, F=String("http://127.0.0.1/")),
    )  # fmt: skip
    fields = [pdf.make_indirect(field), pdf.make_indirect(button)]
    pdf.pages[0].obj.Annots = Array(fields)
    pdf.Root.AcroForm = Dictionary(Fields=Array(fields), XFA=pdf.make_stream(b"<xdp>XFA-HOSTILE</xdp>"))
    return saved_pdf(pdf)


def dynamic_form() -> bytes:
    """A form that only one program can draw."""
    pdf = letter()
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))
    pdf.Root.NeedsRendering = True
    return saved_pdf(pdf)


def carrier() -> bytes:
    """A PDF that hides a program and a media file."""
    pdf = letter()
    pdf.attachments["piege.exe"] = b"MZ FICHIER-HOSTILE"
    rect = Array([100, 300, 200, 310])
    media = Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=rect)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(media)])
    return saved_pdf(pdf)


def outside_stream(address: str) -> bytes:
    """A picture whose bytes are said to be in another file (ISO 32000-1, 7.3.8.2)."""
    pdf = letter()
    picture = pdf.make_stream(b"\0")
    picture.Type, picture.Subtype = Name.XObject, Name.Image
    picture.Width = picture.Height = 1
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
    picture.F = Dictionary(Type=Name.Filespec, FS=Name.URL, F=String(address))
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im=picture)
    return saved_pdf(pdf)


def encrypted() -> bytes:
    """Under a password."""
    made = io.BytesIO()
    letter().save(made, encryption=pikepdf.Encryption(owner="a", user="secret"))
    return made.getvalue()


def restricted() -> bytes:
    """Opens without a password, with restrictions."""
    made = io.BytesIO()
    letter().save(made, encryption=pikepdf.Encryption(owner="a", user=""))
    return made.getvalue()


def swollen_page(mebibytes: int = 2048) -> bytes:
    """One page whose content is two gibibytes once opened."""
    squeezer = zlib.compressobj(9)
    packed = squeezer.compress(bytes(MIB)) + squeezer.flush(zlib.Z_FULL_FLUSH)
    one = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = one.compress(bytes(MIB)) + one.flush(zlib.Z_FULL_FLUSH)
    pdf = letter()
    pdf.pages[0].obj.Contents = Stream(pdf, packed + block * (mebibytes - 1), Filter=Name.FlateDecode)
    made = io.BytesIO()
    pdf.save(made, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return made.getvalue()


def swollen_object_stream(mebibytes: int = 1024) -> bytes:
    """The objects themselves are in a stream that swells: any reader must open it to find the pages."""
    body = zlib.compressobj(9)
    start = b"1 0 2 60 <</Type/Catalog/Pages 2 0 R>>".ljust(64) + b"<</Type/Pages/Kids[]/Count 0>>"
    packed = body.compress(start) + body.flush(zlib.Z_FULL_FLUSH)
    one = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = one.compress(b" " * MIB) + one.flush(zlib.Z_FULL_FLUSH)
    packed += block * mebibytes
    objects = b"%PDF-1.5\n"
    stream_at = len(objects)
    objects += b"3 0 obj<</Type/ObjStm/N 2/First 9/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    objects += packed + b"\nendstream endobj\n"
    table_at = len(objects)
    rows = b"\0\0\0\0\0" + b"\2\0\0\3\0" + b"\2\0\0\3\1" + b"\1" + stream_at.to_bytes(3, "big") + b"\0"
    rows += b"\1" + table_at.to_bytes(3, "big") + b"\0"
    objects += b"4 0 obj<</Type/XRef/Size 5/W[1 3 1]/Root 1 0 R/Length %d>>stream\n" % len(rows)
    return objects + rows + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % table_at


def plain_pdf(*objects: bytes) -> bytes:
    """A PDF of these numbered objects, the first being its catalog."""
    written, places, at = [b"%PDF-1.7\n"], [], 9
    for number, content in enumerate(objects, 1):
        places.append(at)
        written.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        at += len(written[-1])
    body = b"".join(written)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + table + trailer


def cyclic_tree() -> bytes:
    """A tree of pages that turns on itself."""
    return plain_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>",
    )


def deep_tree(levels: int = 20_000) -> bytes:
    """A page at the end of thousands of branches."""
    branches = [
        b"<</Type/Pages/Kids[%d 0 R]/Count 1%s>>"
        % (number + 1, b"/Parent %d 0 R" % (number - 1) if number > 2 else b"")
        for number in range(2, levels + 2)
    ]
    page = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 612 792]>>" % (levels + 1)
    return plain_pdf(b"<</Type/Catalog/Pages 2 0 R>>", *branches, page)


def many_pages(count: int = 100_000, *, stated: int | None = None) -> bytes:
    """As many pages as that, and perhaps a false count of them."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    root = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count if stated is None else stated)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>"
    return plain_pdf(b"<</Type/Catalog/Pages 2 0 R>>", root, *[page] * count)


def one_page_many_times(count: int = 100_000) -> bytes:
    """One page that the tree names a hundred thousand times, with a count of one."""
    root = b"<</Type/Pages/Kids[%s]/Count 1>>" % (b"3 0 R " * count)
    return plain_pdf(b"<</Type/Catalog/Pages 2 0 R>>", root, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>")


def nested_arrays(levels: int = 200_000) -> bytes:
    """An object nested beyond any reader's stack."""
    return plain_pdf(
        b"<</Type/Catalog/Pages 2 0 R/Nid %s%s>>" % (b"[" * levels, b"]" * levels),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>",
    )
