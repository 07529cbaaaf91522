"""Interfaces that others have agreed on, each at its own address and described in its own way."""

from fastapi import APIRouter

from api.endpoints import calendars, features, open311, vroom

router = APIRouter(include_in_schema=False)
router.include_router(features.router)
router.include_router(open311.router)
router.include_router(vroom.router)
router.include_router(calendars.followed)
