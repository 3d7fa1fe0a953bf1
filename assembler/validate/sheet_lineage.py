"""Rows without a number: which of those given out is a row of today the one that somebody changed?"""

from collections.abc import Iterator, Mapping, Sequence

Marks = Mapping[str, str]


def content_of(texts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Gives what a row says, whatever the order of its columns and its blank cells."""
    return tuple(sorted((field, text) for field, text in texts.items() if text))


def nearest(given: Sequence[Marks], ours: Marks, theirs: Marks) -> Marks | None:
    """Gives the row given from which both went: what the sheet left as it was undoes nothing that was written since."""
    likeness = [(_shared(marks, ours), _shared(marks, theirs), marks) for marks in given]
    alike = [(mine + yours, marks) for mine, yours, marks in likeness if mine and yours]
    return max(alike, key=lambda found: found[0])[1] if alike else None


def contested(given: Sequence[Marks], ours: Sequence[Marks], theirs: Sequence[Marks]) -> Iterator[int]:
    """Gives the ranks of our rows that we changed since they were given out, while the sheet took them out."""
    gone = [marks for marks in given if marks not in ours and marks not in theirs]
    for row in theirs:
        _take(gone, row, given)  # a row that the sheet changed is not one it took out
    yield from (rank for rank, row in enumerate(ours) if _take(gone, row, given))


def _take(gone: list[Marks], row: Marks, given: Sequence[Marks]) -> bool:
    """Takes the row given that ``row`` was, half of its answers at least; says whether there is one."""
    alike = [marks for marks in gone if 2 * _shared(marks, row) >= len(marks)] if row not in given else []
    if alike:
        gone.remove(max(alike, key=lambda marks: _shared(marks, row)))
    return bool(alike)


def _shared(marks: Marks, others: Marks) -> int:
    return sum(others.get(field) == mark for field, mark in marks.items())
