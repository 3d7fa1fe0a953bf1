"""Holds the files sent with a canvas against what it names: gives the plan its logo, tells what is missing or unfit."""

from collections.abc import Sequence
from hashlib import sha256

from assembler.errors import UploadError
from assembler.models.finding import Finding
from assembler.models.logo import Logo
from assembler.models.plan import Plan
from assembler.models.upload import UploadedFile, find_file
from assembler.validate.attachments import check_attachments
from assembler.validate.logo import check_logo


def receive_files(plan: Plan, files: Sequence[UploadedFile]) -> tuple[Plan, tuple[Finding, ...]]:
    """Gives the plan with the logo it names, when it was sent and can be read, and the findings about the files."""
    file = find_file(plan.territory.logo, files)
    refusal = ""
    if file is not None and file.is_picture:
        try:
            plan = plan.model_copy(update={"logo": _read(file)})
        except UploadError as error:
            refusal = error.why
    return plan, check_attachments(plan, files) + check_logo(plan, files, refusal=refusal)


def _read(file: UploadedFile) -> Logo:
    from assembler.read.attachment import read_picture  # most deposits that are only checked have no picture

    read = read_picture(file.content, file.name)
    return Logo(
        sha256=sha256(read.content).hexdigest(),
        content_type=read.content_type,
        width_px=read.width_px,
        height_px=read.height_px,
        content=read.content,
    )
