"""Upload → read → validate → plan: every finding at once, and the plan when there is one."""

from typing import TYPE_CHECKING

from assembler.models.checked import Checked, Totals
from assembler.models.finding import Finding
from assembler.models.region import Region
from assembler.models.upload import Upload
from assembler.models.vocabulary import Edition

if TYPE_CHECKING:
    from assembler.models.dossier import TakenOut
    from assembler.models.figures import FundingLine


def check_upload(upload: Upload, region: Region, *, edition: Edition = Edition.OFFICIAL) -> Checked:
    """Reads and checks an upload: its plan when there is one, every finding, the totals of its fiscal year.

    Findings weigh what they weigh in ``edition``; ``judge_findings`` weighs those of an official edition again.
    """
    from assembler.compute.funding import compute_funding
    from assembler.journey.drawing import undrawn_here
    from assembler.journey.reading import read_upload, read_upload_narrative, screen_attachments
    from assembler.journey.receiving import receive_files
    from assembler.validate.coherent import keep_coherent
    from assembler.validate.completeness import missing_tables
    from assembler.validate.judging import judge, judge_adopted
    from assembler.validate.parse import parse_source
    from assembler.validate.pictures import check_pictures
    from assembler.validate.planned import build_plan
    from assembler.validate.references import check_ids, check_references
    from assembler.validate.rules import check_rules
    from assembler.validate.unread import check_unread
    from assembler.validate.waivers import apply_waivers

    screen_attachments(upload)
    source, changed = read_upload(upload, region)
    narrative, told = read_upload_narrative(upload)
    parsed, findings = parse_source(source, region)
    findings += changed
    plan = build_plan(parsed, narrative, region)
    if plan is None:
        findings += told + check_unread(parsed, None, None)
        return Checked(territory=source.territory_code, fy=None, findings=findings)
    plan, seen = receive_files(plan, upload.attachments)
    funding = compute_funding(plan, region)
    findings += check_ids(plan) + check_references(plan, left_out=parsed.left_out, missing=missing_tables(source))
    findings += check_rules(plan, region, funding, left_out=parsed.left_out, undrawn=undrawn_here)
    coherent = keep_coherent(plan)
    findings += seen + told + check_unread(parsed, plan, coherent)
    findings += tuple(placed.finding for placed in check_pictures(plan))
    findings = judge(apply_waivers(judge_adopted(findings, plan), plan, region), edition)
    code, fy = plan.territory.code, plan.record.current_fy
    line = (funding if coherent is plan else compute_funding(coherent, region)).total(fy)
    return Checked(territory=code, fy=fy, findings=findings, plan=coherent, totals=totals_of(line))


def judge_findings(findings: tuple[Finding, ...], edition: Edition) -> tuple[Finding, ...]:
    """Gives findings that were told for an official edition as they weigh in another one."""
    from assembler.validate.judging import judge

    return judge(findings, edition)


def inspect_attachments(upload: Upload) -> "tuple[TakenOut, ...]":
    """Gives what assembling will take out of the attachments; ``AttachmentError`` for one that cannot join."""
    from assembler.journey.inspecting import list_removals

    return list_removals(upload.attachments)


def totals_of(line: "FundingLine") -> Totals:
    """Gives the totals that ``check`` tells and the dossier proves, of one funding line."""
    return Totals(
        need=line.need,
        confirmed=line.confirmed,
        requested=line.requested,
        gap=line.gap,
        in_kind=line.in_kind,
        coverage_pct=line.coverage_pct,
    )


def list_rules() -> list[dict[str, str]]:
    """Gives every rule and check that findings cite: code, severity, statement, source and remedy."""
    from assembler.validate.listing import list_codes

    return list_codes()
