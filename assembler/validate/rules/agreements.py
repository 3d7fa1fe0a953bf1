"""Levers, agreements and programs (R-025 to R-029)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from assembler.compute.books import Year
from assembler.compute.funding import COMMITTED
from assembler.i18n import mark, translate
from assembler.models.finding import Finding
from assembler.models.funding import Agreement, AgreementYear, ApprovedBudget, LeverLine, NeedLine
from assembler.models.money import ZERO, to_cents
from assembler.models.period import fiscal_year_end, fiscal_year_start
from assembler.models.region import Program
from assembler.models.vocabulary import Category, LeverStatus
from assembler.typography import format_percent
from assembler.validate.rules.spoken import spoken_money
from assembler.validate.rules.subject import DEAD, RuleSubject, blocking

_ASKED = COMMITTED | {LeverStatus.REQUESTED}
_PROOFS = (
    ("agreement", mark("son entente"), "Entente"),
    ("status_date", mark("la date de son statut"), "Date du statut"),
    ("evidence_ref", mark("sa preuve"), "Preuve"),
)


def check_r_025(subject: RuleSubject) -> Iterator[Finding]:
    """A confirmed or received lever tells its agreement, the date of its status and its evidence."""
    for lever in _committed(subject):
        for field, what, column in _PROOFS:
            if getattr(lever, field) is None:
                yield blocking(
                    "R-025",
                    lever,
                    field,
                    expected=translate(what),
                    message=f"Le levier {lever.id} ({spoken_money(lever.amount)}) est « {lever.status.fr} », "
                    f"mais il manque {what}.",
                    remedy=f"Remplissez « {column} », ou ramenez le levier à « Demandé ».",
                )


def check_r_026(subject: RuleSubject) -> Iterator[Finding]:
    """Confirmed levers of an agreement stay within what it grants, each year and in all."""
    granted, rows = _granted(subject.plan.agreement_years)
    used, levers = _used(_committed(subject))
    known = {agreement for agreement, _ in granted}
    for key, amount in used.items():
        limit = granted.get(key, ZERO)
        if key[0] in known and amount > limit:
            record: AgreementYear | LeverLine = rows.get(key) or levers[key]
            yield blocking(
                "R-026",
                record,
                "amount",
                found=spoken_money(amount),
                expected=translate("{limit} ou moins").format(limit=spoken_money(limit)),
                message=f"Les leviers confirmés de l’entente {key[0]} en {key[1]} totalisent {spoken_money(amount)}, "
                f"mais l’entente accorde {spoken_money(limit)} pour cet exercice.",
                remedy="Corrigez les leviers, ou le montant de l’exercice dans « Ententes par exercice ».",
            )
    all_granted, all_used = _all_years(granted), _all_years(used)
    for agreement in subject.plan.agreements:
        yield from _check_total(agreement, all_granted.get(agreement.id, ZERO), all_used.get(agreement.id, ZERO))


def _all_years(amounts: Mapping[Year, Decimal]) -> dict[str, Decimal]:
    sums: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for (agreement, _fy), amount in amounts.items():
        sums[agreement] += amount
    return dict(sums)


def _check_total(agreement: Agreement, by_year: Decimal, levers: Decimal) -> Iterator[Finding]:
    largest, what = max((by_year, "Les montants par exercice"), (levers, "Les leviers confirmés"))
    if largest > agreement.amount_total:
        yield blocking(
            "R-026",
            agreement,
            "amount_total",
            found=spoken_money(agreement.amount_total),
            expected=translate("{limit} ou plus").format(limit=spoken_money(largest)),
            message=f"{what} de l’entente {agreement.id} totalisent {spoken_money(largest)}, plus que son montant "
            f"total de {spoken_money(agreement.amount_total)}.",
            remedy="Corrigez le montant total, ou les montants par exercice et les leviers.",
        )


def check_r_027(subject: RuleSubject) -> Iterator[Finding]:
    """The agreement covers the territory and the year; the program is open to the territory and in force that year."""
    for lever in subject.plan.lever_lines:
        if lever.status not in DEAD:
            yield from _check_program(subject, lever)
            yield from _check_agreement(subject, lever)


def _check_program(subject: RuleSubject, lever: LeverLine) -> Iterator[Finding]:
    program, territory = subject.programs[lever.program], subject.plan.territory.code
    if program.eligible_territories and territory not in program.eligible_territories:
        yield blocking(
            "R-027",
            lever,
            "program",
            found=territory,
            expected=", ".join(program.eligible_territories),
            message=f"Le programme {program.code} du levier {lever.id} n’est pas offert au territoire {territory}.",
            remedy="Choisissez un programme offert au territoire.",
        )
    if not _is_in_force(program, lever.fy):
        instead = f" Il est remplacé par {program.successor}." if program.successor else ""
        yield blocking(
            "R-027",
            lever,
            "program",
            found=program.code,
            expected=program.successor or translate("un programme en vigueur"),
            message=f"Le programme {program.code} du levier {lever.id} n’est pas en vigueur en {lever.fy} "
            f"({_validity(program)}).{instead}",
            remedy="Choisissez un programme en vigueur, ou corrigez l’exercice du levier.",
        )


def _check_agreement(subject: RuleSubject, lever: LeverLine) -> Iterator[Finding]:
    agreement, territory = subject.plan.find(Agreement, lever.agreement), subject.plan.territory.code
    if agreement is None:
        return  # absent: R-025; dangling: R-002
    if agreement.program != lever.program:
        yield blocking(
            "R-027",
            lever,
            "agreement",
            found=f"{agreement.id} ({agreement.program})",
            expected=translate("une entente {program}").format(program=lever.program),
            message=f"Le levier {lever.id} est du programme {lever.program}, mais l’entente {agreement.id} "
            f"est du programme {agreement.program}.",
            remedy="Corrigez le programme ou l’entente du levier.",
        )
    if territory not in agreement.covered_territories:
        yield blocking(
            "R-027",
            lever,
            "agreement",
            found=", ".join(agreement.covered_territories),
            expected=territory,
            message=f"L’entente {agreement.id} du levier {lever.id} ne couvre pas le territoire {territory}.",
            remedy="Choisissez une autre entente, ou complétez ses territoires couverts.",
        )
    if not _overlaps(lever.fy, agreement.start, agreement.end):
        yield blocking(
            "R-027",
            lever,
            "fy",
            found=lever.fy,
            expected=translate("du {start} au {end}").format(start=agreement.start, end=agreement.end),
            message=f"L’entente {agreement.id} du levier {lever.id} ne couvre pas l’exercice {lever.fy} "
            f"(du {agreement.start} au {agreement.end}).",
            remedy="Corrigez l’exercice du levier, ou la période de l’entente.",
        )


def check_r_028(subject: RuleSubject) -> Iterator[Finding]:
    """A program's own conditions: another source, a cap per action and year, a cap on administration.

    Another source is a confirmed lever of another funder. The cap counts confirmed and requested levers. The share
    of administration is read from the approved budget when there is one, from the action's needs otherwise.
    """
    for levers in subject.levers.values():
        programs = {lever.program: subject.programs[lever.program] for lever in levers}
        for program in programs.values():
            own = [lever for lever in levers if lever.program == program.code]
            yield from _check_other_source(subject, program, own, levers)
            yield from _check_cap(program, own)
            yield from _check_admin(subject, program, own)


def _check_other_source(
    subject: RuleSubject, program: Program, own: list[LeverLine], levers: list[LeverLine]
) -> Iterator[Finding]:
    committed = [lever for lever in own if lever.status in COMMITTED]
    others = [
        lever
        for lever in levers
        if lever.status in COMMITTED and subject.programs[lever.program].funder != program.funder
    ]
    if program.requires_other_source and committed and not others:
        lever = committed[0]
        yield blocking(
            "R-028",
            lever,
            "program",
            found=program.code,
            expected=translate("au moins un levier confirmé d’un autre bailleur"),
            message=f"Le programme {program.code} exige une autre source de financement; en {lever.fy}, "
            f"l’action {lever.action} n’en a aucune de confirmée.",
            remedy="Confirmez un levier d’un autre bailleur (le milieu compte), ou revoyez ce levier.",
        )


def _check_cap(program: Program, own: list[LeverLine]) -> Iterator[Finding]:
    asked = _sum(lever.amount for lever in own if lever.status in _ASKED)
    if program.max_per_project is not None and asked > program.max_per_project:
        lever = own[0]
        yield blocking(
            "R-028",
            lever,
            "amount",
            found=spoken_money(asked),
            expected=translate("{limit} ou moins").format(limit=spoken_money(program.max_per_project)),
            message=f"En {lever.fy}, l’action {lever.action} compte {spoken_money(asked)} du programme {program.code}, "
            f"qui accorde au plus {spoken_money(program.max_per_project)} par projet.",
            remedy="Ramenez les leviers de ce programme sous le plafond.",
        )


def _check_admin(subject: RuleSubject, program: Program, own: list[LeverLine]) -> Iterator[Finding]:
    cap, key = program.max_admin_pct, (own[0].action, own[0].fy)
    if cap is None:
        return
    budgets = [
        row
        for agreement in sorted({lever.agreement for lever in own if lever.agreement})
        for row in subject.budgets.get((agreement, key[1], key[0]), ())
    ]
    rows: list[ApprovedBudget] | list[NeedLine] = budgets or subject.needs.get(key, [])
    admin = [row for row in rows if row.category is Category.ADMIN]
    whole, part = _sum(row.amount for row in rows), _sum(row.amount for row in admin)
    if admin and part * 100 > cap * whole:
        allowed = to_cents(whole * cap / 100)
        yield blocking(
            "R-028",
            admin[0],
            "amount",
            found=spoken_money(part),
            expected=translate("{limit} ou moins").format(limit=spoken_money(allowed)),
            message=f"En {key[1]}, les frais d’administration de l’action {key[0]} sont de {spoken_money(part)} sur "
            f"{spoken_money(whole)}; le programme {program.code} les limite à {format_percent(cap)}, "
            f"soit {spoken_money(allowed)}.",
            remedy="Réduisez les frais d’administration, ou classez-les dans leur vraie catégorie.",
        )


def check_r_029(subject: RuleSubject) -> Iterator[Finding]:
    """No money outside the plan: every confirmed lever points to an action of this version (A5-12)."""
    for lever in _committed(subject):
        if lever.action not in subject.actions:
            yield blocking(
                "R-029",
                lever,
                "action",
                found=lever.action,
                expected=translate("une action du plan"),
                message=f"Le levier {lever.id} ({spoken_money(lever.amount)}) finance l’action {lever.action}, "
                f"absente de la version {subject.plan.record.version} du plan.",
                remedy="Ajoutez l’action au plan, ou rattachez le levier à une action du plan.",
            )


def _committed(subject: RuleSubject) -> list[LeverLine]:
    return [lever for lever in subject.plan.lever_lines if lever.status in COMMITTED]


def _granted(years: Iterable[AgreementYear]) -> tuple[dict[Year, Decimal], dict[Year, AgreementYear]]:
    sums: defaultdict[Year, Decimal] = defaultdict(lambda: ZERO)
    rows: dict[Year, AgreementYear] = {}
    for row in years:
        sums[row.agreement, row.fy] += to_cents(row.amount)
        rows.setdefault((row.agreement, row.fy), row)
    return dict(sums), rows


def _used(levers: Iterable[LeverLine]) -> tuple[dict[Year, Decimal], dict[Year, LeverLine]]:
    sums: defaultdict[Year, Decimal] = defaultdict(lambda: ZERO)
    rows: dict[Year, LeverLine] = {}
    for lever in levers:
        if lever.agreement:
            sums[lever.agreement, lever.fy] += to_cents(lever.amount)
            rows.setdefault((lever.agreement, lever.fy), lever)
    return dict(sums), rows


def _is_in_force(program: Program, fy: str) -> bool:
    return _overlaps(fy, program.valid_from or date.min, program.valid_to or date.max)


def _overlaps(fy: str, start: date, end: date) -> bool:
    return fiscal_year_start(fy) <= end and fiscal_year_end(fy) >= start


def _validity(program: Program) -> str:
    if program.valid_from and program.valid_to:
        return f"du {program.valid_from} au {program.valid_to}"
    return f"depuis le {program.valid_from}" if program.valid_from else f"jusqu’au {program.valid_to}"


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum((to_cents(amount) for amount in amounts), ZERO)
