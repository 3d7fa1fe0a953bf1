"""Files that reach for a server or for a local file: refused, or read without what they reach for."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.chamber import parent
from service.chamber.isolation import Level
from tests.hostile import office_files as made
from tests.hostile.attempts import attempt
from tests.hostile.outside import SECRET, Outside, listening
from tests.hostile.zips import rewritten
from tests.read.narratives import paragraph, run

DRAWING = "xl/drawings/drawing1.xml"
BOOK = "xl/workbook.xml"
# kind of file, the part that has the relation, its kind
RELATIONS = (
    ("narrative", made.BODY, "image"),
    ("narrative", made.BODY, "oleObject"),
    ("narrative", made.BODY, "aFChunk"),
    ("narrative", made.BODY, "subDocument"),
    ("narrative", made.BODY, "frame"),
    ("narrative", made.BODY, "video"),
    ("narrative", "word/settings.xml", "mailMergeSource"),
    ("workbook", DRAWING, "image"),
    ("workbook", made.SHEET, "oleObject"),
    ("workbook", BOOK, "externalLinkPath"),
    ("workbook", BOOK, "connections"),
)


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Outside]:
    with listening(tmp_path) as found:
        yield found
        assert found.requests == []


def _address(outside: Outside, scheme: str) -> str:
    return f"{outside.address}/image.png" if scheme == "http" else outside.secret.as_uri()


@pytest.mark.parametrize(
    ("relation", "scheme"),
    [(relation, "http") for relation in RELATIONS] + [(r, "file") for r in RELATIONS if r[2] == "image"],
    ids=lambda value: value if isinstance(value, str) else f"{value[0]} {value[2]}",
)
def test_content_kept_elsewhere_is_refused(
    tmp_path: Path, outside: Outside, relation: tuple[str, str, str], scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With no walls but limits: the refusal comes from the screen, not from the missing network."""
    monkeypatch.setattr(parent, "isolation_level", lambda: Level.LIMITS)
    role, part, kind = relation
    sound = made.workbook() if role == "workbook" else made.document()
    file = made.with_relation(sound, part, kind, _address(outside, scheme))
    refusal = attempt(tmp_path, **{role: file}).refusal  # type: ignore[arg-type]
    assert refusal.code == "unsafe-file"
    assert _address(outside, scheme) in refusal.message
    assert "enregistrez et renvoyez-le" in refusal.message


HARMLESS: dict[str, Callable[[Outside], bytes]] = {
    "a template attached": lambda outside: made.with_relation(
        made.document(), "word/settings.xml", "attachedTemplate", f"{outside.address}/modele.dotm"
    ),
    "an INCLUDETEXT field": lambda outside: made.with_body(
        paragraph(f"<w:fldSimple w:instr=' INCLUDETEXT \"{outside.secret}\" '>{run('dedans')}</w:fldSimple>")
    ),
    "an INCLUDEPICTURE field": lambda outside: made.with_body(
        paragraph(f"<w:fldSimple w:instr=' INCLUDEPICTURE \"{outside.address}/x.png\" '>{run('dedans')}</w:fldSimple>")
    ),
    "a DDE field": lambda _: made.with_body(
        paragraph(
            f"<w:fldSimple w:instr=' DDEAUTO c:\\\\windows\\\\cmd.exe \"/k calc\" '>{run('dedans')}</w:fldSimple>"
        )
    ),
    "a page of the web in the body": lambda outside: made.with_relation(
        made.with_entry(
            made.with_body('<w:altChunk NS r:id="rIdX"/>'), "word/page.html", made.web_page(outside.address)
        ),
        made.BODY,
        "aFChunk",
        "page.html",
        mode="Internal",
    ),
    "a link to a local file": lambda outside: made.with_relation(
        made.with_body(paragraph(f'<w:hyperlink r:id="rIdX">{run("voir")}</w:hyperlink>')),
        made.BODY,
        "hyperlink",
        outside.secret.as_uri(),
    ),
    "a link that is a script": lambda _: made.with_relation(
        made.with_body(paragraph(f'<w:hyperlink r:id="rIdX">{run("voir")}</w:hyperlink>')),
        made.BODY,
        "hyperlink",
        "javascript:alert(1)",
    ),
}


@pytest.mark.parametrize("reach", HARMLESS)
def test_a_narrative_is_read_without_what_it_reaches_for(
    tmp_path: Path, outside: Outside, reach: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parent, "isolation_level", lambda: Level.LIMITS)
    checked = attempt(tmp_path, narrative=HARMLESS[reach](outside)).checked
    assert checked.has_plan
    assert SECRET not in checked.model_dump_json()


def test_a_formula_that_asks_the_web_is_a_value_like_another(tmp_path: Path, outside: Outside) -> None:
    cell = f'<c r="A59000" t="str"><f>WEBSERVICE("{outside.address}/")</f><v>lu</v></c>'
    row = f'<row r="59000">{cell}</row></sheetData>'.encode()
    file = rewritten(made.workbook(), {made.SHEET: lambda xml: xml.replace(b"</sheetData>", row)})
    assert attempt(tmp_path, workbook=file).checked == attempt(tmp_path).checked
