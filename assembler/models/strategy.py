"""The strategic chain: needs, issues, objectives, leads (B5, B6)."""

from decimal import Decimal
from typing import ClassVar

from assembler.models.field import A, R, choice, choices, integer, lines, long_text, number, ref, text
from assembler.models.record import Family, Record, TableSpec, Wanted
from assembler.models.vocabulary import Horizon, Priority


class NeedStatement(Record):
    """A need of the territory's portrait (A3-05)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblConstats",
        "Portrait",
        "Portrait",
        "Les besoins du territoire. Chaque constat s’appuie sur au moins une donnée.",
        Family.STRATEGY,
        wanted=Wanted.DRAFT,
    )

    id: str = text("id", "Identifiant", "Id", need=R, pattern=r"[A-Z]{2}-B\d{1,2}", example="CG-B01")
    dimension: str = choice("dimension", "Dimension", "Dimension", need=R, vocabulary="dimensions", example="D02")
    statement: str = long_text("constat", "Constat", "Statement", need=R, limit_words=50)
    population_concerned: str | None = text("population", "Population concernée", "Population concerned")
    priority: Priority | None = choice("priorite", "Priorité", "Priority")
    issue: str | None = ref("enjeu", "Enjeu", "Issue", "Issue", need=A)


class Evidence(Record):
    """A figure behind a need; it never prints without its year and source (B5)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblDonnees",
        "Données du portrait",
        "Portrait data",
        "Une donnée par ligne, toujours avec son année et sa source.",
        Family.STRATEGY,
        wanted=Wanted.DRAFT,
    )

    need: str = ref("constat", "Constat", "Need", "NeedStatement", need=R)
    indicator: str = text("indicateur", "Donnée", "Figure", need=R, example="Part des 65 ans et plus")
    value: Decimal = number("valeur", "Valeur", "Value", need=R, example="29,4")
    unit: str | None = text("unite", "Unité", "Unit", example="%")
    year: int = integer("annee", "Année", "Year", need=R, minimum=1990, maximum=2100, example="2021")
    geography: str | None = text("geographie", "Territoire de la donnée", "Geography", example="MRC")
    source: str = text("source", "Source", "Source", need=R, example="Statistique Canada, recensement")


class Issue(Record):
    """A great issue of the plan."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblEnjeux",
        "Enjeux",
        "Issues",
        "Les grands enjeux, de deux à huit.",
        Family.STRATEGY,
        wanted=Wanted.DRAFT,
    )

    id: str = text("id", "Identifiant", "Id", need=R, pattern=r"[A-Z]{2}-E\d{1,2}", example="CG-E1")
    title: str = text(
        "titre", "Titre", "Title", need=R, limit_chars=90, example="Se nourrir et se loger dans la dignité"
    )
    description: str | None = long_text("description", "Description", "Description", need=A)
    dimensions: tuple[str, ...] = choices(
        "dimensions", "Dimensions", "Dimensions", need=R, min_items=1, vocabulary="dimensions", example="D02; D05"
    )
    desired_transformations: tuple[str, ...] = lines(
        "transformations", "Transformations souhaitées", "Desired transformations", need=A, help="Une par ligne."
    )
    committee: str | None = ref("comite", "Comité ou chantier", "Committee", "GovernanceBody")
    order: int = integer("ordre", "Ordre", "Order", need=R, minimum=1, example="1")


class Objective(Record):
    """An objective of an issue, and the transformation it aims at (A3-06)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblObjectifs",
        "Objectifs",
        "Objectives",
        "Un verbe à l’infinitif, un seul enjeu par objectif.",
        Family.STRATEGY,
        wanted=Wanted.DRAFT,
    )

    id: str = text("id", "Identifiant", "Id", need=R, pattern=r"[A-Z]{2}-O\d{1,2}\.\d{1,2}", example="CG-O1.1")
    issue: str = ref("enjeu", "Enjeu", "Issue", "Issue", need=R)
    statement: str = long_text("enonce", "Énoncé", "Statement", need=R, example="Réduire la faim dans les villages")
    desired_transformation: str | None = long_text(
        "transformation", "Transformation souhaitée", "Desired transformation", need=A
    )
    horizon: Horizon | None = choice("horizon", "Horizon", "Horizon")


class Lead(Record):
    """A line of action; it belongs to exactly one issue (R-003)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblPistes",
        "Pistes d’action",
        "Lines of action",
        "Chaque piste relève d’un seul enjeu.",
        Family.STRATEGY,
        wanted=Wanted.DRAFT,
    )

    id: str = text("id", "Identifiant", "Id", need=R, pattern=r"[A-Z]{2}-P\d{1,2}\.\d{1,2}", example="CG-P1.1")
    issue: str = ref("enjeu", "Enjeu", "Issue", "Issue", need=R)
    objective: str | None = ref("objectif", "Objectif", "Objective", "Objective")
    statement: str = long_text(
        "enonce", "Énoncé", "Statement", need=R, example="Rapprocher l’aide alimentaire des villages"
    )
