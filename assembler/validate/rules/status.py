"""Legal statuses and the decisions behind them (R-009, R-010)."""

from collections.abc import Iterator, Mapping

from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.models.finding import Finding
from assembler.models.vocabulary import ActionStatus, LeverStatus
from assembler.typography import join_french
from assembler.validate.rules.subject import RuleSubject, blocking, warning

# From one version of a plan to the next. Steps forward may be skipped, since a version may cover a whole year.
# What is confirmed can only be received or withdrawn; what is received stays; after a refusal or a withdrawal,
# only a new request can bring the money back.
LEVER_TRANSITIONS: Mapping[LeverStatus, frozenset[LeverStatus]] = {
    LeverStatus.POTENTIAL: frozenset(
        {
            LeverStatus.REQUESTED,
            LeverStatus.CONFIRMED,
            LeverStatus.RECEIVED,
            LeverStatus.REFUSED,
            LeverStatus.WITHDRAWN,
        }
    ),
    LeverStatus.REQUESTED: frozenset(
        {LeverStatus.CONFIRMED, LeverStatus.RECEIVED, LeverStatus.REFUSED, LeverStatus.WITHDRAWN}
    ),
    LeverStatus.CONFIRMED: frozenset({LeverStatus.RECEIVED, LeverStatus.WITHDRAWN}),
    LeverStatus.RECEIVED: frozenset(),
    LeverStatus.REFUSED: frozenset({LeverStatus.POTENTIAL, LeverStatus.REQUESTED}),
    LeverStatus.WITHDRAWN: frozenset({LeverStatus.POTENTIAL, LeverStatus.REQUESTED}),
}
TERMINAL = frozenset({ActionStatus.DONE, ActionStatus.ABANDONED})

DECIDED = frozenset({ActionStatus.FUNDED, ActionStatus.RUNNING})


def check_r_009(subject: RuleSubject) -> Iterator[Finding]:
    """A lever's status follows from its previous one; a finished or abandoned action has ended by the version date."""
    for lever in subject.plan.lever_lines:
        before, now = lever.previous_status, lever.status
        if before and before is not now and now not in LEVER_TRANSITIONS[before]:
            steps = [status for status in LeverStatus if status in LEVER_TRANSITIONS[before]]
            legal, allowed = [status.fr for status in steps], [either(status.fr, status.en) for status in steps]
            yield blocking(
                "R-009",
                lever,
                "status",
                found=either(now.fr, now.en),
                expected=", ".join([either(before.fr, before.en), *allowed]),
                message=f"Le levier {lever.id} ne peut pas passer de « {before.fr} » à « {now.fr} ».",
                remedy=f"Après « {before.fr} », il peut devenir : {join_french(legal)}."
                if legal
                else f"Un levier « {before.fr} » le reste; inscrivez un nouveau levier.",
            )
    version_date = subject.plan.record.version_date
    for action in subject.plan.actions:
        if action.status in TERMINAL and action.end > version_date:
            yield blocking(
                "R-009",
                action,
                "end",
                found=action.end.isoformat(),
                expected=_("{limit} ou plus tôt").format(limit=version_date.isoformat()),
                message=f"L’action {action.id} est « {action.status.fr} », mais sa fin, le {action.end}, "
                f"suit la date de la version ({version_date}).",
                remedy="Inscrivez la date réelle de fin, ou changez l’état de l’action.",
            )


def check_r_010(subject: RuleSubject) -> Iterator[Finding]:
    """A funded or running action cites the resolution that funds it (A5-12)."""
    for action in subject.plan.actions:
        if action.status in DECIDED and action.decision is None:
            yield warning(
                "R-010",
                action,
                "decision",
                expected=_("une résolution"),
                message=f"L’action {action.id} est « {action.status.fr} », mais aucune décision ne la finance.",
                remedy="Choisissez la résolution dans « Décision », après l’avoir inscrite dans « Résolutions ».",
            )
