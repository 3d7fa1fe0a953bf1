"""The help beside a field, and the drop-down, prompt and entry check of its cells."""

from typing import Literal

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from assembler.canvas.vocabularies import list_name
from assembler.i18n import either, language
from assembler.i18n import translate as _
from assembler.models.field import MANY, FieldSpec, Kind, Need
from assembler.models.record import Record
from assembler.models.region import Code
from assembler.tables import YES_NO
from assembler.typography import typographic

PROMPT_LIMIT = 255  # characters Excel shows in an input message
TITLE_LIMIT = 32
_NUMBERS: dict[Kind, Literal["whole", "decimal"]] = {
    Kind.INTEGER: "whole",
    Kind.MONEY: "decimal",
    Kind.PERCENT: "decimal",
}


def need_words(need: Need) -> str:
    """Gives when a value is required, in a word or two."""
    return {Need.SAVE: _("Requis"), Need.ADOPTED: _("Pour l’adoption"), Need.OPTIONAL: _("Facultatif")}[need]


def written(text: str) -> str:
    """Gives a text of our declarations in the language spoken, with its exact typography."""
    return typographic(_(text), lang=language()) if text else ""


def help_words(spec: FieldSpec) -> str:
    """Gives the help of a field, and how to write several items."""
    several = _("Séparez par «\u00a0;\u00a0».") if spec.kind in (Kind.CHOICES, Kind.REFS) else ""
    return " ".join(text for text in (written(spec.help), several) if text)


def example_words(spec: FieldSpec, options: tuple[Code, ...]) -> str:
    """Gives the example as a person would see it in the cell: labels in place of codes."""
    labels = {option.code: either(option.fr, option.en) for option in options}
    if spec.kind in (Kind.CHOICE, Kind.CHOICES):
        return "; ".join(labels.get(part.strip(), part.strip()) for part in spec.example.split(";"))
    return typographic(spec.example)


def add_entry_rule(
    sheet: Worksheet, cells: str, *, record_type: type[Record], name: str, options: tuple[Code, ...]
) -> None:
    """Gives cells their drop-down, their prompt, and a warning (never a refusal) for what looks wrong."""
    spec = record_type.specs()[name]
    rule = _entry_rule(record_type, name, spec)
    label = either(spec.fr, spec.en)
    rule.promptTitle = _shortened(label, TITLE_LIMIT)
    rule.prompt = _prompt(spec, options)
    rule.showInputMessage = True
    rule.allow_blank = True
    rule.add(cells)
    sheet.add_data_validation(rule)


def _entry_rule(record_type: type[Record], name: str, spec: FieldSpec) -> DataValidation:
    if spec.kind is Kind.YES_NO:
        words = ",".join(either(option.fr, option.en) for option in YES_NO)
        return _warning(
            DataValidation(type="list", formula1=f'"{words}"'), _("Écrivez «\u00a0oui\u00a0» ou «\u00a0non\u00a0».")
        )
    source = list_name(record_type, name, spec)
    if source:
        rule = DataValidation(type="list", formula1=source)
        # Several items, several target tables and codes a territory adds are typed: the list only helps.
        is_open = spec.kind in MANY or len(spec.targets) > 1 or bool(spec.vocabulary) or spec.kind is Kind.FISCAL_YEAR
        return rule if is_open else _warning(rule, _("Cette valeur n’est pas dans la liste. La garder?"))
    if spec.suggestions:
        rule = DataValidation(type="list", formula1=f'"{",".join(spec.suggestions)}"')
        return _warning(rule, _("Cette valeur n’est pas dans la liste. La garder?"))
    if spec.kind is Kind.DATE:
        rule = DataValidation(type="date", operator="greaterThan", formula1="32874")  # 1990-01-01
        return _warning(rule, _("Écrivez une date, par exemple 2026-04-01."))
    if spec.kind in _NUMBERS:
        low, high = spec.minimum or 0, spec.maximum
        rule = DataValidation(type=_NUMBERS[spec.kind], operator="greaterThanOrEqual", formula1=str(low))
        if high is not None:
            rule.operator, rule.formula2 = "between", str(high)
        return _warning(rule, _("Écrivez un nombre, sans symbole ni texte."))
    return DataValidation()


def _warning(rule: DataValidation, message: str) -> DataValidation:
    rule.showErrorMessage, rule.errorStyle, rule.error = True, "warning", message
    rule.errorTitle = _("À vérifier")
    return rule


def _prompt(spec: FieldSpec, options: tuple[Code, ...]) -> str:
    example = example_words(spec, options)
    parts = (
        need_words(spec.need) + ".",
        help_words(spec),
        _("Exemple\u00a0:") + f" {example}" if example else "",
    )
    text = "\n".join(part for part in parts if part)
    return _shortened(text, PROMPT_LIMIT)


def _shortened(text: str, limit: int) -> str:
    """Gives a text that Excel keeps, cut after a whole word."""
    return text if len(text) <= limit else text[: limit - 1].rpartition(" ")[0].rstrip(" (,;:\u00a0") + "…"
