import frappe

from fazhi_governance.annual_report import promises
from fazhi_governance.api import annual_report_form as form
from fazhi_governance.statistics import cube, figures
from fazhi_governance.statistics.figures import Period
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

LACKING = "一是重视程度有待提高。部分社区没有单独组织学法。二是创新力度不够。普法方式较为传统。"
SECTIONS = [
	{"part": "Achievements", "heading": "测试成效", "body": "化解纠纷。"},
	{"part": "Shortcomings", "body": LACKING},
	{"part": "Next Year", "body": "明年做好以下工作。"},
	{"part": "Next Year", "heading": "抓好学法", "is_run_in": 1, "body": "每季度集中学法一次。"},
]


class TestPromises(GovernanceTestCase):
	def setUp(self):
		super().setUp()
		frappe.flags.current_date = "2025-01-20"
		self.addCleanup(frappe.flags.pop, "current_date", None)
		with self.as_user(self.officer):
			self.report = factories.make_report(
				self.street_a, sections=[dict(each) for each in SECTIONS], cut_off_on="2024-12-31"
			)

	def sentences(self) -> list[dict]:
		with self.as_user(self.officer):
			return form.sentences(self.report.name)

	def turn(self, chosen: list[dict]) -> dict:
		with self.as_user(self.officer):
			return form.turn_into(self.report.name, chosen)

	def chosen(self, **values) -> list[dict]:
		return [each | values for each in self.sentences() if not each["made"]]

	def test_items_and_sections_become_sentences(self):
		self.assertEqual(
			[(each["kind"], each["title"], each["text"]) for each in self.sentences()],
			[
				("Shortcoming", "重视程度有待提高", "重视程度有待提高。部分社区没有单独组织学法。"),
				("Shortcoming", "创新力度不够", "创新力度不够。普法方式较为传统。"),
				("Governance Task", "明年做好以下工作", "明年做好以下工作。"),
				("Governance Task", "抓好学法", "每季度集中学法一次。"),
			],
		)

	def test_they_become_shortcomings_of_the_year_and_tasks_of_the_next(self):
		made = self.turn(self.chosen(unit=self.community_1, due_on="2025-11-30", in_charge=self.clerk))
		self.assertEqual(
			{kind: len(names) for kind, names in made.items()}, {"Shortcoming": 2, "Governance Task": 2}
		)
		shortcoming = frappe.get_doc("Shortcoming", made["Shortcoming"][0])
		self.assertEqual((shortcoming.year, shortcoming.unit), (2024, self.community_1))
		self.assertEqual(str(shortcoming.rectify_by), "2025-11-30")
		task = frappe.get_doc("Governance Task", made["Governance Task"][1])
		self.assertEqual((task.source_kind, task.source), ("Annual Report", self.report.name))
		self.assertEqual((task.title, task.target), ("抓好学法", "每季度集中学法一次。"))
		self.assertEqual((str(task.due_on), task.in_charge), ("2025-11-30", self.clerk))

	def test_done_twice_makes_no_doubles(self):
		chosen = self.chosen(unit=self.street_a, due_on="2025-11-30")
		self.turn(chosen)
		self.assertEqual(self.turn(chosen), {})
		self.assertEqual(self.chosen(), [])
		self.assertTrue(all(each["made"] for each in self.sentences()))

	def test_what_was_composed_from_records_is_not_turned_again(self):
		factories.make_shortcoming(self.street_a, raised_on="2024-12-20")
		frappe.db.delete("Report Paragraph")
		factories.make_paragraph(
			"{{题目}}。{{表现}}。", part="Shortcomings", heading="自动", repeats="Shortcoming of the Year"
		)
		with self.as_user(self.officer):
			self.report.compose()
		self.assertEqual(len([each for each in self.sentences() if each["kind"] == "Shortcoming"]), 2)

	def test_all_or_nothing(self):
		chosen = self.chosen(unit=self.street_a, due_on="2025-11-30")
		chosen[-1]["due_on"] = "2020-01-01"
		frappe.db.savepoint("turning")  # what a request that fails is rolled back to
		with self.refused("2020"):
			self.turn(chosen)
		frappe.db.rollback(save_point="turning")
		self.assertFalse(frappe.db.count("Shortcoming", {"unit": self.street_a}))

	def test_only_who_makes_tasks_and_reads_the_report(self):
		chosen = self.chosen(unit=self.street_a, due_on="2025-11-30")
		for user in (self.users["Fazhi Leader"], self.stranger, self.clerk):
			with (
				self.as_user(user),
				self.refused(error=(frappe.PermissionError, frappe.ValidationError)),
			):
				form.turn_into(self.report.name, chosen)
		with self.refused("nothing that a sentence is turned into"):
			promises.turn_into(self.report, [{"kind": "User", "title": "x"}])

	def test_next_years_report_tells_how_many_promises_were_kept(self):
		made = self.turn(self.chosen(unit=self.street_a, due_on="2025-11-30"))
		first, second = made["Governance Task"]
		frappe.db.set_value("Governance Task", first, "status", "Done")
		frappe.db.set_value("Governance Task", second, "status", "Cancelled")
		codes = ["task.promised", "task.promises_kept", "task.promise_rate"]
		values = cube.compute(figures.figures(codes), Period.year(2025), self.street_a)
		self.assertEqual([values[code].value for code in codes], [2, 1, 0.5])
		doctype, filters = cube.drill_down(
			figures.find("task.promise_rate"), Period.year(2025), self.street_a
		)
		self.assertEqual(
			sorted(frappe.get_all(doctype, filters=filters, pluck="name")), sorted([first, second])
		)
