"""What a PDF of ours must be, told by the pipeline before it is read back."""

from pydantic import BaseModel, ConfigDict, Field


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ExpectedHeading(_Frozen):
    """One entry of the outline under its part: level 1 is the part's own highest; the page is absolute, from 0."""

    title: str
    level: int = Field(ge=1)
    page_index: int = Field(ge=0)


class ExpectedPart(_Frozen):
    """One part: its title in the outline, its first page from 0, its number of pages.

    ``is_attachment`` says that others made it: its fonts and its words are not ours to judge. ``headings`` of None are
    not checked.
    """

    title: str
    first_page: int = Field(ge=0)
    pages: int = Field(ge=1)
    is_attachment: bool = False
    headings: tuple[ExpectedHeading, ...] | None = None

    @property
    def page_indexes(self) -> range:
        """The absolute pages of the part."""
        return range(self.first_page, self.first_page + self.pages)


class ExpectedText(_Frozen):
    """Words or an amount that must show on one page, counted from 0."""

    page_index: int = Field(ge=0)
    text: str = Field(min_length=1)


class ExpectedPdf(_Frozen):
    """The whole: its identity, parts in order, page labels, words, and the stamp with ``{page}`` and ``{total}``.

    An empty ``stamp`` says that pages are not numbered; no ``labels`` says that they are not checked.
    """

    title: str
    author: str
    language: str
    parts: tuple[ExpectedPart, ...] = Field(min_length=1)
    labels: tuple[str, ...] = ()
    texts: tuple[ExpectedText, ...] = ()
    stamp: str = ""

    @property
    def pages(self) -> int:
        """How many pages the parts make together."""
        return sum(part.pages for part in self.parts)

    @property
    def attachment_pages(self) -> frozenset[int]:
        """The absolute pages of what others made."""
        return frozenset(index for part in self.parts if part.is_attachment for index in part.page_indexes)
