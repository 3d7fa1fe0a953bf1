"""The database: tables, engine, migrations, and one module of queries for each noun."""
