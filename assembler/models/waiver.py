"""A waiver: a rule that allows exceptions is not followed, and someone who may say so tells why."""

from datetime import date
from typing import ClassVar

from assembler.models.field import Need, Privacy, day, long_text, ref, text
from assembler.models.record import Family, Record, TableSpec

# The rules that allow exceptions, as their own table says (assembler.validate.rules): a test holds both to agree.
WAIVABLE = (
    "R-004",
    "R-010",
    "R-013",
    "R-014",
    "R-022",
    "R-028",
    "R-031",
    "R-032",
    "R-046",
    "R-064",
    "R-081",
    "R-102",
    "R-104",
    "R-108",
)


class Waiver(Record):
    """One exception to one rule. The finding stays visible, with the reason; it no longer forbids an edition."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblDerogations",
        "Dérogations",
        "Waivers",
        "Facultatif. Les exceptions permises par certaines règles\u00a0: la règle, ce qu’elle vise, et la raison.",
        Family.REFERENCE,
        may_be_absent=True,
    )

    rule: str = text(
        "regle",
        "Règle",
        "Rule",
        need=Need.SAVE,
        pattern=r"[A-Z]-\d{3}",
        suggestions=WAIVABLE,
        help="Le code écrit dans le constat\u00a0: la liste donne les règles qui permettent une dérogation.",
        example="R-046",
    )
    subject: str = text(
        "objet",
        "Objet",
        "Subject",
        need=Need.SAVE,
        help="L’identifiant de la ligne ou de l’action visée, ou l’endroit du constat\u00a0: sa feuille, ou sa feuille "
        "et sa cellule.",
        example="CG-A01",
    )
    reason: str = long_text(
        "raison",
        "Raison",
        "Reason",
        need=Need.SAVE,
        privacy=Privacy.INTERNAL,
        help="En une phrase\u00a0: pourquoi la règle ne peut être suivie, et ce qui la remplace.",
        example="Le bailleur a accepté par écrit que le camion soit acheté avant la fin de l’exercice.",
    )
    authorised_by: str = text(
        "autorisee_par",
        "Autorisée par (fonction ou instance)",
        "Authorised by (role or body)",
        need=Need.SAVE,
        privacy=Privacy.INTERNAL,
        example="Comité stratégique",
    )
    resolution: str | None = ref("resolution", "Résolution", "Resolution", "Resolution")
    dated: date = day("date", "Date", "Date", need=Need.SAVE, example="2026-06-10")
