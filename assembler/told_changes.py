"""What changed between two plans as people tell it: plain sentences in the language spoken, nothing left out.

What comes and goes with an action is told once, with the action; every other row is told by its own line.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assembler.compute.changes.words import Piece, changed_words
from assembler.i18n import either, language, mark
from assembler.i18n import translate as _
from assembler.models.changes import (
    ActionMoved,
    FieldChange,
    LeverChange,
    Moved,
    NotCompared,
    PlanChanges,
    RecordChange,
    TableChanges,
    TextChange,
    Value,
    VersionTold,
)
from assembler.models.money import ZERO
from assembler.models.vocabulary import Terms
from assembler.typography import format_date_long, format_money, join_french

# What a line of its own tells, and the table's need not: (table, field).
_TOLD = frozenset(
    {("actions", name) for name in ("id", "title", "issue", "lead", "status")}
    | {("lever_lines", name) for name in ("status", "amount")}
    | {("record", name) for name in ("version", "version_date")}
)
_MOST_NAMED = 10  # rows that could not be read: beyond, they are counted


@dataclass(frozen=True)
class ToldLine:
    """One sentence; for a text, what it is about and the passage that changed."""

    text: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class ToldChanges:
    """What changed, part by part; a part without a line has nothing to tell."""

    versions: str
    opening: tuple[str, ...]  # what to know first: nothing changed, how much did, what is not told
    actions: tuple[ToldLine, ...]
    levers: tuple[ToldLine, ...]
    texts: tuple[ToldLine, ...]
    others: tuple[ToldLine, ...]


def tell_changes(changes: PlanChanges) -> ToldChanges:
    """Gives every change in sentences, in the language spoken."""
    whole = {action.id for action in (*changes.actions.added, *changes.actions.removed)}
    followers = sum(record.action in whole for table in changes.tables for record in _rows(table))
    others = [line for table in changes.tables for line in _others(table, whole)]
    return ToldChanges(
        versions=_versions(changes),
        opening=tuple(_opening(changes, others)),
        actions=tuple(map(ToldLine, _actions(changes, followers))),
        levers=tuple(ToldLine(_lever(lever)) for lever in changes.levers if lever.action not in whole),
        texts=tuple(_text(text) for text in changes.texts),
        others=tuple(map(ToldLine, others)),
    )


def money(amount: Decimal) -> str:
    """Gives an amount in the language spoken, cents only when it has some."""
    return format_money(amount, cents=amount != amount.to_integral_value(), lang=language())


def signed_money(amount: Decimal) -> str:
    """Gives a difference with its sign, « +1 200 $ »; nothing added is « 0 $ »."""
    return f"+{money(amount)}" if amount > ZERO else money(amount)


def counted(number: int, one: str, many: str, **named: object) -> str:
    """Gives « 1 action » or « 2 actions »: both forms are messages that hold ``{n}``, and what ``named`` gives."""
    is_one = number == 1 or (number == 0 and language() == "fr")
    return _(one if is_one else many).format(n=number, **named)


def _versions(changes: PlanChanges) -> str:
    before, after = changes.before, changes.after
    told = _("De la version {before} ({before_date}) à la version {after} ({after_date})")
    return told.format(
        before=before.version,
        before_date=format_date_long(before.version_date, lang=language()),
        after=after.version,
        after_date=format_date_long(after.version_date, lang=language()),
    )


def _opening(changes: PlanChanges, others: list[str]) -> Iterator[str]:
    has_unread = changes.before.unread or changes.after.unread
    counts = list(_counts(changes, others))
    if changes.is_same:
        yield _("Rien n’a changé\u00a0: les deux plans sont identiques.")
    elif counts:
        yield _("En bref\u00a0: {counts}.").format(counts=join_french(counts, lang=language()))
    elif any(year.is_changed for year in changes.years):
        pass  # the amounts tell it
    elif has_unread and not changes.has_hidden:
        yield _("Rien n’a changé de ce qui a pu être lu.")
    else:
        yield _("Rien n’a changé de ce que cette édition montre.")
    if changes.has_hidden:
        yield _("D’autres renseignements ont changé, que cette édition ne montre pas.")
    for which, version in ((_("d’avant"), changes.before), (_("d’après"), changes.after)):
        if version.unread:
            yield _unread(which, version)


def _unread(which: str, version: VersionTold) -> str:
    """What could not be read, and is compared on neither side."""
    names = list(dict.fromkeys(map(_not_compared, version.not_compared)))
    rest = len(names) - _MOST_NAMED
    if rest > 0:
        names[_MOST_NAMED:] = [counted(rest, mark("{n} autre"), mark("{n} autres"))]
    told = _(
        "Le canevas {which} n’a pas pu être lu en entier. Ce qui suit, et ce qui en dépend, n’est donc pas comparé, "
        "montants compris\u00a0: {names}. Corrigez-le d’abord."
    )
    return told.format(which=which, names=join_french(names, lang=language()))


def _not_compared(one: NotCompared) -> str:
    if one.table == "actions" and one.record and not one.field_fr:
        return _("l’action {id}").format(id=one.record)
    table, field = either(one.table_fr, one.table_en), either(one.field_fr, one.field_en)
    name = _("«\u00a0{table}\u00a0»").format(table=" – ".join(part for part in (table, one.record) if part))
    if field:
        return _("«\u00a0{field}\u00a0» de {row}").format(field=field, row=name)
    return name if one.record else _("des lignes de {table}").format(table=name)


def _counts(changes: PlanChanges, others: list[str]) -> Iterator[str]:
    actions = changes.actions
    whole = {action.id for action in (*actions.added, *actions.removed)}
    levers = [lever for lever in changes.levers if lever.action not in whole]
    for some, one, many in (
        (actions.added, mark("{n} action ajoutée"), mark("{n} actions ajoutées")),
        (actions.removed, mark("{n} action retirée"), mark("{n} actions retirées")),
        (actions.renumbered, mark("{n} action renumérotée"), mark("{n} actions renumérotées")),
        (actions.moved, mark("{n} action déplacée"), mark("{n} actions déplacées")),
        (actions.statuses, mark("{n} action d’un autre état"), mark("{n} actions d’un autre état")),
        (actions.retitled, mark("{n} titre d’action changé"), mark("{n} titres d’action changés")),
        (levers, mark("{n} levier changé"), mark("{n} leviers changés")),
        (changes.texts, mark("{n} texte changé"), mark("{n} textes changés")),
        (others, mark("{n} autre changement"), mark("{n} autres changements")),
    ):
        if some:
            yield counted(len(some), one, many)


def _actions(changes: PlanChanges, followers: int) -> Iterator[str]:
    actions = changes.actions
    for added in actions.added:
        told = _("L’action {id}, «\u00a0{title}\u00a0», est ajoutée à l’enjeu\u00a0{issue}.")
        yield told.format(id=added.id, title=added.title, issue=added.issue)
    for removed in actions.removed:
        yield _("L’action {id}, «\u00a0{title}\u00a0», est retirée.").format(id=removed.id, title=removed.title)
    for one in actions.renumbered:
        told = _("L’action {before} est probablement devenue {after}, «\u00a0{title}\u00a0».")
        yield told.format(before=one.before, after=one.after, title=one.title)
    yield from map(_moved, actions.moved)
    for status in actions.statuses:
        told = _("L’action {id} passe de l’état «\u00a0{before}\u00a0» à «\u00a0{after}\u00a0».")
        yield told.format(id=status.id, before=_label(status.before), after=_label(status.after))
    for title in actions.retitled:
        told = _("L’action {id} change de titre\u00a0: «\u00a0{before}\u00a0» devient «\u00a0{after}\u00a0».")
        yield told.format(id=title.id, before=title.before, after=title.after)
    if followers:
        yield counted(
            followers,
            mark("{n} ligne d’une autre feuille a été ajoutée ou retirée avec ces actions."),
            mark("{n} lignes d’autres feuilles ont été ajoutées ou retirées avec ces actions."),
        )


def _moved(moved: ActionMoved) -> str:
    issue = _("de l’enjeu\u00a0{before} à l’enjeu\u00a0{after}")
    lead = _("de la piste\u00a0{before} à la piste\u00a0{after}")
    places = [_move(words, move) for words, move in ((issue, moved.issue), (lead, moved.lead)) if move]
    return _("L’action {id} passe {places}.").format(id=moved.id, places=", ".join(places))


def _move(words: str, move: Moved) -> str:
    return words.format(before=move.before, after=move.after)


def _lever(lever: LeverChange) -> str:
    about = f"{lever.program}, {lever.fy}"
    named = {"id": lever.id, "action": lever.action, "about": about}
    if lever.status_before is None or lever.amount_before is None:
        told = _("Le levier {id} s’ajoute à l’action {action}\u00a0: {about}, {amount}, «\u00a0{status}\u00a0».")
        return _of_lever(told, named, lever.amount_after, lever.status_after)
    if lever.status_after is None or lever.amount_after is None:
        told = _("Le levier {id} de l’action {action} est retiré\u00a0: {about}, {amount}, «\u00a0{status}\u00a0».")
        return _of_lever(told, named, lever.amount_before, lever.status_before)
    state = _("de «\u00a0{before}\u00a0» à «\u00a0{after}\u00a0»").format(
        before=_label(lever.status_before), after=_label(lever.status_after)
    )
    amount = _("de {before} à {after}").format(before=money(lever.amount_before), after=money(lever.amount_after))
    if lever.amount_before == lever.amount_after:
        told = _("Le levier {id} ({about}, {amount}) passe {state}.")
        return told.format(**named, amount=money(lever.amount_after), state=state)
    if lever.status_before is lever.status_after:
        return _("Le levier {id} ({about}) passe {amount}.").format(**named, amount=amount)
    return _("Le levier {id} ({about}) passe {state} et {amount}.").format(**named, state=state, amount=amount)


def _of_lever(told: str, named: dict[str, str], amount: Decimal | None, status: Terms | None) -> str:
    assert amount is not None
    assert status is not None
    return told.format(**named, amount=money(amount), status=_label(status))


def _text(text: TextChange) -> ToldLine:
    where = either(text.record_fr, text.record_en)
    parts = (either(text.table_fr, text.table_en), text.record, where, either(text.fr, text.en))
    about = " – ".join(dict.fromkeys(part for part in parts if part))
    pieces = changed_words(text.before, text.after)
    if not any(piece.part != "same" for piece in pieces):
        return ToldLine(_("{about} (les mots sont les mêmes, la mise en forme a changé)").format(about=about))
    return ToldLine(about, pieces)


def _rows(table: TableChanges) -> Iterator[RecordChange]:
    """The rows that follow an action: the action's own is no follower."""
    return (row for row in table.records if table.table != "actions" and row.kind != "changed")


def _others(table: TableChanges, whole: set[str]) -> Iterator[str]:
    name = either(table.fr, table.en)
    if table.is_reordered:
        yield _("{table}\u00a0: les lignes ont changé d’ordre.").format(table=name)
    for record in table.records:
        if record.kind != "changed":
            is_told = table.table in ("actions", "lever_lines") or record.action in whole
            yield from () if is_told else (_came_or_went(name, record),)
            continue
        fields = [one for one in record.fields if (table.table, one.field) not in _TOLD]
        told = [_field(one) for one in fields]
        if not told and not record.fields and not record.texts:
            told = [_("la mise en forme a changé")]
        if told:
            about = record.model_copy(update={"key": ""}) if table.table == "narrative" else record  # its tag is ours
            yield _("{table}\u00a0: {changes}.").format(table=_named(name, about), changes="; ".join(told))


def _came_or_went(name: str, record: RecordChange) -> str:
    told = _("{table}\u00a0: ligne ajoutée.") if record.kind == "added" else _("{table}\u00a0: ligne retirée.")
    return told.format(table=_named(name, record))


def _named(name: str, record: RecordChange) -> str:
    return " – ".join(dict.fromkeys(part for part in (name, record.key, either(record.fr, record.en)) if part))


def _field(change: FieldChange) -> str:
    name, before, after = either(change.fr, change.en), _words(change.before), _words(change.after)
    if change.before is None:
        return _("{field}, «\u00a0{after}\u00a0» est inscrit").format(field=name, after=after)
    if change.after is None:
        return _("{field}, «\u00a0{before}\u00a0» est effacé").format(field=name, before=before)
    told = _("{field}, «\u00a0{before}\u00a0» devient «\u00a0{after}\u00a0»")
    return told.format(field=name, before=before, after=after)


def _words(value: Value | None) -> str:
    return either(value.fr, value.en) if value else ""


def _label(term: Terms) -> str:
    return either(term.fr, term.en)
