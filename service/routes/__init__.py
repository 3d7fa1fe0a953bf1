"""The API, one module per noun."""

from fastapi import APIRouter

API_ROUTERS: tuple[APIRouter, ...] = ()
