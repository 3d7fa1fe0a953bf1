"""The templates that documents are made from: the product's files, some replaced by what was published over them."""

from collections.abc import Mapping
from dataclasses import dataclass

from assembler.provenance import template_hashes
from assembler.render.templates import read_template_file
from assembler.store import Store

Overrides = tuple[tuple[str, str], ...]  # path from the product's root, SHA-256 in the store


@dataclass(frozen=True)
class TemplateSet:
    """The templates of a journey; without overrides, the files of the product."""

    store: Store | None = None
    overrides: Overrides = ()

    def read(self, path: str) -> bytes:
        """Gives the bytes of a template: what was published over it, or the product's file."""
        published = dict(self.overrides).get(path)
        if published is None or self.store is None:
            return read_template_file(path)
        return self.store.get(published)

    def hashes(self) -> Mapping[str, str]:
        """Gives the SHA-256 of every canvas, template and region pack, by path from the product's root."""
        return {**template_hashes(), **dict(self.overrides)} if self.overrides else template_hashes()


PRODUCT = TemplateSet()
