"""The content controls of the action sheet: one per value, of the kind its declaration asks for (ECMA-376 17.5.2).

Controls stand inside paragraphs: LibreOffice keeps those, with their tag and their choices, and drops all others.
"""

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from assembler.i18n import either
from assembler.i18n import translate as _
from assembler.models.action_sheet import is_many
from assembler.models.field import FieldSpec, Kind
from assembler.models.region import Code
from assembler.tables import item_words
from assembler.word.ooxml import paragraph_xml, run_xml
from assembler.word.styles import GREY, TABLE_TEXT

_W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
_LISTED = (Kind.CHOICE, Kind.CHOICES, Kind.REF, Kind.REFS, Kind.FISCAL_YEAR, Kind.YES_NO)


def value_xml(
    tag: str, spec: FieldSpec, options: tuple[Code, ...], text: str, *, spare: int = 0, style: str = TABLE_TEXT
) -> str:
    """Gives the paragraphs of a value: one control, or one per item where several are chosen, and ``spare`` blank ones.

    ``text`` is the value in the form of ``sheet_values``: codes, ids, ISO dates, plain numbers.
    """
    items = [*text.split("\n"), *[""] * spare] if is_many(spec) and text else [text, *[""] * spare]
    controls = (_control_xml(tag, spec, options, item) for item in items)
    return "".join(paragraph_xml(style, control) for control in controls)


def codes_xml(tag: str, spec: FieldSpec, text: str) -> str:
    """Gives one control where codes are typed, for a place too narrow for a list of choices."""
    alias = either(spec.fr, spec.en)
    if not text:
        return paragraph_xml(TABLE_TEXT, _sdt_xml(tag, alias, "<w:showingPlcHdr/>", "<w:text/>", _faint(_("Écrire…"))))
    return paragraph_xml(TABLE_TEXT, _sdt_xml(tag, alias, "", "<w:text/>", run_xml(text.replace("\n", "; "))))


def fixed_xml(tag: str, alias: str, text: str) -> str:
    """Gives a control that nobody changes."""
    return _sdt_xml(tag, alias, '<w:lock w:val="sdtContentLocked"/>', "<w:text/>", run_xml(text))


def repeated_xml(tag: str, alias: str, items: Sequence[str]) -> str:
    """Gives rows that Word repeats with its « + » button ([MS-DOCX] 2.5.4.3); elsewhere they are plain rows."""
    inner = "".join(
        f'<w:sdt><w:sdtPr><w:id w:val="0"/><w15:repeatingSectionItem {_W15}/></w:sdtPr>'
        f"<w:sdtContent>{item}</w:sdtContent></w:sdt>"
        for item in items
    )
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val={quoteattr(alias)}/><w:tag w:val={quoteattr(tag)}/><w:id w:val="0"/>'
        f"<w15:repeatingSection {_W15}/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )


def _control_xml(tag: str, spec: FieldSpec, options: tuple[Code, ...], item: str) -> str:
    words = item_words(spec, options, item)
    alias = either(spec.fr, spec.en)
    kind = _kind_xml(spec, options, item)
    if words:
        return _sdt_xml(tag, alias, "", kind, run_xml(words))
    return _sdt_xml(tag, alias, "<w:showingPlcHdr/>", kind, _faint(_hint(spec)))


def _faint(words: str) -> str:
    return run_xml(words, f'<w:color w:val="{GREY}"/>')


def _hint(spec: FieldSpec) -> str:
    if spec.tag == "id":
        return _("auto")
    if spec.kind is Kind.DATE:
        return _("AAAA-MM-JJ")
    return _("Choisir…") if spec.kind in _LISTED else _("Écrire…")


def _sdt_xml(tag: str, alias: str, state: str, kind: str, content: str) -> str:
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(alias)}/><w:tag w:val={quoteattr(tag)}/>"
        f'<w:id w:val="0"/>{state}{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
    )


def _kind_xml(spec: FieldSpec, options: tuple[Code, ...], item: str) -> str:
    if spec.kind is Kind.DATE:
        stored = f' w:fullDate="{item}T00:00:00Z"' if _is_date(item) else ""
        return (
            f'<w:date{stored}><w:dateFormat w:val="yyyy-MM-dd"/><w:lid w:val="fr-CA"/>'
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        )
    if spec.kind in _LISTED and options:
        # A new partner, a dimension of the territory's own: what may grow may be typed.
        is_open = bool(spec.targets or spec.vocabulary) or spec.kind is Kind.FISCAL_YEAR
        name = "comboBox" if is_open else "dropDownList"
        return f"<w:{name}>{''.join(_items_xml(options))}</w:{name}>"
    return '<w:text w:multiLine="1"/>' if spec.kind in (Kind.LONG_TEXT, Kind.LINES) else "<w:text/>"


def _items_xml(options: tuple[Code, ...]) -> list[str]:
    """Word refuses a list where two items read the same."""
    by_words = {either(option.fr, option.en): option.code for option in reversed(options)}
    return [
        f"<w:listItem w:displayText={quoteattr(words)} w:value={quoteattr(code)}/>"
        for words, code in reversed(by_words.items())
    ]


def _is_date(item: str) -> bool:
    return len(item) == len("2026-04-01") and item[:4].isdigit() and item[4] == item[7] == "-"
