"""Every page's router, in the order they are asked; only ``service.app`` reads this."""

from fastapi import APIRouter

from service.pages import (
    accounts,
    assets,
    coordinator,
    coordinator_changes,
    coordinator_deposits,
    coordinator_dossiers,
    coordinator_jobs,
    funder,
    home,
    my_account,
    regional,
    regional_batches,
    regional_templates,
    signing_in,
    switching,
    trail,
)

PAGE_ROUTERS: tuple[APIRouter, ...] = (
    assets.router,
    switching.router,
    signing_in.router,
    my_account.router,
    accounts.router,
    trail.router,
    home.router,
    coordinator.router,
    coordinator_deposits.router,
    coordinator_changes.router,
    coordinator_jobs.router,
    coordinator_dossiers.router,
    funder.router,
    regional.router,
    regional_batches.router,
    regional_templates.router,
)
