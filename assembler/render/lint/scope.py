"""What a tag may name where it stands: the view's own tags, and those of the loops around it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from jinja2 import nodes

_LOOP: dict[str, Any] = {name: {} for name in ("last", "first", "index", "revindex", "length")}
_DATE = {"year", "month", "day"}


@dataclass(frozen=True)
class Reached:
    """Where an expression leads in a view: its path, and the tags under it."""

    path: str
    tags: Mapping[str, Any]


@dataclass(frozen=True)
class Unknown:
    """A path that leads nowhere, and the names nearest to the one at fault."""

    path: str
    nearest: tuple[str, ...] = ()


Scope = Mapping[str, Reached]


def scope_of(tags: Mapping[str, Any]) -> Scope:
    """Gives the scope of a whole template."""
    return {name: Reached(name, under) for name, under in tags.items()}


def inside_loop(scope: Scope, name: str, listed: nodes.Node) -> Scope:
    """Gives the scope inside a loop over ``listed``."""
    over = _reach(_listed(listed), scope)
    item = Reached(f"{over.path}[]", over.tags) if isinstance(over, Reached) else Reached("", {})
    return {**scope, name: item, "loop": Reached("", _LOOP)}


def names_in(expression: nodes.Node, scope: Scope) -> Iterator[Reached | Unknown]:
    """Gives where every name of an expression leads; a path found wrong is told once."""
    if isinstance(expression, nodes.Name | nodes.Getattr | nodes.Getitem):
        yield _reach(expression, scope)
        return
    for child in expression.iter_child_nodes():
        yield from names_in(child, scope)


def _listed(expression: nodes.Node) -> nodes.Node:
    while isinstance(expression, nodes.Filter) and expression.node is not None:
        expression = expression.node
    return expression


def _reach(expression: nodes.Node, scope: Scope) -> Reached | Unknown:
    if isinstance(expression, nodes.Name):
        return scope.get(expression.name) or Unknown(expression.name, _nearest(expression.name, scope))
    if isinstance(expression, nodes.Getitem):  # the item of a list has the tags of every other
        return _reach(expression.node, scope)
    return _reach_under(expression, scope) if isinstance(expression, nodes.Getattr) else Reached("", {})


def _reach_under(expression: nodes.Getattr, scope: Scope) -> Reached | Unknown:
    above = _reach(expression.node, scope)
    if isinstance(above, Unknown):
        return Unknown(f"{above.path}.{expression.attr}", above.nearest)
    path = f"{above.path}.{expression.attr}"
    if expression.attr in above.tags:
        return Reached(path, above.tags[expression.attr])
    if not above.tags and expression.attr in _DATE:
        return Reached(above.path, {})
    return Unknown(path, _nearest(expression.attr, above.tags))


def _nearest(name: str, known: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(get_close_matches(name, list(known), n=3, cutoff=0.6))
