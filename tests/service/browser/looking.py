"""What every page must be, whoever looks at it: open to all, inside its width, wholly in one language."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = "axe.run(document, {iframes: false, resultTypes: ['violations'], runOnly: {type: 'tag', values: %s}})"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}

# Words wider than their box, where nothing scrolls: they would be cut or lie over something else.
_CUT = """() => [...document.querySelectorAll('main *, header *, footer *')].filter((one) => {
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const isForEars = (part) => part && (getComputedStyle(part).clipPath !== 'none' || isForEars(part.parentElement));
  if (!box.width || style.position === 'fixed' || isForEars(one)) return false;
  if (one.closest('.wide, .sr, [hidden], svg, iframe, select, textarea')) return false;
  if (one.closest('details:not([open])') && !one.closest('summary')) return false;
  const main = one.closest('main'), edge = main && one !== main ? parseFloat(getComputedStyle(main).paddingRight) : 0;
  const isOut = box.right > document.documentElement.clientWidth - edge + 1 || box.left < -1;
  const isTooLong = one.scrollWidth > one.clientWidth + 1 && style.display !== 'inline';
  const isCut = isTooLong && (style.overflowX !== 'visible' || one.matches('td, th, dd'));
  return isOut || isCut;
}).map((one) => one.tagName + '.' + one.className + ': ' + one.textContent.trim().slice(0, 60))"""
# What is ours to say: names, titles of a plan and samples of a sheet are of the territory's own language.
_OUR_WORDS = """() => { const copy = document.querySelector('main').cloneNode(true);
  copy.querySelectorAll('[lang], .finding, .files, details').forEach((one) => one.remove());
  return copy.textContent; }"""
# A plain space where French has one that does not break, a straight apostrophe.
FRENCH_SPACES = re.compile(r".{0,20}(?:\S [:%$»]|« |\w'\w).{0,20}")
FRENCH_WORDS = re.compile(r".{0,20}\b(?:Aucune?|[Dd]épôts?|[Ee]xercice|[Cc]onstats?|Voir|Télécharger|pas)\b.{0,20}")
_WIDTH = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True)
class Eye:
    """Looks at a page; keeps pictures of it when it has a folder."""

    folder: Path | None = None

    def __call__(self, page: Page, name: str, *, both: bool = True) -> None:
        """Asserts that a page is as every page must be, in French and, if it can be asked again, in English."""
        self._look(page, f"{name}-fr")
        if not both:
            return
        page.get_by_role("button", name="English").click()
        page.locator('html[lang="en-CA"]').wait_for()
        self._look(page, f"{name}-en")
        page.get_by_role("button", name="Français").click()
        page.locator('html[lang="fr-CA"]').wait_for()

    def _look(self, page: Page, name: str) -> None:
        assert axe_violations(page) == [], name
        wrong = FRENCH_SPACES if name.endswith("-fr") else FRENCH_WORDS
        assert wrong.findall(page.evaluate(_OUR_WORDS)) == [], name
        self._keep(page, name)
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        try:
            assert page.evaluate(_WIDTH) <= 0, f"{name}: scrolls sideways on a telephone"
            assert page.evaluate(_CUT) == [], f"{name}: cut on a telephone"
            self._keep(page, f"{name}-390")
        finally:
            page.set_viewport_size(DESK)  # type: ignore[arg-type]

    def _keep(self, page: Page, name: str) -> None:
        if self.folder is not None:
            self.folder.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=self.folder / f"{name}.png", full_page=True)


def axe_violations(page: Page) -> list[str]:
    """Gives what axe finds wrong. Chromium itself is asked to run it: the page's own policy forbids it to a script."""
    console = page.context.new_cdp_session(page)
    _ask(console, "typeof axe === 'object' || (" + "() => {" + AXE + "}" + ")()")
    found = _ask(console, _RUN % TAGS)
    console.detach()
    return [
        f"{one['id']}: {node['html'][:120]} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def _ask(console: Any, expression: str) -> Any:
    answer = console.send("Runtime.evaluate", {"expression": expression, "awaitPromise": True, "returnByValue": True})
    assert "exceptionDetails" not in answer, answer["exceptionDetails"]
    return answer["result"].get("value")
