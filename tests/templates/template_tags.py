"""The tags of a template that its view does not declare, as linting finds them."""

from assembler.journey.linting import BASE, offered_by
from assembler.models.view import View
from assembler.render.lint.finding import find_faults
from assembler.render.templates import read_template_file


def unknown_tags(template: str, view: type[View]) -> list[str]:
    """Gives the tags that a template uses, what it includes read too, and its view does not declare."""
    faults = find_faults(template, offered_by(view), read_template_file, base=read_template_file(BASE))
    return [fault.found for fault in faults if fault.code == "L-003"]
