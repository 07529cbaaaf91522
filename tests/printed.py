"""What stands on the pages of a PDF, as a person would read it."""

import re
import unicodedata

import pypdfium2 as pdfium


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, without line ends and double spaces, composed."""
    document = pdfium.PdfDocument(pdf)
    try:
        told = []
        for page in document:
            text_page = page.get_textpage()
            told.append(text_page.get_text_bounded())
            text_page.close()
            page.close()
        return [re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)) for text in told]
    finally:
        document.close()
