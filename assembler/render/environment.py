"""The closed world templates run in: no code, no guesses, nothing printed that was not meant to be.

Jinja2 with its defaults runs commands for whoever writes a template, and prints nothing for a misspelt tag
(GHSA-v5gf-r78h-55q6, docxtpl #549): hence an immutable sandbox, no globals, strict undefined values, autoescape.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from functools import cache
from typing import Any, NoReturn

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from assembler.i18n import translate as _
from assembler.models.narrative import Heading, ListItem, Paragraph, Picture, Table
from assembler.render.filters import FILTERS, WrongValueError, is_filled
from assembler.word.blocks import blocks_xml
from assembler.word.ooxml import clean_text, link_xml
from assembler.word.parts import WordParts

# The document being rendered in this thread: what « blocs » adds links, pictures and footnotes to.
RENDERED_PARTS: ContextVar[WordParts] = ContextVar("RENDERED_PARTS")

_UNWANTED_FILTERS = ("safe", "forceescape", "random", "pprint", "tojson", "urlize", "xmlattr", "format")
_LONGEST_NUMBER = 10**15
_LINK_SCHEMES = ("https://", "http://", "mailto:")


class NamedUndefined(StrictUndefined):
    """A tag the view does not have: any use of it is an error that offers the nearest names."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        known = self._undefined_obj if isinstance(self._undefined_obj, Mapping) else {}
        nearest = get_close_matches(name, [str(key) for key in known], n=3, cutoff=0.6)
        offered = _(" ou ").join(_("«\u00a0{name}\u00a0»").format(name=match) for match in nearest)
        return _("la valeur «\u00a0{name}\u00a0» n’existe pas").format(name=name) + (
            _(" (vouliez-vous écrire {offered}?)").format(offered=offered) if offered else ""
        )


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox; ``a.b`` reads a key of a mapping and never one of its methods."""

    intercepted_binops = frozenset({"*", "**"})

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Gives a value of a view by its tag."""
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuses the products that would fill the memory: of texts, of lists, of powers."""
        if operator == "**" or not all(_is_modest(side) for side in (left, right)):
            raise SecurityError("produit interdit")
        return super().call_binop(context, operator, left, right)


def _is_modest(value: object) -> bool:
    return isinstance(value, int | Decimal) and -_LONGEST_NUMBER <= value <= _LONGEST_NUMBER


@cache
def template_environment() -> TemplateEnvironment:
    """Gives the one environment of this process; it holds no state of a render."""
    environment = TemplateEnvironment(
        undefined=NamedUndefined, autoescape=True, finalize=printable, auto_reload=False, cache_size=0
    )
    environment.globals.clear()
    for name in _UNWANTED_FILTERS:
        environment.filters.pop(name)
    environment.filters.update(FILTERS)
    environment.filters["blocs"] = blocs
    environment.filters["lien"] = lien
    environment.tests["renseigne"] = is_filled
    return environment


def blocs(value: Any, level: int = 2) -> Markup:
    """Narrative blocks as paragraphs, for ``{{p recit.mobilisation|blocs }}``.

    ``level`` is the Word level of the section's own first sub-headings: 2 under a Heading 1.
    """
    if not isinstance(value, tuple) or not all(
        isinstance(block, Paragraph | Heading | ListItem | Table | Picture) for block in value
    ):
        raise WrongValueError(_("le filtre «\u00a0blocs\u00a0» attend une section du récit"))
    return Markup(blocks_xml(value, RENDERED_PARTS.get(), level=level))


def lien(value: Any, address: Any) -> Markup:
    """A text as a link to a web address, in the look of its paragraph, for ``{{r ligne.texte|lien(ligne.adresse) }}``.

    A tab in the text stays in the link: a line of contents leads where it says from one end to the other.
    """
    if not isinstance(value, str) or not isinstance(address, str) or not address.startswith(_LINK_SCHEMES):
        raise WrongValueError(_("le filtre «\u00a0lien\u00a0» attend un texte et une adresse https"))
    return Markup(link_xml(value, RENDERED_PARTS.get().add_link(address)))


def printable(value: Any) -> Any:
    """Gives what a tag prints; raises ``WrongValueError`` for what must never be printed as it is."""
    if isinstance(value, Markup | StrictUndefined):
        return value
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _refuse(value)


def _refuse(value: Any) -> NoReturn:
    if value is None:
        raise WrongValueError(
            _("la valeur est vide; la vue doit donner un texte, ou ajoutez «\u00a0|so\u00a0» ou «\u00a0|nd\u00a0»")
        )
    if isinstance(value, bool):
        raise WrongValueError(_("la valeur est un oui ou un non; ajoutez le filtre «\u00a0|oui_non\u00a0»"))
    if isinstance(value, Decimal | float):
        raise WrongValueError(
            _(
                "la valeur est un nombre; "
                "ajoutez un filtre\u00a0: «\u00a0|argent\u00a0», «\u00a0|pct\u00a0» ou «\u00a0|nombre\u00a0»"
            )
        )
    if isinstance(value, date):
        raise WrongValueError(
            _("la valeur est une date; ajoutez «\u00a0|date_longue\u00a0» ou «\u00a0|date_iso\u00a0»")
        )
    if isinstance(value, tuple | list):
        raise WrongValueError(
            _(
                "la valeur est une liste; "
                "ajoutez «\u00a0|liste\u00a0», «\u00a0|lignes\u00a0» ou «\u00a0|blocs\u00a0», ou une boucle"
            )
        )
    raise WrongValueError(_("la valeur n’est pas un texte; nommez l’un de ses champs"))
