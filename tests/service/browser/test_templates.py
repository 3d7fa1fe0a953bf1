"""The regional officer publishes a template: its faults, its trial live, the version in use, the way back."""

from pathlib import Path

from playwright.sync_api import expect

from service.db.tables import Role
from tests.service.browser.conftest import Entering
from tests.service.browser.deposits import MAKE_MS
from tests.service.browser.looking import Eye
from tests.templates.spoiled_templates import CHANGES, spoiled


def test_a_template_is_refused_then_published_then_withdrawn(entering: Entering, eye: Eye, tmp_path: Path) -> None:
    wrong, right = tmp_path / "faux.docx", tmp_path / "juste.docx"
    wrong.write_bytes(spoiled(CHANGES, ("{{ versions }}", "{{ verssions }}")))
    right.write_bytes(spoiled(CHANGES, ("{{ versions }}", "Versions {{ versions }}")))
    page = entering(Role.REGIONAL, name="Direction régionale")
    page.get_by_role("link", name="Gabarits").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gabarits")
    eye(page, "templates")

    page.get_by_role("link", name="Ce qui a changé", exact=True).click()
    page.get_by_label("Gabarit Word").set_input_files(wrong)
    page.get_by_role("button", name="Relire et essayer").click()
    expect(page.get_by_role("alert")).to_contain_text("La version 1 n’a pas été publiée")
    page.goto("/gabarits/changements")
    eye(page, "template-refused")

    page.get_by_label("Gabarit Word").set_input_files(right)
    page.get_by_role("button", name="Relire et essayer").click()
    expect(page.get_by_text("La version 2 est en usage.")).to_be_visible(timeout=MAKE_MS)
    expect(page.get_by_role("row", name="2 En usage")).to_be_visible()
    eye(page, "template-published")
    page.get_by_role("button", name="Revenir à la version du produit").click()
    expect(page.get_by_text("La version du produit est en usage.")).to_be_visible()
