"""OGC API - Features, Part 1: villages, units, visits, routes and requests for any map."""

from api.endpoints.features.router import router

__all__ = ["router"]
