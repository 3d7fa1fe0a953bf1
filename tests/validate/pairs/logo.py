"""The logo of a territory (``P-005`` to ``P-009``)."""

from collections.abc import Iterable

from assembler.journey.receiving import receive_files
from assembler.models.upload import UploadedFile
from tests.validate.pair import Pair
from tests.validate.plans import base_plan
from tests.validate.test_logo import ALT, drawn


def told(*files: UploadedFile, alt: str | None = ALT) -> Iterable[str]:
    plan = base_plan()
    territory = plan.territory.model_copy(update={"logo": "logo.png", "logo_alt": alt})
    return tuple(one.code for one in receive_files(plan.model_copy(update={"territory": territory}), files)[1])


PAIRS = (
    Pair("P-005", told, lambda: told(drawn())),
    Pair("P-006", lambda: told(UploadedFile(name="logo.png", content=b"\xff\xd8\xff")), lambda: told(drawn())),
    Pair("P-007", lambda: told(drawn(size=(299, 120))), lambda: told(drawn(size=(120, 300)))),
    Pair("P-008", lambda: told(drawn(), alt=None), lambda: told(drawn())),
    Pair("P-009", lambda: told(drawn(), drawn(name="photo.jpg")), lambda: told(drawn())),
)
