"""Draws a form's answers into the pages, so that they show once the fields are gone (ISO 32000-1, 12.7.3.3).

A field keeps its value apart from its picture, and a program may fill the one without the other. A picture that shows
the value is kept; any other is drawn anew; an answer that cannot be drawn makes the attachment refused, never lost.
"""

import pikepdf
from pikepdf import AcroFormField, Dictionary, Object, Pdf, Stream
from pikepdf.form import ExtendedAppearanceStreamGenerator

TYPED = ("/Tx", "/Ch")


class UndrawableAnswerError(ValueError):
    """A field's answer has no font or no letters to be drawn with; the screen turns it into a refusal."""


def draw_answers(pdf: Pdf) -> int:
    """Makes every typed answer visible and gives the number of fields' boxes. Raises ``UndrawableAnswerError``."""
    form = pdf.acroform
    generator = ExtendedAppearanceStreamGenerator(pdf, form)
    boxes = 0
    for page in pdf.pages:
        for box in form.get_widget_annotations_for_page(page):
            boxes += 1
            field = form.get_field_for_annotation(box)
            if field.field_type in TYPED and not _shows(box.obj, field.value_as_string):
                _draw(generator, field, box.obj)
    pdf.Root.AcroForm.NeedAppearances = False
    return boxes


def _draw(generator: ExtendedAppearanceStreamGenerator, field: AcroFormField, box: Object) -> None:
    try:
        field.value_as_string.encode("cp1252")
        if "/AP" in box:
            del box["/AP"]
        draw = generator.generate_text if field.field_type == "/Tx" else generator.generate_choice
        draw(field)
    except (ValueError, TypeError, KeyError, AttributeError, NotImplementedError, RuntimeError) as error:
        raise UndrawableAnswerError(field.fully_qualified_name) from error
    if not _shows(box, field.value_as_string):
        raise UndrawableAnswerError(field.fully_qualified_name)


def _shows(box: Object, value: str) -> bool:
    """True when the field is empty, or its picture's strings hold the value's letters and digits."""
    wanted = _letters(value)
    picture = box.get("/AP", Dictionary()).get("/N")
    if not wanted:
        return True
    if not isinstance(picture, Stream):
        return False
    shown = b"".join(
        bytes(string)
        for instruction in pikepdf.parse_content_stream(picture, "Tj TJ ' \"")
        for operand in instruction.operands
        for string in (operand if isinstance(operand, pikepdf.Array) else [operand])
        if isinstance(string, pikepdf.String)
    )
    return wanted in _letters(shown.decode("cp1252", "replace"))


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
