"""A print format's page as a PDF, by wkhtmltopdf as Frappe does it; what wkhtmltopdf cannot do is done here.

As Debian and Ubuntu build it (without the patches to Qt), it prints no footer and shrinks everything; with the
patches it knows no odd and even pages.
"""

import shutil
import subprocess
from io import BytesIO

import frappe
from bs4 import BeautifulSoup
from frappe import _
from frappe.utils.pdf import get_pdf
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from fazhi_governance.official_document.docx import (
	MARGIN_BOTTOM,
	MARGIN_LEFT,
	MARGIN_RIGHT,
	ODD_PAGE,
)

PROGRAM = "wkhtmltopdf"
# An unpatched Qt lays a page of 96 pixels to the inch out as one of 75, whatever it is told.
SHRINKS_BY = 96 / 75
POINTS_PER_MM = 72 / 25.4
# The dash of the number stands 7 mm below the text area (GB/T 9704-2012, 7.5), and in Times this far above its
# base line, in parts of its size.
BELOW_TEXT, DASH_HEIGHT = 7, 0.22
# of the characters of a page number in Times, in parts of its size
DASH_WIDTH, SPACE_WIDTH, FIGURE_WIDTH = 1, 0.25, 0.5


def require_program():
	"""
	:raises frappe.ValidationError: there is no wkhtmltopdf on this machine
	"""
	if not shutil.which(PROGRAM):
		frappe.throw(
			_(
				"This server has no wkhtmltopdf, so it makes no PDF. Download the Word document and save it as PDF, or have an administrator install wkhtmltopdf (see the administrator's manual)."
			),
			title=_("No PDF"),
		)


def to_pdf(html: str) -> bytes:
	"""The PDF of what Frappe prints by `page.html`."""
	page = BeautifulSoup(html, "html5lib")
	for footer in page.find_all(id="footer-html"):
		footer.extract()
	if not _is_patched():
		style = page.new_tag("style")
		style.string = f".official {{ zoom: {SHRINKS_BY}; }}"
		page.body.append(style)
	return number_pages(get_pdf(str(page)))


def _is_patched() -> bool:
	return b"patched qt" in subprocess.check_output([PROGRAM, "--version"])


def number_pages(content: bytes) -> bytes:
	"""— 1 — on the outside of each page, one character in (GB/T 9704-2012, 7.5)."""
	writer = PdfWriter()
	for number, page in enumerate(PdfReader(BytesIO(content)).pages, 1):
		page.merge_page(_numbered(number, float(page.mediabox.width), float(page.mediabox.height)))
		writer.add_page(page)
	numbered = BytesIO()
	writer.write(numbered)
	return numbered.getvalue()


def _numbered(number: int, width: float, height: float) -> PageObject:
	"""An empty page with its number alone."""
	size = ODD_PAGE.size
	room = size * (2 * (DASH_WIDTH + SPACE_WIDTH) + FIGURE_WIDTH * len(str(number)))
	left = MARGIN_LEFT * POINTS_PER_MM + size
	if number % 2:
		left = width - MARGIN_RIGHT * POINTS_PER_MM - size - room
	base = (MARGIN_BOTTOM - BELOW_TEXT) * POINTS_PER_MM - DASH_HEIGHT * size
	page = PageObject.create_blank_page(width=width, height=height)
	font = {
		"/Type": "/Font",
		"/Subtype": "/Type1",
		"/BaseFont": "/Times-Roman",
		"/Encoding": "/WinAnsiEncoding",
	}
	fonts = DictionaryObject({NameObject("/PageNumber"): _dictionary(font)})
	page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
	text = DecodedStreamObject()
	dash = r"\227"  # — in WinAnsi
	text.set_data(
		f"BT /PageNumber {size} Tf {left:.2f} {base:.2f} Td ({dash} {number} {dash}) Tj ET".encode()
	)
	page[NameObject("/Contents")] = text
	return page


def _dictionary(names: dict[str, str]) -> DictionaryObject:
	return DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})
