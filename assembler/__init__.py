"""Dossier: assembles community-development plans, budgets and accountability reports into verified dossiers."""

__version__ = "0.1.0"
