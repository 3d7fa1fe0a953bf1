"""What the initiatives changed, what differed, what was learnt, and a summary by territory (C5, 2 and 8 to 11)."""

from collections.abc import Iterator

from assembler.models.action import Action
from assembler.models.results import ResultEntry
from assembler.models.view import KeyFigure, View
from assembler.typography import NBSP, format_number, join_french
from assembler.views.consolidated.scope import RegionalScope, TerritoryScope
from assembler.views.report.accounts import view_accounts
from assembler.views.report.activities import ActionRow, view_activities
from assembler.views.report.balances import BalanceRow, reason_rows
from assembler.views.report.identity import view_head
from assembler.views.report.people import view_people
from assembler.views.report.reflection import view_reflection
from assembler.views.report.scope import ReportScope
from assembler.views.report.whole import report_figures
from assembler.views.shown import NOT_APPLICABLE, Text, dimension_label, or_missing

_SHARED_BY = 3  # territories before a dimension is a cross-cutting issue
_SHOWN = 5  # successes and testimonies, shared between territories; at least one each


class HighlightRow(View):
    """A success of a territory."""

    territoire: str
    action: str
    texte: str


class EffectLine(View):
    """The effects of an initiative."""

    action: str
    court: Text
    moyen: Text


class EffectGroup(View):
    """The initiatives of one category of issue: the dimension they answer first."""

    libelle: str
    portee: str  # how many initiatives, in which territories
    personnes: str
    lignes: tuple[EffectLine, ...]


class Example(View):
    """Someone's words, given with consent, in their own language."""

    action: str
    territoire: str
    texte: str
    langue: str  # fr, en, mic


class VarianceLine(View):
    """What differed from what was planned, in activities."""

    action: str
    ecart: str
    explication: Text
    correctif: Text


class ReasonLine(View):
    """What differed in money, and what covers it."""

    action: str
    explication: str
    correctif: Text
    source: Text


class LessonLine(View):
    """What was difficult, and what it teaches."""

    action: str
    difficultes: Text
    apprentissages: Text


class ReportSummary(View):
    """One agreement of a territory, summed up as its own report says it."""

    entente: str
    chiffres: tuple[KeyFigure, ...]
    actions: tuple[ActionRow, ...]
    soldes: tuple[BalanceRow, ...]
    soldes_total: BalanceRow


class TerritorySummary(View):
    """The annex of a territory; without any report, ``raison`` says why."""

    code: str
    nom: str
    raison: str
    redditions: tuple[ReportSummary, ...]


class RegionalReflection(View):
    """Sections 2 and 8 to 11."""

    bons_coups: tuple[HighlightRow, ...]
    retombees: tuple[EffectGroup, ...]
    exemples: tuple[Example, ...]
    ecarts: tuple[VarianceLine, ...]
    raisons: tuple[ReasonLine, ...]
    lecons: tuple[LessonLine, ...]
    transversaux: tuple[str, ...]
    annexes: tuple[TerritorySummary, ...]


def view_regional_reflection(scope: RegionalScope) -> RegionalReflection:
    """Gives what the territories tell, each text in its own words."""
    return RegionalReflection(
        bons_coups=tuple(_highlights(scope)),
        retombees=tuple(_effects(scope)),
        exemples=tuple(_examples(scope)),
        ecarts=tuple(dict.fromkeys(_variances(scope))),
        raisons=tuple(dict.fromkeys(_reasons(scope))),
        lecons=tuple(dict.fromkeys(_lessons(scope))),
        transversaux=tuple(_shared_dimensions(scope)),
        annexes=tuple(_annexes(scope)),
    )


def _highlights(scope: RegionalScope) -> Iterator[HighlightRow]:
    """The first successes that the initiatives of each territory tell."""
    for territory in scope.territories:
        told = [(action, row.good_moves[0]) for action, row in _results(territory) if row.good_moves]
        for action, success in told[: _share(scope)]:
            yield HighlightRow(territoire=territory.profile.name, action=action.id, texte=success)


def _share(scope: RegionalScope) -> int:
    return max(1, _SHOWN // len(scope.territories))


def _results(territory: TerritoryScope) -> Iterator[tuple[Action, ResultEntry]]:
    seen: set[str] = set()
    for report in territory.scopes:
        for action, row in report.results:
            if action.id not in seen:
                seen.add(action.id)
                yield action, row


def _effects(scope: RegionalScope) -> Iterator[EffectGroup]:
    rows = [(territory, action, row) for territory in scope.territories for action, row in _results(territory)]
    for line in scope.totals.dimensions:
        told = [entry for entry in rows if line.code in _dimension_keys(*entry[:2])]
        if told:
            names = join_french([scope.name(key) for key in dict.fromkeys(entry[0].profile.code for entry in told)])
            plural = "s" if len(told) > 1 else ""
            yield EffectGroup(
                libelle=dimension_label(told[0][1].dimension_main, told[0][0].scopes[0].request),
                personnes=_persons(line.code, scope),
                portee=f"{len(told)}{NBSP}initiative{plural}{NBSP}: {names}",
                lignes=tuple(
                    EffectLine(
                        action=f"{action.id} {action.title}",
                        court=or_missing(row.effects_short),
                        moyen=or_missing(row.effects_medium),
                    )
                    for _, action, row in told
                ),
            )


def _persons(code: str, scope: RegionalScope) -> str:
    told = next((line.people for line in scope.totals.categories if line.code == code), None)
    whole = scope.total_cell(scope.totals.people, persons=True, measure="unique")
    reached = scope.person_count(told, part_of=whole)
    count = reached if isinstance(reached, str) else format_number(reached)
    return f"Personnes jointes{NBSP}: {count}"


def _dimension_keys(territory: TerritoryScope, action: Action) -> tuple[str, str]:
    """The codes an action's main dimension may have in the counts: the region's, or the territory's own."""
    return action.dimension_main, f"{territory.profile.code}-{action.dimension_main}"


def _examples(scope: RegionalScope) -> Iterator[Example]:
    """The first testimonies of each territory, among those given with consent."""
    for territory in scope.territories:
        said = [row for report in territory.scopes for row in view_reflection(report).temoignages]
        for row in said[: _share(scope)]:
            yield Example(action=row.action, territoire=territory.profile.name, texte=row.texte, langue=row.langue)


def _variances(scope: RegionalScope) -> Iterator[VarianceLine]:
    for report in scope.scopes:
        for row in view_activities(report).ecarts:
            yield VarianceLine(action=row.action, ecart=row.ecart, explication=row.explication, correctif=row.correctif)


def _reasons(scope: RegionalScope) -> Iterator[ReasonLine]:
    for report in scope.scopes:
        for row in reason_rows(report):
            yield ReasonLine(action=row.action, explication=row.explication, correctif=row.correctif, source=row.source)


def _lessons(scope: RegionalScope) -> Iterator[LessonLine]:
    for report in scope.scopes:
        for row in view_reflection(report).lecons:
            if row.difficultes != NOT_APPLICABLE or row.apprentissages != NOT_APPLICABLE:
                yield LessonLine(action=row.action, difficultes=row.difficultes, apprentissages=row.apprentissages)


def _shared_dimensions(scope: RegionalScope) -> Iterator[str]:
    """The dimensions that the initiatives of several territories answer first."""
    for line in scope.totals.dimensions:
        present = [code for code, count in line.by_territory.items() if count]
        if len(present) >= _SHARED_BY:
            yield f"{line.fr} ({join_french([scope.name(code) for code in present])})"


def _annexes(scope: RegionalScope) -> Iterator[TerritorySummary]:
    counted = {territory.profile.code: territory for territory in scope.territories}
    reasons = {row.code: row.reason.fr for row in scope.asked.missing}
    for profile in scope.covered:
        territory = counted.get(profile.code)
        yield TerritorySummary(
            code=profile.code,
            nom=profile.name,
            raison="" if territory else reasons.get(profile.code, "Sans entente cet exercice"),
            redditions=tuple(_summary(report) for report in territory.scopes) if territory else (),
        )


def _summary(report: ReportScope) -> ReportSummary:
    accounts = view_accounts(report)
    return ReportSummary(
        entente=view_head(report).entente,
        chiffres=report_figures(report, accounts, view_people(report)),
        actions=view_activities(report).actions,
        soldes=accounts.soldes,
        soldes_total=accounts.soldes_total,
    )
