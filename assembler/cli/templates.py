"""The command that reads a Word template over before it is used."""

from pathlib import Path
from typing import Annotated

import typer

from assembler import pipeline
from assembler.cli import terminal
from assembler.cli.files import read_file, write_file
from assembler.cli.options import FINDINGS, AsJson, Existing, told


def lint(
    template: Annotated[Path, typer.Argument(metavar="GABARIT", help="Le gabarit Word.", **Existing)],
    known_as: Annotated[
        str,
        typer.Option(
            "--as",
            help="Le gabarit qu’il remplace (par défaut, son nom de fichier)\u00a0: plan, fiche-action, reddition, "
            "reddition-consolidee, dossier, changements.",
        ),
    ] = "",
    annotate: Annotated[
        Path | None, typer.Option("--annotate", help="Où écrire le gabarit annoté (.docx).", dir_okay=False)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Relit un gabarit Word\u00a0: toutes ses fautes à la fois, avec leur place et leur remède.

    Exemple\u00a0: dossier lint plan.docx --annotate plan-annoté.docx
    """
    with told():
        file = read_file(template)
        linted = pipeline.lint_template(file, known_as)
        if as_json:
            print(terminal.findings_json(linted.findings))
        else:
            terminal.print_linted(terminal.open_console(), linted.findings)
        if annotate:
            write_file(annotate, pipeline.annotate_template(file, linted), quiet=as_json)
    raise typer.Exit(FINDINGS if any(finding.is_blocking for finding in linted.findings) else 0)
