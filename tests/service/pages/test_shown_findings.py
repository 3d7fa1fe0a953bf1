"""Findings by sheet, those that block first, mended alike together; solved and new since the deposit before."""

from assembler.models.finding import Finding, Severity
from service.pages.shown_findings import ShownFindings, tell_findings
from service.pages.shown_findings import view_findings as view_told

B, W, N = Severity.BLOCKING, Severity.WARNING, Severity.NOTICE


def finding(sheet: str, cell: str, severity: Severity = W, **more: str) -> Finding:
    told = {"code": "R-025", "message": f"Rien en {cell}.", "remedy": "Remplissez.", **more}
    return Finding(sheet=sheet, cell=cell, severity=severity, **told)


def view_findings(found: list[Finding], before: list[Finding] | None, *, kept: Severity | None = None) -> ShownFindings:
    told, told_before = tell_findings(found, found), tell_findings(before, before) if before is not None else None
    return view_told(told, told_before, kept=kept)


def test_what_is_new_is_the_same_in_english_whose_words_may_say_less() -> None:
    french = [finding("Leviers", "E7", message=f"Le levier L{at} est sans entente.") for at in (1, 2)]
    english = [finding("Leviers", "E7", message="A lever carries its agreement.") for _at in (1, 2)]
    shown = view_told(tell_findings(english[1:], french[1:]), tell_findings(english[:1], french[:1]))
    assert ([one.message for one in shown.solved], shown.new) == (["A lever carries its agreement."], 1)


def test_sheets_that_block_come_first_and_the_others_keep_their_order() -> None:
    found = [finding("Plan", "B4"), finding("Actions", "C7", N), finding("Leviers", "E7", B), finding("Plan", "B5")]
    shown = view_findings(found, None)
    assert [(sheet.name, sheet.count, sheet.blocking) for sheet in shown.sheets] == [
        ("Leviers", 1, 1),
        ("Plan", 2, 0),
        ("Actions", 1, 0),
    ]
    assert (shown.blocking, shown.warnings, shown.notices, shown.total) == (1, 2, 1, 4)


def test_one_remedy_is_told_once_for_its_cells_the_worst_first() -> None:
    found = [finding("Leviers", "E9"), finding("Leviers", "E7", B), finding("Leviers", "E8", B)]
    (sheet,) = view_findings(found, None).sheets
    assert [(one.severity, [shown.finding.cell for shown in one.findings]) for one in sheet.clusters] == [
        (B, ["E7", "E8"]),
        (W, ["E9"]),
    ]


def test_a_filter_keeps_one_severity_and_every_count() -> None:
    shown = view_findings([finding("Plan", "B4"), finding("Leviers", "E7", B)], None, kept=W)
    assert [sheet.name for sheet in shown.sheets] == ["Plan"]
    assert (shown.blocking, shown.warnings) == (1, 1)


def test_what_was_solved_and_what_is_new_are_told_by_code_sheet_cell_and_message() -> None:
    before = [finding("Plan", "B4"), finding("Plan", "B5")]
    now = [finding("Plan", "B5"), finding("Plan", "B6"), finding("Plan", "B5", message="Autre chose.")]
    shown = view_findings(now, before)
    assert [one.cell for one in shown.solved] == ["B4"]
    assert shown.new == 2
    news = [
        one.finding.message for sheet in shown.sheets for some in sheet.clusters for one in some.findings if one.is_new
    ]
    assert news == ["Rien en B6.", "Autre chose."]


def test_one_of_two_alike_that_is_solved_is_told_once() -> None:
    twice = [finding("Plan", "B4"), finding("Plan", "B4")]
    assert len(view_findings(twice[:1], twice).solved) == 1


def test_a_first_deposit_solves_nothing_and_has_nothing_new() -> None:
    shown = view_findings([finding("Plan", "B4")], None)
    assert (shown.has_before, shown.solved, shown.new) == (False, (), 0)


def test_a_place_that_says_the_cell_again_is_not_told() -> None:
    found = [finding("Plan", "B4", place="Plan!B4"), finding("Récit", "", place="Portrait, paragraphe 3")]
    assert [one.place for sheet in view_findings(found, None).sheets for one in sheet.clusters[0].findings] == [
        "",
        "Portrait, paragraphe 3",
    ]
