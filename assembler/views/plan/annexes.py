"""The plan's decisions, annexes and control page (C1)."""

from typing import Annotated

from assembler.models.accounts_vocabulary import AttachmentKind, ResolutionKind
from assembler.models.edition_scope import is_file_shown
from assembler.models.funding import Contribution, LeverLine
from assembler.models.governance import GovernanceBody, Member
from assembler.models.piece import Request
from assembler.models.plan_record import Acronym, Attachment, Resolution, Revision
from assembler.models.region import Funder
from assembler.models.view import Shown, View
from assembler.models.vocabulary import Edition, FunderKind
from assembler.typography import sort_key_french
from assembler.views.control_page import ControlPage, view_control_page
from assembler.views.declared import Of
from assembler.views.funding_shown import program_name
from assembler.views.gathered import gather
from assembler.views.plan.budget import EXPERTISE
from assembler.views.plan_data import public_label
from assembler.views.shown import show


class BodyMembers(View):
    """The seats of a body (annex B)."""

    nom: str
    membres: Annotated[tuple[Shown, ...], Of(Member)]


class Annexes(View):
    """Decisions, annexes A to E, and the control page."""

    adoption: Annotated[Shown | None, Of(Resolution)]
    enterinements: Annotated[tuple[Shown, ...], Of(Resolution)]
    versions: Annotated[tuple[Shown, ...], Of(Revision)]
    leviers: Annotated[tuple[Shown, ...], Of(LeverLine)]
    contributions: Annotated[tuple[Shown, ...], Of(Contribution)]
    membres: tuple[BodyMembers, ...]
    lettres: Annotated[tuple[Shown, ...], Of(Attachment)]
    libres: Annotated[tuple[Shown, ...], Of(Attachment)]
    sigles: Annotated[tuple[Shown, ...], Of(Acronym)]
    controle: ControlPage
    mentions: tuple[str, ...]  # what each funder asks to be printed
    soutiens: tuple[str, ...]  # the funders of the year, by name


def view_annexes(request: Request) -> Annexes:
    """Gives what surrounds the plan; the public edition shows public attachments and public names only."""
    plan = request.plan
    adoptions = [row for row in plan.resolutions if row.kind is ResolutionKind.ADOPTION]
    funders = _funders(request)
    acronyms = sorted(plan.acronyms, key=lambda row: sort_key_french(row.short))
    return Annexes(
        adoption=show(max(adoptions, key=lambda row: row.dated), request) if adoptions else None,
        enterinements=tuple(show(row, request) for row in plan.resolutions if row.kind is ResolutionKind.ENDORSEMENT),
        versions=tuple(show(row, request) for row in sorted(plan.revisions, key=lambda row: row.version)),
        leviers=tuple(_lever(row, request) for row in sorted(plan.lever_lines, key=_action_of) if row.fy == request.fy),
        contributions=tuple(
            show(row, request)
            for row in sorted(plan.contributions, key=_action_of)
            if row.fy == request.fy and row.kind not in EXPERTISE
        ),
        membres=tuple(_body(body, request) for body in plan.bodies),
        lettres=_attachments(AttachmentKind.SUPPORT_LETTER, request),
        libres=_attachments(AttachmentKind.FREE_ANNEX, request),
        sigles=tuple(show(row, request) for row in acronyms),
        controle=view_control_page(request),
        mentions=tuple(text for funder in funders if (text := funder.visibility_text)),
        soutiens=tuple(_funder_name(row, request) for row in funders if row.kind is not FunderKind.COMMUNITY),
    )


def _action_of(row: LeverLine | Contribution) -> tuple[bool, str]:
    """The rows of an action stand together, those of the whole plan last."""
    return row.action is None, row.action or ""


def _lever(row: LeverLine, request: Request) -> Shown:
    return {**show(row, request), "programme": program_name(row.program, request)}


def _funder_name(funder: Funder, request: Request) -> str:
    return request.territory.municipal_body if funder.kind is FunderKind.MRC else funder.name


def _body(body: GovernanceBody, request: Request) -> BodyMembers:
    members = gather(request).under(body.id, Member)
    return BodyMembers(nom=body.name, membres=tuple(_member(row, request) for row in members))


def _member(row: Member, request: Request) -> Shown:
    """A label that is not public gives way to the capacity in the public edition (B3)."""
    shown = show(row, request)
    return {**shown, "personne": public_label(row)} if request.edition is Edition.PUBLIC and not row.public else shown


def _attachments(kind: AttachmentKind, request: Request) -> tuple[Shown, ...]:
    rows = [
        row for row in request.plan.attachments if row.kind is kind and is_file_shown(row.visibility, request.edition)
    ]
    return tuple(show(row, request) for row in sorted(rows, key=lambda row: (row.order or 0, row.id)))


def _funders(request: Request) -> tuple[Funder, ...]:
    """Gives who has confirmed money for the year, once each, in the region's order."""
    lines = gather(request).funding.by_funder(request.fy)
    confirmed = {line.funder for line in lines if line.confirmed}
    return tuple(funder for funder in request.region.funders if funder.code in confirmed)
