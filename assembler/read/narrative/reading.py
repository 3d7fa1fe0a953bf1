"""Read a person's Word narrative: its sections by content control, or by heading, as neutral blocks.

Everything that was changed, dropped or missing is told as a finding (codes N-001 to N-043, docs/narrative.md).
"""

from collections.abc import Sequence

from lxml import etree

from assembler.models.finding import Finding
from assembler.models.narrative import SECTIONS, Block, Heading, Narrative, Section, SectionSpec
from assembler.models.placed import PlacedFinding
from assembler.read.narrative.blocks import SectionReader
from assembler.read.narrative.checks import check_sections, tell_stretches, tell_unreadable
from assembler.read.narrative.remarks import Remarks
from assembler.read.narrative.settled import tell_settled
from assembler.read.narrative.source import NarrativeSource, open_narrative
from assembler.read.narrative.splitting import Splitter, Stretch


def read_narrative(content: bytes, sections: Sequence[SectionSpec] = SECTIONS) -> tuple[Narrative, tuple[Finding, ...]]:
    """Gives the sections found, in the order of the plan, and what the person should know.

    The file has been screened (``screen_narrative``). A file with no known section gives an empty narrative and one
    blocking finding, N-001.
    """
    narrative, placed = read_placed_narrative(content, sections)
    return narrative, tuple(told.finding for told in placed)


def read_placed_narrative(
    content: bytes, sections: Sequence[SectionSpec] = SECTIONS
) -> tuple[Narrative, tuple[PlacedFinding, ...]]:
    """Gives the same, each finding with the paragraphs of the file it is about."""
    remarks = Remarks()
    try:
        source = open_narrative(content)
    except (etree.XMLSyntaxError, KeyError, StopIteration, ValueError):
        tell_unreadable(remarks, sections)
        return Narrative(), tuple(remarks.placed)
    stretches = list(Splitter(source, sections).split())
    if not any(stretch.section for stretch in stretches):
        tell_unreadable(remarks, sections)
        return Narrative(), tuple(remarks.placed)
    read = _read_sections(stretches, source, remarks)
    tell_stretches(stretches, sections, remarks)
    check_sections(read, sections, remarks, _first_spots(stretches))
    tell_settled(source, remarks)
    found = tuple(
        Section(tag=section.tag, place=section.fr, blocks=read[section.tag])
        for section in sections
        if read.get(section.tag)
    )
    return Narrative(sections=found), tuple(remarks.placed)


def _read_sections(
    stretches: Sequence[Stretch], source: NarrativeSource, remarks: Remarks
) -> dict[str, tuple[Block, ...]]:
    reader = SectionReader(source, remarks)
    read: dict[str, tuple[Block, ...]] = {}
    for stretch in stretches:
        if stretch.section is not None:
            remarks.enter(stretch.title if stretch.is_annex else stretch.section.fr, stretch.spot)
            blocks = reader.read(stretch.elements)
            blocks = _as_annex(stretch.title, blocks) if stretch.is_annex else blocks
            read[stretch.section.tag] = read.get(stretch.section.tag, ()) + blocks
    return read


def _as_annex(title: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """An annex of the territory's own keeps its title, its sub-headings one level under."""
    lowered = [b.model_copy(update={"level": b.level + 1}) if isinstance(b, Heading) else b for b in blocks]
    return (Heading(level=1, text=title), *lowered) if blocks else ()


def _first_spots(stretches: Sequence[Stretch]) -> dict[str, int]:
    return {stretch.section.tag: stretch.spot for stretch in reversed(stretches) if stretch.section and stretch.spot}
