"""What changed from one version of a plan to another: nothing left out, nothing that its edition may not show.

Frozen and JSON: amounts are strings with two decimals, in CAD. Labels come in both languages; what a person wrote is
the same in both. ``before`` is the older plan, ``after`` the newer one, whatever their version numbers say.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assembler.models.vocabulary import ActionStatus, Edition, LeverStatus, PlanStatus

Kind = Literal["added", "removed", "changed"]


class Told(BaseModel):
    """Base of every part: frozen and closed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class NotCompared(Told):
    """What could not be read whole: a row, one cell of it when ``field_fr`` names one, or a whole table without more.

    What belongs to it, or needs it, is not compared either, in neither plan.
    """

    table: str
    table_fr: str
    table_en: str
    record: str  # its id; empty when it has none, or when it could not be read
    field_fr: str = ""
    field_en: str = ""


class VersionTold(Told):
    """Which plan was compared; the ``unread`` rows could not be read whole: ``not_compared`` tells which."""

    title: str
    version: int
    version_date: date
    status: PlanStatus
    current_fy: str
    unread: int = 0
    not_compared: tuple[NotCompared, ...] = ()


class AmountChange(Told):
    """An amount in both plans; ``difference`` = after - before."""

    before: Decimal
    after: Decimal
    difference: Decimal


class LineChange(Told):
    """The amounts of an issue, of a funder or of the whole plan; a funder has neither need nor gap.

    ``key`` is empty for what belongs to no issue: contributions to the plan as a whole.
    """

    key: str
    fr: str
    en: str
    need: AmountChange | None = None
    confirmed: AmountChange
    requested: AmountChange
    gap: AmountChange | None = None
    in_kind: AmountChange | None = None

    @property
    def amounts(self) -> tuple[AmountChange, ...]:
        """Every amount that the line has."""
        return tuple(a for a in (self.need, self.confirmed, self.requested, self.gap, self.in_kind) if a is not None)

    @property
    def is_changed(self) -> bool:
        """True when one of its amounts differs."""
        return any(amount.difference for amount in self.amounts)


class YearChange(Told):
    """A fiscal year; the differences of its issues, and of its funders, add up to those of its total."""

    fy: str
    total: LineChange
    issues: tuple[LineChange, ...]
    funders: tuple[LineChange, ...]

    @property
    def is_changed(self) -> bool:
        """True when an amount of the year differs."""
        return any(line.is_changed for line in (self.total, *self.issues, *self.funders))


class ActionTold(Told):
    """An action that came or went, under an issue."""

    id: str
    title: str
    issue: str  # its printed number, its id when the plan does not hold it


class ActionRenumbered(Told):
    """An action that went and one that came which are probably the same: nearly the same title and content."""

    before: str
    after: str
    title: str


class ActionRetitled(Told):
    """An action whose title changed."""

    id: str
    before: str
    after: str


class Moved(Told):
    """From one place of the strategic chain to another, by printed number."""

    before: str
    after: str


class ActionMoved(Told):
    """An action that answers another issue or line of action."""

    id: str
    title: str
    issue: Moved | None
    lead: Moved | None


class ActionStatusChange(Told):
    """An action whose status changed."""

    id: str
    title: str
    before: ActionStatus
    after: ActionStatus


class ActionChanges(Told):
    """All that happened to the actions."""

    added: tuple[ActionTold, ...] = ()
    removed: tuple[ActionTold, ...] = ()
    renumbered: tuple[ActionRenumbered, ...] = ()
    moved: tuple[ActionMoved, ...] = ()
    statuses: tuple[ActionStatusChange, ...] = ()
    retitled: tuple[ActionRetitled, ...] = ()


class LeverChange(Told):
    """A lever that came, went, or changed state or amount; what is not there has neither."""

    kind: Kind
    id: str
    action: str
    program: str
    program_fr: str
    program_en: str
    fy: str
    status_before: LeverStatus | None
    status_after: LeverStatus | None
    amount_before: Decimal | None
    amount_after: Decimal | None


class TextChange(Told):
    """A text that changed: a field of a record, or a section of the narrative. Empty when there was, or is, none."""

    table: str
    table_fr: str
    table_en: str
    record: str  # its id; empty when it has none
    record_fr: str  # what names it; empty for what a plan holds once
    record_en: str
    field: str
    fr: str
    en: str
    before: str
    after: str


class Value(Told):
    """A value as programs read it, and as people do."""

    raw: str
    fr: str
    en: str


class FieldChange(Told):
    """A field that is no text, and that changed; None when there was, or is, nothing."""

    field: str
    fr: str
    en: str
    before: Value | None
    after: Value | None


class RecordChange(Told):
    """A row that came, went or changed; ``texts`` names the fields told among the texts.

    ``action`` is the action that the row belongs to, as the row says or what it refers to; empty when there is none.
    """

    kind: Kind
    key: str
    fr: str
    en: str
    action: str = ""
    fields: tuple[FieldChange, ...] = ()
    texts: tuple[str, ...] = ()


class TableChanges(Told):
    """A table whose rows changed, or only their order."""

    table: str
    fr: str
    en: str
    added: int
    removed: int
    changed: int
    is_reordered: bool
    records: tuple[RecordChange, ...]


class PlanChanges(Told):
    """What changed between two plans of a territory, as one edition may tell it.

    ``is_same`` is true only when the plans are equal and were read whole. ``has_hidden``: something else changed,
    which the edition does not show.
    """

    territory: str
    territory_name: str
    edition: Edition
    before: VersionTold
    after: VersionTold
    is_same: bool
    has_hidden: bool
    actions: ActionChanges
    years: tuple[YearChange, ...]  # those where an amount differs, and the current one of the newer plan
    levers: tuple[LeverChange, ...]
    texts: tuple[TextChange, ...]
    tables: tuple[TableChanges, ...]

    @property
    def current_year(self) -> YearChange:
        """The current fiscal year of the newer plan, in both."""
        return next(year for year in self.years if year.fy == self.after.current_fy)
