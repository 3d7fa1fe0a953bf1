"""A real PostgreSQL for the backup's tests."""

from tests.service.postgres import new_postgresql_url, postgresql_server, postgresql_url

__all__ = ["new_postgresql_url", "postgresql_server", "postgresql_url"]
