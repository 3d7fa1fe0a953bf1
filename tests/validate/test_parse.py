"""Every cell is judged, every problem told at once, with its place, what was found, and the remedy."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from assembler.models.finding import Severity
from assembler.models.narrative import Narrative
from assembler.models.source import Cell, Raw, Row
from assembler.validate.parse import parse_source
from assembler.validate.planned import build_plan
from tests.validate.sheets import (
    REGION,
    SMALL,
    findings_of,
    plan_of,
    with_cell,
    with_cells,
    with_form_value,
    with_table,
)


def test_the_small_plan_has_no_finding_but_what_adoption_needs() -> None:
    """Each is a warning on the empty cell to fill."""
    findings = parse_source(SMALL, REGION)[1]
    assert {finding.code for finding in findings} == {"T-011"}
    assert {finding.severity for finding in findings} == {Severity.WARNING}
    vision = next(finding for finding in findings if "Vision" in finding.message)
    assert (vision.place, vision.found) == ("Plan!B18", "")


READ: list[tuple[str, str, Raw, str, Any]] = [
    ("tblActions", "Début", datetime(2025, 4, 1), "start", date(2025, 4, 1)),
    ("tblActions", "Début", "2025-04-01", "start", date(2025, 4, 1)),
    ("tblBesoins", "Montant", Decimal("12500.5"), "amount", Decimal("12500.50")),
    ("tblBesoins", "Exercice", "2026–2027", "fy", "2026-2027"),
    ("tblBesoins", "Catégorie", "salaires et avantages sociaux", "category", "SAL"),
    ("tblBesoins", "Catégorie", "SAL", "category", "SAL"),
    ("tblBesoins", "Catégorie", "Salaries and benefits", "category", "SAL"),
    ("tblBesoins", "Description", Decimal(41), "description", "41"),
    ("tblActions", "État", "EN COURS", "status", "en_cours"),
    ("tblActions", "Dimension principale", "d02", "dimension_main", "D02"),
    ("tblActions", "Dimension principale", "Securite et autonomie alimentaires", "dimension_main", "D02"),
    ("tblActions", "Dimension principale", "Culture et appartenance", "dimension_main", "D90"),
    ("tblActions", "Dimensions secondaires", "Transport; D05 ;\nD05", "dimensions_other", ("D11", "D05")),
    ("tblActions", "Objectifs précis", "- Un\n\n• Deux ; trois", "specific_objectives", ("Un", "Deux ; trois")),
    ("tblActions", "Participation rémunérée", "Vrai", "participation_paid", True),
    ("tblActions", "Participation rémunérée", False, "participation_paid", False),
]


@pytest.mark.parametrize(("table", "header", "typed", "field", "expected"), READ)
def test_what_is_clear_is_read_without_a_word(table: str, header: str, typed: Raw, field: str, expected: Any) -> None:
    """Real types, codes or labels in either language, case and accents forgiven."""
    source = with_cell(table, header, typed)
    assert findings_of(source) == []
    record = {"tblActions": plan_of(source).actions, "tblBesoins": plan_of(source).need_lines}[table][0]
    assert getattr(record, field) == expected


UNDERSTOOD: list[tuple[str, str, Raw, Any]] = [
    ("tblBesoins", "Montant", "12\u00a0500,00\u00a0$", Decimal("12500.00")),
    ("tblBesoins", "Montant", "12,500.00", Decimal("12500.00")),
    ("tblBesoins", "Montant", "$1,234,567.89", Decimal("1234567.89")),
    ("tblActions", "Début", "1er avril 2025", date(2025, 4, 1)),
    ("tblActions", "Début", "April 1, 2025", date(2025, 4, 1)),
    ("tblActions", "Début", "31/12/2025", date(2025, 12, 31)),
    ("tblActions", "Début", Decimal(45748), date(2025, 4, 1)),
]


@pytest.mark.parametrize(("table", "header", "typed", "expected"), UNDERSTOOD)
def test_what_was_typed_as_text_is_understood_and_told(table: str, header: str, typed: Raw, expected: Any) -> None:
    """An information, never a silent guess."""
    source = with_cell(table, header, typed)
    assert [(f.code, f.severity) for f in findings_of(source)] == [("T-004", Severity.NOTICE)]
    plan = plan_of(source)
    assert (plan.need_lines[0].amount if table == "tblBesoins" else plan.actions[0].start) == expected


REFUSED: list[tuple[str, str, Raw, str, str]] = [
    ("tblBesoins", "Montant", "12,500", "T-003", "«\u00a012,500\u00a0» peut se lire 12,5 ou 12\u00a0500."),
    ("tblBesoins", "Montant", "à venir", "T-001", "«\u00a0à venir\u00a0» n’est pas un nombre."),
    ("tblBesoins", "Montant", Decimal(-5), "T-007", "−5,00 est hors des bornes (au moins 0)."),
    ("tblBesoins", "Exercice", "2026-2028", "T-014", "«\u00a02026-2028\u00a0» n’est pas un exercice."),
    ("tblBesoins", "Catégorie", "Salaire et avantages", "T-030", "dire «\u00a0Salaires et avantages sociaux\u00a0»?"),
    ("tblBesoins", "Montant", "#REF!", "T-009", "la cellule affiche #REF!."),
    ("tblActions", "Début", "04/05/2026", "T-003", "peut se lire 2026-04-05 ou 2026-05-04."),
    ("tblActions", "Début", "bientôt", "T-002", "n’est pas une date."),
    ("tblActions", "État", "vert", "T-030", "n’est pas un choix connu."),
    ("tblActions", "Participation rémunérée", "peut-être", "T-015", "ne dit ni oui ni non."),
    ("tblActions", "Dimensions secondaires", "D05; D99", "T-030", "«\u00a0D99\u00a0» n’est pas un choix connu."),
    ("tblPartenaires", "NEQ", "123", "T-006", "n’a pas la forme attendue."),
    ("tblPartenaires", "Partenaire depuis", Decimal("2005.5"), "T-001", "n’est pas un nombre entier."),
]  # fmt: skip


@pytest.mark.parametrize(("table", "header", "typed", "code", "words"), REFUSED)
def test_what_is_unclear_is_refused_at_its_cell(table: str, header: str, typed: Raw, code: str, words: str) -> None:
    """Blocking, with what was found and what to do."""
    source = with_cell(table, header, typed)
    findings = findings_of(source)
    assert [(finding.code, finding.severity) for finding in findings] == [(code, Severity.BLOCKING)]
    finding = findings[0]
    column = "".join(c for c in SMALL.tables[table].headers[header] if c.isalpha())
    assert finding.place == f"{finding.sheet}!{column}6"
    assert words in finding.message
    assert finding.found
    assert finding.remedy.endswith(".")


def test_a_missing_required_value_leaves_the_row_out_and_blocks() -> None:
    """The finding stands on the empty cell; references to the row are not called dangling."""
    parsed, findings = parse_source(with_cell("tblActions", "Titre", None), REGION)
    missing = [finding for finding in findings if finding.code == "T-010"]
    assert [(f.place, f.message) for f in missing] == [("Actions!B6", "«\u00a0Titre\u00a0» est requis.")]
    assert parsed.records["actions"] == ()
    assert parsed.left_out == {("Action", "CG-A01")}


def test_all_problems_of_a_row_are_told_at_once() -> None:
    """Three cells, three findings."""
    source = with_cells("tblBesoins", {"Montant": "x", "Exercice": "x", "Catégorie": None})
    assert [(f.code, f.cell) for f in findings_of(source)] == [("T-014", "C6"), ("T-010", "D6"), ("T-001", "F6")]


def test_a_long_text_is_kept_whole_with_a_warning() -> None:
    """Advice is never a cut."""
    text = "mot " * 121
    source = with_cell("tblActions", "Description sommaire", text)
    findings = [finding for finding in parse_source(source, REGION)[1] if finding.code == "T-020"]
    assert [finding.severity for finding in findings] == [Severity.WARNING]
    assert "121 mots, alors que 120 sont conseillés" in findings[0].message
    assert plan_of(source).actions[0].summary == text.strip()


def test_small_fractions_and_thousandths_of_a_cent_are_warned_about() -> None:
    """A share of 0,85 %, and 12,345 $."""
    share = with_cell("tblRepartition", "Part (%)", Decimal("0.85"))
    assert [(f.code, f.severity) for f in findings_of(share)] == [("T-005", Severity.WARNING)]
    assert "Vouliez-vous dire 85\u00a0%?" in findings_of(share)[0].message
    cents = with_cell("tblBesoins", "Montant", Decimal("12.345"))
    assert [finding.code for finding in findings_of(cents)] == ["T-012"]
    assert plan_of(cents).need_lines[0].amount == Decimal("12.35")


def test_a_stale_formula_is_told_and_never_read_as_empty() -> None:
    """The remedy is to save the workbook in Excel."""
    table = SMALL.tables["tblBesoins"]
    cells = table.rows[0].cells | {"Montant": Cell(address="F6", value=None, is_stale_formula=True)}
    row = table.rows[0].model_copy(update={"cells": cells})
    findings = findings_of(with_table(table.model_copy(update={"rows": (row,)})))
    assert [(finding.code, finding.cell) for finding in findings] == [("T-008", "F6")]
    assert "Enregistrez le classeur dans Excel" in findings[0].remedy


def test_an_unknown_column_is_told_only_when_it_holds_something() -> None:
    """A person's own empty column bothers nobody."""
    table = SMALL.tables["tblBesoins"]
    mine = table.model_copy(update={"headers": table.headers | {"À moi": "J5"}})
    assert findings_of(with_table(mine)) == []
    row = mine.rows[0].model_copy(update={"cells": mine.rows[0].cells | {"À moi": Cell(address="J6", value="x")}})
    findings = findings_of(with_table(mine.model_copy(update={"rows": (row,)})))
    assert [(f.code, f.severity, f.cell) for f in findings] == [("T-040", Severity.WARNING, "J5")]


def test_a_missing_column_is_told_once_with_the_weight_of_its_field() -> None:
    """Required: blocking, and the rows do not each complain. Optional: an information."""
    table = SMALL.tables["tblBesoins"]
    for header, severity in (("Montant", Severity.BLOCKING), ("Description", Severity.NOTICE)):
        headers = {name: cell for name, cell in table.headers.items() if name != header}
        rows = tuple(Row(number=r.number, cells={h: c for h, c in r.cells.items() if h != header}) for r in table.rows)
        findings = findings_of(with_table(table.model_copy(update={"headers": headers, "rows": rows})))
        assert [(f.code, f.severity, f.sheet) for f in findings] == [("T-041", severity, "Besoins")]


def test_a_missing_table_and_a_copied_one_block() -> None:
    """Data that would not be read is never passed over."""
    tables = {name: table for name, table in SMALL.tables.items() if name != "tblRisques"}
    findings = findings_of(SMALL.model_copy(update={"tables": tables}))
    assert [(f.code, f.sheet, f.expected) for f in findings] == [("T-042", "Risques", "tblRisques")]
    copy = SMALL.tables["tblBesoins"].model_copy(update={"name": "tblBesoins14", "sheet": "Besoins (2)"})
    findings = findings_of(with_table(copy))
    assert [(f.code, f.sheet, f.severity) for f in findings] == [("T-043", "Besoins (2)", Severity.BLOCKING)]


def test_stamps_tell_another_version_region_or_territory() -> None:
    """An old canvas is a warning; another region or territory blocks."""
    cases = {"canvas_version": ("0.9", "T-050"), "region_id": ("estrie", "T-051"), "territory_code": ("HG", "T-052")}
    for stamp, (value, code) in cases.items():
        assert [finding.code for finding in findings_of(SMALL.model_copy(update={stamp: value}))] == [code]
    findings = findings_of(with_form_value("tblTerritoire", "Code du territoire", "HG"))
    assert [(f.code, f.place, f.expected) for f in findings] == [("T-052", "Territoire!B6", "CG")]


def test_no_plan_without_its_two_forms() -> None:
    """The findings say why; build_plan gives nothing rather than half a plan."""
    for table, label in (("tblTerritoire", "Nom de la démarche"), ("tblPlan", "Titre")):
        parsed, findings = parse_source(with_form_value(table, label, None), REGION)
        assert build_plan(parsed, Narrative(), REGION) is None
        assert "T-010" in {finding.code for finding in findings}


def test_invisible_characters_and_line_breaks_are_told() -> None:
    """A zero-width space from a web page; a title on two lines."""
    source = with_cell("tblActions", "Titre", "Comptoir\u200b\nalimentaire")
    assert [(f.code, f.severity) for f in findings_of(source)] == [("T-013", Severity.NOTICE)] * 2
    assert plan_of(source).actions[0].title == "Comptoir alimentaire"


def test_what_to_do_for_a_whole_number_gives_a_whole_number() -> None:
    for value in ("trois", 3.5):
        (found,) = [one for one in findings_of(with_form_value("tblPlan", "Version", value)) if one.code == "T-001"]
        assert found.remedy == "Écrivez un nombre entier, en chiffres seulement, par exemple 12."
