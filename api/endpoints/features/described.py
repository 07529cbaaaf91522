"""The collections and the interface as they describe themselves: OGC API - Features, Part 1."""

from dataclasses import dataclass
from typing import Any

from planner.usecases.features.asked import Collection
from planner.words import Language, say

GEOJSON_TYPE = "application/geo+json"
OPENAPI_TYPE = "application/vnd.oai.openapi+json;version=3.0"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
CONFORMS_TO = tuple(
    f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{part}"
    for part in ("core", "geojson", "oas30")
)
THAILAND = (97.3, 5.6, 105.7, 20.5)
"""West, south, east, north of the country, degrees: no feature lies outside."""

DEFAULT_LIMIT, MOST_FEATURES = 100, 1000

_VILLAGE = (
    *("village_code", "village_th", "village_en", "tambon_th", "tambon_en"),
    *("district_code", "district_th", "district_en", "point_quality"),
)
_OF_PLAN = ("plan_id", "plan_state", "plan_start", "province_code", "date", "unit_code")
PROPERTIES: dict[Collection, tuple[str, ...]] = {
    Collection.VILLAGES: ("province_code", *_VILLAGE),
    Collection.UNITS: ("province_code", "unit_code", "unit_th", "unit_en", "vehicle_class"),
    Collection.PLAN_VISITS: (
        *_OF_PLAN, "visit_order", "place_code", "services", *_VILLAGE,
    ),
    Collection.PLAN_ROUTES: (*_OF_PLAN, "start_code", "end_code", "estimated"),
    Collection.REQUESTS: (
        "receipt", "province_code", "service_code", "state", "due_on", *_VILLAGE,
    ),
}  # fmt: skip
"""The properties of each collection by which features can be chosen, by their exact value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Describer:
    """Writes the service's own documents; `root` is its address, without a slash at the end."""

    root: str
    language: Language

    def landing(self) -> dict[str, Any]:
        """Where everything is."""
        return {
            "title": say("features_title", self.language),
            "description": say("features_description", self.language),
            "attribution": say("features_attribution", self.language),
            "links": [
                _link(self.root, "self", "application/json", "features_landing", self.language),
                _link(
                    f"{self.root}/api", "service-desc", OPENAPI_TYPE, "features_api", self.language
                ),
                _link(
                    f"{self.root}/conformance", "conformance", "application/json",
                    "features_conformance", self.language,
                ),
                _link(
                    f"{self.root}/collections", "data", "application/json",
                    "features_collections", self.language,
                ),
            ],
        }  # fmt: skip

    def collections(self, shown: tuple[Collection, ...]) -> dict[str, Any]:
        """What there is for this person."""
        address = f"{self.root}/collections"
        return {
            "links": [
                _link(address, "self", "application/json", "features_collections", self.language)
            ],
            "collections": [self.collection(one) for one in shown],
        }

    def collection(self, one: Collection) -> dict[str, Any]:
        """One collection."""
        address = f"{self.root}/collections/{one.value}"
        title = _title(one)
        return {
            "id": one.value,
            "title": say(title, self.language),
            "description": say(f"{title}_about", self.language),
            "itemType": "feature",
            "crs": [CRS84],
            "extent": {
                "spatial": {"bbox": [list(THAILAND)], "crs": CRS84},
                "temporal": {"interval": [[None, None]]},
            },
            "links": [
                _link(address, "self", "application/json", title, self.language),
                _link(f"{address}/items", "items", GEOJSON_TYPE, title, self.language),
            ],
        }

    def api(self, shown: tuple[Collection, ...], version: str) -> dict[str, Any]:
        """The description of this service as OpenAPI 3.0."""
        paths: dict[str, Any] = {
            "/": _get("getLandingPage", say("features_landing", self.language), _JSON),
            "/conformance": _get(
                "getConformance", say("features_conformance", self.language), _JSON
            ),
            "/collections": _get(
                "getCollections", say("features_collections", self.language), _JSON
            ),
        }
        for one in shown:
            paths |= self._paths(one)
        return {
            "openapi": "3.0.3",
            "info": {
                "title": say("features_title", self.language),
                "description": say("features_description", self.language),
                "version": version,
            },
            "servers": [{"url": self.root}],
            "paths": paths,
        }

    def _paths(self, one: Collection) -> dict[str, Any]:
        base, title = f"/collections/{one.value}", say(_title(one), self.language)
        feature_id = {
            "name": "featureId", "in": "path", "required": True, "schema": {"type": "string"},
        }  # fmt: skip
        found = _get(f"get-{one.value}-feature", title, GEOJSON_TYPE, [feature_id])
        found["get"]["responses"]["404"] = _PROBLEM
        return {
            base: _get(f"describe-{one.value}", title, _JSON),
            f"{base}/items": _get(f"get-{one.value}", title, GEOJSON_TYPE, _parameters(one)),
            f"{base}/items/{{featureId}}": found,
        }


_JSON = "application/json"
_PROBLEM = {"description": "problem", "content": {"application/problem+json": {}}}


def _title(one: Collection) -> str:
    return f"features_{one.value.replace('-', '_')}"


def _link(href: str, rel: str, kind: str, title: str, language: Language) -> dict[str, str]:
    return {
        "href": href,
        "rel": rel,
        "type": kind,
        "title": say(title, language),
        "hreflang": language.value,
    }


def _get(
    operation: str, summary: str, kind: str, parameters: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    answered = {"description": summary, "content": {kind: {"schema": {"type": "object"}}}}
    return {
        "get": {
            "operationId": operation,
            "summary": summary,
            "parameters": parameters or [],
            "responses": {"200": answered, "400": _PROBLEM, "401": _PROBLEM, "default": _PROBLEM},
        }
    }


def _parameters(one: Collection) -> list[dict[str, Any]]:
    box = {
        "type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6,
    }  # fmt: skip
    limit = {
        "type": "integer", "minimum": 1, "maximum": MOST_FEATURES, "default": DEFAULT_LIMIT,
    }  # fmt: skip
    fixed: list[dict[str, Any]] = [
        {"name": "bbox", "in": "query", "schema": box, "style": "form", "explode": False},
        {"name": "datetime", "in": "query", "schema": {"type": "string"}},
        {"name": "limit", "in": "query", "schema": limit},
        {"name": "cursor", "in": "query", "schema": {"type": "string"}},
    ]
    by_value: list[dict[str, Any]] = [
        {"name": name, "in": "query", "schema": {"type": "string"}} for name in PROPERTIES[one]
    ]
    return fixed + by_value
