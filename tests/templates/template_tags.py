"""Every tag of a template, looked up in what its view declares: the Jinja tree walked with its loops and conditions."""

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import nodes

from assembler.models.view import View
from assembler.render.environment import template_environment
from assembler.render.templates import prepare_template, read_template_file
from assembler.views.declared import declared_tags

Scope = dict[str, Any]
_LOOP: dict[str, Any] = {name: {} for name in ("last", "first", "index", "length")}
_DATE = {"year", "month", "day"}


def unknown_tags(template: str, view: type[View]) -> list[str]:
    """Gives the tags that a template uses, includes spliced in, and its view does not declare."""
    found: list[str] = []
    for part in prepare_template(template, read_template_file).parts:
        tree = template_environment().parse(part.source.text)
        found += _walk(tree.body, dict(declared_tags(view)))
    return found


def _walk(body: list[nodes.Node], scope: Scope) -> Iterator[str]:
    for node in body:
        if isinstance(node, nodes.For):
            yield from _check(node.iter, scope)
            assert isinstance(node.target, nodes.Name)
            inner = {**scope, node.target.name: _under(node.iter, scope), "loop": _LOOP}
            yield from _walk(node.body, inner)
            yield from _walk(node.else_, scope)
        elif isinstance(node, nodes.If):
            yield from _check(node.test, scope)
            yield from _walk([*node.body, *node.elif_, *node.else_], scope)
        else:
            assert isinstance(node, nodes.Output), f"a template has no use for {type(node).__name__}"
            for shown in node.nodes:
                yield from _check(shown, scope)


def _check(expression: nodes.Node, scope: Scope) -> Iterator[str]:
    """Gives the paths of an expression that lead nowhere; a path found wrong is told once."""
    if isinstance(expression, nodes.Name | nodes.Getattr | nodes.Getitem):
        if _under(expression, scope) is None:
            yield _path(expression)
        return
    for child in expression.iter_child_nodes():
        yield from _check(child, scope)


def _under(expression: nodes.Node, scope: Scope) -> Mapping[str, Any] | None:
    """Gives what is declared under an expression, None when it is not declared."""
    if isinstance(expression, nodes.Name):
        return scope.get(expression.name)
    if isinstance(expression, nodes.Getitem):  # the item of a list has the tags of every other
        return _under(expression.node, scope)
    if isinstance(expression, nodes.Getattr):
        above = _under(expression.node, scope)
        if above == {} and expression.attr in _DATE:
            return {}
        return None if above is None else above.get(expression.attr)
    return {}


def _path(expression: nodes.Node) -> str:
    if isinstance(expression, nodes.Getattr):
        return f"{_path(expression.node)}.{expression.attr}"
    if isinstance(expression, nodes.Getitem):
        return f"{_path(expression.node)}[]"
    return expression.name if isinstance(expression, nodes.Name) else "…"
