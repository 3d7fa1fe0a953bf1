"""What surrounds an action: people, risks, ties with other territories, plans it contributes to (B7)."""

from decimal import Decimal
from typing import ClassVar

from assembler.models.field import A, R, choice, long_text, number, ref, text
from assembler.models.record import Family, Record, TableSpec
from assembler.models.vocabulary import Level


class HumanResource(Record):
    """A function and its time in an action (T10)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblRessourcesHumaines",
        "Ressources humaines",
        "Human resources",
        "Fonctions et temps consacré.",
        Family.ACTIONS,
    )

    action: str = ref("action", "Action", "Action", "Action", need=R)
    function: str = text("fonction", "Fonction", "Function", need=R, example="Intervenante")
    time: str | None = text("temps", "Temps", "Time", need=A, example="28 h/sem., 48 semaines")
    hours: Decimal | None = number("heures", "Heures par année", "Hours a year", minimum=0, example="1344")
    paid_by: str | None = text("paye_par", "Source", "Paid by", need=A, example="FQIS-G")


class Risk(Record):
    """A risk of an action and what is done about it."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblRisques",
        "Risques",
        "Risks",
        "Un risque par ligne.",
        Family.ACTIONS,
    )

    action: str = ref("action", "Action", "Action", "Action", need=R)
    risk: str = text("risque", "Risque", "Risk", need=R)
    likelihood: Level | None = choice("probabilite", "Probabilité", "Likelihood")
    impact: Level | None = choice("effet", "Effet", "Impact")
    mitigation: str | None = long_text("attenuation", "Atténuation", "Mitigation")


class ActionLink(Record):
    """A tie with an action or a need of another territory (A5-10)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblLiens",
        "Liens entre territoires",
        "Links",
        "Ce qui relie une action à celle d’un autre territoire.",
        Family.ACTIONS,
    )

    action: str = ref("action", "Action", "Action", "Action", need=R)
    territory: str = choice("territoire", "Territoire", "Territory", need=R, vocabulary="territories")
    other_action: str | None = text("autre_action", "Autre action", "Other action", pattern=r"[A-Z]{2}-A\d{2,3}")
    note: str | None = long_text("note", "Note", "Note")


class Alignment(Record):
    """A plan or policy an action contributes to."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblArrimages",
        "Arrimages",
        "Alignments",
        "Plans et politiques auxquels l’action contribue.",
        Family.ACTIONS,
    )

    action: str = ref("action", "Action", "Action", "Action", need=R)
    frame: str = text("cadre", "Plan ou politique", "Plan or policy", need=R)
    measure: str | None = text("mesure", "Axe ou mesure", "Axis or measure")
