"""The exchange day and its dates (R-090, R-091, R-093)."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.models.exchange import Commitment, DayProposal, ExchangeDay
from assembler.models.exchange_vocabulary import Decision, FollowUp
from assembler.models.finding import Finding
from assembler.models.funding import LeverLine
from assembler.models.money import ZERO, to_cents
from assembler.models.record import Record
from assembler.models.synthesis import Synthesis
from assembler.models.vocabulary import LeverStatus as Status
from assembler.validate.rules.spoken import spoken_money
from assembler.validate.rules.subject import RuleSubject, blocking, warning

Step = tuple[Record, str, date, str]

_CLOSED = frozenset({Status.REFUSED, Status.WITHDRAWN})
_PAID = frozenset({Status.CONFIRMED, Status.RECEIVED})
# A lever that has gone further than what was decided reflects the decision all the same.
_REACHED = {
    Status.POTENTIAL: frozenset(Status),
    Status.REQUESTED: frozenset({Status.REQUESTED}) | _PAID | _CLOSED,
    Status.CONFIRMED: _PAID,
    Status.RECEIVED: frozenset({Status.RECEIVED}),
    Status.REFUSED: frozenset({Status.REFUSED}),
    Status.WITHDRAWN: frozenset({Status.WITHDRAWN}),
}


def check_r_090(subject: RuleSubject) -> Iterator[Finding]:
    """One day a fiscal year; once held, both halves are documented; each commitment has an owner and a date.

    A territory that has held none owes nothing, until the year that received a synthesis is over.
    """
    first: dict[str, ExchangeDay] = {}
    for day in subject.plan.exchange_days:
        if day.fy in first:
            yield _second_day(day, first[day.fy])
        first.setdefault(day.fy, day)
        yield from _check_halves(subject, day)
    for synthesis in subject.plan.syntheses:
        if synthesis.fy not in first and subject.is_over(synthesis.fy):
            yield _no_day(synthesis)
    for commitment in subject.plan.commitments:
        yield from _check_commitment(commitment)


def _second_day(day: ExchangeDay, first: ExchangeDay) -> Finding:
    return warning(
        "R-090",
        day,
        "fy",
        found=day.id,
        expected=_("une seule journée par exercice"),
        message=f"La journée {day.id} est la seconde de l’exercice {day.fy}, après {first.id}.",
        remedy="Corrigez l’exercice, ou gardez une seule journée d’échange.",
    )


def _check_halves(subject: RuleSubject, day: ExchangeDay) -> Iterator[Finding]:
    plan = subject.plan
    if day.dated > plan.record.version_date:
        return  # still to be held
    morning = {row.exchange_day for rows in (plan.day_reviews, plan.day_expertise, plan.day_links) for row in rows}
    halves = (
        ("l’avant-midi", "Bilan (AM) », « Expertise (AM) » ou « Liens de territoires (AM)", morning),
        ("l’après-midi", "Pistes (PM)", {row.exchange_day for row in plan.day_proposals}),
    )
    for half, sheets, documented in halves:
        if day.id not in documented:
            yield warning(
                "R-090",
                day,
                "dated",
                found=day.dated.isoformat(),
                expected=_("les deux demi-journées"),
                message=f"La journée {day.id} a eu lieu le {day.dated}, et rien ne dit ce qui s’est fait {half}.",
                remedy=f"Remplissez « {sheets} ».",
            )


def _no_day(synthesis: Synthesis) -> Finding:
    return warning(
        "R-090",
        synthesis,
        "fy",
        found=synthesis.fy,
        expected=_("une journée d’échange"),
        message=f"L’exercice {synthesis.fy} est terminé et sa synthèse {synthesis.id} n’a mené à aucune journée "
        "d’échange.",
        remedy="Ajoutez la journée dans « Journées d’échange ».",
    )


def _check_commitment(commitment: Commitment) -> Iterator[Finding]:
    for field, what in (("who", "de responsable"), ("due", "d’échéance")):
        if getattr(commitment, field) is None:
            yield warning(
                "R-090",
                commitment,
                field,
                expected=_("un responsable et une échéance"),
                message=f"L’engagement « {commitment.what} » n’a pas {what}.",
                remedy="Dites qui s’engage, et pour quand.",
            )


def check_r_091(subject: RuleSubject) -> Iterator[Finding]:
    """Deposit, evaluation, synthesis, funding plan, exchange day: each date follows the one before.

    Dates not yet typed are passed over; the plan's deposit belongs to the current fiscal year.
    """
    plan = subject.plan
    years = dict.fromkeys((*(row.fy for row in plan.syntheses), *(row.fy for row in plan.exchange_days)))
    for fy in years:
        for before, after in pairwise(_steps(subject, fy)):
            if after[2] < before[2]:
                yield _out_of_order(before, after)


def _steps(subject: RuleSubject, fy: str) -> Iterator[Step]:
    plan = subject.plan
    if fy == plan.record.current_fy and plan.record.deposit_date:
        yield plan.record, "deposit_date", plan.record.deposit_date, "le dépôt du plan"
    synthesis = next((row for row in plan.syntheses if row.fy == fy), None)
    if synthesis:
        yield synthesis, "evaluation_date", synthesis.evaluation_date, "l’évaluation du potentiel"
        yield synthesis, "sent_on", synthesis.sent_on, "l’envoi de la synthèse"
    day = next((row for row in plan.exchange_days if row.fy == fy), None)
    if day:
        if day.montage_filed_on:
            yield day, "montage_filed_on", day.montage_filed_on, "le dépôt du montage"
        yield day, "dated", day.dated, "la journée d’échange"


def _out_of_order(before: Step, after: Step) -> Finding:
    record, field, day, what = after
    return warning(
        "R-091",
        record,
        field,
        found=day.isoformat(),
        expected=_("{limit} ou plus tard").format(limit=before[2].isoformat()),
        message=f"{what[0].upper()}{what[1:]} ({day}) précède {before[3]} ({before[2]}).",
        remedy="Corrigez l’une des deux dates.",
    )


def check_r_093(subject: RuleSubject) -> Iterator[Finding]:
    """A retained change of lever shows in the levers, at least at the status decided, or is marked « À venir »."""
    years = {day.id: day.fy for day in subject.plan.exchange_days}
    for row in subject.plan.day_proposals:
        if row.decision is not Decision.RETAINED or row.program is None or row.follow_up is FollowUp.TO_COME:
            continue
        fy = row.lever_fy or years.get(row.exchange_day, "")
        if not _is_reflected(row, [lever for lever in subject.plan.lever_lines if _is_about(lever, row, fy)]):
            yield blocking(
                "R-093",
                row,
                "follow_up",
                found=either(row.follow_up.fr, row.follow_up.en) if row.follow_up else "",
                expected=_("le levier au montage, ou «\u00a0À venir\u00a0»"),
                message=f"La piste retenue pour l’action {row.action} ({_told(row, fy)}) ne paraît pas "
                "dans les leviers.",
                remedy="Inscrivez le changement dans « Leviers », ou choisissez « À venir » dans « Suite au montage ».",
            )


def _is_about(lever: LeverLine, row: DayProposal, fy: str) -> bool:
    return (lever.action, lever.fy, lever.program) == (row.action, fy, row.program)


def _is_reflected(row: DayProposal, levers: list[LeverLine]) -> bool:
    reached = [lever for lever in levers if row.lever_to is None or lever.status in _REACHED[row.lever_to]]
    if row.amount is None:
        return bool(reached)
    amounts = [to_cents(lever.amount) for lever in reached]
    return bool(reached) and to_cents(row.amount) in {*amounts, sum(amounts, ZERO)}


def _told(row: DayProposal, fy: str) -> str:
    status = f" {row.lever_to.fr.lower()}" if row.lever_to else ""
    amount = f", {spoken_money(row.amount)}" if row.amount is not None else ""
    return f"{row.program}{status} en {fy}{amount}"
