"""What linting a template tells (``L-…``), on our own templates with one fault put in."""

from tests.templates.spoiled_templates import BODY, CHANGES, findings_of, own_findings, spoiled
from tests.validate.pair import Pair

REPORT = "templates_docx/reddition.docx"
PLAN = "canvases/plan.docx"
PICTURE = (
    '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="9" name="Image 9"/></wp:inline></w:drawing>'
)
FAR = (
    '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
    'Target="https://exemple.invalid/p.png" TargetMode="External"/></Relationships>'
)


def codes(path: str, content: bytes) -> tuple[str, ...]:
    """Gives the codes told about a template."""
    return tuple(finding.code for finding in findings_of(path, content))


def changed(code: str, *changes: tuple[str, str], path: str = CHANGES, part: str = BODY, **added: str) -> Pair:
    """Gives the pair of our template as it is, and with these changes."""
    parts = {name.replace("__", "/") + ".bin": words for name, words in added.items()}
    return Pair(
        code,
        lambda: codes(path, spoiled(path, *changes, part=part, added=parts)),
        lambda: tuple(finding.code for finding in own_findings(path)),
    )


def cut() -> Pair:
    """A tag whose second half is bold."""
    bold = "{{ ver</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>sions }}"
    return changed("L-006", ("{{ versions }}", bold))


PAIRS = (
    Pair("L-001", lambda: codes(CHANGES, b"rien"), lambda: [one.code for one in own_findings(CHANGES)]),
    changed("L-002", ("{{ versions }}", "{{ versions| }}")),
    changed("L-003", ("{{ versions }}", "{{ verssions }}")),
    changed("L-004", ("{{ versions }}", "{{ versions|majuscule }}")),
    changed("L-005", ("{{ versions }}", "{{ versions")),
    cut(),
    changed("L-007", ("{%p endfor %}", "{%p endif %}")),
    changed("L-008", ("{%p endfor %}", "Voici {%p endfor %}")),
    changed("L-009", ("{{ versions }}", "Deux versions")),
    changed("L-010", ("fiche-action.docx", "fiche-perdue.docx"), path=PLAN),
    changed("L-011", ('name="depense_accorde"', 'name="depenses"'), path=REPORT),
    changed("L-012", ('name="depense_accorde"', 'name="depenses"'), path=REPORT),
    changed("L-013", ('w:ascii="Calibri"', 'w:ascii="Papyrus"'), part="word/styles.xml"),
    changed("L-014", ('w:line="283"', 'w:line="300"'), part="word/styles.xml"),
    changed("L-015", ('<w:pStyle w:val="Heading2"/>', '<w:pStyle w:val="Heading4"/>'), path=REPORT),
    changed("L-016", ('w:lang w:val="fr-CA"', 'w:lang w:val="en-US"'), part="word/styles.xml"),
    changed("L-017", ("<dc:title>Ce qui a changé</dc:title>", "<dc:title/>"), part="docProps/core.xml"),
    changed("L-018", ("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>')),
    changed("L-019", ("<w:t>Enjeu</w:t>", "<w:t></w:t>")),
    changed("L-020", ("<w:t>{{ versions }}</w:t>", f"<w:t>{{{{ versions }}}}</w:t>{PICTURE}")),
    changed("L-021", ("</Relationships>", FAR), part="word/_rels/document.xml.rels"),
    changed("L-022", word__vbaProject="macros"),
    changed(
        "L-023",
        (
            "<w:t>{{ versions }}</w:t></w:r>",
            '<w:t>{{ versions }}</w:t></w:r><w:ins w:id="1" w:author="X"><w:r><w:t>x</w:t></w:r></w:ins>',
        ),
    ),
    changed("L-024", ("{{ versions }}", "{{ versions }}<w:tab/>{#")),
)
