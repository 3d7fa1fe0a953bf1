"""Every page's router, in the order they are asked; only ``service.app`` reads this."""

from fastapi import APIRouter

from service.pages import assets, switching

PAGE_ROUTERS: tuple[APIRouter, ...] = (assets.router, switching.router)
