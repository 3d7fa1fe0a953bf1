"""Page labels."""

from assembler.assemble.labels import page_labels
from assembler.assemble.part import LabelStyle, PartFile, PlacedPart

ROMAN, DECIMAL = LabelStyle.ROMAN, LabelStyle.DECIMAL


def placed(*parts: tuple[str, LabelStyle, int]) -> tuple[PlacedPart, ...]:
    """Give parts one after the other: prefix, style, pages."""
    result, first = [], 0
    for prefix, style, pages in parts:
        part = PartFile(id="x", title="x", pdf=b"", label_prefix=prefix, label_style=style)
        result.append(PlacedPart(part=part, first_page=first, pages=pages, is_tagged=True))
        first += pages
    return tuple(result)


def test_front_matter_goes_on_counting_over_its_parts() -> None:
    """Cover, contents and resolution are three parts and one series."""
    assert page_labels(placed(("", ROMAN, 1), ("", ROMAN, 2), ("", DECIMAL, 2))) == ("i", "ii", "iii", "1", "2")


def test_each_prefix_begins_at_one() -> None:
    """Annexes, reports, attachments."""
    assert page_labels(placed(("A-", DECIMAL, 2), ("R1-", DECIMAL, 1))) == ("A-1", "A-2", "R1-1")


def test_roman_numbers_are_right() -> None:
    """The subtractive forms."""
    labels = page_labels(placed(("", ROMAN, 99)))
    assert [labels[number - 1] for number in (4, 9, 14, 40, 49, 90, 99)] == [
        "iv", "ix", "xiv", "xl", "xlix", "xc", "xcix",
    ]  # fmt: skip
