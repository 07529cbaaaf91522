"""What every page of ours that stands alone carries inside: Sarabun and Leaflet."""

import re

from planner.outputs.offline import asset_text, data_url

FONT_FILES = (
    ("thai", 400, "U+02D7,U+0303,U+0331,U+0E01-0E5B,U+200C-200D,U+25CC"),
    ("thai", 700, "U+02D7,U+0303,U+0331,U+0E01-0E5B,U+200C-200D,U+25CC"),
    ("latin", 400, "U+0000-00FF,U+2000-206F,U+2190-2193,U+2212"),
    ("latin", 700, "U+0000-00FF,U+2000-206F,U+2190-2193,U+2212"),
)
_LEAFLET_IMAGES = re.compile(r"\s*(?:background-image|behavior):\s*url\([^)]*\);?")
_COMMENTS = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def font_faces() -> str:
    """Style rules that carry Sarabun as "PlanSarabun"."""
    return "".join(
        f'@font-face{{font-family:"PlanSarabun";font-weight:{weight};font-display:swap;'
        f"src:url({data_url(f'fonts/sarabun-{script}-{weight}-normal.woff2', 'font/woff2')})"
        f' format("woff2");unicode-range:{characters}}}\n'
        for script, weight, characters in FONT_FILES
    )


def leaflet_style() -> str:
    """Leaflet's style without its images, which nothing of ours uses."""
    return _COMMENTS.sub("", _LEAFLET_IMAGES.sub("", asset_text("leaflet/leaflet.css")))


def leaflet_library() -> str:
    """Leaflet without the address of its source map."""
    text = asset_text("leaflet/leaflet.js")
    return text[: text.rindex("//# sourceMappingURL")]
