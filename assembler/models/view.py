"""A view: the plain, frozen values that one template may show, under French tag names.

Attribute names of a view are the tags themselves (design §2). A record enters a view as ``Shown``: all its
declared fields by tag, references already turned into words. Values keep their type (``Decimal``, ``date``);
templates format them with filters. A missing value is a ``Missing``: a text that filters leave alone.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from assembler.models.narrative import Block


class Missing(str):
    """What is printed for a value that is not there: « s. o. », « n. d. » or « À compléter »."""

    __slots__ = ()


Scalar = str | int | Decimal | date | bool | None
Shown = Mapping[str, Any]  # tag -> Scalar | tuple of texts | Shown


class View(BaseModel):
    """Base of every view; ``must_show`` lists the paths whose value the finished document must contain.

    A path is dotted tags; ``[]`` walks a list: ``enjeux[].titre``. ``shown_through`` names the tag that shows such a
    value when it is not its own: a template is asked for that one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
    must_show: ClassVar[tuple[str, ...]] = ()
    shown_through: ClassVar[Mapping[str, str]] = {}


class KeyFigure(View):
    """One figure of a key-figure band, already formatted."""

    libelle: str
    valeur: str


class Series(View):
    """One series of a chart: its name, its values (one per category), its role in the house palette."""

    nom: str
    valeurs: tuple[Decimal, ...]
    role: str = "accent"  # accent | tint | gap


class Chart(View):
    """The figures of a native chart, poured by name into the chart the template draws."""

    nom: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    description: str  # alternative text, a full sentence
    format: str = "#,##0"


Blocks = tuple[Block, ...]


def context_of(view: View) -> dict[str, Any]:
    """Gives the mapping a template renders: tags at every level, narrative blocks left whole."""
    return {name: _plain(getattr(view, name)) for name in type(view).model_fields}


def _plain(value: Any) -> Any:
    if isinstance(value, View):
        return context_of(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return tuple(_plain(item) for item in value)
    return value


def required_values(view: View) -> Iterator[tuple[str, Scalar]]:
    """Gives each value that must be found in the finished document, with its path; missing ones are left out."""
    context = context_of(view)
    for path in type(view).must_show:
        for value in _walk(context, path.split(".")):
            if value is not None and value != "" and not isinstance(value, Missing):
                yield path, value


def _walk(node: Any, steps: list[str]) -> Iterator[Any]:
    if not steps:
        yield from node if isinstance(node, tuple) else (node,)
        return
    step, rest = steps[0], steps[1:]
    if step.endswith("[]"):
        for item in node[step[:-2]]:
            yield from _walk(item, rest)
    else:
        yield from _walk(node[step], rest)
