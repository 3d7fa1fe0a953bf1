"""A photo of people in the narrative cites a consent that exists and still holds (N-040 to N-042)."""

from datetime import date

import pytest

from assembler.models.narrative import Narrative, Picture, Section
from assembler.models.plan_record import Consent
from assembler.validate.pictures import check_pictures
from tests.small_plan import small_plan

CONSENTS = (
    Consent(id="CONS-2026-04", kind="photo", obtained_on=date(2026, 4, 1)),
    Consent(id="CONS-2024-01", kind="photo", obtained_on=date(2024, 4, 1), expires_on=date(2025, 4, 1)),
    Consent(id="CONS-2026-05", kind="nom", obtained_on=date(2026, 4, 1)),
)


@pytest.mark.parametrize(
    ("people", "consents", "codes"),
    [
        (True, ("CONS-2026-04",), []),
        (False, (), []),
        (True, (), ["N-040"]),
        (True, ("CONS-9999-01",), ["N-041"]),
        (True, ("CONS-2026-05",), ["N-041"]),
        (True, ("CONS-2024-01",), ["N-042"]),
    ],
)
def test_a_consent_is_asked_for_known_and_current(people: bool, consents: tuple[str, ...], codes: list[str]) -> None:
    picture = Picture(
        sha256="0" * 64, content_type="image/png", alt="Des enfants.", width_mm=10, height_mm=10, content=b"",
        people=people, consents=consents, place="Conclusion", spot=7,
    )  # fmt: skip
    told = Narrative(sections=(Section(tag="conclusion", place="Conclusion", blocks=(picture,)),))
    placed = check_pictures(small_plan().model_copy(update={"narrative": told, "consents": CONSENTS}))
    assert [one.finding.code for one in placed] == codes
    assert all((one.spots, one.finding.place) == ((7,), "Conclusion") for one in placed)
