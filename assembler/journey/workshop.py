"""Makes each document once: a piece is kept under the hash of all it depends on, and found again there.

The keys hold the view, the templates, the code, the converter and the fonts; never a clock.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assembler.convert.canonical import canonical_pdf
from assembler.convert.converted import LaidOutIndex
from assembler.convert.office import OfficeKind, OfficePool
from assembler.convert.probe import ConverterProfile
from assembler.journey.template_set import PRODUCT, TemplateSet
from assembler.models.view import View, context_of
from assembler.provenance import code_fingerprint
from assembler.store import Store, key_of

Note = dict[str, Any]


@dataclass(frozen=True)
class LaidOut:
    """A converted document: the hash of its PDF, its pages, its indexes as laid out."""

    pdf: str
    pages: int
    indexes: tuple[LaidOutIndex, ...]


@dataclass(frozen=True)
class Workshop:
    """Where documents are made: the store that remembers, the offices that convert, the templates."""

    store: Store
    offices: OfficePool
    converter: ConverterProfile
    templates: TemplateSet = PRODUCT

    def once(self, kind: str, inputs: object, make: Callable[[], Note], *, from_template: bool = False) -> Note:
        """Gives what ``make`` gives for these inputs, calling it only when nothing, or something lost, is remembered.

        ``from_template`` adds the canvases and templates to the inputs. Values of the note whose key ends in
        ``sha256`` are hashes of stored bytes.
        """
        key = key_of(kind, code_fingerprint(), self.templates.hashes() if from_template else None, inputs)
        note = self.store.recall(key)
        if note is None or not all(self.store.holds(v) for k, v in note.items() if k.endswith("sha256")):
            note = make()
            self.store.remember(key, note)
        return note

    def lay_out(self, sha256: str, *, kind: OfficeKind, name: str, dated: date) -> LaidOut:
        """Gives the PDF of a stored document, converted only the first time."""

        def convert() -> Note:
            converted = self.offices.convert_to_pdf(self.store.get(sha256), kind=kind, name=name)
            return {
                "pdf_sha256": self.store.put(canonical_pdf(converted.pdf, dated)),
                "pages": converted.pages,
                "indexes": [index.model_dump() for index in converted.indexes],
            }

        note = self.once("pdf", (self.converter.key, sha256, dated), convert)
        indexes = tuple(LaidOutIndex.model_validate(index) for index in note["indexes"])
        return LaidOut(note["pdf_sha256"], note["pages"], indexes)


def view_key(view: View) -> object:
    """Gives what identifies a view in a key: every value it shows, pictures by their hash."""
    return _keyed(context_of(view))


def _keyed(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _keyed(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_keyed(item) for item in value]
    dump = getattr(value, "model_dump", None)
    return [type(value).__name__, _keyed(dump(mode="json"))] if callable(dump) else value
