import re

import frappe

from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.source import APP

LEFT_OUT = "不计"


class TestDocumentedFigures(GovernanceTestCase):
	"""docs/statistics.md names, for each number that reports state, the figures that give it or why none does."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		text = (APP.parent / "docs" / "statistics.md").read_text(encoding="utf-8")
		table = text.split("| 方面 | 报告里的说法 |")[1].splitlines()[2:]
		cls.claims = [[cell.strip() for cell in line.strip("|").split("|")] for line in table if line]

	def test_every_number_of_a_report_has_its_figures_or_its_reason(self):
		self.assertGreater(len(self.claims), 120)
		for _area, claim, _unit, codes, reason in self.claims:
			with self.subTest(claim):
				self.assertTrue(reason if codes == LEFT_OUT else codes)

	def test_the_figures_named_there_are_standard_ones_in_use(self):
		named = {code for *_claim, codes, reason in self.claims for code in CODE.findall(f"{codes} {reason}")}
		standard = frappe.get_all(
			"Statistical Figure", filters={"is_standard": 1, "is_enabled": 1}, pluck="name"
		)
		self.assertGreater(len(named), 100)
		self.assertEqual(named - set(standard), set())

	def test_there_are_more_figures_than_reports_ask_for(self):
		self.assertGreaterEqual(frappe.db.count("Statistical Figure", {"is_standard": 1}), 300)


CODE = re.compile(r"\b[a-z_]+(?:\.[a-z_]+)+\b")
