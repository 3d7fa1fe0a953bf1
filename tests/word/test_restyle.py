"""A template takes the look of the base and keeps what a designer drew in it."""

import io
import zipfile

from assembler.settings import data_folder
from assembler.word.restyle import SHARED_PARTS, restyle_templates, restyled_docx

TEMPLATE = (data_folder("canvases") / "fiche-action.docx").read_bytes()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_shared_parts_come_from_the_base_and_the_rest_stays() -> None:
    """Only the styles change hands."""
    styles = parts_of(TEMPLATE)["word/styles.xml"].replace(b"334E68", b"112233")
    restyled = parts_of(restyled_docx(TEMPLATE, {"word/styles.xml": styles}))
    assert restyled["word/styles.xml"] == styles
    own = {name: part for name, part in parts_of(TEMPLATE).items() if name != "word/styles.xml"}
    assert {name: part for name, part in restyled.items() if name != "word/styles.xml"} == own


def test_a_template_already_in_the_look_is_left_as_it_is() -> None:
    """The same bytes come back: nothing to commit."""
    shared = {name: part for name, part in parts_of(TEMPLATE).items() if name in SHARED_PARTS}
    assert restyled_docx(TEMPLATE, shared) is TEMPLATE


def test_every_template_of_the_product_already_wears_the_base() -> None:
    """Whoever changes the base runs « dossier restyle » before committing."""
    assert restyle_templates() == ()
