"""What people send is cleaned or refused, and they are told."""

import io
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from pypdf import PdfReader

from assembler.assemble.attachments.screening import CleanAttachment, clean_attachment
from assembler.assemble.removal import RemovalKind
from assembler.errors import (
    AttachmentError,
    DamagedAttachmentError,
    DynamicFormError,
    EncryptedAttachmentError,
    LargeAttachmentError,
)
from tests.assemble.documents import (
    IDENTITY,
    add_letter_page,
    attachment,
    converted,
    letter_pdf,
    link,
    opened,
    saved_pdf,
    web_link,
)
from tests.assemble.steps import merge_parts

SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
FORBIDDEN = (b"/JavaScript", b"/Launch", b"/AcroForm", b"/AA", b"/EmbeddedFiles", b"/RichMedia", b"/GoToR", b"passwd")


def test_an_ordinary_letter_loses_nothing() -> None:
    """Nothing to tell."""
    clean = clean_attachment(letter_pdf(pages=2), "lettre.pdf")
    assert (clean.pages, clean.removed) == (2, ())


def test_a_tagged_document_keeps_its_tags_and_its_claims() -> None:
    """A resolution exported from Word stays as accessible as it came."""
    clean = clean_attachment(converted()["plan"], "resolution.pdf")
    assert clean.removed == ()
    assert "/StructTreeRoot" in opened(clean.pdf).Root
    assert b"pdfuaid" in opened(clean.pdf).Root.Metadata.read_bytes()


def test_scripts_actions_files_and_media_are_gone() -> None:
    """Nothing that runs, fetches or hides is left anywhere in the file."""
    clean = clean_attachment(_hostile(), "piege.pdf")
    flat = _uncompressed(clean.pdf)
    assert not [word for word in FORBIDDEN if word in flat]
    assert _counts(clean) == {
        RemovalKind.SCRIPT: 2,
        RemovalKind.ACTION: 2,
        RemovalKind.FILE: 2,
        RemovalKind.MEDIA: 1,
        RemovalKind.LINK: 5,
    }


def test_what_was_removed_is_said_in_french() -> None:
    """One sentence for each kind."""
    sentences = [removal.sentence for removal in clean_attachment(_hostile(), "piege.pdf").removed]
    assert "Les scripts ont été retirés." in sentences
    assert "Les sons, vidéos et objets 3D ont été retirés." in sentences


def test_links_to_the_web_stay_without_what_follows_them() -> None:
    """/Next would run a script after the page opens."""
    pages = opened(clean_attachment(_hostile(), "piege.pdf").pdf).pages
    actions = [annotation.A for annotation in pages[0].obj.Annots]
    assert [(str(action.URI), "/Next" in action) for action in actions] == [("https://example.org/", False)]


def test_a_cleaned_file_is_clean() -> None:
    """Cleaned again, nothing is left to remove."""
    once = clean_attachment(_hostile(), "piege.pdf")
    assert clean_attachment(once.pdf, "piege.pdf").removed == ()


def test_same_bytes_in_same_bytes_out() -> None:
    """Hashes are receipts."""
    assert clean_attachment(_hostile(), "a.pdf").pdf == clean_attachment(_hostile(), "b.pdf").pdf


def test_the_answers_of_a_filled_form_still_show() -> None:
    """One field with its picture, one whose program left the picture to the viewer."""
    clean = clean_attachment(_form("Nom écrit", "Été à Gaspé"), "formulaire.pdf")
    text = PdfReader(io.BytesIO(clean.pdf)).pages[0].extract_text()
    assert text.count("Nom") == 1
    assert "Été à Gaspé" in text
    assert _counts(clean)[RemovalKind.FORM] == 2


def test_an_answer_that_cannot_be_drawn_refuses_the_form() -> None:
    """Never lost in silence."""
    with pytest.raises(AttachmentError, match=r"champ «\u00a0second\u00a0».*Imprimez le formulaire"):
        clean_attachment(_form("Nom", "名前"), "formulaire.pdf")


def test_a_stale_picture_is_drawn_anew() -> None:
    """The value says « Nouveau », the picture still says « Ancien »."""
    clean = clean_attachment(_form("Nouveau", "x", shown="Ancien"), "formulaire.pdf")
    text = PdfReader(io.BytesIO(clean.pdf)).pages[0].extract_text()
    assert "Nouveau" in text
    assert "Ancien" not in text


def test_a_comment_is_frozen_into_the_page() -> None:
    """What shows on the screen shows in the dossier."""
    pdf = Pdf.new()
    page = add_letter_page(pdf)
    page.Annots = Array([_drawn(pdf, page, Name.FreeText, "Vu et approuve"), _annotation(pdf, Name.Popup)])
    clean = clean_attachment(saved_pdf(pdf), "annotee.pdf")
    assert "Vu et approuve" in PdfReader(io.BytesIO(clean.pdf)).pages[0].extract_text()
    assert _counts(clean) == {RemovalKind.ANNOTATION: 1}


def test_tags_that_do_not_resolve_are_dropped() -> None:
    """A file that says it is tagged and is not becomes a facsimile, and the person is told."""
    pdf = pikepdf.open(io.BytesIO(converted()["plan"]))
    pdf.Root.StructTreeRoot.ParentTree = Dictionary(Nums=Array([]))
    clean = clean_attachment(saved_pdf(pdf), "faux.pdf")
    assert _counts(clean) == {RemovalKind.TAGS: 1}
    assert "/StructTreeRoot" not in opened(clean.pdf).Root
    merged = opened(merge_parts([attachment(clean.pdf)], IDENTITY))
    assert str(merged.Root.StructTreeRoot.K.K[0].K[0].S) == "/P"


def test_boxes_out_of_their_sheet_are_mended() -> None:
    """A crop box that shows nothing is dropped; the sheet keeps its size."""
    pdf = Pdf.new()
    page = add_letter_page(pdf)
    page.CropBox, page.Rotate = Array([5000, 5000, 6000, 6000]), 45
    clean = clean_attachment(saved_pdf(pdf), "cadre.pdf")
    assert _counts(clean) == {RemovalKind.BOX: 1}
    mended = opened(clean.pdf).pages[0].obj
    assert [int(value) for value in mended.MediaBox] == [0, 0, 612, 792]
    assert "/CropBox" not in mended
    assert mended.Rotate == 0


def test_a_picture_kept_outside_the_file_is_not_fetched() -> None:
    """A stream may name a file of the reader's computer (/F)."""
    pdf = Pdf.new()
    page = add_letter_page(pdf)
    outside = Stream(pdf, b"")
    outside.Type, outside.Subtype, outside.F = Name.XObject, Name.Image, String("/etc/passwd")
    outside.Width, outside.Height, outside.BitsPerComponent, outside.ColorSpace = 1, 1, 8, Name.DeviceGray
    page.Resources.XObject = Dictionary(Im=outside)
    assert b"passwd" not in _uncompressed(clean_attachment(saved_pdf(pdf), "image.pdf").pdf)


def test_a_mended_file_is_told() -> None:
    """Its table of contents was lost and rebuilt: all pages are there, and the person is asked to look."""
    whole = letter_pdf(pages=2)
    lost = whole[: whole.rindex(b"startxref")] + b"startxref\n12\n%%EOF"
    clean = clean_attachment(lost, "abime.pdf")
    assert (clean.pages, _counts(clean)) == (2, {RemovalKind.REPAIR: 1})


def test_a_locked_file_is_refused_with_the_way_out() -> None:
    """A password, even an empty one with restrictions."""
    locked = io.BytesIO()
    opened(letter_pdf()).save(locked, encryption=pikepdf.Encryption(owner="secret", user=""))
    with pytest.raises(EncryptedAttachmentError, match=r"«\u00a0bail.pdf\u00a0» est refusée.*copie sans protection"):
        clean_attachment(locked.getvalue(), "bail.pdf")


@pytest.mark.parametrize(
    "damaged",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"PK\x03\x04 un document Word", id="not a PDF"),
        pytest.param(letter_pdf(pages=3)[:-400], id="cut short"),
        pytest.param(b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF", id="no pages tree"),
        pytest.param(b"%PDF-1.7 \xff\xfe\x00 du bruit %%EOF", id="noise"),
    ],
)
def test_a_damaged_file_is_refused(damaged: bytes) -> None:
    """Half a resolution is not a resolution."""
    with pytest.raises(DamagedAttachmentError, match="Enregistrez-la de nouveau"):
        clean_attachment(damaged, "piece.pdf")


def test_a_file_without_pages_is_refused() -> None:
    """It opens, and shows nothing."""
    with pytest.raises(DamagedAttachmentError, match="aucune page"):
        clean_attachment(saved_pdf(Pdf.new()), "vide.pdf")


def test_too_many_pages_are_refused_with_the_limit() -> None:
    """The message gives both numbers."""
    with pytest.raises(LargeAttachmentError, match="elle a plus de 3 pages"):
        clean_attachment(letter_pdf(pages=4), "annexe.pdf", max_pages=3)


def test_a_heavy_file_is_refused_before_it_is_read() -> None:
    """Bytes come first."""
    with pytest.raises(LargeAttachmentError, match="la limite est de 0,0\u00a0Mo"):
        clean_attachment(letter_pdf(), "photo.pdf", max_bytes=100)


def test_a_page_that_swells_once_opened_is_refused() -> None:
    """100 kB of zlib that become 100 MB."""
    pdf = Pdf.new()
    page = add_letter_page(pdf)
    bomb = Stream(pdf, b"")
    bomb.write(zlib.compress(b" " * 100_000_000, 9), filter=Name.FlateDecode)
    page.Contents = bomb
    with pytest.raises(LargeAttachmentError, match="démesurée"):
        clean_attachment(saved_pdf(pdf), "bombe.pdf")


def test_a_form_drawn_by_its_program_is_refused() -> None:
    """Its PDF page only says to wait."""
    pdf = Pdf.new()
    add_letter_page(pdf)
    pdf.Root.NeedsRendering = True
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Stream(pdf, b"<xdp/>"))
    with pytest.raises(DynamicFormError, match="imprimez-la en PDF"):
        clean_attachment(saved_pdf(pdf), "xfa.pdf")


def _counts(clean: CleanAttachment) -> dict[RemovalKind, int]:
    return {removal.kind: removal.count for removal in clean.removed}


def _uncompressed(pdf: bytes) -> bytes:
    written = io.BytesIO()
    opened(pdf).save(written, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return written.getvalue()


def _annotation(pdf: Pdf, subtype: Object) -> Object:
    return pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=subtype, Rect=Array([10, 10, 20, 20])))


def _hostile() -> bytes:
    pdf = Pdf.new()
    page = add_letter_page(pdf)
    root = pdf.Root
    root.OpenAction, root.AA, page.AA = SCRIPT, Dictionary(WC=SCRIPT), Dictionary(O=SCRIPT)
    hidden = Dictionary(Names=Array([String("a"), Dictionary(Type=Name.Filespec, F=String("a.exe"))]))
    root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), SCRIPT])), EmbeddedFiles=hidden)
    bookmark = Dictionary(Title=String("Ouvrir"), A=Dictionary(S=Name.Launch, F=String("cmd.exe")))
    root.Outlines = Dictionary(First=pdf.make_indirect(bookmark))
    web = web_link(pdf)
    web.A.Next = SCRIPT
    page.Annots = Array(
        [
            web,
            link(pdf, Dictionary(S=Name.Launch, F=String("cmd.exe"))),
            link(pdf, Dictionary(S=Name.GoToR, F=String("autre.pdf"), D=Array([0, Name.Fit]))),
            web_link(pdf, "file:///etc/passwd"),
            web_link(pdf, "https://dossier.invalid/#plan"),
            _annotation(pdf, Name.RichMedia),
            _annotation(pdf, Name.FileAttachment),
        ]
    )
    return saved_pdf(pdf)


def _drawn(pdf: Pdf, page: Object, subtype: Object, text: str) -> Object:
    """Give an annotation with its picture."""
    picture = Stream(pdf, b"q BT /F1 12 Tf 2 2 Td (%s) Tj ET Q" % text.encode("cp1252"))
    picture.Type, picture.Subtype, picture.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 20])
    picture.Resources = Dictionary(Font=page.Resources.Font)
    annotation = _annotation(pdf, subtype)
    annotation.Rect, annotation.F, annotation.AP = Array([100, 100, 300, 120]), 4, Dictionary(N=picture)
    return annotation


def _form(first: str, second: str, *, shown: str = "") -> bytes:
    """Give a form of two text fields; the first has a picture, of ``shown`` or of its value."""
    pdf = Pdf.new()
    page = add_letter_page(pdf)
    with_picture = _drawn(pdf, page, Name.Widget, shown or first)
    without = _annotation(pdf, Name.Widget)
    without.Rect, without.F = Array([100, 140, 300, 160]), 4
    for name, box, value in (("premier", with_picture, first), ("second", without, second)):
        box.FT, box.T, box.V, box.DA = Name.Tx, String(name), String(value), String("/F1 11 Tf 0 g")
    page.Annots = Array([with_picture, without])
    fonts = Dictionary(Font=page.Resources.Font)
    pdf.Root.AcroForm = Dictionary(Fields=Array([with_picture, without]), NeedAppearances=True, DR=fonts)
    return saved_pdf(pdf)
