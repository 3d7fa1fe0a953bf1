"""A dossier's page: its parts in groups, each in its kinds; what came before and after."""

from service.pages.shown_dossier import view_dossier
from tests.service.pages.rows import dossier

PATHS = (
    "dossier.pdf",
    "donnees.json",
    "plan.docx",
    "plan.pdf",
    "fiches/CG-A01.docx",
    "annexe-budgetaire.xlsx",
    "redditions/AG-1_2025-2026.docx",
    "redditions/AG-1_2025-2026.xlsx",
    "pieces/01.pdf",
    "bordereau.csv",
    "manifest.json",
)
TITLES = {
    "plan.docx": "Plan de communauté",
    "redditions/AG-1_2025-2026.docx": "Reddition FQIS",
    "redditions/AG-1_2025-2026.xlsx": "Reddition FQIS – tableaux",
}


def test_parts_are_grouped_and_joined_by_their_kinds() -> None:
    shown = view_dossier(dossier(paths=PATHS), titles=TITLES, siblings=[], names={})
    assert shown.preview is not None and shown.preview.path == "dossier.pdf"
    assert {group.name: [(part.title or part.stem, [file.kind for file in part.files]) for part in group.parts]
            for group in shown.groups} == {
        "plan": [("Plan de communauté", ["Word", "PDF"])],
        "fiches": [("CG-A01", ["Word"])],
        "annexe": [("annexe-budgetaire", ["Excel"])],
        "redditions": [("Reddition FQIS", ["Word", "Excel"])],
        "pieces": [("01", ["PDF"])],
        "donnees": [("donnees", ["JSON"]), ("bordereau", ["CSV"]), ("manifest", ["JSON"])],
    }  # fmt: skip


def test_a_report_is_previewed_by_its_own_pdf() -> None:
    shown = view_dossier(dossier(paths=("r.docx", "r.pdf", "r.xlsx")), titles={}, siblings=[], names={})
    assert shown.preview is not None and shown.preview.path == "r.pdf"
    assert [[file.kind for file in part.files] for group in shown.groups for part in group.parts] == [["Word", "Excel"]]


def test_versions_before_and_after_are_told() -> None:
    shown = view_dossier(dossier(2), titles={}, siblings=[dossier(3), dossier(1)], names={"marie": "Marie"})
    assert shown.newer is not None and shown.newer.id == "dossier-3"
    assert [(one.id, one.by) for one in shown.earlier] == [("dossier-1", "Marie")]
