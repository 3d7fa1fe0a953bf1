"""Is the logo that the sheet « Territoire » names here, readable, large enough, and described?

P-005: named, not sent. P-006: cannot be read. P-007: too small for print. P-008: no alternative text.
P-009: a picture sent that is not the logo.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from assembler.i18n import translate as _
from assembler.models.finding import Finding
from assembler.models.plan import Plan
from assembler.models.territory import Territory
from assembler.models.upload import UploadedFile, file_key, find_file
from assembler.validate.findings import finding_by_code

SMALLEST_SIDE: Final = 300  # pixels of the longer side: 18 mm high, a round logo then prints at 400 dots an inch


def check_logo(plan: Plan, files: Sequence[UploadedFile], *, refusal: str = "") -> tuple[Finding, ...]:
    """Gives the findings about the logo; ``refusal`` is why it could not be read."""
    return (*_of_named(plan, files, refusal), *_strays(plan.territory, files))


def _of_named(plan: Plan, files: Sequence[UploadedFile], refusal: str) -> Iterator[Finding]:
    territory = plan.territory
    if not territory.logo:
        return
    file = find_file(territory.logo, files)
    if file is None:
        message = _(
            "Le logo «\u00a0{file}\u00a0» est nommé, mais n’a pas été envoyé\u00a0: il manquera aux couvertures."
        )
        yield _told(territory, "logo", "P-005", message.format(file=territory.logo))
    elif plan.logo is None:
        why = refusal or _("ce n’est pas une image PNG ou JPEG")
        yield _told(territory, "logo", "P-006", _("Le logo ne peut pas être repris\u00a0: {why}.").format(why=why))
    elif (side := max(plan.logo.width_px, plan.logo.height_px)) < SMALLEST_SIDE:
        message = _(
            "Le logo ne compte que {side} points sur son plus grand côté\u00a0: il paraîtra flou à l’impression."
        )
        yield _told(territory, "logo", "P-007", message.format(side=side), expected=str(SMALLEST_SIDE))
    if not territory.logo_alt:
        message = _(
            "Le logo n’a pas de texte de remplacement\u00a0: les personnes qui ne le voient pas n’en sauront rien."
        )
        yield _told(territory, "logo_alt", "P-008", message)


def _strays(territory: Territory, files: Sequence[UploadedFile]) -> Iterator[Finding]:
    named = file_key(territory.logo) if territory.logo else None
    message = _("L’image «\u00a0{file}\u00a0» n’est pas le logo nommé dans le canevas\u00a0: elle n’ira nulle part.")
    for name in sorted({file.name for file in files if file.is_picture and file_key(file.name) != named}):
        yield _told(territory, "logo", "P-009", message.format(file=name), found=name)


def _told(
    territory: Territory, field: str, code: str, message: str, *, found: str | None = None, expected: str = ""
) -> Finding:
    assert Territory.table is not None
    sheet, cell = (territory.place.sheet, territory.place.cell(field)) if territory.place else (Territory.table.fr, "")
    written = (territory.logo or "") if found is None and field == "logo" else (found or "")
    return finding_by_code(sheet, cell, code=code, message=message, found=written, expected=expected)
