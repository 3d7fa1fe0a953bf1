"""The action sheets that a territory may hand to its lead organisations."""

import re
from dataclasses import dataclass

from assembler.models.summary import ActionSummary, PlanSummary

_NUMBER = re.compile(r"([A-Z]{2}-A)(\d{2,3})")


@dataclass(frozen=True)
class ShownSheets:
    """The actions of a plan, in order of number, and the number of a new one; nothing without a plan."""

    known: tuple[ActionSummary, ...] = ()
    new: str = ""


def view_sheets(summary: PlanSummary | None) -> ShownSheets:
    """Gives the sheets of a plan; an action whose number is malformed has none before it is mended."""
    actions = summary.actions if summary else ()
    found = {action.id: action for action in actions if _NUMBER.fullmatch(action.id)}
    if not found:
        return ShownSheets()
    last = max(found, key=lambda number: int(number[4:]))
    return ShownSheets(tuple(found[number] for number in sorted(found)), f"{last[:4]}{int(last[4:]) + 1:02d}")
