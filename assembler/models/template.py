"""The Word templates that may be published over the product's, by the short names people use."""

from typing import Final

# id -> path from the product's root: the same words as the files.
TEMPLATES: Final[dict[str, str]] = {
    "plan": "canvases/plan.docx",
    "fiche-action": "canvases/fiche-action.docx",
    "reddition": "templates_docx/reddition.docx",
    "reddition-consolidee": "templates_docx/reddition-consolidee.docx",
    "dossier": "templates_docx/dossier.docx",
    "changements": "templates_docx/changements.docx",
}


def template_named(path: str) -> str:
    """Gives the short name of a template from its path."""
    return next(name for name, known in TEMPLATES.items() if known == path)
