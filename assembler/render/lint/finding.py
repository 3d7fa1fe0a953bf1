"""All that is wrong in a template, from its bytes and what its view offers."""

from collections.abc import Iterator, Sequence
from typing import Any

from docx.document import Document

from assembler.errors import TemplateError
from assembler.i18n import translate as _
from assembler.render.inclusion import ReadTemplate
from assembler.render.lint.drawings import chart_faults, picture_faults
from assembler.render.lint.fault import Fault, Offered
from assembler.render.lint.parts import headings_above, read_parts
from assembler.render.lint.scope import scope_of
from assembler.render.lint.structure import Place, structure_faults, style_fault
from assembler.render.templates import open_template, prepare_template
from assembler.word.ooxml import W
from assembler.word.spots import countable

_STOPS = frozenset({"L-002", "L-003", "L-004", "L-005", "L-007", "L-008", "L-010"})


def find_faults(path: str, offered: Offered, read: ReadTemplate, *, base: bytes) -> tuple[Fault, ...]:
    """Gives every fault of the template that ``read`` gives under ``path``; its package has been screened.

    ``base`` holds the styles that templates share. Raises ``TemplateError`` when it is not a readable Word document.
    """
    content = read(path)
    document = open_template(path, content)
    found = read_parts(path, document, scope_of(offered.tags), read)
    place = _placing(document)
    faults = [
        *found.faults,
        *_unshown(offered, found.shown),
        *chart_faults(found.charts, offered, found.shown),
        *picture_faults(document, place),
        *structure_faults(document, place),
        *style_fault(content, base),
    ]
    if not any(fault.code in _STOPS for fault in faults):
        faults += _refused(path, read)
    return tuple(faults)


def _unshown(offered: Offered, shown: Sequence[str]) -> Iterator[Fault]:
    for path in (offered.shown_through.get(path, path) for path in offered.must_show):
        if not any(one == path or one.startswith((f"{path}.", f"{path}[")) for one in shown):
            message = _("La valeur «\u00a0{name}\u00a0», que le document doit montrer, n’est nulle part.").format(
                name=path
            )
            yield Fault("L-009", message, expected=path)


def _refused(path: str, read: ReadTemplate) -> Iterator[Fault]:
    """What making the template ready says, when nothing above explains it: no lint is laxer than the making."""
    try:
        prepare_template(path, read)
    except TemplateError as error:
        yield Fault("L-024", error.message, error.place, found=error.tag)


def _placing(document: Document) -> Place:
    named = headings_above(document)
    ranks = {paragraph: rank for rank, paragraph in enumerate(countable(document.element.body), 1)}

    def place(element: Any) -> tuple[str, int]:
        holders = [one for one in (element, *element.iterancestors(f"{W}p")) if one.tag == f"{W}p"]
        words = named(holders[0]) if holders else ""
        return words, next((ranks[one] for one in holders if one in ranks), 0)

    return place
