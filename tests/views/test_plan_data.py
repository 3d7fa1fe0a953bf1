"""donnees.json says no more than the documents of its edition."""

from datetime import date
from typing import Any

import pytest

from assembler.models import accounts_vocabulary as av
from assembler.models import vocabulary as v
from assembler.models.governance import Member
from assembler.models.piece import Request
from assembler.models.plan import record_types
from assembler.models.plan_record import Attachment, ContactPerson
from assembler.models.record import Family
from assembler.models.results import GroupCount
from assembler.regions import load_region
from assembler.views.plan_data import view_plan_data
from canvases.samples.plans import make_plan
from tests.validate.plans import base_plan

SEEN = {v.Edition.WORKING: {"PJ-1", "PJ-2", "PJ-3"}, v.Edition.PARTNERS: {"PJ-1", "PJ-2"}, v.Edition.PUBLIC: {"PJ-1"}}


def _data(edition: v.Edition) -> dict[str, list[dict[str, Any]]]:
    visibilities = (v.Visibility.PUBLIC, None, v.Visibility.INTERNAL)
    files = tuple(
        Attachment(id=f"PJ-{n}", title="t", kind=av.AttachmentKind.OTHER, file=f"{n}.pdf", visibility=visibility)
        for n, visibility in enumerate(visibilities, 1)
    )
    members = tuple(
        Member(body="comite", person_label=label, capacity=capacity, public=public)
        for label, capacity, public in (
            ("Personne A", v.Capacity.ORGANISATION, False),
            ("Personne B", v.Capacity.ORGANISATION, True),
        )
    )
    counts = tuple(
        GroupCount(action="CG-A01", fy="2025-2026", group="aines", unique=n, participations=40) for n in (0, 3, 5)
    )
    changed = {
        "attachments": files,
        "members": members,
        "group_counts": counts,
        "contacts": (ContactPerson(role="Agente", name="Nom secret"),),
    }
    plan = base_plan().model_copy(update=changed)
    return view_plan_data(Request(plan, load_region(), edition, "2025-2026", date(2026, 10, 5)))


@pytest.mark.parametrize("edition", SEEN)
def test_only_files_meant_for_the_readers_are_told(edition: v.Edition) -> None:
    assert {row["id"] for row in _data(edition)["attachments"]} == SEEN[edition]


def test_counts_that_could_name_someone_are_masked_in_public() -> None:
    public, partners = _data(v.Edition.PUBLIC)["group_counts"], _data(v.Edition.PARTNERS)["group_counts"]
    assert [(row["personnes"], row["participations"]) for row in public] == [(0, 40), ("<5", 40), (5, 40)]
    assert [row["personnes"] for row in partners] == [0, 3, 5]


def test_a_member_whose_name_is_not_public_is_told_by_capacity() -> None:
    assert [row["personne"] for row in _data(v.Edition.PUBLIC)["members"]] == [
        "Représentation de l’organisation",
        "Personne B",
    ]
    assert _data(v.Edition.PARTNERS)["members"][0]["personne"] == "Personne A"


def test_no_edition_tells_what_is_confidential() -> None:
    assert "Nom secret" not in str([_data(edition) for edition in SEEN])
    assert _data(v.Edition.PARTNERS)["contacts"][0]["fonction"] == "Agente"


def test_rows_without_anything_to_show_are_left_out() -> None:
    assert _data(v.Edition.PUBLIC)["contacts"] == []


def test_the_exchange_day_and_the_synthesis_are_for_partners_and_funders() -> None:
    plan, region = make_plan("CG", load_region()), load_region()
    day = {
        edition: view_plan_data(Request(plan, region, edition, "2026-2027", date(2026, 11, 30)))
        for edition in (v.Edition.PUBLIC, v.Edition.PARTNERS)
    }
    names = [name for name, kind in record_types().items() if kind.table and kind.table.family is Family.EXCHANGE]
    assert len(names) == 14
    assert [name for name in names if day[v.Edition.PUBLIC][name]] == []
    assert [name for name in names if not day[v.Edition.PARTNERS][name]] == []
