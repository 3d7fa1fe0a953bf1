"""What each edition says: nothing internal or confidential in public, nothing confidential anywhere (Loi 25)."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook

from assembler.journey.receipt import data_json
from assembler.models.checked import Totals
from assembler.models.field import Privacy
from assembler.models.piece import Request
from assembler.models.plan import record_types
from assembler.models.view import context_of
from assembler.models.vocabulary import Edition
from assembler.pieces import PIECES
from assembler.verify.office_text import read_word
from assembler.verify.page_text import read_page_texts
from tests.journeys.conftest import Assembled, made_once
from tests.journeys.leaks import find_words
from tests.journeys.planted import Planted, is_searchable, planted_plan, write_planted_upload
from tests.journeys.small_upload import CODE, REGION

Found = dict[str, list[str]]  # word to places


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return write_planted_upload(tmp_path_factory.mktemp("planted"))


@pytest.fixture(scope="module")
def public(common: Path, planted: Planted) -> Assembled:
    return made_once(common / "planted-public", [*planted.upload, "--edition", "publique"])


@pytest.fixture(scope="module")
def working(common: Path, planted: Planted) -> Assembled:
    return made_once(common / "planted-working", [*planted.upload, "--edition", "travail"])


@pytest.fixture(scope="module")
def in_public(public: Assembled, planted: Planted) -> Found:
    return searched(public, planted)


@pytest.fixture(scope="module")
def in_working(working: Assembled, planted: Planted) -> Found:
    return searched(working, planted)


def searched(made: Assembled, planted: Planted) -> Found:
    """Looks for every planted word in the folder, in the names of the zip, and in what the program said."""
    assert made.left.code == 0, made.left.err
    with zipfile.ZipFile(made.archive) as archive:
        zipped = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
        names = "\n".join([made.archive.name, *archive.namelist()])
    assert zipped == made.files()
    said = {"said": (made.left.out + names).encode()}
    return find_words({**made.files(), **said}, planted.words)


def places(words: list[str], found: Found) -> Found:
    return {word: found[word] for word in words if word in found}


def test_every_field_that_is_not_public_is_planted() -> None:
    """A field without words of its own (a reference, a code) is looked for in the data, by its tag."""
    wanted = {
        f"{name}.{spec.tag}"
        for name, record_type in record_types().items()
        for spec in record_type.specs().values()
        if spec.privacy is not Privacy.PUBLIC and is_searchable(spec)
    }
    planted = planted_plan(with_numbers=True)
    assert wanted - {place.split()[0] for place in planted.internal | planted.confidential} == set()
    assert len(wanted) >= 15


def test_the_search_finds_every_planted_word_where_it_was_put(planted: Planted) -> None:
    found = find_words({path.name: path.read_bytes() for path in planted.files}, planted.words)
    looked_for = {**planted.internal, **planted.confidential, **{place: (w,) for place, w in planted.about.items()}}
    lost = {place: forms for place, forms in looked_for.items() if not found.keys() & {*forms}}
    assert lost == {}
    assert len(found) > 200


def test_a_public_edition_says_nothing_internal(in_public: Found, planted: Planted) -> None:
    assert places(planted.words_of(planted.internal), in_public) == {}


def test_a_public_edition_has_no_column_for_what_is_not_public(public: Assembled) -> None:
    tables = json.loads(public.read("donnees.json"))["tables"]
    shown = {(name, tag) for name, rows in tables.items() for row in rows for tag in row}
    hidden = {
        (name, spec.tag)
        for name, record_type in record_types().items()
        for spec in record_type.specs().values()
        if spec.privacy is not Privacy.PUBLIC
    }
    assert shown & hidden == set()
    assert len(shown) > 100


def test_a_public_edition_says_nothing_of_who_made_the_files(in_public: Found, planted: Planted) -> None:
    """Authors, comments, deletions, hidden sheets, notes of PDFs, what cameras write, names of files."""
    assert places([*planted.about.values()], in_public) == {}


def test_a_working_edition_shows_what_is_internal(in_working: Found, planted: Planted) -> None:
    missing = {place: forms for place, forms in planted.internal.items() if not in_working.keys() & {*forms}}
    assert missing == {}


def test_a_working_edition_tells_names_of_files_and_nothing_else_of_them(in_working: Found, planted: Planted) -> None:
    told = {place for place, word in planted.about.items() if word in in_working}
    assert told == {"workbook name", "narrative name", "unlisted name"}


@pytest.mark.parametrize("edition", ["in_public", "in_working"])
def test_nothing_confidential_is_in_any_file(edition: str, planted: Planted, request: pytest.FixtureRequest) -> None:
    assert places(planted.words_of(planted.confidential), request.getfixturevalue(edition)) == {}


@pytest.mark.parametrize("edition", Edition)
def test_no_document_is_given_more_than_its_edition_may_show(edition: Edition) -> None:
    planted = planted_plan(with_numbers=True)
    asked = Request(planted.plan, REGION, edition, "2026-2027", date(2026, 10, 5))
    views = {
        f"{piece.id} {subject}": repr(context_of(piece.view(asked, subject))).encode()
        for piece in PIECES
        for subject in piece.subjects(asked)
    }
    found = find_words({**views, "donnees.json": data_json(asked, TOTALS)}, planted.words)
    assert places(planted.words_of(planted.confidential), found) == {}
    assert (places(planted.words_of(planted.internal), found) == {}) is (edition is Edition.PUBLIC)


TOTALS = Totals(need="0.00", confirmed="0.00", requested="0.00", gap="0.00", in_kind="0.00", coverage_pct=None)


def test_a_working_edition_says_draft_on_every_page_and_a_public_one_does_not(
    working: Assembled, public: Assembled
) -> None:
    """The sample's plan is adopted: only the edition makes it a draft."""
    said = [page for page in read_page_texts(working.read("plan.pdf")) if "ÉBAUCHE" in page]
    assert len(said) == len(read_page_texts(working.read("plan.pdf")))
    assert [page for page in read_page_texts(public.read("dossier.pdf")) if "ÉBAUCHE" in page] == []
    for path in (path for path in working.files() if path.endswith(".xlsx")):
        assert heads_of(working.read(path)) == {"ÉBAUCHE"}, path
        assert heads_of(public.read(path)) == {None}, path


def heads_of(content: bytes) -> set[str | None]:
    """What the sheets of a workbook print at the head of their pages, on the right."""
    heads = (sheet.oddHeader for sheet in load_workbook(io.BytesIO(content)).worksheets)
    return {head.right.text if head else None for head in heads}


def test_only_a_working_edition_has_a_control_page(working: Assembled, public: Assembled) -> None:
    assert "Page de contrôle" in read_word(working.read("plan.docx")).text
    assert "Page de contrôle" not in read_word(public.read("plan.docx")).text


@pytest.mark.parametrize("edition", ["public", "working"])
def test_every_word_and_excel_file_says_its_organisation_and_no_one_else(
    edition: str, request: pytest.FixtureRequest
) -> None:
    made: Assembled = request.getfixturevalue(edition)
    for path, content in made.files().items():
        if path.endswith((".docx", ".xlsx")):
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                names = package.namelist()
                core = etree.fromstring(package.read("docProps/core.xml"))
                told = {etree.QName(node).localname: node.text or "" for node in core}
                settings = package.read("word/settings.xml") if path.endswith(".docx") else b""
            assert (told["creator"], told.get("lastModifiedBy", "")) == (REGION.territory(CODE).municipal_body, "")
            assert not [name for name in names if "comment" in name or "people" in name or "custom" in name]
            assert b"rsid" not in settings
            assert b"attachedTemplate" not in settings
