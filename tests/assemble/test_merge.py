"""The merge keeps what a reader, and a screen reader, need."""

import io
from collections.abc import Sequence
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from pypdf import PdfReader

from assembler.errors import AssemblyError, PartError
from assembler.verify.accessibility import verify_accessibility
from tests.assemble.documents import (
    IDENTITY,
    add_letter_page,
    assembled,
    attachment,
    converted,
    letter_pdf,
    opened,
    plan_part,
    saved_pdf,
)
from tests.assemble.steps import merge_parts


def test_one_document_holds_one_part_for_each_file() -> None:
    """The whole has one /Document; each file is a /Part named as in the outline."""
    tree = opened(assembled().pdf).Root.StructTreeRoot
    assert str(tree.K.S) == "/Document"
    assert [(str(part.S), str(part.T)) for part in tree.K.K] == [
        ("/Part", "Table"),
        ("/Part", "Plan de communauté"),
        ("/Part", "Annexe A"),
        ("/Part", "P1 — Résolution"),
        ("/Part", "P2 — Photo"),
    ]


def test_every_element_of_the_parts_is_kept() -> None:
    """Twice the plan: twice its headings, table cells, notes and figures; its /Document became a /Sect."""
    once = _roles(opened(converted()["plan"]))
    twice = _roles(opened(merge_parts([plan_part("a"), plan_part("b")], IDENTITY)))
    assert once["/H1"] == 2
    assert once["/Note"] == 1
    assert once["/TH"] == 2
    for role in ("/H1", "/H2", "/TH", "/TD", "/Note", "/Figure", "/Link"):
        assert twice[role] == 2 * once[role], role
    assert (twice["/Document"], twice["/Part"], twice["/Sect"]) == (1, 2, 2)


def test_marks_and_links_of_both_copies_lead_to_elements() -> None:
    """Parent-tree keys of the two copies do not meet: nothing is left unresolved."""
    assert verify_accessibility(merge_parts([plan_part("a"), plan_part("b")], IDENTITY)) == ()


def test_each_marked_content_leads_to_an_element_of_its_own_part() -> None:
    """The second copy's pages are read with the second copy's elements."""
    whole = opened(merge_parts([plan_part("a", "Un"), plan_part("b", "Deux")], IDENTITY))
    parents = dict(zip(*[iter(list(whole.Root.StructTreeRoot.ParentTree.Nums))] * 2, strict=True))
    for index, title in ((0, "Un"), (3, "Deux")):
        element = parents[whole.pages[index].obj.StructParents][0]
        while str(element.S) != "/Part":
            element = element.P
        assert str(element.T) == title


def test_notes_of_two_copies_have_their_own_identifiers() -> None:
    """/IDTree lists both notes, each under the name it bears."""
    names = opened(merge_parts([plan_part("a"), plan_part("b")], IDENTITY)).Root.StructTreeRoot.IDTree.Names
    keys, notes = list(names)[::2], list(names)[1::2]
    assert len({bytes(key) for key in keys}) == 2
    assert [bytes(note.ID) for note in notes] == [bytes(key) for key in keys]


def test_an_internal_link_lands_on_its_own_copy() -> None:
    """« Voir le budget » of the annex goes to the annex's second page; its note calls stay on its first."""
    whole = opened(assembled().pdf)
    pages = [page.obj.objgen for page in whole.pages]
    landings = [{pages.index(link.Dest[0].objgen) for link in whole.pages[i].obj.Annots} for i in (1, 4)]
    assert landings == [{1, 2}, {4, 5}]


def test_a_named_destination_becomes_a_page() -> None:
    """Two attachments may use the same name for two places: each link keeps its own."""
    whole = opened(merge_parts([attachment(_named("fin")), attachment(_named("fin"))], IDENTITY))
    pages = [page.obj.objgen for page in whole.pages]
    assert [pages.index(whole.pages[i].obj.Annots[0].Dest[0].objgen) for i in (0, 2)] == [1, 3]


def test_outline_nests_each_part_under_its_title() -> None:
    """Titles and pages as in the parts, one level deeper."""
    reader = PdfReader(io.BytesIO(assembled().pdf))
    assert _outline(reader, reader.outline, 0) == [
        (0, "Table", 0),
        (1, "Table du dossier", 0),
        (0, "Plan de communauté", 1),
        (1, "Situation", 1),
        (2, "Tableau", 1),
        (1, "Budget", 2),
        (2, "Montage", 3),
        (0, "Annexe A", 4),
        (1, "Situation", 4),
        (2, "Tableau", 4),
        (1, "Budget", 5),
        (2, "Montage", 6),
        (0, "P1 — Résolution", 7),
        (0, "P2 — Photo", 8),
    ]


def test_page_labels_follow_the_parts() -> None:
    """Roman for the front matter, plain for the plan, prefixed for the rest."""
    wanted = ["i", "1", "2", "3", "A-1", "A-2", "A-3", "P1-1", "P2-1"]
    assert PdfReader(io.BytesIO(assembled().pdf)).page_labels == wanted
    assert list(assembled().labels) == wanted


def test_identity_is_told_to_viewers_and_to_machines() -> None:
    """Title with an ampersand, author, language and the given date, in the catalog, the record and XMP."""
    reader = PdfReader(io.BytesIO(assembled().pdf))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == (IDENTITY.title, "RESSORT")
    assert str(reader.metadata["/CreationDate"]) == "D:20261121000000Z"
    assert str(reader.root_object["/Lang"]) == "fr-CA"
    assert str(reader.root_object["/PageMode"]) == "/UseOutlines"
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.dc_title == {"x-default": IDENTITY.title}
    assert reader.xmp_metadata.dc_creator == ["RESSORT"]
    assert reader.xmp_metadata.dc_language == ["fr-CA"]


def test_norms_are_claimed_when_every_part_claims_them() -> None:
    """Two converted parts: PDF/A-2b, PDF/UA-1 and their output intent."""
    whole = opened(merge_parts([plan_part("a"), plan_part("b")], IDENTITY))
    packet = whole.Root.Metadata.read_bytes()
    assert b"<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>" in packet
    assert b"<pdfuaid:part>1</pdfuaid:part>" in packet
    assert len(whole.Root.OutputIntents) == 1


def test_one_untagged_attachment_and_no_norm_is_claimed() -> None:
    """What is not true of every page is not said of the file."""
    packet = opened(assembled().pdf).Root.Metadata.read_bytes()
    assert b"<pdfaid:part>" not in packet
    assert b"<pdfuaid:part>" not in packet


def test_the_whole_is_sound_syntax() -> None:
    """qpdf reads every object and finds nothing to say."""
    assert opened(assembled().pdf).check_pdf_syntax() == []


def test_same_parts_same_bytes() -> None:
    """Nothing depends on the clock or on chance."""
    parts = [plan_part("a"), attachment(letter_pdf())]
    assert merge_parts(parts, IDENTITY) == merge_parts(parts, IDENTITY)


def test_a_role_two_parts_understand_differently_is_renamed() -> None:
    """« Encadré » is a /Div in one file and a /Note in the other: each keeps its meaning."""
    parts = [attachment(_tagged("/Encadre", role)) for role in ("/Div", "/Note")]
    tree = opened(merge_parts(parts, IDENTITY)).Root.StructTreeRoot
    roles = {name: str(role) for name, role in tree.RoleMap.items()}
    assert [roles[str(part.K[0].S)] for part in tree.K.K] == ["/Div", "/Note"]


def test_a_layer_hidden_in_a_part_stays_hidden() -> None:
    """Optional content that was off is still off."""
    whole = opened(merge_parts([attachment(_layered())], IDENTITY))
    properties = whole.Root.OCProperties
    assert [str(group.Name) for group in properties.D.OFF] == ["Brouillon"]
    assert len(properties.OCGs) == 2


def test_our_own_part_without_tags_is_an_error() -> None:
    """Only what others made may be a facsimile."""
    untagged = plan_part().model_copy(update={"pdf": letter_pdf()})
    with pytest.raises(PartError, match=r"«\u00a0plan\u00a0».*n’est pas balisé"):
        merge_parts([untagged], IDENTITY)


def test_an_unreadable_part_is_named() -> None:
    """The message names the part."""
    with pytest.raises(PartError, match="illisible") as caught:
        merge_parts([plan_part().model_copy(update={"pdf": b"%PDF-1.7 rien"})], IDENTITY)
    assert caught.value.part == "plan"


def test_nothing_to_assemble_is_an_error() -> None:
    """An empty dossier does not exist."""
    with pytest.raises(AssemblyError, match="aucune partie"):
        merge_parts([], IDENTITY)


def _roles(pdf: Pdf) -> dict[str, int]:
    counts: dict[str, int] = {}
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Array):
            waiting.extend(node)
        elif isinstance(node, Dictionary) and "/S" in node:
            counts[str(node.S)] = counts.get(str(node.S), 0) + 1
            waiting.extend([node.K] if "/K" in node else [])
    return counts


def _outline(reader: PdfReader, items: Sequence[Any], level: int) -> list[tuple[int, str, int | None]]:
    entries: list[tuple[int, str, int | None]] = []
    for item in items:
        if isinstance(item, list):
            entries.extend(_outline(reader, item, level + 1))
        else:
            entries.append((level, str(item.title), reader.get_destination_page_number(item)))
    return entries


def _named(name: str) -> bytes:
    """Two pages; the first links by name to the second."""
    pdf = Pdf.new()
    first, second = add_letter_page(pdf), add_letter_page(pdf)
    target = Array([second, Name.Fit])
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String(name), target])))
    goto = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Dest=String(name))
    first.Annots = Array([pdf.make_indirect(goto)])
    return saved_pdf(pdf)


def _tagged(role: str, meaning: str) -> bytes:
    pdf = Pdf.new()
    page = add_letter_page(pdf)
    page.Contents = Stream(pdf, b"/P <</MCID 0>> BDC BT /F1 12 Tf (Texte) Tj ET EMC")
    page.StructParents = 0
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    element: Object = pdf.make_indirect(Dictionary(S=Name(role), P=root, Pg=page, K=0))
    root.K = Array([element])
    root.RoleMap = Dictionary({role: Name(meaning)})
    root.ParentTree = Dictionary(Nums=Array([0, Array([element])]))
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    return saved_pdf(pdf)


def _layered() -> bytes:
    pdf = Pdf.new()
    page = add_letter_page(pdf)
    groups = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in ("Texte", "Brouillon")]
    page.Resources.Properties = Dictionary(L0=groups[0], L1=groups[1])
    pdf.Root.OCProperties = Dictionary(OCGs=Array(groups), D=Dictionary(OFF=Array([groups[1]])))
    return saved_pdf(pdf)
