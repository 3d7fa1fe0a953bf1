"""Show a Word file as text: what a reviewer of a template or of a rendering needs to see, and nothing that drifts.

One line per paragraph, with its style; headings by level; tables row by row; tags, fields, pictures and charts named.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from assembler.word.ooxml import WP, A, W
from assembler.word.outline import outline_levels

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def project(content: bytes) -> str:
    """Gives the body, then headers, footers and footnotes, each under its part's name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    levels = outline_levels(etree.fromstring(parts["word/styles.xml"]))
    lines = list(_blocks(etree.fromstring(parts["word/document.xml"])[0], levels, ""))
    for name in sorted(parts):
        if name.startswith(("word/header", "word/footer", "word/footnotes")) and name.endswith(".xml"):
            lines += ["", f"== {name}", *_blocks(etree.fromstring(parts[name]), levels, "")]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _blocks(parent: Any, levels: dict[str, int], indent: str) -> Iterator[str]:
    for child in parent:
        tag = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if tag == "p":
            yield indent + _paragraph(child, levels)
            yield from _section(child.find(f"{W}pPr/{W}sectPr"), indent)
        elif tag == "tbl":
            yield from _table(child, levels, indent)
        elif tag == "sdt":
            yield from _control(child, levels, indent)
        elif tag == "footnote" and child.get(f"{W}type") is None:
            yield f"note {child.get(f'{W}id')}"
            yield from _blocks(child, levels, indent + "  ")
        elif tag == "sectPr":
            yield from _section(child, indent)


def _control(control: Any, levels: dict[str, int], indent: str) -> Iterator[str]:
    tag, lock = control.find(f"{W}sdtPr/{W}tag"), control.find(f"{W}sdtPr/{W}lock")
    name = tag.get(f"{W}val") if tag is not None else "contrôle"
    traits = [lock.get(f"{W}val")] if lock is not None else []
    traits += ["invite"] if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None else []
    yield f"{indent}<{' '.join([name, *traits])}>"
    yield from _blocks(control.find(f"{W}sdtContent"), levels, indent + "  ")


def _paragraph(paragraph: Any, levels: dict[str, int]) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    style_id = style.get(f"{W}val") if style is not None else "Normal"
    level = levels.get(style_id, 0)
    mark = f"{'#' * level} " if style_id.startswith("Heading") else f"[{style_id}] "
    return mark + "".join(_words(paragraph))


def _words(parent: Any) -> Iterator[str]:
    for node in parent.iter(etree.Element):
        match node.tag.rpartition("}")[2] if node.tag.startswith((W, WP, A, CHART)) else "":
            case "t" if node.tag == f"{W}t":
                yield node.text or ""
            case "tab" if node.getparent().tag == f"{W}r":
                yield "→"
            case "br":
                yield "↵"
            case "instrText":
                yield f"‹{(node.text or '').strip()}›"
            case "footnoteReference":
                yield f"[^{node.get(f'{W}id')}]"
            case "docPr":
                kind = "graphique" if next(node.getparent().iter(f"{CHART}chart"), None) is not None else "image"
                yield f"({kind} «\u00a0{node.get('name')}\u00a0»: {node.get('descr', '')})"


def _table(table: Any, levels: dict[str, int], indent: str) -> Iterator[str]:
    widths = [column.get(f"{W}w") for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    style = table.find(f"{W}tblPr/{W}tblStyle")
    yield f"{indent}[tableau {style.get(f'{W}val') if style is not None else ''} {' '.join(widths)}]"
    for row in table.iterchildren(f"{W}tr"):
        head = "‖" if row.find(f"{W}trPr/{W}tblHeader") is not None else "|"
        cells = (" / ".join(_blocks(cell, levels, "")) for cell in row.iterchildren(f"{W}tc"))
        yield f"{indent}{head} {' | '.join(cells)}"


def _section(section: Any, indent: str) -> Iterator[str]:
    if section is not None:
        size = section.find(f"{W}pgSz")
        is_landscape = size is not None and size.get(f"{W}orient") == "landscape"
        yield f"{indent}--- section {'paysage' if is_landscape else 'portrait'} ---"
