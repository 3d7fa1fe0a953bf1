"""One declaration per field: labels, template tag, help, type, limits, requirement and privacy class.

Everything that must agree about a field (Excel column, reader, checks, template tags, JSON Schema, data
dictionary) reads its ``FieldSpec``; there is no second list (design §3).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import Field
from pydantic.fields import FieldInfo


class Need(StrEnum):
    """When a value is required (data dictionary B0)."""

    SAVE = "R"
    ADOPTED = "A"
    OPTIONAL = "O"


class Privacy(StrEnum):
    """Who may see a value: public, internal to partners and funders, confidential (B0)."""

    PUBLIC = "P"
    INTERNAL = "I"
    CONFIDENTIAL = "C"


class Kind(StrEnum):
    """What a cell of this field holds."""

    TEXT = "texte"
    LONG_TEXT = "texte long"
    LINES = "lignes"
    INTEGER = "entier"
    NUMBER = "nombre"
    MONEY = "montant"
    PERCENT = "pourcentage"
    DATE = "date"
    FISCAL_YEAR = "exercice"
    CHOICE = "choix"
    CHOICES = "choix multiples"
    REF = "référence"
    REFS = "références"
    YES_NO = "oui ou non"


NUMERIC = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.MONEY, Kind.PERCENT})
MANY = frozenset({Kind.LINES, Kind.CHOICES, Kind.REFS})

R, A, O = Need.SAVE, Need.ADOPTED, Need.OPTIONAL  # noqa: E741 - the letters are the dictionary's own
P, I, C = Privacy.PUBLIC, Privacy.INTERNAL, Privacy.CONFIDENTIAL  # noqa: E741 - idem


@dataclass(frozen=True)
class FieldSpec:
    """The single declaration of a field.

    ``limit_words`` and ``limit_chars`` are advice (a warning), never a cut: a person's text is kept whole.
    ``targets`` names the records a reference may point to; ``vocabulary`` names a region's list of codes.
    ``excused_by`` names the field that tells why this one is empty: once filled, nothing is missing.
    """

    tag: str
    fr: str
    en: str
    kind: Kind
    need: Need = Need.OPTIONAL
    privacy: Privacy = Privacy.PUBLIC
    help: str = ""
    example: str = ""
    limit_chars: int | None = None
    limit_words: int | None = None
    min_items: int | None = None
    max_items: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    pattern: str | None = None
    vocabulary: str | None = None
    suggestions: tuple[str, ...] = ()  # what the drop-down of a text offers; other words are read too
    targets: tuple[str, ...] = ()
    excused_by: str = ""
    may_be_absent: bool = False  # a canvas given before the field existed is still whole

    @property
    def blank(self) -> str:
        """What a document prints when the value is missing (B0, blank policy)."""
        return "n.\u00a0d." if self.kind in NUMERIC or self.kind is Kind.DATE else "s.\u00a0o."


def _declare(kind: Kind, tag: str, fr: str, en: str, options: dict[str, Any]) -> Any:
    spec = FieldSpec(tag, fr, en, kind, **options)
    extra: dict[str, Any] = {"x-dossier": spec}
    if kind in MANY:
        return Field(default=(), json_schema_extra=extra)
    if spec.need is Need.SAVE:
        return Field(json_schema_extra=extra)
    return Field(default=None, json_schema_extra=extra)


def text(tag: str, fr: str, en: str, **options: Any) -> Any:
    """A short text of one line."""
    return _declare(Kind.TEXT, tag, fr, en, options)


def long_text(tag: str, fr: str, en: str, **options: Any) -> Any:
    """A text that may hold line breaks."""
    return _declare(Kind.LONG_TEXT, tag, fr, en, options)


def lines(tag: str, fr: str, en: str, **options: Any) -> Any:
    """A list of short texts, one per line of the cell."""
    return _declare(Kind.LINES, tag, fr, en, options)


def integer(tag: str, fr: str, en: str, **options: Any) -> Any:
    """A whole number; zero or more unless ``minimum`` says otherwise."""
    return _declare(Kind.INTEGER, tag, fr, en, {"minimum": 0, **options})


def number(tag: str, fr: str, en: str, **options: Any) -> Any:
    """A decimal number without unit."""
    return _declare(Kind.NUMBER, tag, fr, en, options)


def money(tag: str, fr: str, en: str, **options: Any) -> Any:
    """An amount in CAD: ``Decimal``, two places, zero or more (R-020)."""
    return _declare(Kind.MONEY, tag, fr, en, {"minimum": 0, **options})


def percent(tag: str, fr: str, en: str, **options: Any) -> Any:
    """A percentage between 0 and 100."""
    return _declare(Kind.PERCENT, tag, fr, en, {"minimum": 0, "maximum": 100, **options})


def day(tag: str, fr: str, en: str, **options: Any) -> Any:
    """A calendar date (ISO 8601)."""
    return _declare(Kind.DATE, tag, fr, en, options)


def fiscal_year(tag: str, fr: str, en: str, **options: Any) -> Any:
    """A fiscal year « AAAA-AAAA », 1 April to 31 March (R-007)."""
    return _declare(Kind.FISCAL_YEAR, tag, fr, en, options)


def choice(tag: str, fr: str, en: str, **options: Any) -> Any:
    """One code of a closed vocabulary (an enumeration, or a region's list named by ``vocabulary``)."""
    return _declare(Kind.CHOICE, tag, fr, en, options)


def choices(tag: str, fr: str, en: str, **options: Any) -> Any:
    """Several codes of one vocabulary, separated by « ; » in a cell."""
    return _declare(Kind.CHOICES, tag, fr, en, options)


def ref(tag: str, fr: str, en: str, *targets: str, **options: Any) -> Any:
    """The id of one record of ``targets`` (R-002)."""
    return _declare(Kind.REF, tag, fr, en, {"targets": targets, **options})


def refs(tag: str, fr: str, en: str, *targets: str, **options: Any) -> Any:
    """Ids of several records, separated by « ; » in a cell (R-002)."""
    return _declare(Kind.REFS, tag, fr, en, {"targets": targets, **options})


def yes_no(tag: str, fr: str, en: str, **options: Any) -> Any:
    """« oui » or « non »."""
    return _declare(Kind.YES_NO, tag, fr, en, options)


def spec_of(info: FieldInfo) -> FieldSpec:
    """Gives the declaration behind a pydantic field; ``KeyError`` when the field was not declared here."""
    extra = info.json_schema_extra
    if not isinstance(extra, dict):
        raise KeyError("x-dossier")
    spec = extra["x-dossier"]
    assert isinstance(spec, FieldSpec)
    return spec
