"""The trail is read by a person: what was done has a name; only a refusal is told by its method and address."""

import ast

from assembler.i18n import speaking
from service.pages.trail_words import view_action
from tests.house.tree import modules, parsed

STARTS = ("assemble.start", "report.start", "consolidate.start", "batch.start")  # named after their orders


def noted() -> list[str]:
    """Gives every action that the code of the service names."""
    words = [node for path in modules("service") for node in ast.walk(parsed(path)) if isinstance(node, ast.keyword)]
    return sorted(
        {str(one.value.value) for one in words if one.arg == "action" and isinstance(one.value, ast.Constant)}
    )


def test_every_action_of_the_trail_has_a_name_in_both_languages() -> None:
    actions = [*noted(), *STARTS]
    french = [view_action(action) for action in actions]
    with speaking("en"):
        english = [view_action(action) for action in actions]
    assert len(actions) > len(STARTS)
    assert [words for words in zip(actions, french, english, strict=True) if len(set(words)) < 3] == []


def test_a_refusal_is_told_by_its_address() -> None:
    assert view_action("get /comptes") == "get /comptes"
