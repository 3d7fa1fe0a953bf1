"""A small plan made by hand: every kind of field, and the texts that break careless programs."""

from datetime import date
from decimal import Decimal

from assembler.models.action import Action, Milestone
from assembler.models.funding import Agreement, NeedLine
from assembler.models.governance import Partner
from assembler.models.plan import Plan
from assembler.models.plan_record import PlanRecord
from assembler.models.spending import Allocation, Expense
from assembler.models.strategy import Evidence, Issue, Lead, NeedStatement
from assembler.models.territory import CustomDimension, Territory

LONG_TEXT = "\n\n".join(" ".join(f"mot{n}" for n in range(start, start + 200)) for start in range(0, 2000, 200))
AWKWARD = "{{ 7*7 }} & <b>L’Île</b> « L’Î » 🐋\n=SUM(A1)\n- puce\n+1 @x 'apostrophe\n" + LONG_TEXT


def small_plan() -> Plan:
    """Gives the plan; ids resolve, and no text is one that reading tidies."""
    return Plan(
        territory=Territory(
            code="CG",
            population=17934,
            population_year=2023,
            municipalities=("Gaspé (ville)", "Percé & Cie <b>"),
            demarche_name="=SUM(A1)",
            fiduciary="mrc-cote-de-gaspe",
        ),
        record=PlanRecord(
            id="PC-CG-2024-2029", scope="territorial", title="Plan de communauté « L’Î »", start=date(2024, 4, 1),
            end=date(2029, 3, 31), current_fy="2026-2027", version=3, version_date=date(2026, 10, 5), status="adopte",
            visibility="partenaires", values=("Entraide", "Équité", "Dignité"),
        ),
        custom_dimensions=(CustomDimension(id="D90", label="Culture et appartenance"),),
        partners=(
            Partner(
                id="mrc-cote-de-gaspe", name="MRC de La Côte-de-Gaspé", type="mrc", sectors=("D02", "D90"), reach="mrc",
                neq="8800000000", languages=("fr", "en", "mic"), since=2005, eligible_as=("municipal_mrc",),
                participation_steps=("rencontrer", "siéger"),
            ),
        ),
        needs=(NeedStatement(id="CG-B01", dimension="D90", statement="Un constat", priority="1", issue="CG-E1"),),
        evidence=(Evidence(need="CG-B01", indicator="Part", value=Decimal("29.4"), year=2021, source="Recensement"),),
        issues=(Issue(id="CG-E1", title="@enjeu", dimensions=("D02", "D10"), order=1),),
        leads=(Lead(id="CG-P1.1", issue="CG-E1", statement="-2 + 2"),),
        actions=(
            Action(
                id="CG-A01", title="{{ 7*7 }}", issue="CG-E1", lead="CG-P1.1", dimension_main="D02", status="en_cours",
                continuity="reconduite", needs=("CG-B01",), summary=AWKWARD, owner="mrc-cote-de-gaspe",
                participation_paid=True, start=date(2024, 4, 1), end=date(2029, 3, 31),
                material_resources=("Une cuisine; équipée", "Un camion"),
            ),
        ),
        milestones=(Milestone(id="CG-A01-J1", parent="PC-CG-2024-2029", label="Bilan", season="automne 2026"),),
        agreements=(
            Agreement(
                id="AG-2024-FQIS-G-01", program="FQIS-G", holder="mrc-cote-de-gaspe", covered_territories=("CG", "HG"),
                start=date(2024, 4, 1), end=date(2027, 3, 31), amount_total=Decimal("123456.70"),
                carry_over_allowed=False,
            ),
        ),
        need_lines=(
            NeedLine(
                id="CG-A01-N01", action="CG-A01", fy="2026-2027", category="SAL", amount=Decimal("0.10"),
                quantity=Decimal("1.5"), eligible_for=("FQIS-G",),
            ),
        ),
        expenses=(
            Expense(
                id="CG-A01-D01", action="CG-A01", fy="2026-2027", dated=date(2026, 6, 1), category="MAT",
                description="Semences", amount=Decimal("1234567.89"), tax_treatment="taxes_nettes",
            ),
        ),
        allocations=(Allocation(expense="CG-A01-D01", agreement="AG-2024-FQIS-G-01", pct=Decimal("33.3")),),
    )  # fmt: skip
