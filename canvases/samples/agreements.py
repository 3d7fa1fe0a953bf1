"""Makes the agreements behind the levers: what each grants a year, pays, and asks to be reported."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from assembler.models.money import ZERO
from assembler.models.period import fiscal_year_end, fiscal_year_start
from assembler.models.region import Region
from assembler.models.vocabulary import FunderKind
from assembler.typography import typographic
from canvases.samples.content import Row
from canvases.samples.funding import CONFIRMED_ON, CURRENT, Lever, dollars, working_day

LAST_REPORTED = "2025-2026"
_PAID_AFTER = timedelta(days=10)  # past the holidays of June 24 and July 1
_LAST_PART_PCT = 10  # kept back until the final report is accepted
_IN_TWO_PARTS = frozenset({"FQIS-G", "FQIS-I", "FAM", "MSP"})

_TITLES = {
    "FQIS-G": "Alliance pour la solidarité – plan de communauté {of}",
    "FQIS-I": "Alliance pour la solidarité – plan de communauté {of}",
    "FLAC": "Soutien à la démarche de développement social {of}",
    "FAM": "Petite enfance et familles {of}",
    "COMP": "Persévérance scolaire {of}",
    "FRR": "Fonds régions et ruralité – projets {of}",
    "MRC": "Contribution au plan de communauté {of}",
    "RDS": "Expertise et évaluation {of}",
    "MSP": "Prévention dans les milieux de vie {of}",
    "MIL": "Engagements du milieu {of}",
}
_MANDATES = {
    "FQIS-G": "Soutenir les actions du plan de communauté qui réduisent la pauvreté et l’exclusion sociale {at}, avec "
    "d’autres sources de financement et la participation des personnes concernées.",
    "FQIS-I": "Soutenir les actions du plan de communauté qui réduisent la pauvreté et l’exclusion sociale {at}, avec "
    "d’autres sources de financement et la participation des personnes concernées.",
    "FLAC": "Renforcer la capacité des partenaires d’agir, d’apprendre et d’évaluer ensemble {at}.",
    "FAM": "Rapprocher des familles les services de la petite enfance {at}.",
    "COMP": "Soutenir la lecture, la persévérance et la réussite des élèves {at}.",
    "FRR": "Appuyer des projets qui améliorent les milieux de vie {at}.",
    "MRC": "Contribuer aux actions du plan de communauté selon les priorités du conseil.",
    "RDS": "Accompagner l’évaluation de la démarche et partager les apprentissages avec les autres territoires.",
    "MSP": "Prévenir l’exclusion et assurer la sécurité des milieux de vie {at}.",
    "MIL": "Réunir les dons, l’autofinancement et la part des porteurs des actions du plan.",
}
_REFERENCES = {"FQIS-G": "MESS-ALL", "FQIS-I": "MESS-ALI", "FLAC": "FLAC", "FAM": "MF-PE", "COMP": "CPL"}
_CONDITIONS = (
    "Utiliser les sommes aux seules fins prévues à l’entente",
    "Remettre la reddition de comptes à la date prévue",
    "Mentionner le soutien reçu dans les documents publics",
)


@dataclass(frozen=True)
class Place:
    """What an agreement needs to know of its territory."""

    code: str
    fiduciary: str
    plan_end: date
    authority: str | None  # resolution that allows signing


def agreement_ids(levers: Iterable[Lever], region: Region, code: str) -> dict[str, str]:
    """Gives the agreement of each program that finances something: ``AG-2024-FQIS-G-04``."""
    rank = 1 + [territory.code for territory in region.territories].index(code)
    first: dict[str, str] = {}
    for lever in levers:
        if lever.is_committed:
            first[lever.program] = min(first.get(lever.program, lever.fy), lever.fy)
    order = {program.code: program.color_rank for program in region.programs}
    return {program: f"AG-{first[program][:4]}-{program}-{rank:02}" for program in sorted(first, key=order.__getitem__)}


def granted(levers: Iterable[Lever]) -> dict[tuple[str, str], Decimal]:
    """Gives what each program grants each year."""
    sums: defaultdict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
    for lever in levers:
        if lever.is_committed:
            sums[lever.program, lever.fy] += lever.amount
    return dict(sums)


def agreement_rows(
    ids: Mapping[str, str],
    amounts: Mapping[tuple[str, str], Decimal],
    region: Region,
    place: Place,
    texts: Mapping[str, Row],
) -> Iterator[Row]:
    """Gives the agreements; ``texts`` holds what a territory says otherwise, by program."""
    profile = region.territory(place.code)
    words = {"of": profile.name_de, "at": profile.name_a}
    for program, agreement in ids.items():
        first = min(fy for known, fy in amounts if known == program)
        signed = working_day(CONFIRMED_ON[program].replace(year=int(first[:4])))
        reference = f"{_REFERENCES.get(program, program)}-{first[:4]}-{profile.geo_code}"
        yield {
            "id": agreement,
            "program": program,
            "title": typographic(_TITLES[program].format(**words)),
            "reference_no": reference,
            "holder": place.fiduciary,
            "covered_territories": (place.code,),
            "signed_on": signed,
            "start": fiscal_year_start(first),
            "end": place.plan_end,
            "amount_total": sum((amount for (known, _), amount in amounts.items() if known == program), ZERO),
            "mandate": typographic(_MANDATES[program].format(**words)),
            "conditions": tuple(typographic(condition) for condition in _CONDITIONS),
            "carry_over_allowed": True,
            "signatory_role": "Direction générale",
            "authority": place.authority,
        } | texts.get(program, {})


def year_rows(ids: Mapping[str, str], amounts: Mapping[tuple[str, str], Decimal]) -> Iterator[Row]:
    """Gives what each agreement grants each year."""
    for (program, fy), amount in sorted(amounts.items(), key=lambda item: (list(ids).index(item[0][0]), item[0][1])):
        yield {"agreement": ids[program], "fy": fy, "amount": amount}


def payment_rows(levers: Sequence[Lever], ids: Mapping[str, str], received: Mapping[Lever, Decimal]) -> Iterator[Row]:
    """Gives the payments of every action up to this year; ``received`` tells the levers not paid in full."""
    for lever in levers:
        if not lever.is_committed or lever.fy > CURRENT:
            continue
        left = received.get(lever, lever.amount)
        for part, (due, amount, condition) in enumerate(_parts(lever)):
            row = {
                "agreement": ids[lever.program],
                "fy": lever.fy,
                "action": lever.action,
                "due": due,
                "condition": condition,
                "amount": amount,
            }
            is_paid = lever.fy < CURRENT or part == 0
            paid = min(left, amount) if is_paid else ZERO
            left -= paid
            yield row | ({"received_on": working_day(due + _PAID_AFTER), "received_amount": paid} if paid else {})


def report_rows(ids: Mapping[str, str], amounts: Mapping[tuple[str, str], Decimal], region: Region) -> Iterator[Row]:
    """Gives the reports owed up to this year: one a year, and one on the way where the program asks for it."""
    for program, fy in sorted(amounts, key=lambda key: (list(ids).index(key[0]), key[1])):
        if fy > CURRENT:
            continue
        rules = region.program(program)
        if region.funder_of(program).kind is FunderKind.COMMUNITY:
            continue  # nobody accounts to itself for its own gifts
        due = fiscal_year_end(fy) + timedelta(days=rules.report_final_days)
        is_sent = fy < CURRENT
        row: Row = {"agreement": ids[program], "fy": fy}
        if rules.report_interim:
            yield row | _report("etape", fiscal_year_start(fy).replace(month=10, day=31), is_sent=is_sent)
        status = "envoye" if fy == LAST_REPORTED else "accepte"
        yield row | _report("annuel", due, is_sent=is_sent, status=status)


def _parts(lever: Lever) -> Iterator[tuple[date, Decimal, str]]:
    start, end = fiscal_year_start(lever.fy), fiscal_year_end(lever.fy)
    if lever.program in _IN_TWO_PARTS:
        first, last = dollars(lever.amount, (100 - _LAST_PART_PCT, _LAST_PART_PCT))
        yield start.replace(month=6, day=15), first, "À la signature et au dépôt du plan"
        yield end.replace(month=3, day=16), last, "Au dépôt de la reddition"
    else:
        yield start.replace(month=6, day=25), lever.amount, "Au dépôt du montage financier"


def _report(kind: str, due: date, *, is_sent: bool, status: str = "accepte") -> Row:
    if not is_sent:
        return {"kind": kind, "due_date": due, "status": "a_faire"}
    return {"kind": kind, "due_date": due, "status": status, "sent_on": working_day(due - timedelta(days=7))}
