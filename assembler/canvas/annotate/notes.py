"""The notes of a sheet: ours are written after what the person wrote, and only ours are ever taken out."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from assembler.canvas.annotate.outline import (
    HEADER,
    Edit,
    Element,
    appending,
    edited,
    insertion,
    read_outline,
    removal,
    slice_of,
    written,
)
from assembler.canvas.annotate.words import our_notes

AUTHOR = "Dossier"
_THREAD = "tc="  # the author of a note that only stands for a conversation (« commentaire », not « note »)
_FACE = '<{p}sz val="9"/><{p}color rgb="FF1F2933"/><{p}rFont val="Tahoma"/><{p}family val="2"/>'


def empty_notes(namespace: str) -> bytes:
    """Gives a part that holds no note."""
    return f'{HEADER}<comments xmlns="{namespace}"><authors/><commentList/></comments>'.encode()


def without_notes(content: bytes) -> tuple[bytes, frozenset[str], bool]:
    """Gives a part of notes without ours, the cells that have none left, and whether the part still holds any.

    Ours are known by their first and last lines: some programs forget who wrote a note.
    """
    root = read_outline(content)
    notes = _notes(root)
    edits: list[Edit] = []
    gone = set()
    for note in notes:
        texts = list(_texts(note))
        ours = our_notes("".join(one.text for one in texts))
        if ours and not "".join(_left(texts, ours)):
            edits.append(removal(note))
            gone.add(note.attribute("ref"))
        elif ours:
            edits += _without_ours(note, texts, ours)
    kept = len(notes) - len(gone)
    if gone and kept:
        edits += _without_author(root, gone)
    return edited(content, edits), frozenset(gone), kept > 0


def with_notes(content: bytes, notes: Mapping[str, tuple[str, str]]) -> tuple[bytes, tuple[str, ...]]:
    """Gives a part of notes with ours, each a first line and what follows; gives the cells that had no note yet.

    A cell with a conversation keeps it alone: programs that know conversations would not show the note.
    """
    root = read_outline(content)
    known = {note.attribute("ref"): note for note in _notes(root)}
    authors = [one.text for one in root.under("author")]
    new = tuple(cell for cell in notes if cell not in known)
    edits = [
        edit
        for cell, note in known.items()
        if cell in notes and not _is_thread(note, authors)
        for edit in _appended(content, note, notes[cell])
    ]
    if new:
        edits += _added(content, root, authors, {cell: notes[cell] for cell in new})
    return edited(content, edits), new


def _notes(root: Element) -> list[Element]:
    found = root.first("commentList")
    return found.all("comment") if found else []


def _is_thread(note: Element, authors: list[str]) -> bool:
    number = note.attribute("authorId")
    return number.isdecimal() and int(number) < len(authors) and authors[int(number)].startswith(_THREAD)


def _texts(note: Element) -> Iterator[Element]:
    """Gives the elements that hold the text of a note, phonetic guides left out."""
    for text in note.all("text"):
        yield from text.all("t")
        for run in text.all("r"):
            yield from run.all("t")


def _left(texts: Iterable[Element], ours: list[tuple[int, int]]) -> Iterator[str]:
    """Gives what is left of each element of text without our notes, wherever their runs begin and end."""
    spans, at = deque(ours), 0
    for one in texts:
        end, kept, place = at + len(one.text), [], at
        while spans and spans[0][0] < end:
            start, stop = spans[0]
            kept.append(one.text[place - at : max(start - at, 0)])
            place = min(stop, end)
            if stop > end:
                break
            spans.popleft()
        yield "".join([*kept, one.text[place - at :]])
        at = end


def _without_ours(note: Element, texts: list[Element], ours: list[tuple[int, int]]) -> Iterator[Edit]:
    runs = {id(one): run for run in note.under("r") for one in run.all("t")}
    for one, left in zip(texts, _left(texts, ours), strict=True):
        if left != one.text:
            run = runs.get(id(one), one)
            mark = f'<{one.prefix}t xml:space="preserve">{written(left)}</{one.prefix}t>'
            yield Edit(one.start, one.end, mark.encode()) if left else removal(run)


def _without_author(root: Element, gone: set[str]) -> Iterator[Edit]:
    """Takes us out of the authors when we are the last of them and no note left is ours."""
    authors = list(root.under("author"))
    last = str(len(authors) - 1)
    if authors and authors[-1].text == AUTHOR:
        left = (note for note in _notes(root) if note.attribute("ref") not in gone)
        if all(note.attribute("authorId") != last for note in left):
            yield removal(authors[-1])


def _appended(content: bytes, note: Element, said: tuple[str, str]) -> Iterator[Edit]:
    """Puts our note after the person's; a bare text becomes a run, since nothing may follow a bare text."""
    text = note.first("text")
    if text is None:
        return
    p = text.prefix
    for bare in text.all("t"):
        yield Edit(bare.start, bare.end, f"<{p}r>{slice_of(content, bare)}</{p}r>".encode())
    inside = [one.end for one in text.children if one.name == "r"]
    markup = _runs(p, (f"\n\n{said[0]}", said[1]))
    bare_end = [one.end for one in text.all("t")]
    places = inside or bare_end
    yield insertion(max(places), markup) if places else appending(content, text, markup)


def _added(content: bytes, root: Element, authors: list[str], notes: Mapping[str, tuple[str, str]]) -> Iterator[Edit]:
    p = root.prefix
    number = authors.index(AUTHOR) if AUTHOR in authors else len(authors)
    named, listed = root.first("authors"), root.first("commentList")
    author = f"<{p}author>{AUTHOR}</{p}author>" if number == len(authors) else ""
    markup = "".join(
        f'<{p}comment ref="{cell}" authorId="{number}"><{p}text>{_runs(p, said)}</{p}text></{p}comment>'
        for cell, said in notes.items()
    )
    if named is None:
        yield insertion(root.inner, f"<{p}authors>{author}</{p}authors>")
    elif author:
        yield appending(content, named, author)
    if listed is None:
        raise ValueError("a part of notes has no list of notes")
    yield appending(content, listed, markup)


def _runs(p: str, said: tuple[str, str]) -> str:
    face = _FACE.format(p=p)
    return "".join(
        f'<{p}r><{p}rPr>{strong}{face}</{p}rPr><{p}t xml:space="preserve">{written(text)}</{p}t></{p}r>'
        for strong, text in ((f"<{p}b/>", said[0]), ("", said[1]))
    )
