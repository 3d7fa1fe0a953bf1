"""A template → screened → held against its view: its findings, and the file with a comment at each of them."""

from typing import TYPE_CHECKING

from assembler.errors import UnknownNameError
from assembler.i18n import translate as _
from assembler.models.template import TEMPLATES
from assembler.models.upload import UploadedFile

if TYPE_CHECKING:
    from assembler.journey.linting import Linted
    from assembler.store import Store


def lint_template(
    file: UploadedFile,
    template: str = "",
    *,
    store: "Store | None" = None,
    templates: tuple[tuple[str, str], ...] = (),
) -> "Linted":
    """Gives every finding about a template, and its bytes free of our own comments.

    ``template`` is its short name or its path; by default, the name of the file tells. ``templates`` are those already
    published over the product's, in ``store``. Raises ``UnknownNameError`` when no template is called so.
    """
    from assembler.journey.linting import lint
    from assembler.journey.template_set import TemplateSet

    return lint(file, template_path(template or file.name), TemplateSet(store, templates))


def product_template(path: str) -> bytes:
    """Gives a template as the product has it."""
    from assembler.render.templates import read_template_file

    return read_template_file(path)


def template_path(name: str) -> str:
    """Gives the path of a template from its short name, its path or the name of its file."""
    stem = name.rpartition("/")[2].removesuffix(".docx")
    path = TEMPLATES.get(stem)
    if path is None:
        raise UnknownNameError(_("Le gabarit"), name, tuple(TEMPLATES))
    return path


def annotate_template(file: UploadedFile, linted: "Linted") -> bytes:
    """Gives the template with a Word comment at each place that has findings; nothing else changes."""
    from assembler.canvas.annotate_narrative import annotate_narrative

    return annotate_narrative(file.content, linted.placed, name=file.name)
