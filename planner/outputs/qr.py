"""QR codes for pages, as pictures inside the page itself."""

import segno


def qr_image(text: str) -> str:
    """A QR code as a `data:` address of an SVG picture, black on white with a quiet border."""
    address: str = segno.make_qr(text, error="m").svg_data_uri(scale=4, border=2, light="#fff")
    return address
