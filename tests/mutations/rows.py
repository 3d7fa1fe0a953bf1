"""Ways to spoil rows and columns: deleted, doubled, swapped, moved, renamed, numbered anyhow."""

import re
from random import Random

from lxml import etree

from tests.mutations.book import MAIN
from tests.mutations.cells import CONTENTS, a_cell, fill, letters

_NUMBERS = ("0", "-3", "1", "60001", "1048577", "999999999999", "abc", "", "5.5", " 7 ")


def delete_rows(data: etree._Element, dice: Random) -> None:
    """Rows are gone; those under them stay where they were, or move up."""
    gone = dice.sample(list(data), min(len(data), dice.choice((1, 1, 2, 5))))
    first = min(number_of(row) for row in gone)
    for row in gone:
        data.remove(row)
    if dice.random() < 0.5:
        shift(data, first, -len(gone))


def double_row(data: etree._Element, dice: Random) -> None:
    """A row is there twice: under the last, right under itself, or under the same number."""
    row = a_row(data, dice)
    twin = etree.fromstring(etree.tostring(row))
    way = dice.random()
    if way < 0.4:
        renumber(twin, number_of(data[-1]) + 1)
        data.append(twin)
    elif way < 0.8:
        shift(data, number_of(row) + 1, 1)
        renumber(twin, number_of(row) + 1)
        row.addnext(twin)
    else:
        row.addnext(twin)


def swap_rows(data: etree._Element, dice: Random) -> None:
    """Two rows exchange their places."""
    one, other = a_row(data, dice), a_row(data, dice)
    first, second = number_of(one), number_of(other)
    renumber(one, second)
    renumber(other, first)
    data[:] = sorted(data, key=number_of)


def move_row(data: etree._Element, dice: Random) -> None:
    """A row goes far under the others."""
    row = a_row(data, dice)
    data.remove(row)
    renumber(row, number_of(data[-1]) + dice.choice((1, 2, 50, 5_000)))
    data.append(row)


def clear_row(data: etree._Element, dice: Random) -> None:
    """A row holds nothing any more."""
    for cell in a_row(data, dice):
        fill(cell, None, None, None)


def insert_blank(data: etree._Element, dice: Random) -> None:
    """Blank rows are put in, before the headings or among the records."""
    shift(data, number_of(dice.choice(list(data))), dice.choice((1, 3, 40)))


def shuffle_rows(data: etree._Element, dice: Random) -> None:
    """Rows come in any order in the file; each still says its number."""
    rows = list(data)
    dice.shuffle(rows)
    data[:] = rows


def number_badly(data: etree._Element, dice: Random) -> None:
    """A row says a number that is not its own; its cells may agree."""
    row, number = dice.choice(list(data)), dice.choice((*_NUMBERS, str(number_of(dice.choice(list(data))))))
    row.set("r", number)
    if dice.random() < 0.5 and number.isdecimal():
        renumber(row, int(number))


def drop_numbers(data: etree._Element, dice: Random) -> None:
    """Rows do not say their number."""
    for row in data if dice.random() < 0.5 else [dice.choice(list(data))]:
        row.attrib.pop("r", "")


def hide_rows(data: etree._Element, dice: Random) -> None:
    """Rows are hidden."""
    for row in dice.sample(list(data), min(len(data), 3)):
        row.set("hidden", dice.choice(("1", "true", "2")))


def swap_columns(data: etree._Element, dice: Random) -> None:
    """Two columns exchange their places, with or without their headings."""
    one, other = letters(a_cell(data, dice)), letters(a_cell(data, dice))
    for row in list(data)[dice.choice((0, 1)) :]:
        for cell in row:
            column = {one: other, other: one}.get(letters(cell), letters(cell))
            cell.set("r", f"{column}{number_of(row)}")


def delete_column(data: etree._Element, dice: Random) -> None:
    """A column is emptied, heading and all."""
    column = letters(a_cell(data, dice))
    for row in data:
        for cell in [cell for cell in row if letters(cell) == column]:
            row.remove(cell)


def rename_heading(data: etree._Element, dice: Random) -> None:
    """A heading or a label says something else."""
    heading = next((row for row in data if len(row)), None)
    cells = [*(heading if heading is not None else ()), *(row[0] for row in data if len(row))]
    if cells:
        words = ("Montant", "montant ", "Montants", "Identifiant", "Exercice", "Valeur", "Champ", "Statut", "Autre")
        content = ("str", dice.choice(words), None) if dice.random() < 0.8 else dice.choice(CONTENTS)
        fill(dice.choice(cells), *content)


def a_row(data: etree._Element, dice: Random) -> etree._Element:
    """Gives a row that holds cells, or any."""
    return dice.choice([row for row in data if len(row)] or list(data))


def number_of(row: etree._Element) -> int:
    """Gives the number of a row of a sound sheet."""
    return int(row.get("r") or 1)


def renumber(row: etree._Element, number: int) -> None:
    """Moves a row, cells and all."""
    row.set("r", str(number))
    for cell in row:
        cell.set("r", re.sub(r"\d+", str(number), cell.get("r") or ""))


def shift(data: etree._Element, first: int, by: int) -> None:
    """Moves every row from one on; the table stays as it was, as when a program forgets it."""
    for row in data:
        if number_of(row) >= first:
            renumber(row, number_of(row) + by)


def add_lines(data: etree._Element, dice: Random) -> None:
    """Many rows of nothing but looks lie under the records."""
    last = number_of(data[-1])
    for number in range(last + 1, last + dice.choice((10, 2_000))):
        etree.SubElement(etree.SubElement(data, f"{MAIN}row", r=str(number)), f"{MAIN}c", r=f"B{number}", s="1")


CHANGES = (
    delete_rows, delete_rows, double_row, double_row, swap_rows, move_row, clear_row, insert_blank, shuffle_rows,
    number_badly, drop_numbers, hide_rows, swap_columns, delete_column, rename_heading, add_lines,
)  # fmt: skip
