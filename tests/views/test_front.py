"""What stands before the dossier's documents."""

from dataclasses import replace
from datetime import date

from assembler.assemble.wording import PLACEHOLDER as RESOLVED
from assembler.models.accounts_vocabulary import ResolutionKind
from assembler.models.front import ContentsLine, FrontPart
from assembler.models.vocabulary import Edition
from assembler.views.front import view_front
from tests.views.sample_reports import plan_with, sample_plan, sample_request

NB = "\u00a0"
PARTS = (
    FrontPart(id="plan", title="Plan de communauté", file="plan.docx", pages=98, sha256="ab" * 32),
    FrontPart(id="fiche", title="Fiche d’action CG-A01", file="fiches/CG-A01.docx", pages=None, sha256="cd" * 32),
)
LINES = (
    ContentsLine(level=1, title="Plan de communauté", page_label="1", page=5, anchor="plan#0"),
    ContentsLine(level=2, title="Vision & valeurs", page_label="30", page=34, anchor="reddition:AG|2025-2026#3"),
)


def test_the_cover_tells_the_year_s_totals() -> None:
    front = view_front(sample_request(), PARTS, LINES)
    assert front.titre == "Dossier du plan de communauté 2024-2029"
    assert [(figure.libelle, figure.valeur) for figure in front.chiffres] == [
        ("Actions", "8"),
        ("Besoins", f"1{NB}112{NB}000{NB}$"),
        ("Confirmé", f"1{NB}000{NB}000{NB}$"),
        ("Écart à combler", f"90{NB}000{NB}$"),
    ]
    assert "MRC de La Côte-de-Gaspé" in front.soutiens
    assert front.adoption is not None
    assert front.adoption["numero"] == "2024-06-03"


def test_a_plan_without_adoption_thanks_nobody_in_its_name() -> None:
    resolutions = tuple(row for row in sample_plan().resolutions if row.kind is not ResolutionKind.ADOPTION)
    plan = plan_with(resolutions=resolutions)
    assert view_front(sample_request(plan=plan), PARTS, LINES).adoption is None


def test_the_reports_late_on_the_day_of_the_dossier_are_recalled() -> None:
    """R-100: none on 5 October 2026; the interim report of the FQIS was due on the 31st."""
    assert view_front(sample_request(), PARTS, LINES).retards == ()
    (late,) = view_front(replace(sample_request(), dated=date(2026, 11, 22)), PARTS, LINES).retards
    assert (late.entente, late.type, late.exercice) == ("AG-2024-FQIS-G-04", "Rapport d’étape", "2026-2027")
    assert (late.echeance, late.jours) == ("2026-10-31", 22)


def test_the_public_edition_recalls_no_late_report() -> None:
    public = replace(sample_request(Edition.PUBLIC), dated=date(2026, 11, 22))
    assert view_front(public, PARTS, LINES).retards == ()


def test_the_bordereau_shows_the_start_of_each_hash_and_what_is_not_printed() -> None:
    front = view_front(sample_request(), PARTS, LINES)
    assert [(row.no, row.fichier, row.pages, row.empreinte) for row in front.pieces] == [
        (1, "plan.docx", 98, "abababababab"),
        (2, "fiches/CG-A01.docx", f"s.{NB}o.", "cdcdcdcdcdcd"),
    ]
    assert front.pages == 98


def test_each_line_of_the_contents_links_to_the_placeholder_the_assembly_resolves() -> None:
    rows = view_front(sample_request(), PARTS, LINES).table
    assert [row.texte for row in rows] == ["Plan de communauté\t5", "Vision & valeurs\t34"]
    assert rows[1].adresse == RESOLVED + "reddition%3AAG%7C2025-2026%233"
