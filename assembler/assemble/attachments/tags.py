"""Whether the tags of an attachment can be trusted: every marked content leads to an element (ISO 32000-1, 14.7.4)."""

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from assembler.assemble.trees import read_number_tree

TEXT_AND_MARKS = "BDC BMC EMC Tj TJ ' \""


def has_sound_tags(pdf: Pdf) -> bool:
    """True when every page's text is marked, and every mark is in the parent tree. Half-tagged is not tagged."""
    parents = dict(read_number_tree(pdf.Root.StructTreeRoot.ParentTree))
    return all(_is_sound(page, parents) for page in pdf.pages)


def _is_sound(page: Page, parents: dict[int, Object]) -> bool:
    elements = parents.get(int(page.obj.get("/StructParents", -1)))
    known = len(elements) if isinstance(elements, Array) else 0
    marked: list[bool] = []
    for instruction in pikepdf.parse_content_stream(page, TEXT_AND_MARKS):
        operands = list(instruction.operands)
        match str(instruction.operator):
            case "BDC" | "BMC":
                identifier = _identifier(page, operands)
                if identifier is not None and not _leads_somewhere(identifier, elements, known):
                    return False
                marked.append(identifier is not None or operands[0] == Name.Artifact)
            case "EMC":
                if not marked:
                    return False
                marked.pop()
            case _:
                if not any(marked):
                    return False
    return True


def _identifier(page: Page, operands: list[Any]) -> int | None:
    """Reads /MCID from the property list, inline or named in the resources."""
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, Name):
        properties = page.obj.get("/Resources", Dictionary()).get("/Properties", Dictionary()).get(properties)
    identifier = properties.get("/MCID") if isinstance(properties, Dictionary) else None
    return int(identifier) if identifier is not None else None


def _leads_somewhere(identifier: int, elements: Object | None, known: int) -> bool:
    return elements is not None and 0 <= identifier < known and isinstance(elements[identifier], Dictionary)
