"""Two uploads → read → plans → what changed, and the one page that tells it."""

from typing import TYPE_CHECKING

from assembler.models.region import Region
from assembler.models.upload import Upload
from assembler.models.vocabulary import Edition

if TYPE_CHECKING:
    from assembler.models.changes import PlanChanges
    from assembler.store import Store


def compare_uploads(old: Upload, new: Upload, region: Region, *, edition: Edition = Edition.PARTNERS) -> "PlanChanges":
    """Gives what changed from an upload to another of the same territory, as an edition may tell it.

    Nothing is checked but what reading needs: what could not be read is left out of both sides, and said.
    ``BlockedUploadError`` when a workbook cannot become a plan, ``WrongKindError`` for two territories, any leaf of
    ``UploadError`` for a file refused.
    """
    from assembler.journey.comparing import check_same_territory, compare_read, read_plan

    before = read_plan(old, region)
    after = before if new == old else read_plan(new, region)
    check_same_territory(before.plan, after.plan, name=new.workbook.name)
    return compare_read(before, after, region, edition=edition)


def describe_changes(
    changes: "PlanChanges", region: Region, *, store: "Store | None" = None, templates: tuple[tuple[str, str], ...] = ()
) -> bytes:
    """Gives the Word page « Ce qui a changé »; it is in French, and the same changes give the same bytes."""
    from assembler.journey.comparing import write_changes
    from assembler.journey.template_set import TemplateSet
    from assembler.models.changes_request import ChangesRequest

    return write_changes(ChangesRequest(changes, region), TemplateSet(store, templates))
