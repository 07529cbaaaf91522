"""Open311 GeoReport v2 in JSON, over the requests of offices."""

from api.endpoints.open311.router import router

__all__ = ["router"]
