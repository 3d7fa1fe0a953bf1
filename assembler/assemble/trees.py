"""Number trees and name trees: flat lists out, flat trees in (ISO 32000-1, 7.9.6 and 7.9.7)."""

from collections.abc import Iterable, Iterator

from pikepdf import Array, Dictionary, Object, Pdf, String


def read_number_tree(root: Object) -> list[tuple[int, Object]]:
    """Gives every (key, value) of a number tree."""
    return [(int(str(key)), value) for key, value in _pairs(root, "/Nums")]


def read_name_tree(root: Object) -> list[tuple[bytes, Object]]:
    """Gives every (key, value) of a name tree; keys are bytes because viewers compare bytes."""
    return [(bytes(key), value) for key, value in _pairs(root, "/Names")]


def write_number_tree(pdf: Pdf, entries: Iterable[tuple[int, Object]]) -> Object:
    """Gives an indirect number tree of one node, keys sorted."""
    flat = Array()
    for key, value in sorted(entries, key=lambda entry: entry[0]):
        flat.append(key)
        flat.append(value)
    return pdf.make_indirect(Dictionary(Nums=flat))


def write_name_tree(pdf: Pdf, entries: Iterable[tuple[bytes, Object]]) -> Object:
    """Gives an indirect name tree of one node, keys sorted by bytes."""
    flat = Array()
    for key, value in sorted(entries, key=lambda entry: entry[0]):
        flat.append(String(key))
        flat.append(value)
    return pdf.make_indirect(Dictionary(Names=flat))


def _pairs(root: Object, leaf: str) -> Iterator[tuple[Object, Object]]:
    """Walks the nodes once each: a hostile tree may loop."""
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if node.is_indirect:
            if node.objgen in seen:
                continue
            seen.add(node.objgen)
        values = node.get(leaf)
        if isinstance(values, Array):
            flat = list(values)
            yield from zip(flat[::2], flat[1::2], strict=False)
        kids = node.get("/Kids")
        if isinstance(kids, Array):
            waiting.extend(reversed(list(kids)))
