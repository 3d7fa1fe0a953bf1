"""What the public edition prints of counts of persons: « < 5 » for a small one, « masqué » for one that tells it."""

from dataclasses import dataclass
from decimal import Decimal

from assembler.compute.masks import TOTAL, Masks
from assembler.compute.people import is_small_count
from assembler.compute.protection import Mask
from assembler.models.figures import IndicatorLine
from assembler.models.piece import Request
from assembler.models.results import Indicator
from assembler.models.view import Missing
from assembler.models.vocabulary import CountBasis, Edition, Unit
from assembler.typography import NBSP
from assembler.views.gathered import gather

WITHHELD = Missing("masqué")

_NOTHING = Masks()
_OF_PERSONS = frozenset({CountBasis.UNIQUE_PERSONS, CountBasis.HOUSEHOLDS, CountBasis.PARTICIPATIONS})


@dataclass(frozen=True)
class MaskedLine:
    """What is printed in place of the values of an indicator; None where the value itself may be."""

    baseline: Missing | None
    result: Missing | None
    rate: Missing | None


def small_label(mask_under: int) -> Missing:
    """Gives « < 5 »."""
    return Missing(f"<{NBSP}{mask_under}")


def is_mask(value: object) -> bool:
    """True for what stands for a hidden count."""
    return isinstance(value, Missing) and (value == WITHHELD or value.startswith("<"))


def mask_count(
    request: Request, measure: str, fy: str, *, agreement: str = "", action: str = TOTAL, group: str = TOTAL
) -> Missing | None:
    """Gives what the edition prints in place of a count of persons; None when the count itself may be printed."""
    return _label(masks_of(request).of(measure, fy, agreement=agreement, action=action, group=group), request)


def mask_alone(count: int | None, request: Request, *, action: str = "", fy: str = "") -> Missing | None:
    """Gives what hides a count that adds up to nothing printed, or that is one withheld of its action that year."""
    if request.edition is not Edition.PUBLIC:
        return None
    if is_small_count(count, request.region.thresholds.mask_under):
        return small_label(request.region.thresholds.mask_under)
    return WITHHELD if count in masks_of(request).withheld.get((action, fy), ()) else None


def mask_measure(value: Decimal | None, indicator: Indicator, fy: str, request: Request) -> Missing | None:
    """Gives what hides the value of an indicator that counts persons, households or participations."""
    is_count = indicator.unit is Unit.COUNT and indicator.count_basis in _OF_PERSONS
    if value is None or not is_count:
        return None
    return mask_alone(int(value), request, action=indicator.parent, fy=fy)


def mask_line(indicator: Indicator, line: IndicatorLine | None, request: Request) -> MaskedLine:
    """Gives what hides the values of an indicator; a rate would tell the value it comes from."""
    baseline = mask_measure(indicator.baseline, indicator, "", request)
    result = mask_measure(line.result, indicator, line.fy, request) if line else None
    is_told = result or (baseline and line and line.target_rate is None)
    return MaskedLine(baseline, result, WITHHELD if is_told else None)


def masks_of(request: Request) -> Masks:
    """Gives what the edition hides: nothing but in public."""
    return gather(request).masks if request.edition is Edition.PUBLIC else _NOTHING


def _label(mask: Mask | None, request: Request) -> Missing | None:
    if mask is None:
        return None
    return small_label(request.region.thresholds.mask_under) if mask is Mask.SMALL else WITHHELD
