"""R-001 and R-002 on a plan made by hand and on one that was read."""

from assembler.models.finding import Severity
from assembler.models.plan import Plan
from assembler.models.record import Place
from assembler.validate.codes import CHECKS
from assembler.validate.completeness import missing_tables
from assembler.validate.parse import parse_source
from assembler.validate.references import check_ids, check_references
from tests.small_plan import small_plan
from tests.validate.sheets import REGION, SMALL, plan_of, with_cell


def changed_action(**values: object) -> Plan:
    """Gives the small plan with its action changed."""
    plan = small_plan()
    return plan.model_copy(update={"actions": (plan.actions[0].model_copy(update=values),)})


def test_the_small_plan_passes() -> None:
    """Ids unique and well-formed, references resolved, a milestone tied to the plan itself."""
    assert check_ids(small_plan()) == ()
    assert check_references(small_plan()) == ()


def test_an_id_used_twice_is_told_with_the_cell_of_the_first() -> None:
    """R-001."""
    plan = plan_of(with_cell("tblActions", "No de fiche", "CG-A01"))
    twice = plan.model_copy(update={"actions": plan.actions * 2})
    findings = check_ids(twice)
    assert [(f.code, f.severity, f.place) for f in findings] == [("R-001", Severity.BLOCKING, "Actions!A6")]
    assert findings[0].message == "L’identifiant «\u00a0CG-A01\u00a0» sert déjà à la cellule A6."


def test_an_id_of_another_shape_is_told_with_the_example() -> None:
    """R-001."""
    findings = check_ids(changed_action(id="A1"))
    assert [(f.code, f.found, f.expected) for f in findings] == [("R-001", "A1", "CG-A01")]


def test_a_dangling_reference_suggests_the_nearest_id() -> None:
    """R-002, by a slip of the finger, or by the name instead of the id."""
    for typed in ("mrc-cote-de-gaspee", "MRC de la Côte de Gaspé"):
        findings = check_references(changed_action(owner=typed))
        assert [(f.code, f.found, f.expected) for f in findings] == [("R-002", typed, "mrc-cote-de-gaspe")]
        assert "Vouliez-vous dire «\u00a0mrc-cote-de-gaspe\u00a0»?" in findings[0].message
        assert "la feuille «\u00a0Partenaires\u00a0»" in findings[0].message


def test_each_id_of_a_list_is_looked_up() -> None:
    """R-002."""
    assert [f.found for f in check_references(changed_action(needs=("CG-B01", "CG-B77")))] == ["CG-B77"]


def test_a_reference_to_a_row_that_could_not_be_read_is_not_dangling() -> None:
    """Its own finding is enough: ten lines pointing to it need not complain."""
    source = with_cell("tblActions", "Titre", None)
    parsed, _findings = parse_source(source, REGION)
    plan = plan_of(source)
    assert check_references(plan, left_out=parsed.left_out) == ()
    assert {finding.found for finding in check_references(plan)} == {"CG-A01"}


def test_references_to_a_table_that_is_missing_are_not_told_one_by_one() -> None:
    """T-042 says it once; three hundred R-002 would bury it."""
    kept = {name: table for name, table in SMALL.tables.items() if name != "tblPartenaires"}
    source = SMALL.model_copy(update={"tables": kept})
    plan = plan_of(source)
    assert check_references(plan)
    assert check_references(plan, missing=missing_tables(source)) == ()
    assert missing_tables(SMALL) == frozenset()


def test_an_id_that_must_itself_be_corrected_is_never_suggested() -> None:
    """R-001 asks to change it."""
    plan = changed_action(owner="mrc-cote-de-gaspee")
    spoiled = tuple(one.model_copy(update={"id": "MRC_" + one.id}) for one in plan.partners)
    (told,) = (f for f in check_references(plan.model_copy(update={"partners": spoiled})) if "gaspee" in f.found)
    assert (told.expected, "Vouliez-vous" in told.message) == ("", False)


def test_an_action_sheet_is_given_the_name_that_its_lists_offer() -> None:
    """R-002: nobody who fills a sheet in ever saw our ids."""
    plan = changed_action(owner="MRC de la Côte de Gaspé")
    (action,) = plan.actions
    place = Place(sheet="Actions", cells={"owner": "Fiche CG-A01 › Porteur"})
    (told,) = check_references(plan.model_copy(update={"actions": (action.model_copy(update={"place": place}),)}))
    assert told.expected == "MRC de La Côte-de-Gaspé"
    assert "Vouliez-vous dire «\u00a0MRC de La Côte-de-Gaspé\u00a0»?" in told.message


def test_every_code_has_a_statement_and_a_remedy_in_plain_french() -> None:
    """What ``dossier rules`` prints."""
    for code, check in CHECKS.items():
        assert code == check.code
        assert check.statement.endswith(".")
        assert check.remedy.endswith(".")
