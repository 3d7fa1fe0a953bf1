"""Where a comment may stand in a person's Word file: its paragraphs, counted from 1 in the order of the file.

Paragraphs of text boxes are not counted: Word refuses comments there. The paragraph that holds the box stands for them.
"""

from typing import Any, Final

SPOT: Final = "dossier-spot"  # an attribute put on paragraphs while a file is read, never written to a file
_BOXES: Final = ("txbxContent", "Fallback")


def countable(root: Any) -> list[Any]:
    """Gives the paragraphs of a part that may carry a comment, in order; any WordprocessingML namespace."""
    return [
        element for element in root.iter("{*}p") if _is_word(element, root) and not any(map(_is_box, _above(element)))
    ]


def mark_spots(root: Any) -> None:
    """Writes on each paragraph its rank, which survives what reading moves and drops."""
    for rank, paragraph in enumerate(countable(root), 1):
        paragraph.set(SPOT, str(rank))


def spot_of(element: Any) -> int:
    """Gives the rank of the paragraph an element stands in; of the first one it holds; 0 without either."""
    for holder in (element, *_above(element)):
        if holder.get(SPOT):
            return int(holder.get(SPOT))
    return next((int(inner.get(SPOT)) for inner in element.iter("{*}p") if inner.get(SPOT)), 0)


def _above(element: Any) -> Any:
    return element.iterancestors()


def _is_box(element: Any) -> bool:
    return str(element.tag).rpartition("}")[2] in _BOXES


def _is_word(element: Any, root: Any) -> bool:
    """DrawingML has paragraphs too, in charts and diagrams."""
    return bool(element.tag.rpartition("}")[0] == root.tag.rpartition("}")[0])
