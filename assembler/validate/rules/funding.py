"""Amounts, needs, gaps and over-funding (R-020 to R-024)."""

from collections.abc import Iterator
from decimal import Decimal

from assembler.compute.funding import COMMITTED
from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.models.action import Action
from assembler.models.field import Kind
from assembler.models.figures import FundingLine, FundingPlan
from assembler.models.finding import Finding
from assembler.models.funding import LeverLine
from assembler.models.money import CENT, ZERO, to_cents
from assembler.models.plan import record_types
from assembler.models.record import Record
from assembler.models.region import Program
from assembler.models.typed_total import TypedTotal
from assembler.models.vocabulary import ActionStatus, ContributionKind, TotalKind
from assembler.typography import format_percent, join_french
from assembler.validate.rules.spoken import spoken_money, spoken_number
from assembler.validate.rules.subject import RuleSubject, blocking, warning

_COMPUTED = {
    TotalKind.NEED: "need",
    TotalKind.CONFIRMED: "confirmed",
    TotalKind.REQUESTED: "requested",
    TotalKind.IN_KIND: "in_kind",
}


def check_r_020(subject: RuleSubject) -> Iterator[Finding]:
    """Every amount is zero or more, to the cent; a typed total that differs from ours is told and ignored."""
    for name, record_type in record_types().items():
        fields = [field for field, spec in record_type.specs().items() if spec.kind is Kind.MONEY]
        for record in getattr(subject.plan, name) if fields else ():
            for field in fields:
                amount = getattr(record, field)
                if amount is not None and (amount < 0 or amount != to_cents(amount)):
                    yield _not_money(record, field, amount)
    for typed in subject.plan.typed_totals:
        yield from _compared(typed, subject.funding)


def _not_money(record: Record, field: str, amount: Decimal) -> Finding:
    why = "est négatif" if amount < 0 else "compte plus de deux décimales"
    return blocking(
        "R-020",
        record,
        field,
        found=spoken_number(amount),
        expected=_("un montant de zéro ou plus, à deux décimales"),
        message=f"Le montant {spoken_number(amount)} {why}.",
        remedy="Écrivez un montant de zéro ou plus, arrondi au cent.",
    )


def _compared(typed: TypedTotal, funding: FundingPlan) -> Iterator[Finding]:
    line = funding.of_action(typed.action, typed.fy) if typed.action else funding.total(typed.fy)
    computed: Decimal = getattr(line, _COMPUTED[typed.kind])
    if typed.amount != computed:
        of_what = f"l’action {typed.action}" if typed.action else "tout le territoire"
        yield blocking(
            "R-020",
            typed,
            "amount",
            found=spoken_money(typed.amount),
            expected=spoken_money(computed),
            message=f"Le total « {typed.kind.fr} » inscrit pour {of_what} ({typed.fy or 'tous les exercices'}), "
            f"{spoken_money(typed.amount)}, diffère du total calculé, {spoken_money(computed)}.",
            remedy="Effacez le total inscrit ou corrigez les lignes; seul le total calculé est imprimé.",
        )


def check_r_021(subject: RuleSubject) -> Iterator[Finding]:
    """Needs add up: by category and by year to the action's need, and quantity x unit price to the line's amount."""
    for line in subject.plan.need_lines:
        if line.quantity is not None and line.unit_price is not None:
            product = to_cents(line.quantity * line.unit_price)
            if product != to_cents(line.amount):
                yield blocking(
                    "R-021",
                    line,
                    "amount",
                    found=spoken_money(line.amount),
                    expected=spoken_money(product),
                    message=f"Le besoin {line.id} est de {spoken_money(line.amount)}, mais la quantité multipliée "
                    f"par le prix unitaire donne {spoken_money(product)}.",
                    remedy="Corrigez la quantité, le prix unitaire ou le montant.",
                )
    for action in subject.plan.actions:
        yield from _unequal_sums(subject, action)


def _unequal_sums(subject: RuleSubject, action: Action) -> Iterator[Finding]:
    funding = subject.funding
    whole = funding.of_action(action.id).need
    by_year = sum((funding.of_action(action.id, fy).need for fy in funding.years), ZERO)
    by_category = sum((line.need for line in funding.by_category(action.id)), ZERO)
    if not whole == by_year == by_category:
        yield blocking(
            "R-021",
            action,
            "id",
            found=spoken_money(whole),
            expected=spoken_money(by_category),
            message=f"Le besoin de l’action {action.id} est de {spoken_money(whole)}, mais ses exercices donnent "
            f"{spoken_money(by_year)} et ses catégories {spoken_money(by_category)}.",
            remedy="Signalez ce constat : ces sommes sont calculées et doivent toujours concorder.",
        )


def check_r_022(subject: RuleSubject) -> Iterator[Finding]:
    """Confirmed above the need is told; public aid above a program's stacking limit blocks.

    The eligible cost is the cash need of the action for the year; contributions in kind are left out of it (R-024).
    """
    for (action_id, fy), levers in subject.levers.items():
        action = subject.actions.get(action_id)
        line = subject.funding.of_action(action_id, fy)
        if action is None or not line.confirmed:
            continue
        programs = [subject.programs[lever.program] for lever in levers if lever.status in COMMITTED]
        limit = _tightest(programs)
        aid = _public_aid(subject, levers)
        if limit and limit.max_stacking_pct is not None and aid * 100 > limit.max_stacking_pct * line.need:
            yield _over_stacked(action, fy, line, aid, limit)
        elif line.surplus:
            yield _over_funded(action, fy, line)


def _tightest(programs: list[Program]) -> Program | None:
    limited = [program for program in programs if program.public_aid and program.max_stacking_pct is not None]
    return min(limited, key=lambda program: (program.max_stacking_pct, program.code), default=None)


def _public_aid(subject: RuleSubject, levers: list[LeverLine]) -> Decimal:
    return sum(
        (
            to_cents(row.amount)
            for row in levers
            if row.status in COMMITTED and subject.programs[row.program].public_aid
        ),
        ZERO,
    )


def _over_stacked(action: Action, fy: str, line: FundingLine, aid: Decimal, limit: Program) -> Finding:
    allowed = to_cents(line.need * (limit.max_stacking_pct or ZERO) / 100)
    pct = format_percent(limit.max_stacking_pct or ZERO)
    return blocking(
        "R-022",
        action,
        "funding_note",
        found=spoken_money(aid),
        expected=_("{limit} ou moins").format(limit=spoken_money(allowed)),
        message=f"En {fy}, l’aide publique à l’action {action.id} atteint {spoken_money(aid)} pour un coût admissible "
        f"de {spoken_money(line.need)}; le programme {limit.code} la limite à {pct}, soit {spoken_money(allowed)}.",
        remedy="Réduisez ou retirez un levier public, ou complétez les besoins de l’action.",
    )


def _over_funded(action: Action, fy: str, line: FundingLine) -> Finding:
    is_explained = bool(action.funding_note)
    return warning(
        "R-022",
        action,
        "funding_note",
        found=spoken_money(line.confirmed),
        expected=spoken_money(line.need),
        message=f"Surfinancement de l’action {action.id} en {fy} : {spoken_money(line.confirmed)} confirmés pour un "
        f"besoin de {spoken_money(line.need)}, soit {spoken_money(line.surplus)} de trop"
        + (". La note sur le montage l’explique." if is_explained else ", sans explication."),
        remedy="Rien à corriger si la note est juste : elle paraîtra dans les documents."
        if is_explained
        else "Corrigez les montants, ou expliquez le surfinancement dans « Note sur le montage ».",
    )


def check_r_023(subject: RuleSubject) -> Iterator[Finding]:
    """A gap left to fill is shown, one finding per action; an action with a need and no lever is « non financée ».

    The gaps of fiscal years that are over stay in the documents; nobody can fill them any more.
    """
    for action in subject.plan.actions:
        years = [fy for fy in subject.funding.years if not subject.is_over(fy)]
        gaps = [(fy, subject.funding.of_action(action.id, fy).gap) for fy in years]
        gaps = [(fy, gap) for fy, gap in gaps if gap >= CENT]
        if gaps and action.status is not ActionStatus.ABANDONED:
            yield _gap(subject, action, gaps)


def _gap(subject: RuleSubject, action: Action, gaps: list[tuple[str, Decimal]]) -> Finding:
    line = subject.funding.of_action(action.id)
    is_unfunded = not (line.confirmed or line.requested or line.potential)
    listed = join_french([f"{spoken_money(gap)} en {fy}" for fy, gap in gaps])
    return warning(
        "R-023",
        subject.needs[action.id, gaps[0][0]][0],
        "amount",
        found=spoken_money(line.confirmed + line.requested),
        expected=spoken_money(line.need),
        message=f"Action non financée : {action.id} n’a aucun levier pour {listed}."
        if is_unfunded
        else f"Écart à combler pour l’action {action.id} : {listed}.",
        remedy="Inscrivez d’autres leviers, ou laissez l’écart : il est montré dans les documents.",
    )


def check_r_024(subject: RuleSubject) -> Iterator[Finding]:
    """Contributions never count toward the coverage of needs; money given belongs with the levers."""
    for gift in subject.plan.contributions:
        if gift.kind is ContributionKind.CASH:
            yield blocking(
                "R-024",
                gift,
                "kind",
                found=either(gift.kind.fr, gift.kind.en),
                expected=_("une contribution en nature ou en expertise"),
                message=f"La contribution {gift.id} est en argent : elle compterait comme une contribution en nature, "
                "hors de la couverture des besoins.",
                remedy="Inscrivez cet argent dans la feuille « Leviers » (programme « MIL » pour un don) "
                "et retirez-le d’ici.",
            )
