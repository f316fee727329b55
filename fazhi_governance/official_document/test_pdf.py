from io import BytesIO
from unittest import TestCase
from unittest.mock import patch

import frappe
from pypdf import PdfReader, PdfWriter

from fazhi_governance.official_document import pdf


class TestPdf(TestCase):
	def test_each_page_has_its_number_on_the_outside(self):
		writer = PdfWriter()
		for _number in range(3):
			writer.add_blank_page(width=595, height=842)
		blank = BytesIO()
		writer.write(blank)
		places = []
		pages = PdfReader(BytesIO(pdf.number_pages(blank.getvalue()))).pages
		for page in pages:
			page.extract_text(
				visitor_text=lambda text, _cm, tm, *_font: text.strip()
				and places.append((text.strip(), tm[4], tm[5]))
			)
		self.assertEqual([text for text, _left, _base in places], ["— 1 —", "— 2 —", "— 3 —"])
		(_, odd, base), (_, even, _), (_, next_odd, _) = places
		# one character of 14 pt in from the edges of the text area, which are 28 and 26 mm from those of the paper
		self.assertAlmostEqual(even, 28 / 25.4 * 72 + 14, delta=1)
		self.assertAlmostEqual(odd + 14 * 3, 595 - 26 / 25.4 * 72 - 14, delta=1)
		self.assertEqual(odd, next_odd)
		# its dash 7 mm below the text area, which ends 35 mm above the paper's edge
		self.assertAlmostEqual(base, (35 - 7) / 25.4 * 72, delta=4)

	def test_without_wkhtmltopdf_the_way_out_is_told(self):
		with patch("shutil.which", return_value=None), self.assertRaises(frappe.ValidationError) as raised:
			pdf.require_program()
		self.assertIn("Download the Word document", str(raised.exception))
