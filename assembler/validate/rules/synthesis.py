"""The totals of a synthesis of the financial potential (R-092)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from assembler.compute.potentials import compute_synthesis
from assembler.i18n import translate as _
from assembler.models.finding import Finding
from assembler.models.money import to_cents
from assembler.models.potential import Potential, SynthesisFigures
from assembler.models.record import Record
from assembler.models.synthesis import SynthesisPotential
from assembler.validate.rules.spoken import spoken_money
from assembler.validate.rules.subject import RuleSubject, blocking

_TYPED = {
    "total_min": ("minimal", "minimum"),
    "total_likely": ("probable", "likely"),
    "total_max": ("maximal", "maximum"),
}

_RANGE = {"minimum": ("minimal", "plus grand que"), "maximum": ("maximal", "plus petit que")}


def check_r_092(subject: RuleSubject) -> Iterator[Finding]:
    """Typed totals equal the sums; each potential's issue is in the synthesis, once; minimum ≤ likely ≤ maximum."""
    figures = {row.id: compute_synthesis(subject.plan, row.id) for row in subject.plan.syntheses}
    for synthesis in subject.plan.syntheses:
        for field, (word, part) in _TYPED.items():
            computed: Decimal = getattr(figures[synthesis.id].total, part)
            yield from _compare(synthesis, field, computed, f"Le total {word} de la synthèse {synthesis.id}")
    yield from _check_issues(subject, figures)
    known = {(row.synthesis, row.issue) for row in subject.plan.synthesis_issues}
    for potential in subject.plan.synthesis_potentials:
        if (potential.synthesis, potential.issue) not in known:
            yield _unlisted(potential)
        yield from _check_range(potential)


def _check_issues(subject: RuleSubject, figures: Mapping[str, SynthesisFigures]) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for row in subject.plan.synthesis_issues:
        if (row.synthesis, row.issue) in seen:
            yield blocking(
                "R-092",
                row,
                "issue",
                found=row.issue,
                expected=_("une seule ligne par enjeu"),
                message=f"L’enjeu {row.issue} paraît deux fois dans la synthèse {row.synthesis}.",
                remedy="Gardez une seule ligne par enjeu dans « Synthèse par enjeu ».",
            )
            continue
        seen.add((row.synthesis, row.issue))
        if row.synthesis in figures:
            computed = figures[row.synthesis].by_issue.get(row.issue, Potential()).likely
            what = f"Le potentiel probable de l’enjeu {row.issue}, synthèse {row.synthesis},"
            yield from _compare(row, "total_likely", computed, what)


def _compare(record: Record, field: str, computed: Decimal, what: str) -> Iterator[Finding]:
    typed: Decimal | None = getattr(record, field)
    if typed is not None and to_cents(typed) != computed:
        yield blocking(
            "R-092",
            record,
            field,
            found=spoken_money(typed),
            expected=spoken_money(computed),
            message=f"{what} est inscrit à {spoken_money(typed)}; ses programmes totalisent {spoken_money(computed)}.",
            remedy="Corrigez le total inscrit, ou les lignes de « Potentiel par programme ».",
        )


def _unlisted(potential: SynthesisPotential) -> Finding:
    return blocking(
        "R-092",
        potential,
        "issue",
        found=potential.issue,
        expected=_("un enjeu de la synthèse"),
        message=f"Le potentiel {potential.program} vise l’enjeu {potential.issue}, absent de la synthèse "
        f"{potential.synthesis} : les totaux par programme et par enjeu diffèrent.",
        remedy="Ajoutez l’enjeu dans « Synthèse par enjeu », ou corrigez-le ici.",
    )


def _check_range(row: SynthesisPotential) -> Iterator[Finding]:
    wrong = {
        "minimum": row.minimum is not None and row.minimum > row.likely,
        "maximum": row.maximum is not None and row.maximum < row.likely,
    }
    for field, (word, compared) in _RANGE.items():
        if wrong[field]:
            typed: Decimal = getattr(row, field)
            yield blocking(
                "R-092",
                row,
                field,
                found=spoken_money(typed),
                expected=spoken_money(row.likely),
                message=f"{row.program}, enjeu {row.issue} : le potentiel {word}, {spoken_money(typed)}, est "
                f"{compared} le probable, {spoken_money(row.likely)}.",
                remedy="Corrigez l’un des deux montants.",
            )
