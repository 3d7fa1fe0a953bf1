"""What a view declares it will show: the tags a template may use, read off the view's own annotations.

A field of a view is a scalar, another view, or a record shown under its declared tags. The last kind says which record
with ``Of``: ``Annotated[tuple[Shown, ...], Of(Activity)]``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from assembler.models.field import MANY, Kind, Privacy
from assembler.models.narrative import SECTIONS
from assembler.models.record import Record
from assembler.models.view import View


@dataclass(frozen=True)
class Of:
    """The record behind a ``Shown``, and the view whose fields are added to the record's own tags."""

    record: type[Record]
    and_also: type[View] | None = None


@dataclass(frozen=True)
class Sections:
    """Marks the mapping of narrative sections: their tags are those of ``SECTIONS``."""


@dataclass(frozen=True)
class Drawn:
    """The name that a chart is drawn under; empty when it differs from one chart to the next."""

    name: str = ""


def declared_charts(view: type[View], above: str = "") -> dict[str, str]:
    """Gives the charts of a view at any depth: path, name. ``enjeux[].graphique`` walks a list."""
    found: dict[str, str] = {}
    for name, info in view.model_fields.items():
        mark = next((mark for mark in info.metadata if isinstance(mark, Drawn)), None)
        if mark is not None:
            found[f"{above}{name}"] = mark.name
            continue
        added = next((mark.and_also for mark in info.metadata if isinstance(mark, Of) and mark.and_also), None)
        views = [(added, True)] if added else _views_in(info.annotation)
        for inner, is_listed in views:
            found |= declared_charts(inner, f"{above}{name}{'[]' if is_listed else ''}.")
    return found


def _views_in(annotation: Any, *, is_listed: bool = False) -> Iterator[tuple[type[View], bool]]:
    if isinstance(annotation, type) and issubclass(annotation, View):
        yield annotation, is_listed
    elif get_origin(annotation) in (tuple, Union, UnionType, Annotated):
        for inner in get_args(annotation):
            yield from _views_in(inner, is_listed=is_listed or get_origin(annotation) is tuple)


def declared_tags(view: type[View]) -> dict[str, Any]:
    """Gives the tree of tags of a view: ``{"fiche": {"titre": {}, "activites": {"libelle": {}, …}}}``.

    Under a tag: nothing (a text, a number), the tags of a group, or those of each item of a list.
    """
    return {name: _tags_of(info) for name, info in view.model_fields.items()}


def _tags_of(info: FieldInfo) -> dict[str, Any]:
    for mark in info.metadata:
        if isinstance(mark, Of):
            return record_tags(mark.record) | (declared_tags(mark.and_also) if mark.and_also else {})
        if isinstance(mark, Sections):
            return {section.tag: {} for section in SECTIONS}
    return _tags_under(info.annotation)


def _tags_under(annotation: Any) -> dict[str, Any]:
    """Gives the tags of the view an annotation leads to, through tuples, unions and marks."""
    if isinstance(annotation, type) and issubclass(annotation, View):
        return declared_tags(annotation)
    if get_origin(annotation) is Annotated:
        return _tags_of(FieldInfo.from_annotation(annotation))
    if get_origin(annotation) in (tuple, Union, UnionType):
        for inner in get_args(annotation):
            found = _tags_under(inner)
            if found:
                return found
    return {}


def record_tags(record_type: type[Record]) -> dict[str, Any]:
    """Gives the tags a record is shown under; a reference also gives ``<tag>_id``; confidential fields have none."""
    return {tag: {} for tag in _record_tags(record_type)}


def _record_tags(record_type: type[Record]) -> Iterator[str]:
    for spec in record_type.specs().values():
        if spec.privacy is Privacy.CONFIDENTIAL:
            continue
        yield spec.tag
        if spec.kind in (Kind.REF, Kind.REFS, Kind.CHOICE) and spec.kind not in MANY:
            yield f"{spec.tag}_id"
