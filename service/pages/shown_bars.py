"""Bars that pages draw without a script: lengths in hundredths of the longest, next to the amounts themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assembler.i18n import either
from assembler.models.region import Region
from assembler.models.summary import PlanSummary

_WHOLE = Decimal(100)
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class ShownSpan:
    """One part of a bar; ``tone`` is sure, asked or gap; ``start`` and ``width`` are hundredths of the chart."""

    tone: str
    start: Decimal
    width: Decimal


@dataclass(frozen=True)
class ShownBar:
    """A bar with its label, short where it has one, and the amounts it is drawn from, in CAD."""

    label: str
    name: str
    spans: tuple[ShownSpan, ...]
    amounts: tuple[Decimal, ...]
    total: Decimal


@dataclass(frozen=True)
class ShownBars:
    """A chart; ``tones`` in the order of the spans, ``totals`` of each column, ``empty`` names what has no bar."""

    tones: tuple[str, ...]
    bars: tuple[ShownBar, ...]
    totals: tuple[Decimal, ...]
    total: Decimal
    empty: tuple[str, ...]


def view_funders(summaries: Sequence[PlanSummary], region: Region) -> ShownBars:
    """Gives what each funder brings to all the plans this year: confirmed, then requested; the largest first."""
    short = {one.code: one.acronym for one in region.funders}
    names: dict[str, str] = {}
    sums: dict[str, list[Decimal]] = {}
    for share in (one for summary in summaries for one in summary.funders):
        names.setdefault(share.code, either(share.fr, share.en))
        _add(sums.setdefault(share.code, [Decimal(0), Decimal(0)]), (share.confirmed, share.requested))
    rows = [(short.get(code, names[code]), names[code], tuple(amounts)) for code, amounts in sums.items()]
    return _view(("sure", "asked"), rows)


def view_dimensions(summaries: Sequence[PlanSummary]) -> ShownBars:
    """Gives how the need of each dimension is met this year: confirmed, requested, gap; the largest need first.

    A plan that has more than it needs leaves no gap, and fills nobody else's.
    """
    names: dict[str, str] = {}
    sums: dict[str, list[Decimal]] = {}
    for share in (one for summary in summaries for one in summary.dimensions):
        names.setdefault(share.code, either(share.fr, share.en))
        parts = (share.confirmed, share.requested, max(share.gap, Decimal(0)))
        _add(sums.setdefault(share.code, [Decimal(0)] * 3), parts)
    return _view(("sure", "asked", "gap"), [(names[code], names[code], tuple(sums[code])) for code in sums])


def _add(sums: list[Decimal], amounts: tuple[Decimal, ...]) -> None:
    sums[:] = [one + other for one, other in zip(sums, amounts, strict=True)]


def _view(tones: tuple[str, ...], rows: Sequence[tuple[str, str, tuple[Decimal, ...]]]) -> ShownBars:
    drawn = sorted((row for row in rows if sum(row[2]) > 0), key=lambda row: (-sum(row[2]), row[0]))
    longest = max((sum(amounts, Decimal(0)) for _label, _name, amounts in drawn), default=Decimal(1))
    columns = [sum((row[2][at] for row in drawn), Decimal(0)) for at in range(len(tones))]
    return ShownBars(
        tones=tones,
        bars=tuple(
            ShownBar(label, name, _spans(tones, amounts, longest), amounts, sum(amounts, Decimal(0)))
            for label, name, amounts in drawn
        ),
        totals=tuple(columns),
        total=sum(columns, Decimal(0)),
        empty=tuple(name for _label, name, amounts in rows if sum(amounts) <= 0),
    )


def _spans(tones: tuple[str, ...], amounts: tuple[Decimal, ...], longest: Decimal) -> tuple[ShownSpan, ...]:
    spans, start = [], Decimal(0)
    for tone, amount in zip(tones, amounts, strict=True):
        width = (amount / longest * _WHOLE).quantize(_CENT)
        if width > 0:
            spans.append(ShownSpan(tone, start, width))
            start += width
    return tuple(spans)
