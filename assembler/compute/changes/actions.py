"""What happened to the actions: added, removed, probably renumbered, moved, under another status or title."""

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from assembler.models.action import Action
from assembler.models.changes import (
    ActionChanges,
    ActionMoved,
    ActionRenumbered,
    ActionRetitled,
    ActionStatusChange,
    ActionTold,
    Moved,
)
from assembler.models.plan import Plan
from assembler.models.strategy import Issue
from assembler.tables import folded

_ALIKE = 0.85  # of a title, when the rest is the same
_CLOSE = 0.6  # of a summary, when the title is the same
_MOST_COMPARED = 4000  # characters of a summary: beyond, its beginning is enough, and time stays bounded
_MOST_ACTIONS = 60  # that came, or went: beyond, it is another plan


def probable_renumberings(old: Plan, new: Plan) -> dict[str, str]:
    """Gives, for actions that went, the id of the one that came which is probably the same, each once."""
    known, kept = {action.id for action in new.actions}, {action.id for action in old.actions}
    gone = [action for action in old.actions if action.id not in known]
    come = [action for action in new.actions if action.id not in kept]
    if max(len(gone), len(come)) > _MOST_ACTIONS:
        return {}
    scored = sorted(
        ((-score, was.id, now.id) for was in gone for now in come if (score := _likeness(was, now)) > 0),
    )
    found: dict[str, str] = {}
    for _score, was, now in scored:
        if was not in found and now not in found.values():
            found[was] = now
    return found


def _likeness(was: Action, now: Action) -> float:
    """Gives how alike two actions are, 0 when the title or the content is another."""
    title, summary = _ratio(was.title, now.title), _ratio(was.summary, now.summary)
    is_same = (title == 1 and summary >= _CLOSE) or (title >= _ALIKE and summary >= _ALIKE)
    return title + summary if is_same else 0


def _ratio(was: str, now: str) -> float:
    old, new = folded(was[:_MOST_COMPARED]), folded(now[:_MOST_COMPARED])
    if old == new:
        return 1
    compared = SequenceMatcher(None, old, new)
    return compared.ratio() if compared.real_quick_ratio() >= _CLOSE <= compared.quick_ratio() else 0


def compare_actions(old: Plan, new: Plan, renumbered: Mapping[str, str]) -> ActionChanges:
    """Gives what happened to each action, in the order of the newer plan, what went in that of the older one."""
    before = {renumbered.get(action.id, action.id): action for action in old.actions}
    after = {action.id: action for action in new.actions}
    pairs = [(before[key], action) for key, action in after.items() if key in before]
    return ActionChanges(
        added=_told(new, (action for key, action in after.items() if key not in before)),
        removed=_told(old, (action for key, action in before.items() if key not in after)),
        renumbered=tuple(
            ActionRenumbered(before=was.id, after=now.id, title=now.title) for was, now in pairs if was.id != now.id
        ),
        moved=tuple(moved for was, now in pairs if (moved := _moved(old, new, was, now))),
        statuses=tuple(
            ActionStatusChange(id=now.id, title=now.title, before=was.status, after=now.status)
            for was, now in pairs
            if was.status is not now.status
        ),
        retitled=tuple(
            ActionRetitled(id=now.id, before=was.title, after=now.title) for was, now in pairs if was.title != now.title
        ),
    )


def _told(plan: Plan, actions: Iterable[Action]) -> tuple[ActionTold, ...]:
    return tuple(
        ActionTold(id=action.id, title=action.title, issue=_issue_number(plan, action.issue)) for action in actions
    )


def _moved(old: Plan, new: Plan, was: Action, now: Action) -> ActionMoved | None:
    issue = lead = None
    if was.issue != now.issue:
        issue = _move(_issue_number(old, was.issue), _issue_number(new, now.issue), was.issue, now.issue)
    if was.lead != now.lead:
        lead = _move(_lead_number(was.lead), _lead_number(now.lead), was.lead, now.lead)
    return ActionMoved(id=now.id, title=now.title, issue=issue, lead=lead) if issue or lead else None


def _move(before: str, after: str, was: str, now: str) -> Moved:
    """Printed numbers, unless they are the same one."""
    return Moved(before=before, after=after) if before != after else Moved(before=was, after=now)


def _issue_number(plan: Plan, key: str) -> str:
    issue = plan.find(Issue, key)
    return str(issue.order) if issue else key


def _lead_number(key: str) -> str:
    """« CG-P1.2 » is printed « 1.2 »."""
    return key.rsplit("-", 1)[-1].lstrip("P") or key
