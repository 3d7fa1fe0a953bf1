"""Settle what Word keeps beside the words: tracked changes, comments, two versions of a drawing, drop capitals.

Each thing settled is tallied with its place, so that the person can be told where.
"""

from collections import defaultdict
from typing import Any

from assembler.word.ooxml import A, W
from assembler.word.spots import spot_of

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
Tally = defaultdict[str, list[int]]  # what was settled -> the place of each, 0 when it has none

_DROPPED_CHANGES = ("del", "moveFrom")
_ACCEPTED_CHANGES = ("ins", "moveTo")
_TRANSPARENT = ("smartTag", "customXml", "dir", "bdo")
_COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef")
_V = "{urn:schemas-microsoft-com:vml}"
_SEEN = (f"{A}blip", f"{A}graphicData", f"{W}txbxContent", f"{_V}imagedata")


def new_tally() -> Tally:
    """Gives an empty tally."""
    return defaultdict(list)


def settle(root: Any, tally: Tally, *, ours: frozenset[str] = frozenset()) -> None:
    """Accepts insertions, makes deletions, drops comments, keeps one version of each drawing.

    ``ours`` are the ids of the comments this product wrote in an annotated copy: they are not the person's.
    """
    tally["comments"] += [spot_of(mark) for mark in root.iter(f"{W}commentReference") if mark.get(f"{W}id") not in ours]
    _drop(root, *(f"{W}{tag}" for tag in _COMMENT_MARKS))
    _settle_changes(root, tally)
    _unwrap(root, *(f"{W}{tag}" for tag in _TRANSPARENT))
    _keep_one_version(root)
    for frame in list(root.iter(f"{W}framePr")):
        if frame.get(f"{W}dropCap") in ("drop", "margin"):
            _join_to_next(frame.getparent().getparent())


def _settle_changes(root: Any, tally: Tally) -> None:
    changes = tally["changes"]
    for tag, holder in (("del", "trPr"), ("cellDel", "tcPr")):
        for mark in [mark for mark in root.iter(f"{W}{tag}") if mark.getparent().tag == f"{W}{holder}"]:
            changes.append(spot_of(mark.getparent().getparent()))
            _remove(mark.getparent().getparent())
    for mark in [mark for mark in root.iter(f"{W}del", f"{W}moveFrom") if mark.getparent().tag == f"{W}rPr"]:
        if mark.getparent().getparent().tag == f"{W}pPr":  # the end of the paragraph is deleted: it joins the next
            changes.append(spot_of(mark))
            _join_to_next(mark.getparent().getparent().getparent())
    for tag in _DROPPED_CHANGES:
        changes += _drop(root, f"{W}{tag}")
    for tag in _ACCEPTED_CHANGES:
        changes += _unwrap(root, f"{W}{tag}")
    looks = [element for element in root.iter("{*}*") if str(element.tag).endswith("PrChange")]
    for element in looks:
        changes.append(spot_of(element))
        _remove(element)
    _drop(root, f"{W}cellIns", f"{W}cellMerge")


def _keep_one_version(root: Any) -> None:
    """The newest version of a drawing, unless only the older one shows something we can read (ink, for one)."""
    for choice in list(root.iter(f"{MC}AlternateContent")):
        newest, older = choice.find(f"{MC}Choice"), choice.find(f"{MC}Fallback")
        is_blank = newest is None or next(newest.iter(*_SEEN), None) is None
        kept = older if is_blank and older is not None and len(older) else newest
        for child in list(kept) if kept is not None else []:
            choice.addprevious(child)
        _remove(choice)


def _join_to_next(paragraph: Any) -> None:
    """Puts the words of a paragraph at the beginning of the next one; the last of its kind stays as it is."""
    following = paragraph.getnext()
    if following is None or following.tag != f"{W}p":
        return
    properties = following.find(f"{W}pPr")
    place = 0 if properties is None else following.index(properties) + 1
    for child in [child for child in paragraph if child.tag != f"{W}pPr"]:
        following.insert(place, child)
        place += 1
    _remove(paragraph)


def _drop(root: Any, *tags: str) -> list[int]:
    spots = []
    for element in list(root.iter(*tags)):
        spots.append(spot_of(element))
        _remove(element)
    return spots


def _unwrap(root: Any, *tags: str) -> list[int]:
    spots = []
    for element in list(root.iter(*tags)):
        spots.append(spot_of(element))
        for child in list(element):
            element.addprevious(child)
        _remove(element)
    return spots


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
