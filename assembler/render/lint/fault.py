"""What is wrong in a template, and what its view offers to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Fault:
    """One fault: its code (``L-…``), the words of its place, the rank of its paragraph (``word.spots``; 0: none)."""

    code: str
    message: str
    place: str = ""
    spot: int = 0
    found: str = ""
    expected: str = ""


@dataclass(frozen=True)
class Offered:
    """What a view offers a template: its tree of tags, the paths it must show, the names of its charts by path."""

    tags: Mapping[str, Any]
    must_show: tuple[str, ...] = ()
    shown_through: Mapping[str, str] = field(default_factory=dict)
    charts: Mapping[str, str] = field(default_factory=dict)  # path of the chart: name, empty when the view makes it
