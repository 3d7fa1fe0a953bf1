"""What the canvas writes and the reader expects of a table, beyond the declarations themselves."""

import unicodedata
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache

from assembler.dictionary import terms_of
from assembler.i18n import either, language
from assembler.models.field import NUMERIC, FieldSpec, Kind
from assembler.models.plan import record_types
from assembler.models.record import Record
from assembler.models.region import Code, Region
from assembler.models.releases import RELEASES
from assembler.typography import format_number

CANVAS_VERSION = RELEASES[-1].version
STAMP_VERSION = "DOSSIER_CANEVAS"  # defined names of the workbook
STAMP_REGION = "DOSSIER_REGION"
STAMP_TERRITORY = "DOSSIER_TERRITOIRE"
STAMP_CORRECTIONS = "DOSSIER_CORRECTIONS"  # points to the sheet we add to a workbook handed back: never read

FIELD_HEADERS = ("Champ", "Field")  # a form has one row per field: its label, then its value
VALUE_HEADERS = ("Valeur", "Value")

YES_NO = (Code(code="oui", fr="oui", en="yes"), Code(code="non", fr="non", en="no"))


@lru_cache(maxsize=16_384)
def folded(text: str) -> str:
    """Gives a text without what people vary: case, accents, kind of apostrophe, dash and space."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'").replace("–", "-").replace("‑", "-"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


@cache
def fields_by_header(record_type: type[Record]) -> dict[str, str]:
    """Gives the field behind each folded header: the French label, the English one, or the tag."""
    found: dict[str, str] = {}
    for part in ("tag", "en", "fr"):  # the French label wins where two fields share a word
        for name, spec in record_type.specs().items():
            found[folded(getattr(spec, part))] = name
    return found


def options_of(record_type: type[Record], name: str, region: Region, custom: tuple[Code, ...] = ()) -> tuple[Code, ...]:
    """Gives the codes a choice may take; ``custom`` are the dimensions a territory adds. Empty for other kinds."""
    spec = record_type.specs()[name]
    if spec.kind is Kind.YES_NO:
        return YES_NO
    if spec.vocabulary is not None:
        own = custom if spec.vocabulary == "dimensions" else ()
        return region.vocabulary(spec.vocabulary) + own
    terms = terms_of(record_type, name) if spec.kind in (Kind.CHOICE, Kind.CHOICES) else None
    return tuple(Code(code=term.value, fr=term.fr, en=term.en) for term in terms or ())


@cache
def types_by_name() -> dict[str, type[Record]]:
    """Gives every record type by its class name, the way references name their targets."""
    return {record_type.__name__: record_type for record_type in record_types().values()}


def item_words(spec: FieldSpec, options: tuple[Code, ...], text: str) -> str:
    """Gives one item of a value as people read it, and we after them: a code's label, a plain number's figures.

    English figures stay plain: « 1,050 » could be read in two ways, and so could three decimals in French.
    """
    if spec.kind in NUMERIC and text and language() != "en":
        try:
            return format_number(Decimal(text), _decimals(spec, text))
        except InvalidOperation:
            return text
    return next((either(option.fr, option.en) for option in options if option.code == text), text)


def _decimals(spec: FieldSpec, text: str) -> int | None:
    if spec.kind is Kind.MONEY:
        return 2
    return 4 if len(text.partition(".")[2]) == 3 else None
