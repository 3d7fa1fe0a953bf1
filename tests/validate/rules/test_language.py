"""A rule that speaks is understood in both languages."""

from assembler.compute.funding import compute_funding
from assembler.i18n import speaking
from assembler.regions import load_region
from assembler.validate.rules import RULES, check_rules
from canvases.samples.plans import make_plan


def test_findings_of_rules_speak_english_when_asked() -> None:
    """Code, cell and severity stay; the message is the rule's English statement with what was found."""
    region = load_region()
    plan = make_plan("CG", region)
    funding = compute_funding(plan, region)
    french = check_rules(plan, region, funding)
    with speaking("en"):
        english = check_rules(plan, region, funding)
    by_code = {rule.code: rule for rule in RULES}
    assert sorted((f.code, f.cell, f.severity) for f in english) == sorted((f.code, f.cell, f.severity) for f in french)
    assert french
    assert all(f.message.startswith(by_code[f.code].statement_en) for f in english)
    assert all(f.remedy == by_code[f.code].remedy_en for f in english)
