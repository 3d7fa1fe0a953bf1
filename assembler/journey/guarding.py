"""Guards the public edition: what may not be public is looked for in the finished files, and stops the dossier."""

from collections.abc import Mapping

from assembler.errors import VerificationError
from assembler.models.personal import personal_values
from assembler.models.piece import Request
from assembler.models.vocabulary import Edition
from assembler.verify.persons import check_public_counts, check_public_persons

_INSIDE = ("pieces/", "plan.pdf")  # dossier.pdf holds their pages


def guard_persons(request: Request, files: Mapping[str, bytes]) -> None:
    """Raises ``VerificationError`` when a file of a public edition holds a small count or a personal value.

    What a waiver of R-104 accepted, with its reason, is accepted here too.
    """
    if request.edition is not Edition.PUBLIC:
        return
    waived = {finding.found for finding in request.findings if finding.code == "R-104" and finding.waived}
    known = frozenset(personal_values(request.plan) - waived)
    defects = check_public_counts(files["donnees.json"], request.region.thresholds.mask_under)
    for path, content in files.items():
        if not path.startswith(_INSIDE):
            defects += check_public_persons(path, content, known)
    if defects:
        raise VerificationError(defects)
