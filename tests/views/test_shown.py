"""A record as documents show it: words for references, blanks said aloud, privacy by edition."""

from datetime import date

import pytest

from assembler.models.action import Action, TargetGroup
from assembler.models.governance import Partner
from assembler.models.plan import record_types
from assembler.models.plan_record import Resolution
from assembler.models.view import Missing
from assembler.models.vocabulary import Edition, PlanStatus
from assembler.views.shown import NOT_APPLICABLE, NOT_AVAILABLE, TO_COMPLETE, chain_number, dimension_label, show
from tests.views.sample_reports import plan_with, sample_plan, sample_request

NB = "\u00a0"


def counter() -> Action:
    """The food counter of the sample plan."""
    return sample_plan().get(Action, "CG-A01")


def test_a_reference_is_shown_by_its_words_and_keeps_its_id() -> None:
    shown = show(counter(), sample_request())
    assert shown["enjeu"] == "1. Se nourrir et se loger dans la dignité"
    assert shown["enjeu_id"] == "CG-E1"
    assert shown["piste"].startswith(f"1.1{NB}")
    assert shown["porteur"] == "Comptoir alimentaire du littoral"


def test_codes_become_french_labels_and_values_keep_their_type() -> None:
    shown = show(counter(), sample_request())
    assert shown["etat"] == "En cours"
    assert shown["dimension"] == "Sécurité et autonomie alimentaires"
    assert shown["langues"] == ("Français", "Anglais")
    assert shown["debut"] == date(2024, 4, 1)


def test_a_blank_text_is_s_o_and_a_blank_number_is_n_d() -> None:
    group = TargetGroup(action="CG-A01", group="seules")
    shown = show(group, sample_request())
    assert shown["precision"] == NOT_APPLICABLE == f"s.{NB}o."
    assert shown["nombre"] == NOT_AVAILABLE == f"n.{NB}d."
    assert isinstance(shown["nombre"], Missing)


def test_a_draft_asks_for_what_an_adopted_plan_needs() -> None:
    record = sample_plan().record.model_copy(update={"status": PlanStatus.DRAFT})
    request = sample_request(plan=plan_with(record=record))
    bare = counter().model_copy(update={"specific_objectives": (), "owner_role": None, "evaluation_method": None})
    shown = show(bare, request)
    assert shown["objectifs_precis"] == (TO_COMPLETE,)
    assert shown["repondant"] == TO_COMPLETE
    assert shown["evaluation"] == NOT_APPLICABLE  # optional: never asked for


@pytest.mark.parametrize(
    ("edition", "is_seen"), [(Edition.PUBLIC, False), (Edition.PARTNERS, True), (Edition.WORKING, True)]
)
def test_an_internal_field_is_withheld_from_the_public(edition: Edition, is_seen: bool) -> None:
    shown = show(counter(), sample_request(edition))
    assert (shown["repondant"] == "Direction du comptoir") is is_seen


def test_contacts_of_partners_never_reach_a_public_edition() -> None:
    partner = next(row for row in sample_plan().partners if row.contact_email)
    assert show(partner, sample_request(Edition.PARTNERS))["contact_courriel"] == partner.contact_email
    assert show(partner, sample_request(Edition.PUBLIC))["contact_courriel"] == NOT_APPLICABLE


def test_confidential_fields_are_shown_in_no_edition() -> None:
    for edition in Edition:
        assert "notes" not in show(counter(), sample_request(edition))


def test_every_record_of_the_sample_can_be_shown_in_every_edition() -> None:
    for edition in Edition:
        request = sample_request(edition)
        for name in record_types():
            rows = getattr(request.plan, name)
            for row in rows if isinstance(rows, tuple) else (rows,):
                assert None not in show(row, request).values()


def test_a_resolution_says_who_which_and_when() -> None:
    resolution = sample_plan().get(Resolution, "RES-2024-06-03")
    shown = show(counter().model_copy(update={"decision": resolution.id}), sample_request())
    assert shown["decision"] == f"Assemblée des partenaires, résolution no{NB}2024-06-03, 12 juin 2024"


def test_a_reference_to_nothing_shows_the_id_that_was_written() -> None:
    shown = show(counter().model_copy(update={"owner": "inconnu"}), sample_request())
    assert shown["porteur"] == "inconnu"
    assert sample_plan().find(Partner, "inconnu") is None


def test_a_dimension_of_the_territory_has_its_own_label() -> None:
    own = plan_with(custom_dimensions=({"id": "D90", "label": "Culture et appartenance"},))
    assert dimension_label("D90", sample_request(plan=own)) == "Culture et appartenance"


@pytest.mark.parametrize(("key", "number"), [("CG-P1.2", "1.2"), ("CG-O10.1", "10.1"), ("IM-E3", "3")])
def test_the_number_of_a_link_is_read_in_its_id(key: str, number: str) -> None:
    assert chain_number(key) == number
