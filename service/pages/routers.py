"""Every page's router, in the order they are asked; only ``service.app`` reads this."""

from fastapi import APIRouter

from service.pages import accounts, assets, my_account, signing_in, switching, trail

PAGE_ROUTERS: tuple[APIRouter, ...] = (
    assets.router,
    switching.router,
    signing_in.router,
    my_account.router,
    accounts.router,
    trail.router,
)
