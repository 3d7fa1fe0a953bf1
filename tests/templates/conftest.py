"""The office that shows how templates look."""

from tests.convert.conftest import pool  # noqa: F401 - a fixture is found by its name
