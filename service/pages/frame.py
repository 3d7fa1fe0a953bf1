"""The frame of every page: its templates, its words, its menu, who is signed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from assembler.i18n import either, mark, speaking
from service.accounts.csrf import carry_visitor
from service.accounts.signed_in import csrf_token, person_or_visitor
from service.db.tables import Role
from service.desk import desk_of
from service.doors import Person
from service.pages import formats
from service.pages.assets import accents, asset
from service.pages.language import language_of
from service.words import translate

TEMPLATES = Path(__file__).parent / "templates"
# A page is one person's: no shared cache keeps it, and « back » after signing out shows nothing.
_HEADERS = {"Cache-Control": "no-store", "Vary": "Accept-Language, Cookie"}

_TERRITORIES = ("/territoires", mark("Mes territoires"))
_ALL_TERRITORIES = ("/territoires", mark("Territoires"))
_REGION = ("/region", mark("Région"))
_AGREEMENTS = ("/ententes", mark("Mes ententes"))
_ALL_AGREEMENTS = ("/ententes", mark("Ententes"))
_PUBLISHED = ("/gabarits", mark("Gabarits"))
_MENUS: dict[Role, tuple[tuple[str, str], ...]] = {
    Role.COORDINATION: (_TERRITORIES,),
    Role.FUNDER: (_AGREEMENTS,),
    Role.REGIONAL: (_REGION, _ALL_TERRITORIES, _ALL_AGREEMENTS, _PUBLISHED),
    Role.ADMIN: (
        _REGION,
        _ALL_TERRITORIES,
        _ALL_AGREEMENTS,
        _PUBLISHED,
        ("/comptes", mark("Comptes")),
        ("/jetons", mark("Jetons")),
        ("/journal", mark("Journal")),
    ),
}

# Pages that are no place of their own stand under the first of these that the menu has.
_BELONGING = {"/territoires": ("/depots", "/dossiers", "/travaux"), "/ententes": ("/dossiers", "/travaux")}


@dataclass(frozen=True)
class MenuItem:
    """One place a person may go to; ``is_here`` when the page is under it."""

    href: str
    label: str
    is_here: bool


def render_page(
    request: Request, template: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **values: Any
) -> HTMLResponse:
    """Gives a page in the person's language; ``values`` are what its template shows.

    Every template also knows ``lang``, ``person`` (None for a visitor), ``menu``, ``here``, ``csrf()``,
    ``asset(name)``, ``plural``, ``either``, the filters of ``formats`` and ``_``.
    """
    person = person_or_visitor(request)
    lang = language_of(request)
    with speaking(lang):
        text = environment().get_template(template).render({**_frame(request, person, lang), **values})
    answer = HTMLResponse(text, status_code=status, headers={**_HEADERS, **(headers or {})})
    carry_visitor(request, answer, desk_of(request).settings)
    return answer


def view_menu(person: Person | None, path: str) -> tuple[MenuItem, ...]:
    """Gives the menu of a person's role, the place of this page marked; nothing for a visitor."""
    menu = _MENUS[person.role] if person else ()
    place = next((href for href, _label in menu if _is_under(path, href, *_BELONGING.get(href, ()))), "")
    return tuple(MenuItem(href=href, label=translate(label), is_here=href == place) for href, label in menu)


def _is_under(path: str, *places: str) -> bool:
    return any(path == place or path.startswith(f"{place}/") for place in places)


def _frame(request: Request, person: Person | None, lang: str) -> dict[str, Any]:
    path = request.url.path
    here = path if request.method == "GET" else "/"
    if request.method == "GET" and request.url.query:
        here += f"?{request.url.query}"
    return {
        "lang": lang,
        "person": person,
        "menu": view_menu(person, path),
        "here": here,  # where the language switch comes back to
        "csrf": lambda: csrf_token(request),
        "accents": accents(desk_of(request).region),
    }


def _words(msgid: str) -> Markup:
    """Gives our words, safe as they are: what ``format`` puts into them is escaped, unless it is safe itself."""
    return Markup(escape(translate(msgid)))


@cache
def environment() -> Environment:
    """Gives the templates: everything escaped, and a name that is not given is an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update({"_": _words, "either": either, "asset": asset, "plural": formats.plural})
    for name in ("money", "signed_money", "percent", "number", "day", "local_day", "iso_day", "moment", "size"):
        made.filters[name] = getattr(formats, name)
    return made
