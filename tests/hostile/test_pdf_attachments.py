"""PDF attachments made to harm: what acts is taken out and told, what swells or lies is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from service.chamber.tasks import Removed
from tests.hostile import pdf_files as made
from tests.hostile.attempts import attempt

REFUSED: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "a password": (made.encrypted, "encrypted-attachment", "mot de passe"),
    "restrictions": (made.restricted, "encrypted-attachment", "restrictions"),
    "a form drawn by a program": (made.dynamic_form, "dynamic-form", "imprimez-la en PDF"),
    "a page of two gibibytes": (made.swollen_page, "attachment-too-large", "démesurée"),
    "objects in a stream of one gibibyte": (made.swollen_object_stream, "attachment-too-large", "démesurée"),
    "a tree of pages that turns on itself": (made.cyclic_tree, "damaged-attachment", "ne se lit pas"),
    "a tree of pages twenty thousand deep": (made.deep_tree, "damaged-attachment", "ne se lit pas"),
    "a hundred thousand pages": (made.many_pages, "attachment-too-large", "plus de 300 pages"),
    "a hundred thousand pages counted as one": (
        lambda: made.many_pages(stated=1),
        "attachment-too-large",
        "plus de 300 pages",
    ),
    "one page named a hundred thousand times": (
        made.one_page_many_times,
        "attachment-too-large",
        "plus de 300 pages",
    ),
    "an object nested without end": (made.nested_arrays, "damaged-attachment", "ne se lit pas"),
    "a web page": (lambda: b"<!DOCTYPE html><html></html>", "wrong-kind-of-file", "une page web"),
    "a header and nothing else": (lambda: b"%PDF-1.7\n%%EOF\n", "damaged-attachment", "ne se lit pas"),
}
CLEANED: dict[str, tuple[Callable[[], bytes], tuple[str, ...]]] = {
    "scripts": (made.scripted, ("Les scripts",)),
    "programs and files behind links": (made.launching, ("Les liens vers autre chose",)),
    "actions of their own": (made.self_acting, ("Les actions automatiques",)),
    "a form": (made.form, ("Les champs de formulaire",)),
    "hidden files and media": (made.carrier, ("Les fichiers cachés", "Les sons, vidéos")),
    "a picture kept elsewhere": (lambda: made.outside_stream("http://127.0.0.1/x.png"), ("Les liens vers autre",)),
}


@pytest.mark.parametrize("attack", REFUSED)
def test_an_attachment_is_refused_by_name_with_a_remedy(tmp_path: Path, attack: str) -> None:
    make, code, said = REFUSED[attack]
    refusal = attempt(tmp_path, attachments={"lettre.pdf": make()}).refusal
    assert (refusal.code, refusal.file) == (code, "lettre.pdf")
    assert said in refusal.message
    assert all("lettre.pdf" in message and message.endswith(".") for message in refusal.messages.values())
    assert refusal.messages["fr"] != refusal.messages["en"]


@pytest.fixture(scope="module")
def removals(tmp_path_factory: pytest.TempPathFactory) -> tuple[Removed, ...]:
    """What a deposit with all of them is told."""
    files = {f"{attack}.pdf": make() for attack, (make, _) in CLEANED.items()}
    return attempt(tmp_path_factory.mktemp("cleaned"), attachments=files).checked.removed


@pytest.mark.parametrize("attack", CLEANED)
def test_what_acts_is_told_as_taken_out_in_both_languages(removals: tuple[Removed, ...], attack: str) -> None:
    told = CLEANED[attack][1]
    removed = [taken for taken in removals if taken.file == f"{attack}.pdf"]
    assert len(removed) == len(told)
    assert all(taken.fr.startswith(words) for taken, words in zip(removed, told, strict=True))
    assert all(taken.en and taken.en != taken.fr for taken in removed)
