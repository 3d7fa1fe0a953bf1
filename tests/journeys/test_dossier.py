"""La Côte-de-Gaspé through the real program: one dossier, whole, proved, told the same everywhere, made once."""

import csv
import io
import json
import re
import shutil
import zipfile
from decimal import Decimal
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from pypdf import PdfReader

from assembler.verify.office_text import read_word
from assembler.verify.page_text import has_text, read_page_texts
from tests.journeys.conftest import Assembled
from tests.journeys.program import Left, dates_of, dossier, files_of, sample
from tests.journeys.readers import Line, cells_of, contents_lines, outline_of, plain, squeezed

NAME = "dossier_cote-de-gaspe_2026-2027_v3_officielle"
PLAN = "Plan de communauté 2024-2029 de La Côte-de-Gaspé"
TITLE = "Dossier du plan de communauté 2024-2029 – La Côte-de-Gaspé"
ACTIONS = tuple(f"CG-A{number:02}" for number in range(1, 9))
AGREEMENTS = {
    "FQIS-G": "AG-2024-FQIS-G-04",
    "FLAC": "AG-2024-FLAC-04",
    "FAM": "AG-2024-FAM-04",
    "COMP": "AG-2024-COMP-04",
    "FRR": "AG-2024-FRR-04",
    "MRC": "AG-2024-MRC-04",
    "RDS": "AG-2025-RDS-04",
    "MSP": "AG-2024-MSP-04",
}
LETTERS = (
    "Résolution du conseil de la MRC",
    "Lettre d’appui du CISSS de la Gaspésie",
    "Letter of support from Gaspé Bay Community Link",
    "Extrait du compte rendu du comité stratégique, 18 mars 2026",
)
TOTALS = {
    "need": ("1112000.00", "1 112 000 $"),
    "confirmed": ("1000000.00", "1 000 000 $"),
    "requested": ("22000.00", "22 000 $"),
    "gap": ("90000.00", "90 000 $"),
    "in_kind": ("82100.00", "82 100 $"),
}
NO_TIME = "0.001"  # seconds a conversion may take: any conversion fails


@pytest.fixture(scope="session")
def pages(gaspe: Assembled) -> tuple[str, ...]:
    """The words of each page of dossier.pdf."""
    return read_page_texts(gaspe.read("dossier.pdf"))


@pytest.fixture(scope="session")
def reader(gaspe: Assembled) -> PdfReader:
    return PdfReader(io.BytesIO(gaspe.read("dossier.pdf")))


@pytest.fixture(scope="session")
def lines(gaspe: Assembled, reader: PdfReader) -> list[Line]:
    front = next(rank for rank, label in enumerate(reader.page_labels) if not set(label) <= set("ivx"))
    return contents_lines(gaspe.read("dossier.pdf"), front)


def test_the_program_leaves_well_and_tells_where_the_dossier_is(gaspe: Assembled) -> None:
    assert (gaspe.left.code, gaspe.left.err) == (0, "")
    assert gaspe.folder.name == NAME
    told = gaspe.left.out.splitlines()
    assert told[0] == "Fichier\tTitre\tPages"
    assert told[-2].endswith(f"pages dans {gaspe.folder / 'dossier.pdf'}")
    assert told[-1] == str(gaspe.archive)


def test_the_output_holds_the_folder_and_its_zip_and_nothing_else(gaspe: Assembled) -> None:
    assert sorted(path.name for path in gaspe.out.iterdir()) == [NAME, f"{NAME}.zip"]


def test_every_file_of_the_contract_is_there_and_no_other(gaspe: Assembled) -> None:
    wanted = {"dossier.pdf", "plan.docx", "plan.pdf", "annexe-budgetaire.xlsx"}
    wanted |= {"donnees.json", "bordereau.csv", "manifest.json"}
    wanted |= {f"fiches/{action}.docx" for action in ACTIONS}
    wanted |= {f"redditions/{a}_2025-2026.{kind}" for a in AGREEMENTS.values() for kind in ("docx", "xlsx")}
    wanted |= {f"pieces/0{number}.pdf" for number in range(1, 6)}
    assert set(gaspe.files()) == wanted


def test_the_dossier_has_more_than_a_hundred_pages(gaspe: Assembled, pages: tuple[str, ...]) -> None:
    assert len(pages) >= 100
    assert f"{len(pages)} pages dans" in gaspe.left.out


@pytest.mark.parametrize("name", TOTALS)
def test_a_total_is_the_same_to_the_cent_in_every_file(gaspe: Assembled, pages: tuple[str, ...], name: str) -> None:
    exact, written = TOTALS[name]
    assert has_text(plain(read_word(gaspe.read("plan.docx")).text), written)
    assert has_text("\n".join(pages), written)
    assert json.loads(gaspe.read("donnees.json"))["totaux"][name] == exact
    assert json.loads(gaspe.read("manifest.json"))["totals"][name] == exact
    cells = cells_of(gaspe.read("annexe-budgetaire.xlsx"))
    row = 5 + list(TOTALS).index(name)
    assert [str(Decimal(str(cells["Contrôles", f"{c}{row}"])).quantize(Decimal("0.01"))) for c in "BC"] == [exact] * 2
    assert cells["Contrôles", f"E{row}"] == "Conforme"


def test_the_cover_tells_the_totals(pages: tuple[str, ...]) -> None:
    assert "8 1 112 000 $ 1 000 000 $ 90 000 $" in plain(pages[0])


def test_lines_of_the_data_add_up_to_the_totals(gaspe: Assembled) -> None:
    """Need and levers of the year, added here from the rows that a program would read."""
    tables = json.loads(gaspe.read("donnees.json"))["tables"]
    need = sum(Decimal(row["montant"]) for row in tables["need_lines"] if row["exercice"] == "2026-2027")
    in_kind = sum(Decimal(row["valeur"] or 0) for row in tables["contributions"] if row["exercice"] == "2026-2027")
    assert (need, in_kind) == (Decimal(1112000), Decimal(82100))


def test_parts_come_in_order_with_their_titles_in_the_outline(reader: PdfReader) -> None:
    tops = [entry.title for entry in outline_of(reader) if entry.level == 1]
    reports = [f"Reddition de comptes {program} 2025-2026" for program in AGREEMENTS]
    front = ["Couverture, bordereau et table", "Résolution d’adoption du plan"]
    assert tops == [*front, PLAN, "Annexe budgétaire 2026-2027", *reports, *LETTERS]


def test_each_part_begins_on_the_page_after_the_one_before(reader: PdfReader, gaspe: Assembled) -> None:
    starts = [entry.page for entry in outline_of(reader) if entry.level == 1]
    assert starts[0] == 1
    assert all(before < after for before, after in pairwise(starts))
    assert starts[3] - starts[2] == len(PdfReader(io.BytesIO(gaspe.read("plan.pdf"))).pages)
    assert len(reader.pages) - starts[-4] + 1 == len(LETTERS)


def test_every_page_has_the_label_of_its_part(reader: PdfReader) -> None:
    starts = [entry.page for entry in outline_of(reader) if entry.level == 1] + [len(reader.pages) + 1]
    prefixes = ["", "R-", "", "A-", *(f"C{n}-" for n in range(1, 9)), *(f"P{n}-" for n in range(1, 5))]
    wanted = []
    for rank, (start, end) in enumerate(pairwise(starts)):
        numbers = (
            ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
            if rank == 0
            else map(str, range(1, 1000))
        )
        wanted += [f"{prefixes[rank]}{number}" for number, _ in zip(numbers, range(end - start), strict=False)]
    assert reader.page_labels == wanted


def test_every_page_tells_its_number_and_how_many_there_are(pages: tuple[str, ...]) -> None:
    silent = [n for n, text in enumerate(pages, 1) if not has_text(text, f"page {n} de {len(pages)} du dossier")]
    assert silent == []


def test_every_line_of_the_contents_leads_to_the_page_it_prints(lines: list[Line]) -> None:
    assert len(lines) > 60
    assert [line for line in lines if line.printed != line.target] == []


def test_every_line_of_the_contents_names_what_is_on_its_page(lines: list[Line], pages: tuple[str, ...]) -> None:
    """Parts aside: their title is the bordereau's, not always a heading; the outline places them."""
    parts = {PLAN, "Annexe budgétaire 2026-2027", "Résolution d’adoption du plan", *LETTERS}
    lost = [
        line
        for line in lines
        if line.title not in parts
        and not line.title.startswith("Reddition de comptes ")
        and squeezed(line.title) not in squeezed(pages[line.target - 1])
    ]
    assert lost == []


def test_the_contents_tell_what_the_outline_tells(lines: list[Line], reader: PdfReader) -> None:
    """Three levels of it, one line for each report, with its programme: their sections are all the same."""
    wanted, deepest = [], 3
    for entry in outline_of(reader):
        if entry.level == 1:
            deepest = 1 if entry.title.startswith("Reddition de comptes ") else 3
        if entry.level <= deepest and entry.page >= lines[0].target:
            wanted.append((squeezed(entry.title), entry.page))
    told = [line.title.partition(" – ")[0] if line.title.startswith("Reddition") else line.title for line in lines]
    assert sorted(zip(map(squeezed, told), (line.target for line in lines), strict=True)) == sorted(wanted)


def test_the_plan_s_own_contents_print_the_page_of_each_heading(gaspe: Assembled) -> None:
    entries = [
        p.text.rpartition(" ") for p in read_word(gaspe.read("plan.docx")).paragraphs if re.match(r"TOC\d", p.style)
    ]
    outline = outline_of(PdfReader(io.BytesIO(gaspe.read("plan.pdf"))))
    shown = {style: style_entries(gaspe, f"TOC{style}") for style in (1, 2, 3)}
    assert len(entries) > 50
    assert {level: len(found) for level, found in shown.items() if not found} == {}
    places = {(entry.title, entry.page) for entry in outline}
    assert [entry for found in shown.values() for entry in found if entry not in places] == []
    assert [e.title for e in outline if e.level <= 2] == [
        plain(title) for title, _, _ in entries if plain(title) in {e.title for e in outline if e.level <= 2}
    ]


def test_the_plan_s_list_of_tables_prints_the_page_of_each_caption(gaspe: Assembled) -> None:
    pages = read_page_texts(gaspe.read("plan.pdf"))
    tables = style_entries(gaspe, "TableofFigures")
    assert len(tables) > 30
    assert [(title, page) for title, page in tables if squeezed(title) not in squeezed(pages[page - 1])] == []


def style_entries(dossier: Assembled, style: str) -> list[tuple[str, int]]:
    """Gives the title and the page of the entries of one style in the plan's contents."""
    paragraphs = (p for p in read_word(dossier.read("plan.docx")).paragraphs if p.style == style)
    return [(plain(p.text.rpartition(" ")[0]), int(p.text.rpartition(" ")[2])) for p in paragraphs]


def test_the_pdf_says_what_it_is(reader: PdfReader) -> None:
    record, packet = reader.metadata, reader.xmp_metadata
    root: Any = reader.trailer["/Root"]
    assert record is not None
    assert packet is not None
    assert (record.title, record.author) == (TITLE, "MRC de La Côte-de-Gaspé")
    dated = "D:20261005000000Z"  # the date of the plan's version
    assert {str(record["/CreationDate"]), str(record["/ModDate"])} == {dated}
    assert packet.dc_title == {"x-default": TITLE}
    told = root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert told == ("fr-CA", True, True)


def test_the_word_plan_says_what_it_is(gaspe: Assembled) -> None:
    properties = docx.Document(io.BytesIO(gaspe.read("plan.docx"))).core_properties
    assert (properties.title, properties.author) == (PLAN, "MRC de La Côte-de-Gaspé")
    assert {properties.created and properties.created.date().isoformat()} == {"2026-10-05"}


def test_the_zip_holds_the_folder_byte_for_byte(gaspe: Assembled) -> None:
    with zipfile.ZipFile(gaspe.archive) as archive:
        zipped = {name.removeprefix(f"{NAME}/"): archive.read(name) for name in archive.namelist()}
        assert all(name.startswith(f"{NAME}/") for name in archive.namelist())
    assert zipped == gaspe.files()


def test_the_bordereau_lists_the_parts_of_the_manifest(gaspe: Assembled) -> None:
    rows = list(csv.DictReader(io.StringIO(gaspe.read("bordereau.csv").decode("utf-8-sig")), delimiter=";"))
    manifest = gaspe.read("manifest.json")
    parts = [*json.loads(manifest)["parts"], {"path": "manifest.json", "sha256": sha256(manifest).hexdigest()}]
    assert [(row["Fichier"], row["SHA-256"]) for row in rows] == [(p["path"], p["sha256"]) for p in parts]


@pytest.mark.parametrize("which", ["folder", "archive"])
def test_verify_finds_nothing_to_say(gaspe: Assembled, tmp_path: Path, which: str) -> None:
    told = dossier("verify", getattr(gaspe, which), home=tmp_path)
    assert (told.code, told.out, told.err) == (0, "Le dossier est complet et conforme à son manifeste.\n", "")


def test_a_second_run_makes_nothing_and_leaves_the_files_as_they_are(gaspe: Assembled) -> None:
    """No office may answer in the time it is given, nothing is written to the store, no file is touched."""
    before = dates_of(gaspe.home), dates_of(gaspe.out)
    again = dossier("assemble", *sample("CG"), "-o", gaspe.out, home=gaspe.home, DOSSIER_CONVERSION_DEADLINE=NO_TIME)
    assert (again.code, again.out, again.err) == (0, gaspe.left.out, "")
    assert (dates_of(gaspe.home), dates_of(gaspe.out)) == before


def test_an_order_said_otherwise_converts_nothing_anew(gaspe: Assembled, tmp_path: Path) -> None:
    """The year spelled out is another order, of the very same pieces: each is found in the store."""
    shutil.copytree(gaspe.home / "store", tmp_path / "home" / "store")
    arguments = ("assemble", *sample("CG"), "--fy", "2026-2027", "-o", tmp_path / "out")
    again = dossier(*arguments, home=tmp_path / "home", DOSSIER_CONVERSION_DEADLINE=NO_TIME)
    assert (again.code, again.err) == (0, "")
    assert files_of(tmp_path / "out" / NAME) == gaspe.files()


def test_an_empty_store_in_another_folder_gives_the_same_bytes(gaspe: Assembled, tmp_path: Path) -> None:
    elsewhere = tmp_path / "copie de l’été"
    shutil.copytree(Path(str(sample("CG")[0])).parent, elsewhere / "CG")
    told: Left = dossier(
        "assemble", *sample("CG", elsewhere), "-o", "sortie", home=tmp_path / "vide", cwd=elsewhere, TZ="Asia/Tokyo"
    )
    assert (told.code, told.err) == (0, "")
    made = files_of(elsewhere / "sortie" / NAME)
    assert sorted(made) == sorted(gaspe.files())
    assert [path for path, content in gaspe.files().items() if made[path] != content] == []
    assert (elsewhere / "sortie" / f"{NAME}.zip").read_bytes() == gaspe.archive.read_bytes()


def test_the_report_of_the_fqis_closes_at_minus_370_dollars_on_every_support(
    gaspe: Assembled, reader: PdfReader, pages: tuple[str, ...]
) -> None:
    amounts = ("239 000,00 $", "233 800,00 $", "234 170,00 $", "−370,00 $")
    report = f"redditions/{AGREEMENTS['FQIS-G']}_2025-2026"
    words = plain(read_word(gaspe.read(f"{report}.docx")).text)
    assert [amount for amount in amounts if not has_text(words, amount)] == []
    tops = [entry for entry in outline_of(reader) if entry.level == 1]
    start = next(entry.page for entry in tops if entry.title == "Reddition de comptes FQIS-G 2025-2026")
    end = min(entry.page for entry in tops if entry.page > start)
    printed = "\n".join(pages[start - 1 : end - 1])
    assert [amount for amount in amounts if not has_text(printed, amount)] == []
    cells = cells_of(gaspe.read(f"{report}.xlsx"))
    assert [cells["Rapprochement", f"{column}9"] for column in "BCDE"] == [239000, 233800, 234170, -370]
