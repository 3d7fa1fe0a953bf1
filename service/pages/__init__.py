"""The pages, one module per journey; each works without JavaScript."""

from fastapi import APIRouter

PAGE_ROUTERS: tuple[APIRouter, ...] = ()
