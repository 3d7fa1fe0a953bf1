"""Hands a person's narrative back with a Word comment at each paragraph that has findings; nothing else changes.

Our comments of before are taken out first, the person's and their replies stay. The bytes of every other part are
those that came, and those of the text too, between our marks.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from assembler.canvas.annotate.draft import Draft
from assembler.canvas.annotate.outline import (
    HEADER,
    Edit,
    Element,
    appending,
    edited,
    insertion,
    removal,
    written,
)
from assembler.canvas.annotate.words import severity_word, shortened, todo, weight
from assembler.errors import DamagedUploadError
from assembler.i18n import translate as _
from assembler.models.finding import Finding, Severity
from assembler.models.placed import PlacedFinding
from assembler.word.comments import AUTHOR, CLOSING, INITIALS, are_ours

MOST_PLACES: Final = 10  # of one finding: what colours were lost is told at ten places, not at two hundred
_BOXES: Final = ("txbxContent", "Fallback")  # where Word refuses comments
_MARKS: Final = ("commentRangeStart", "commentRangeEnd")
_PARENT: Final = re.compile(rb"""\s[\w.-]+:paraIdParent\s*=\s*(?:"[^"]*"|'[^']*')""")


def annotate_narrative(narrative: bytes, placed: Sequence[PlacedFinding], *, name: str = "recit.docx") -> bytes:
    """Gives the narrative with our comments; without findings, free of them.

    The file must have been screened; ``DamagedUploadError`` when its parts do not hold together.
    """
    try:
        draft = Draft(narrative)
        _remove_ours(draft)
        notes = _notes(placed)
        if notes:
            _add_comments(draft, notes)
        return draft.finished()
    except (ValueError, LookupError, StopIteration, RecursionError, zipfile.BadZipFile) as error:
        remedy = _("Ouvrez-le dans Word, enregistrez-le et renvoyez-le.")
        raise DamagedUploadError(name, _("son contenu est endommagé"), remedy) from error


def _notes(placed: Sequence[PlacedFinding]) -> dict[int, list[Finding]]:
    """The findings by paragraph, the gravest first; those of the whole file stand at the first paragraph."""
    notes: dict[int, list[Finding]] = {}
    order = list(Severity)
    for one in sorted(placed, key=lambda one: order.index(weight(one.finding))):
        for spot in one.spots[:MOST_PLACES] or (1,):
            notes.setdefault(spot, []).append(one.finding)
    return notes


def _add_comments(draft: Draft, notes: Mapping[int, Sequence[Finding]]) -> None:
    part = draft.related(draft.book, "comments") or _new_part(draft)
    content, comments = draft.read(part), draft.outline(part)
    first = max((_number(one) for one in comments.all("comment")), default=-1) + 1
    paragraphs = list(_paragraphs(draft.outline(draft.book)))
    text = draft.read(draft.book)
    here = {spot: found for spot, found in sorted(notes.items()) if 0 < spot <= len(paragraphs)}
    edits = [edit for number, spot in enumerate(here, first) for edit in _anchor(text, paragraphs[spot - 1], number)]
    draft.write(draft.book, edited(text, edits))
    made = "".join(_comment(number, findings, comments.space) for number, findings in enumerate(here.values(), first))
    draft.write(part, edited(content, [appending(content, comments, made)]))


def _new_part(draft: Draft) -> str:
    space = draft.outline(draft.book).space
    usual = "word/comments.xml"
    part = draft.free_name("word/comments", ".xml") if draft.has(usual) else usual
    draft.write(part, f'{HEADER}<w:comments xmlns:w="{space}"></w:comments>'.encode())
    draft.relate(draft.book, "comments", part)
    draft.declare_type(part, "wordprocessingml.comments+xml")
    return part


def _paragraphs(root: Element) -> list[Element]:
    """The paragraphs in the order and number of ``word.spots.countable``: those of DrawingML are not ours."""
    found: list[Element] = []
    waiting = [child for child in reversed(root.children) if child.name == "body"]
    while waiting:
        element = waiting.pop()
        if element.name == "p" and element.space == root.space:
            found.append(element)
        if element.name not in _BOXES:
            waiting.extend(reversed(element.children))
    return found


def _anchor(content: bytes, paragraph: Element, number: int) -> Iterator[Edit]:
    begin = _tag("commentRangeStart", number, paragraph.space)
    end = _tag("commentRangeEnd", number, paragraph.space)
    reference = f'<w:r xmlns:w="{paragraph.space}"><w:commentReference w:id="{number}"/></w:r>'
    if paragraph.is_empty:
        yield appending(content, paragraph, begin + end + reference)
        return
    properties = paragraph.first("pPr")
    yield insertion(properties.end if properties else paragraph.inner, begin)
    yield insertion(paragraph.close, end + reference)


def _tag(name: str, number: int, space: str) -> str:
    """The prefix is said each time: the text may use another one."""
    return f'<w:{name} xmlns:w="{space}" w:id="{number}"/>'


def _comment(number: int, findings: Sequence[Finding], space: str) -> str:
    lines = [line for finding in findings for line in _lines(finding)]
    shown = "".join(_line(text, is_title=is_title) for text, is_title in (*lines, (_(CLOSING), False)))
    return (
        f'<w:comment xmlns:w="{space}" w:id="{number}" w:author="{AUTHOR}" w:initials="{INITIALS}">{shown}</w:comment>'
    )


def _line(text: str, *, is_title: bool) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if is_title else ""
    return f'<w:p><w:r>{look}<w:t xml:space="preserve">{written(text)}</w:t></w:r></w:p>'


def _lines(finding: Finding) -> Iterator[tuple[str, bool]]:
    yield f"{severity_word(weight(finding))} {finding.code}", True
    yield shortened(finding.message), False
    if finding.found:
        yield _("Trouvé\u00a0: {found}").format(found=shortened(finding.found)), False
    yield _("À faire\u00a0: {remedy}").format(remedy=shortened(todo(finding))), False


def _remove_ours(draft: Draft) -> None:
    part = draft.related(draft.book, "comments")
    if not part:
        return
    comments = draft.outline(part)
    ours = [one for one in comments.all("comment") if are_ours("".join(text.text for text in one.under("t")))]
    if not ours:
        return
    _remove_anchors(draft, {one.attribute("id") for one in ours})
    _remove_threads(draft, {p.attribute("paraId") for one in ours for p in one.under("p")} - {""})
    if len(ours) == len(comments.children):
        draft.unrelate(draft.book, part)
        draft.drop(part)
    else:
        draft.write(part, edited(draft.read(part), map(removal, ours)))


def _remove_anchors(draft: Draft, ids: set[str]) -> None:
    content, root = draft.read(draft.book), draft.outline(draft.book)
    gone = [mark for name in _MARKS for mark in root.under(name) if mark.attribute("id") in ids]
    for run in root.under("r"):
        references = [one for one in run.all("commentReference") if one.attribute("id") in ids]
        is_bare = all(child.name in ("rPr", "commentReference") for child in run.children)
        gone += [run] if references and is_bare and len(references) == len(run.all("commentReference")) else references
    draft.write(draft.book, edited(content, map(removal, gone)))


def _remove_threads(draft: Draft, paragraphs: set[str]) -> None:
    """What Word keeps of conversations elsewhere: our lines go, a reply to us becomes a comment of its own."""
    durable: set[str] = set()
    for kind in ("commentsIds", "commentsExtended", "commentsExtensible"):
        part = draft.related(draft.book, kind)
        if not part:
            continue
        content, root = draft.read(part), draft.outline(part)
        gone = [
            one
            for one in root.children
            if {one.attribute("paraId"), one.attribute("durableId")} & (paragraphs | durable)
        ]
        durable |= {one.attribute("durableId") for one in gone} - {""}
        orphans = [one for one in root.children if one not in gone and one.attribute("paraIdParent") in paragraphs]
        draft.write(part, edited(content, [*map(removal, gone), *(_freed(content, one) for one in orphans)]))


def _freed(content: bytes, reply: Element) -> Edit:
    tag = content[reply.start : reply.inner]
    return Edit(reply.start, reply.inner, _PARENT.sub(b"", tag))


def _number(comment: Element) -> int:
    number = comment.attribute("id")
    return int(number) if number.isdecimal() else -1
