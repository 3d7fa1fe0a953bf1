"""The logo of La Côte-de-Gaspé, sent with its deposit, is on the covers of its dossier and in its manifest."""

import io
import json
from hashlib import sha256
from pathlib import Path

import docx
from pypdf import PdfReader

from tests.journeys.conftest import Assembled
from tests.journeys.program import sample


def test_both_covers_show_the_logo_with_its_words_and_the_manifest_names_it(gaspe: Assembled) -> None:
    assert len(PdfReader(io.BytesIO(gaspe.read("dossier.pdf"))).pages[0].images) == 1
    first = docx.Document(io.BytesIO(gaspe.read("plan.docx"))).inline_shapes[0]
    assert first._inline.docPr.get("descr") == "Logo de la démarche\u00a0: un phare et trois vagues."
    sent = (Path(str(sample("CG")[0])).parent / "pieces" / "logo.png").read_bytes()
    inputs = json.loads(gaspe.read("manifest.json"))["inputs"]
    assert {"role": "logo", "name": "logo.png", "sha256": sha256(sent).hexdigest()} in inputs
