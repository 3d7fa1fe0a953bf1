"""The blocks of one part of a template: each opening with its closing, and what every tag names in between."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from jinja2 import TemplateSyntaxError, nodes

from assembler.i18n import translate as _
from assembler.render.environment import template_environment
from assembler.render.lint.scope import Reached, Scope, Unknown, inside_loop, names_in
from assembler.render.lint.tag import Tag

Tell = Callable[..., None]  # code, message, tag, then found and expected
_WHOLE: Final = {  # a tag alone, made into a template that Jinja2 can parse
    "if": "{{% {words} %}}{{% endif %}}",
    "elif": "{{% if 1 %}}{{% {words} %}}{{% endif %}}",
    "for": "{{% {words} %}}{{% endfor %}}",
}
_CLOSES: Final = {"endif": "if", "endfor": "for"}


@dataclass
class Block:
    """An opening that waits for its closing, and what may be named inside."""

    tag: Tag
    scope: Scope


@dataclass
class Reading:
    """One part being read: the blocks that are open, what was shown, what is wrong."""

    scope: Scope
    tell: Tell
    shown: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    @property
    def here(self) -> Scope:
        """What may be named at this point."""
        return self.blocks[-1].scope if self.blocks else self.scope

    def read(self, tag: Tag) -> None:
        """Reads the next tag."""
        if tag.is_cut:
            self.tell("L-006", _("La mise en forme change au milieu d’une balise."), tag)
        if tag.marker in ("p", "tr", "tc") and not tag.is_alone:
            self.tell(
                "L-008",
                _("Une balise «\u00a0{marker}\u00a0» n’est pas seule à sa place\u00a0: le reste serait effacé.").format(
                    marker=f"{{%{tag.marker}"
                ),
                tag,
            )
        if tag.is_output:
            self._expression(tag, "{{ " + tag.words + " }}", is_shown=True)
        elif tag.keyword in ("else", "elif"):
            self._continue(tag)
        elif tag.keyword in _WHOLE:
            self._open(tag)
        elif tag.keyword in _CLOSES:
            self._close(tag)
        else:
            self.tell("L-002", _("La balise «\u00a0{word}\u00a0» est inconnue.").format(word=tag.keyword), tag)

    def end(self) -> None:
        """Ends the part: what is still open never closes."""
        for block in self.blocks:
            self.tell(
                "L-007", _("Un bloc «\u00a0{word}\u00a0» n’est jamais fermé.").format(word=block.tag.keyword), block.tag
            )

    def _open(self, tag: Tag) -> None:
        tree = self._expression(tag, _WHOLE[tag.keyword].format(words=tag.words))
        scope = self.here
        loop = tree.body[0] if tree is not None else None
        if isinstance(loop, nodes.For):
            if isinstance(loop.target, nodes.Name):
                scope = inside_loop(scope, loop.target.name, loop.iter)
            else:
                self.tell("L-002", _("Une boucle ne donne qu’un nom à chaque élément."), tag)
        elif tag.keyword == "for":  # already told; its names are not told one by one
            scope = _Anything(scope)
        self.blocks.append(Block(tag, scope))

    def _continue(self, tag: Tag) -> None:
        if not self.blocks:
            self.tell("L-007", _("«\u00a0{word}\u00a0» n’est dans aucun bloc.").format(word=tag.keyword), tag)
            return
        self._check_pair(self.blocks[-1].tag, tag)
        if tag.keyword == "elif":
            self._expression(tag, _WHOLE["elif"].format(words=tag.words))

    def _close(self, tag: Tag) -> None:
        opener = _CLOSES[tag.keyword]
        if not any(block.tag.keyword == opener for block in self.blocks):
            self.tell("L-007", _("«\u00a0{word}\u00a0» ne ferme rien.").format(word=tag.keyword), tag)
            return
        while self.blocks[-1].tag.keyword != opener:
            left = self.blocks.pop().tag
            self.tell("L-007", _("Un bloc «\u00a0{word}\u00a0» n’est jamais fermé.").format(word=left.keyword), left)
        self._check_pair(self.blocks.pop().tag, tag)

    def _check_pair(self, opening: Tag, tag: Tag) -> None:
        if opening.marker != tag.marker or opening.room is not tag.room:
            message = _(
                "«\u00a0{closing}\u00a0» ne répond pas à «\u00a0{opening}\u00a0»\u00a0: ils vont par deux, "
                "avec la même marque, dans le même tableau ou le même corps."
            )
            self.tell(
                "L-007",
                message.format(closing=tag.text, opening=opening.text),
                tag,
                found=tag.text,
                expected="{%" + f"{opening.marker} {tag.words} %}}",
            )

    def _expression(self, tag: Tag, source: str, *, is_shown: bool = False) -> nodes.Template | None:
        try:
            tree = template_environment().parse(source)
        except TemplateSyntaxError as error:
            self.tell("L-002", _("Une balise est mal écrite ({error}).").format(error=error.message), tag)
            return None
        self._check_words(tag, tree)
        for node in _expressions(tree):
            for name in names_in(node, self.here):
                self._note(name, tag, is_shown=is_shown)
        return tree

    def _note(self, name: Reached | Unknown, tag: Tag, *, is_shown: bool) -> None:
        if isinstance(name, Reached):
            if is_shown:
                self.shown.append(name.path)
            return
        offered = _(" ou ").join(_("«\u00a0{name}\u00a0»").format(name=near) for near in name.nearest)
        message = _("La valeur «\u00a0{name}\u00a0» n’existe pas").format(name=name.path)
        asked = _(" (vouliez-vous écrire {offered}?)").format(offered=offered) if offered else ""
        self.tell("L-003", f"{message}{asked}.", tag, found=name.path, expected=", ".join(name.nearest))

    def _check_words(self, tag: Tag, tree: nodes.Template) -> None:
        environment = template_environment()
        for used in tree.find_all(nodes.Filter):
            if used.name not in environment.filters:
                self.tell(
                    "L-004",
                    _("Le filtre «\u00a0{name}\u00a0» n’existe pas.").format(name=used.name),
                    tag,
                    found=used.name,
                )
        for test in tree.find_all(nodes.Test):
            if test.name not in environment.tests:
                self.tell(
                    "L-004",
                    _("Le test «\u00a0{name}\u00a0» n’existe pas.").format(name=test.name),
                    tag,
                    found=test.name,
                )


class _Anything(dict[str, Reached]):
    """A scope where every name is known: after a loop that cannot be read, its names are nobody's fault."""

    def get(self, name: str, _default: Any = None) -> Any:
        """Gives the name as it was known, or as one that holds anything."""
        return super().get(name) or Reached("", {})


def _expressions(tree: nodes.Template) -> Iterator[nodes.Node]:
    """The expressions of a tag that stands alone: what it shows, tests or walks; never the names it makes."""
    for node in tree.body:
        if isinstance(node, nodes.For):
            yield node.iter
            if node.test is not None:
                yield node.test
        elif isinstance(node, nodes.If):
            yield node.test
            yield from (inner.test for inner in node.elif_)
        elif isinstance(node, nodes.Output):
            yield from node.nodes
