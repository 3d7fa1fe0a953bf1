"""Filled action sheets join the workbook: what they change, what they leave, and where findings are placed."""

from collections.abc import Callable

from assembler.canvas.carry import carried_rows
from assembler.journey.reading import read_upload_workbook
from assembler.models.action import Action
from assembler.models.finding import Finding
from assembler.models.funding import NeedLine
from assembler.models.plan import Plan
from assembler.models.source import WorkbookSource
from assembler.pipeline import check_upload
from assembler.regions import load_region
from assembler.validate.sheet_values import known_actions
from assembler.validate.sheets import merge_sheets
from tests.filled_sheets import Filled, filled, given, read, sample_upload, with_sheets
from tests.validate.pairs.sheets import retitled, written

REGION = load_region()


def workbook() -> WorkbookSource:
    return read_upload_workbook(sample_upload().workbook)


def joined(
    change: Callable[[Filled], None], source: WorkbookSource | None = None
) -> tuple[WorkbookSource, list[Finding]]:
    """Gives the workbook with the sheet of CG-A01 after a change, and what is told."""
    merged, told = merge_sheets(source or workbook(), [read(filled(given(), change))], REGION)
    return merged, list(told)


def title_of(source: WorkbookSource) -> object:
    return source.tables["tblActions"].rows[0].cells["Titre"].value


def test_sheets_given_back_untouched_change_nothing() -> None:
    source = workbook()
    sheets = [read(given(action)) for action in known_actions(source)]
    assert len(sheets) == 8
    assert merge_sheets(source, sheets, REGION) == (source, ())


def test_what_a_sheet_says_wins_and_findings_name_its_field() -> None:
    def answer(sheet: Filled) -> None:
        sheet.write("tblActions.titre", "Comptoir élargi")
        sheet.write("tblBesoins.montant", "150 000,50 $", 0)
        sheet.write("tblBesoins.montant", "beaucoup", 1)

    checked = check_upload(with_sheets(sample_upload(), filled(given(), answer)), REGION)
    plan = checked.plan
    assert isinstance(plan, Plan)
    assert plan.get(Action, "CG-A01").title == "Comptoir élargi"
    assert str(plan.get(NeedLine, "CG-A01-N01").amount) == "150000.50"
    (wrong,) = (finding for finding in checked.findings if finding.code == "T-001")
    assert (wrong.sheet, wrong.cell) == ("Fiche CG-A01", "")
    assert wrong.place == "Fiche CG-A01 › Besoins, ligne 2 › Montant"
    told = {finding.message for finding in checked.findings if finding.code == "F-010"}
    assert "«\u00a0Montant\u00a0»\u00a0: «\u00a0140\u00a0760,00\u00a0» devient «\u00a0150\u00a0000,50\u00a0»." in told


def test_a_value_changed_in_the_workbook_alone_stays() -> None:
    merged, told = joined(lambda sheet: sheet.write("tblActions.etat", "Terminée"), retitled(workbook()))
    assert title_of(merged) == "Comptoir du littoral"
    assert [finding.code for finding in told] == ["F-010"]


def test_a_value_changed_on_both_sides_is_that_of_the_sheet_and_told() -> None:
    merged, told = joined(written, retitled(workbook()))
    assert title_of(merged) == "Comptoir élargi"
    assert [(finding.code, finding.place) for finding in told] == [("F-013", "Fiche CG-A01 › Titre")]


def test_rows_come_and_go_under_their_own_numbers() -> None:
    def rows(sheet: Filled) -> None:
        sheet.copy_row("tblBesoins.montant", 0)
        sheet.drop_row("tblBesoins.montant", -5)  # the last that is not blank, once one was copied
        sheet.drop_row("tblClienteles.clientele", 0)

    merged, told = joined(rows)
    before = [row.cells["Identifiant"].value for row in workbook().tables["tblBesoins"].rows]
    after = [row.cells["Identifiant"].value for row in merged.tables["tblBesoins"].rows]
    assert set(after) - set(before) == {"CG-A01-N41"}
    assert len(set(before) - set(after)) == 1
    assert sorted(finding.code for finding in told) == ["F-011", "F-012", "F-012", "F-014"]


def test_a_row_added_to_the_workbook_since_stays() -> None:
    source = workbook()
    table = source.tables["tblRisques"]
    mine = next(row for row in table.rows if row.cells["Action"].value == "CG-A01")
    new = mine.model_copy(
        update={
            "number": 900,
            "cells": mine.cells | {"Risque": mine.cells["Risque"].model_copy(update={"value": "Gel"})},
        }
    )
    grown = table.model_copy(update={"rows": (*table.rows, new)})
    merged, told = joined(written, source.model_copy(update={"tables": source.tables | {"tblRisques": grown}}))
    assert new in merged.tables["tblRisques"].rows
    assert [finding.code for finding in told] == ["F-010"]


def test_a_row_without_number_changed_on_both_sides_keeps_what_each_said() -> None:
    source = workbook()
    table = source.tables["tblActivites"]
    first = table.rows[0]
    weighed = first.cells["Activité"].model_copy(update={"value": "Récupérer, trier et peser"})
    changed = first.model_copy(update={"cells": first.cells | {"Activité": weighed}})
    reworded = table.model_copy(update={"rows": (changed, *table.rows[1:])})
    merged, told = joined(
        lambda sheet: sheet.write("tblActivites.debut", "2024-05-01", 0),
        source.model_copy(update={"tables": source.tables | {"tblActivites": reworded}}),
    )
    row = merged.tables["tblActivites"].rows[0]
    assert [str(row.cells[name].value)[:25] for name in ("Activité", "Début")] == [
        "Récupérer, trier et peser",
        "2024-05-01",
    ]
    assert [(finding.code, finding.place) for finding in told] == [
        ("F-010", "Fiche CG-A01 › Activités, ligne 1 › Début")
    ]


def test_a_row_without_number_removed_on_one_side_and_changed_on_the_other_stays_and_is_told() -> None:
    for rank in (0, 1):  # the row that follows must not hide that the first one is gone
        table = workbook().tables["tblActivites"]
        row = table.rows[rank]
        weighed = row.cells["Activité"].model_copy(update={"value": "Récupérer, trier et peser"})
        rows = list(table.rows)
        rows[rank] = row.model_copy(update={"cells": row.cells | {"Activité": weighed}})
        tables = workbook().tables | {"tblActivites": table.model_copy(update={"rows": tuple(rows)})}
        merged, told = joined(
            lambda sheet, rank=rank: sheet.drop_row("tblActivites.debut", rank),  # type: ignore[misc]
            workbook().model_copy(update={"tables": tables}),
        )
        assert merged.tables["tblActivites"].rows == tuple(rows)
        assert [(finding.code, finding.place, finding.message) for finding in told] == [
            (
                "F-013",
                "Fiche CG-A01 › Activités",
                "La fiche n’a plus une ligne que le classeur a changée depuis\u00a0: "
                "«\u00a0Récupérer, trier et peser\u00a0» est gardée.",
            )
        ]


def test_a_sheet_adds_an_action() -> None:
    def describe(sheet: Filled) -> None:
        sheet.write("tblActions.titre", "Un jardin")
        sheet.write("tblActivites.libelle", "Semer")
        sheet.write("tblBesoins.montant", "500", 0)

    merged, told = merge_sheets(workbook(), [read(filled(given("CG-A77"), describe))], REGION)
    assert [finding.code for finding in told] == ["F-006"]
    assert known_actions(merged)["CG-A77"] == "Un jardin"
    need = merged.tables["tblBesoins"].rows[-1]
    assert (need.cells["Identifiant"].value, need.cells["Action"].value) == ("CG-A77-N01", "CG-A77")


def test_a_row_added_by_hand_may_name_a_partner() -> None:
    merged, _told = joined(
        lambda sheet: sheet.add_bare_row("tblActivites.libelle", "Trier", "", "", "mrc de la cote-de-gaspe")
    )
    (row,) = (row for row in merged.tables["tblActivites"].rows if row.cells["Activité"].value == "Trier")
    assert row.cells["Responsable"].value == "mrc-cote-de-gaspe"


def test_sheets_of_one_action_are_read_once() -> None:
    other = read(filled(given(), written), "autre.docx")
    merged, told = merge_sheets(workbook(), [read(given()), other], REGION)
    assert (merged, [finding.code for finding in told]) == (workbook(), ["F-003"])


def test_a_canvas_filled_again_holds_the_answers_of_sheets() -> None:
    merged, _told = joined(written)
    rows = carried_rows(merged)
    assert rows["actions"][0]["title"] == "Comptoir élargi"
    assert len(rows["need_lines"]) == len(workbook().tables["tblBesoins"].rows)
