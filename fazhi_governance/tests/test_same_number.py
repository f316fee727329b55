"""A figure is the same number wherever it stands: card, chart, page, file, preview, report, register, annual report."""

import json
from datetime import date
from io import BytesIO

import frappe
from docx import Document as WordDocument
from frappe.desk import query_report
from openpyxl import load_workbook

from fazhi_governance import scope
from fazhi_governance.annual_report.word import to_word
from fazhi_governance.api import charts, statistics
from fazhi_governance.register.registers import find as find_register
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

YEAR = ("2024-01-01", "2024-12-31")
DISPUTES = "Disputes by Type and Result"
# figure → the report and the columns whose rows add up to it, the register and the column of its total (empty: it
# has as many rows)
PLACES = {
	"mediation.received": ((DISPUTES, "mediation_received"), ("mediation_statistics", "受理（件）")),
	"mediation.resolved": ((DISPUTES, "mediation_resolved"), ("mediation_statistics", "成功（件）")),
	"mediation.resolved_of_received": (None, None),
	"mediation.amount": (None, ("mediation_statistics", "协议金额（元）")),
	"mediation.persons": ((DISPUTES, "mediation_persons"), ("mediation_statistics", "涉及人数（人）")),
	"mediation.success_rate": (None, ("mediation_statistics", "成功率")),
	"publicity.activities": (None, ("publicity_activities", "")),
	"publicity.materials": (None, ("publicity_activities", "资料（份）")),
	"petition.received": (None, ("petitions", "")),
	"petition.persons": (None, ("petitions", "人数")),
	"training.attendances": (None, ("training_records", "实到")),
	"joint.problems": (None, ("joint_enforcements", "发现问题（个）")),
}


class TestSameNumber(GovernanceTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		for unit, days in (
			(cls.street_a, ("2024-02-29", "2024-12-31", "2023-12-31")),
			(cls.community_1, ("2024-01-01", "2024-06-03")),
			(cls.street_b, ("2024-06-03",)),
		):
			for number, day in enumerate(days, start=2):
				cls.make_records(unit, day, number)
		cls.manager = cls.users["Fazhi Manager"]
		cls.manager_below = factories.make_user("manager@community.invalid", "Fazhi Manager", cls.community_1)
		cls.labels = dict(
			frappe.get_all(
				"Statistical Figure",
				filters={"name": ("in", list(PLACES))},
				fields=["name", "label"],
				as_list=True,
			)
		)

	@classmethod
	def make_records(cls, unit: str, day: str, number: int):
		case = {"unit": unit, "subject": "测试纠纷", "dispute_type": "Neighbours", "received_on": day}
		for result in ("Written Agreement", "Oral Agreement", "No Agreement"):
			values = {"closed_on": day, "status": "Concluded", "amount": number, "persons_count": number}
			factories.make_stored("Mediation Case", **case, **values, result=result)
		factories.make_stored("Mediation Case", **case, status="In Mediation")
		activity = {"title": "测试活动", "held_on": day, "materials_count": 10 * number}
		factories.make_stored("Law Publicity Activity", unit=unit, **activity)
		petition = {"subject": "测试信访", "received_on": day, "persons_count": number}
		for purpose in ("Claim", "Accusation"):
			factories.make_stored("Petition", unit=unit, purpose=purpose, **petition)
		factories.make_stored("Training Record", unit=unit, topic="测试", held_on=day, present_count=number)
		joint = {"title": "测试联合检查", "field": "Other", "held_on": day, "problems_count": number}
		factories.make_stored("Joint Enforcement", unit=unit, **joint)

	def setUp(self):
		super().setUp()
		frappe.flags.current_date = date(2024, 12, 31)
		self.addCleanup(frappe.flags.pop, "current_date")

	# the places, each as the session's user sees it

	def on_the_page(self) -> dict[str, str]:
		groups = statistics.figures(*YEAR)["groups"]
		return {row["figure"]: row["value"] for group in groups for row in group["figures"]}

	def in_the_file(self) -> dict[str, float]:
		file = b"".join(statistics.download(*YEAR).response)
		sheet = load_workbook(BytesIO(file)).active
		return {row[1]: row[2] for row in sheet.iter_rows(min_row=4, values_only=True)}

	def on_the_chart(self, code: str) -> float:
		(dataset,) = charts.chart({"figure": code, "by": "Month"})["datasets"]
		return sum(dataset["values"])

	def in_the_report(self, report: str, *columns: str) -> float:
		filters = json.dumps({"from_date": YEAR[0], "to_date": YEAR[1]})
		rows = query_report.run(report, filters)["result"]
		return sum(row.get(column) or 0 for row in rows if isinstance(row, dict) for column in columns)

	def in_the_register(self, code: str, header: str) -> float:
		register = find_register(code)
		units = scope.units_within(None, doctype=register.record_kind)
		rows = register.rows(date(2024, 1, 1), date(2024, 12, 31), units)
		count = sum(1 for _row in rows)
		headers = [column.header for column in rows.columns]
		return rows.total[headers.index(header)] if header else count

	def in_the_annual_report(self) -> str:
		body = "\n".join(f"{label}：{{{{{label}}}}}。" for label in self.labels.values())
		sections = [{"part": "Achievements", "heading": "测试小节", "body": body}]
		report = factories.make_report(self.street_a, cut_off_on=YEAR[1], sections=sections)
		paragraphs = WordDocument(BytesIO(to_word(report))).paragraphs
		return "\n".join(paragraph.text for paragraph in paragraphs)

	def number(self, worded: str) -> float:
		digits = "".join(each for each in worded if each.isdigit() or each == ".")
		return float(digits) / 100 if worded.endswith("%") else float(digits)

	def assert_same(self, user: str):
		with self.as_user(user):
			page, file = self.on_the_page(), self.in_the_file()
			for code, (report, register) in PLACES.items():
				with self.subTest(code):
					said = page[code]
					number = self.number(said)
					self.assertGreater(number, 0)
					self.assertIn(f">{said}<", charts.card({"figure": code}))
					scale = 100 if said.endswith("%") else 1
					self.assertAlmostEqual(file[self.labels[code]] / scale, number, 3)
					if scale == 1:
						self.assertEqual(self.on_the_chart(code), number)
					if report:
						self.assertEqual(self.in_the_report(*report), number)
					if register:
						self.assertAlmostEqual(self.in_the_register(*register), number, 3)
		return page

	def test_in_an_office(self):
		page = self.assert_same(self.manager)
		self.assertEqual(page["mediation.received"], "16件")
		self.assertEqual(page["publicity.materials"], "100份")

	def test_in_the_annual_report(self):
		with self.as_user(self.manager):
			page = self.on_the_page()
		stated = self.in_the_annual_report()
		for code, label in self.labels.items():
			self.assertIn(f"{label}：{page[code]}。", stated)

	def test_in_the_preview_of_a_figure(self):
		with self.as_user(self.manager):
			page = self.on_the_page()
			for code in PLACES:
				figure = frappe.get_doc("Statistical Figure", code).as_dict()
				self.assertEqual(statistics.preview(figure, 2024)["value"], page[code])

	def test_in_a_community(self):
		page = self.assert_same(self.manager_below)
		self.assertEqual((page["mediation.received"], page["publicity.materials"]), ("8件", "50份"))
