"""A workbook of an older canvas is read under today's names, and each is told at its cell."""

from assembler.models.releases import RELEASES, Release, Renamed, order_of
from assembler.models.source import Cell, Row, SourceTable, WorkbookSource
from assembler.read.forward import bring_forward
from assembler.tables import CANVAS_VERSION

PAST = (
    Release("1.9"),
    Release("1.10", (Renamed("", "tblBudget", "tblBesoins"), Renamed("tblBesoins", "Coût", "Prix"))),
    Release("2.0", (Renamed("tblBesoins", "Prix", "Montant"), Renamed("tblPlan", "Nom", "Titre"))),
)


def workbook(version: str | None, table: str = "tblBudget", heading: str = "Coût") -> WorkbookSource:
    """Gives a form and a table of one row."""
    rows = (Row(number=6, cells={heading: Cell(address="B6", value="12")}),)
    need = SourceTable(name=table, sheet="Budget", headers={"Id": "A5", heading: "B5"}, rows=rows)
    label = Row(number=6, cells={"Champ": Cell(address="A6", value="NOM "), "Valeur": Cell(address="B6", value="x")})
    form = SourceTable(name="tblPlan", sheet="Plan", headers={"Champ": "A5", "Valeur": "B5"}, rows=(label,))
    tables = {table: need, "tblPlan": form}
    return WorkbookSource(
        canvas_version=version, region_id=None, territory_code=None, tables=tables, sheets=("Budget", "Plan")
    )


def test_names_go_through_every_version_and_values_stay() -> None:
    moved = bring_forward(workbook("1.9"), releases=PAST)
    table = moved.tables["tblBesoins"]
    assert (table.name, table.headers) == ("tblBesoins", {"Id": "A5", "Montant": "B5"})
    assert table.rows[0].cells["Montant"] == Cell(address="B6", value="12")
    assert moved.tables["tblPlan"].rows[0].cells["Champ"].value == "Titre"
    assert [(odd.cell, odd.places) for odd in moved.oddities] == [
        ("B5", ("Coût", "Prix")),
        ("B5", ("Prix", "Montant")),
        ("A6", ("Nom", "Titre")),
    ]


def test_only_later_versions_rename() -> None:
    """« 1.10 » comes after « 1.9 », and a workbook of the last version, or of none, is left as it is."""
    later = bring_forward(workbook("1.10", "tblBesoins", "Prix"), releases=PAST)
    assert list(later.tables["tblBesoins"].headers) == ["Id", "Montant"]
    for version in ("2.0", "3.1", None, "brouillon"):
        same = workbook(version)
        assert bring_forward(same, releases=PAST) is same


def test_a_name_that_is_there_already_is_never_covered() -> None:
    source = workbook("1.10", "tblBesoins", "Prix")
    table = source.tables["tblBesoins"]
    both = table.model_copy(update={"headers": {**table.headers, "Montant": "C5"}})
    moved = bring_forward(source.model_copy(update={"tables": {"tblBesoins": both}}), releases=PAST)
    assert list(moved.tables["tblBesoins"].headers) == ["Id", "Prix", "Montant"]


def test_the_product_s_own_past_is_in_order_and_ends_today() -> None:
    orders = [order_of(release.version) for release in RELEASES]
    assert None not in orders
    assert orders == sorted(orders, key=lambda order: order or ())
    assert RELEASES[-1].version == CANVAS_VERSION
