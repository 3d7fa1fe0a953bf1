"""Say where a template is wrong: the tag, and the heading or text it stands under."""

import re
from dataclasses import dataclass
from types import TracebackType

from jinja2 import TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError

from assembler.errors import TemplateError
from assembler.i18n import mark
from assembler.i18n import translate as _
from assembler.render.filters import WrongValueError

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_STYLE = re.compile(r'<w:pStyle w:val="([^"]+)"')
_MARKUP = re.compile(r"<[^>]+>")
_TEMPLATE_FILE = "<template>"  # what Jinja2 calls a template made from a string
_LONGEST = 80

_SYNTAX = (
    (re.compile(r"No filter named '(.+?)'"), mark("le filtre «\u00a0{0}\u00a0» n’existe pas")),
    (re.compile(r"No test named '(.+?)'"), mark("le test «\u00a0{0}\u00a0» n’existe pas")),
    (
        re.compile(r"Encountered unknown tag '(.+?)'"),
        mark("la balise «\u00a0{0}\u00a0» est inconnue ou n’a pas de début"),
    ),
    (re.compile(r"Unexpected end of template"), mark("un bloc (if, for) n’est jamais fermé")),
)
_REMEDIES = {
    UndefinedError: mark("Corrigez le nom de la balise, ou ajoutez la valeur à la vue."),
    TemplateSyntaxError: mark("Corrigez la syntaxe de la balise dans Word."),
    SecurityError: mark("Retirez cette balise\u00a0: un gabarit ne montre que des valeurs."),
    WrongValueError: mark("Corrigez la balise, ou la vue qui donne cette valeur."),
}


@dataclass(frozen=True)
class TemplateSource:
    """The source of one part of a template as Jinja2 sees it, a line per paragraph, and where the part stands."""

    text: str
    name: str  # « corps », « en-tête », « pied de page », « notes »
    headings: frozenset[str]  # style ids of headings


def template_error(template: str, source: TemplateSource, error: Exception) -> TemplateError:
    """Gives the error that names the template, the nearest heading or text, and the tag."""
    line = error.lineno if isinstance(error, TemplateSyntaxError) else _line_of(error.__traceback__)
    lines = source.text.split("\n")
    row = min(max((line or 1) - 1, 0), len(lines) - 1)
    remedy = next((_(text) for kind, text in _REMEDIES.items() if isinstance(error, kind)), _("Corrigez cette balise."))
    place = _place(lines, row, source)
    return TemplateError(template, _why(error), remedy, place=place, tag=_tag_at_fault(lines[row], error))


def _line_of(trace: TracebackType | None) -> int | None:
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _TEMPLATE_FILE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _why(error: Exception) -> str:
    if isinstance(error, SecurityError):
        return _("une balise demande un accès interdit")
    if isinstance(error, TemplateSyntaxError):
        for pattern, words in _SYNTAX:
            if match := pattern.search(error.message or ""):
                return _(words).format(*match.groups())
        return _("une balise est mal écrite ({error})").format(error=error.message)
    if isinstance(error, UndefinedError | WrongValueError):
        return str(error)
    return _("une balise ne peut pas être calculée ({error})").format(error=error)


def _tag_at_fault(line: str, error: Exception) -> str:
    tags = [_MARKUP.sub("", tag) for tag in _TAG.findall(line)]
    named = re.search(r"[«“]\u00a0?(.+?)\u00a0?[»”]", str(error))
    at_fault = [tag for tag in tags if named and named[1] in tag]
    return (at_fault or tags or [""])[0][:_LONGEST]


def _place(lines: list[str], row: int, source: TemplateSource) -> str:
    if source.name != "corps":
        return source.name
    text = _text(lines[row])
    heading = next((_text(line) for line in reversed(lines[: row + 1]) if _is_heading(line, source)), "")
    return " › ".join(dict.fromkeys(part for part in (heading, text) if part))


def _is_heading(line: str, source: TemplateSource) -> bool:
    style = _STYLE.search(line)
    return style is not None and style[1] in source.headings


def _text(line: str) -> str:
    text = " ".join(_MARKUP.sub("", line).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
