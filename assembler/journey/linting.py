"""Lints a template: screened as any upload, held against the view it shows, its fonts against those installed."""

from collections.abc import Iterator
from dataclasses import dataclass

from assembler.canvas.annotate_narrative import annotate_narrative
from assembler.convert.fonts import font_used_for, read_installed_families, read_named_fonts
from assembler.errors import HostileUploadError, MacroUploadError, TemplateError, UnknownNameError, UploadError
from assembler.i18n import translate as _
from assembler.journey.template_set import PRODUCT, TemplateSet
from assembler.models.finding import Finding
from assembler.models.placed import PlacedFinding
from assembler.models.upload import UploadedFile
from assembler.models.view import View
from assembler.read.screen import screen_narrative
from assembler.render.lint.fault import Fault, Offered
from assembler.render.lint.finding import find_faults
from assembler.validate.codes import CHECKS
from assembler.views.action_sheet import ActionSheetView
from assembler.views.changes import ChangesView
from assembler.views.consolidated.whole import ConsolidatedView
from assembler.views.declared import declared_charts, declared_tags
from assembler.views.front import FrontView
from assembler.views.plan.whole import PlanView
from assembler.views.report.whole import ReportView

BASE = "canvases/base.docx"
VIEWS: dict[str, type[View]] = {
    "canvases/plan.docx": PlanView,
    "canvases/fiche-action.docx": ActionSheetView,
    "templates_docx/reddition.docx": ReportView,
    "templates_docx/reddition-consolidee.docx": ConsolidatedView,
    "templates_docx/dossier.docx": FrontView,
    "templates_docx/changements.docx": ChangesView,
}


@dataclass(frozen=True)
class Linted:
    """What linting gave: the findings with their paragraphs, and the template free of our own comments."""

    placed: tuple[PlacedFinding, ...]
    content: bytes

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings alone."""
        return tuple(one.finding for one in self.placed)


def lint(file: UploadedFile, path: str, templates: TemplateSet = PRODUCT) -> Linted:
    """Gives every finding about a template that would stand at ``path``, among the others of the set.

    Raises ``UnknownNameError`` when no template stands there.
    """
    if path not in VIEWS:
        raise UnknownNameError(_("Le gabarit"), path, tuple(VIEWS))
    try:
        screen_narrative(file)
        content = annotate_narrative(file.content, (), name=file.name)
        faults = tuple(_faults(path, content, templates))
    except (UploadError, TemplateError) as error:
        return Linted((_placed(_refusal(error)),), file.content)
    return Linted(tuple(_placed(fault) for fault in faults), content)


def _faults(path: str, content: bytes, templates: TemplateSet) -> Iterator[Fault]:
    def read(asked: str) -> bytes:
        return content if asked == path else templates.read(asked)

    yield from find_faults(path, offered_by(VIEWS[path]), read, base=templates.read(BASE))
    installed = read_installed_families()
    for font in sorted(read_named_fonts(content)):
        if font_used_for(font, installed) is None:
            message = _("La police «\u00a0{name}\u00a0» n’est pas installée et n’a pas d’équivalent de même chasse.")
            yield Fault("L-013", message.format(name=font), found=font, expected="Calibri, Cambria")


def offered_by(view: type[View]) -> Offered:
    """Gives what a view offers to its template."""
    return Offered(declared_tags(view), view.must_show, view.shown_through, declared_charts(view))


def _refusal(error: UploadError | TemplateError) -> Fault:
    code = "L-022" if isinstance(error, MacroUploadError) else "L-001"
    return Fault("L-021" if isinstance(error, HostileUploadError) else code, error.message)


def _placed(fault: Fault) -> PlacedFinding:
    check = CHECKS[fault.code]
    finding = Finding(
        code=fault.code,
        severity=check.severity,
        place=fault.place,
        found=fault.found,
        expected=fault.expected,
        message=fault.message,
        remedy=_(check.remedy),
    )
    return PlacedFinding(finding=finding, spots=(fault.spot,) if fault.spot else ())
