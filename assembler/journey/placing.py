"""Finds again where in the narrative its findings stand: they travel without their paragraphs."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from assembler.i18n import translate as _
from assembler.models.finding import Finding
from assembler.models.narrative import Narrative, Picture
from assembler.models.placed import PlacedFinding
from assembler.read.narrative.reading import read_placed_narrative
from assembler.read.narrative.remarks import NARRATIVE

_Key = tuple[str, str, str, str]


def place_findings(narrative: bytes, findings: Sequence[Finding]) -> tuple[PlacedFinding, ...]:
    """Gives the findings that are about the narrative, each with its paragraphs; the language is that of the findings.

    A rule's finding knows its section only: it stands where the section begins.
    """
    read, placed = read_placed_narrative(narrative)
    known: defaultdict[_Key, list[tuple[int, ...]]] = defaultdict(list)
    begins: dict[str, tuple[int, ...]] = {}
    for one in placed:
        known[_key(one.finding)].append(one.spots)
        begins.setdefault(one.finding.place.partition(" › ")[0], one.spots)
    pictures = list(_pictures(read))
    about = [finding for finding in findings if finding.sheet == _(NARRATIVE)]
    return tuple(PlacedFinding(finding=one, spots=_spots(one, known, pictures, begins)) for one in about)


def _key(finding: Finding) -> _Key:
    return (finding.code, finding.place, finding.found, finding.message)


def _pictures(narrative: Narrative) -> Iterator[Picture]:
    for section in narrative.sections:
        yield from (block for block in section.blocks if isinstance(block, Picture))


def _spots(
    finding: Finding,
    known: dict[_Key, list[tuple[int, ...]]],
    pictures: Sequence[Picture],
    begins: dict[str, tuple[int, ...]],
) -> tuple[int, ...]:
    told = known.get(_key(finding))
    if told:
        return told.pop(0) if len(told) > 1 else told[0]
    for picture in pictures:
        words = tuple(word for word in (picture.alt or picture.caption, *picture.consents) if word)
        if picture.place == finding.place and finding.found.startswith(words):
            return (picture.spot,) if picture.spot else ()
    return begins.get(finding.place.partition(" › ")[0], ())
