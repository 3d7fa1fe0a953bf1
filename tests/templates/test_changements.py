"""The page « Ce qui a changé »: one page, whatever changed."""

from collections.abc import Callable
from functools import cache

import pytest

from assembler.compute.changes.plans import compare_plans
from assembler.convert.office import OfficePool
from assembler.models.changes import ActionRetitled, PlanChanges, RecordChange
from assembler.models.changes_request import ChangesRequest
from assembler.models.edition_scope import is_adopted
from assembler.models.vocabulary import Edition, PlanStatus
from assembler.pipeline import describe_changes
from assembler.regions import load_region
from assembler.render.templates import read_template_file
from assembler.views.changes import ChangesView, view_changes
from tests.compute.changed_plans import before_and_after
from tests.projection import project
from tests.templates.template_tags import unknown_tags
from tests.validate.plans import base_plan

TEMPLATE = "templates_docx/changements.docx"
REGION = load_region()
NB = "\u00a0"


@cache
def sample() -> PlanChanges:
    """About a dozen changes, of every sort."""
    return compare_plans(*before_and_after(REGION), REGION)


def crowded(*, words: int) -> PlanChanges:
    """Hundreds of changes, whose sentences are this long."""
    changes = sample()
    titles = tuple(
        ActionRetitled(id=f"CG-A{n:02}", before="ancien " * words, after="nouveau " * words) for n in range(99)
    )
    texts = tuple(
        changes.texts[0].model_copy(update={"before": "avant " * words, "after": "après " * words}) for _n in range(99)
    )
    rows = tuple(RecordChange(kind="added", key=f"R-{n}", fr="une ligne " * words, en="a row") for n in range(99))
    return changes.model_copy(
        update={
            "actions": changes.actions.model_copy(update={"retitled": titles}),
            "texts": texts,
            "tables": (*changes.tables, changes.tables[-1].model_copy(update={"records": rows})),
        }
    )


def test_the_template_is_the_one_that_was_reviewed(check_golden: Callable[[str, str], None]) -> None:
    check_golden("changements.txt", project(read_template_file(TEMPLATE)))


def test_the_template_uses_only_what_its_view_declares() -> None:
    assert unknown_tags(TEMPLATE, ChangesView) == []


def test_the_page_shows_every_one_of_a_dozen_changes() -> None:
    view = view_changes(ChangesRequest(sample(), REGION))
    parts = (view.actions, view.leviers, view.textes, view.autres)
    assert [(len(part.lignes), part.reste) for part in parts] == [(6, ""), (1, ""), (1, ""), (3, "")]
    text = project(describe_changes(sample(), REGION))
    assert "# Ce qui a changé" in text
    assert "+169\u00a0250,50\u00a0$↵432\u00a0000\u00a0$\u00a0→ 601\u00a0250,50\u00a0$" in text
    assert "Un comptoir de plus ouvre à Murdochville." in text
    assert "Des montants changent aussi en 2024-2025, 2025-2026, 2027-2028 et 2028-2029." in text


def test_a_crowd_of_changes_says_how_many_more_there_are() -> None:
    view = view_changes(ChangesRequest(crowded(words=4), REGION))
    kept = len(view.textes.lignes)
    assert 1 <= kept < 10
    assert view.textes.reste == f"et {99 - kept} autres, que la comparaison complète donne."


@pytest.mark.parametrize(
    ("status", "edition", "is_marked"),
    [
        (PlanStatus.ADOPTED, Edition.PARTNERS, False),
        (PlanStatus.ADOPTED, Edition.WORKING, True),
        *((status, Edition.PARTNERS, True) for status in PlanStatus if not is_adopted(status)),
    ],
)
def test_the_page_is_marked_as_every_document_of_its_edition(
    status: PlanStatus, edition: Edition, is_marked: bool
) -> None:
    after = sample().after.model_copy(update={"status": status})
    changes = sample().model_copy(update={"after": after, "edition": edition})
    assert view_changes(ChangesRequest(changes, REGION)).ebauche is is_marked


def test_two_equal_plans_make_a_page_that_says_so() -> None:
    text = project(describe_changes(compare_plans(base_plan(), base_plan(), REGION), REGION))
    assert f"Rien n’a changé{NB}: les deux plans sont identiques." in text
    assert "[tableau" not in text


@pytest.mark.parametrize("changes", [sample(), crowded(words=3), crowded(words=30)], ids=["dozen", "many", "long"])
def test_it_is_one_page(changes: PlanChanges, pool: OfficePool) -> None:
    content = describe_changes(changes, REGION)
    assert content == describe_changes(changes, REGION)
    assert pool.convert_to_pdf(content, kind="docx", name="changements.docx").pages == 1
