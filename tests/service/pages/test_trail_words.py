"""The trail is read by a person: what was done has a name; only a refusal is told by its method and address."""

import ast

import pytest

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


@pytest.mark.parametrize("action", [*noted(), *STARTS])
def test_every_action_of_the_trail_has_a_name_in_both_languages(action: str) -> None:
    french = view_action(action)
    with speaking("en"):
        assert len({action, french, view_action(action)}) == 3


def test_a_refusal_is_told_by_its_address() -> None:
    assert view_action("get /comptes") == "get /comptes"
