"""The coordinator's deposit, findings and dossier by keyboard alone, then without JavaScript."""

import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from service.db.tables import Role
from tests.service.browser.conftest import Entering
from tests.service.browser.deposits import (
    Sample,
    deposit,
    small_sample,
    wait_until_checked,
    wait_until_made,
    words_of,
)

MOST_TABS = 120
_FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const ring = parseFloat(style.outlineWidth) > 1 && style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  const label = one.labels && one.labels.length ? one.labels[0] : one;
  const name = one.getAttribute('aria-label') || label.innerText;
  return {tag: one.tagName, type: one.type || '', name: (name || '').replace(/\\s+/g, ' ').trim(), ring,
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth};
}"""


def tab_to(page: Page, name: str) -> None:
    """Presses Tab until the focus is on something so named; all that it crosses is seen and wears a ring."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        here = page.evaluate(_FOCUSED)
        if here["tag"] in ("BODY", "IFRAME"):  # past the last thing, around the browser's own, or into the preview
            continue
        assert here["ring"] and here["seen"], here
        if here["name"].startswith(name):
            return
    raise AssertionError(f"Tab never reaches « {name} »")


def test_a_keyboard_is_enough(entering: Entering, tmp_path: Path) -> None:
    page = entering(Role.COORDINATION, "HG")
    page.wait_for_url("**/territoires/HG")
    page.keyboard.press("Tab")
    assert page.evaluate(_FOCUSED)["name"] == "Aller au contenu"
    assert page.evaluate(_FOCUSED)["seen"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"
    tab_to(page, "Faire le premier dépôt")
    page.keyboard.press("Enter")
    give_files(page, small_sample("HG", tmp_path))
    tab_to(page, "Déposer et vérifier")
    page.keyboard.press("Enter")
    wait_until_checked(page)
    assert page.evaluate("document.activeElement.tagName") in ("BODY", "MAIN")

    tab_to(page, "Avertissements (")
    page.keyboard.press("Enter")
    page.wait_for_url("**?gravite=avertissement*")
    expect(page.get_by_role("link", name="Avertissements (")).to_have_attribute("aria-current", "true")
    assert page.evaluate(_FOCUSED)["name"].startswith("Avertissements"), "the focus is lost when findings are filtered"

    page.reload()
    tab_to(page, "Édition officielle")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Édition de travail")).to_be_checked()
    tab_to(page, "Assembler le dossier")
    page.keyboard.press("Enter")
    wait_until_made(page)
    with page.expect_download() as found:
        tab_to(page, "Tout télécharger")
        page.keyboard.press("Enter")
    assert found.value.suggested_filename.endswith("_travail.zip")


def give_files(page: Page, sample: Sample) -> None:
    """The browser's own window of files is not ours: Space opens it, and files are given as it gives them."""
    page.on("filechooser", lambda _chooser: None)  # Chromium asks us, from now on, rather than open a window
    files: tuple[tuple[str, Path | list[Path]], ...] = (
        ("Canevas Excel", sample.workbook),
        ("Récit Word", sample.narrative),
        ("Pièces jointes", sample.attachments),
    )
    for name, given in files:
        tab_to(page, name)
        with page.expect_file_chooser() as chooser:
            page.keyboard.press("Space")
        chooser.value.set_files(given)


def test_no_script_is_needed(entering: Entering, tmp_path: Path) -> None:
    page = entering(Role.COORDINATION, "IM", java_script_enabled=False)
    deposit(page, small_sample("IM", tmp_path))
    told = words_of(page)
    assert "Aucun constat ne bloque : le dossier peut être assemblé" in told
    page.get_by_role("radio", name="Édition publique").check()
    page.get_by_role("button", name="Assembler le dossier").click()
    expect(page.locator("noscript p")).to_have_text("Cette page se recharge toutes les trois secondes.")
    wait_until_made(page)
    expect(page.get_by_text("Édition publique,")).to_be_visible()
    with page.expect_download() as found:
        page.get_by_role("link", name="Tout télécharger").click()
    found.value.save_as(tmp_path / "dossier.zip")
    assert any(name.endswith("/dossier.pdf") for name in zipfile.ZipFile(tmp_path / "dossier.zip").namelist())
