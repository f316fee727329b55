from datetime import date

import frappe
from openpyxl import load_workbook

from fazhi_governance.api import register as api
from fazhi_governance.register import export, registers
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.factories import make_person

REASON = "测试：上级调取台账"


class TestPeopleInRegisters(GovernanceTestCase):
	def setUp(self):
		super().setUp()
		people = [
			make_person("测试某甲"),
			make_person(
				"测试代表", role="Respondent", party_kind="Legal Entity", organisation="测试物业公司"
			),
		]
		factories.make_case(self.community_1, persons=people)
		factories.make_case(self.community_3, persons=[make_person("外街某人")])
		self.manager = self.users["Fazhi Manager"]

	def parties(self, **arguments) -> list[str]:
		year = (date(2024, 1, 1), date(2024, 12, 31))
		_name, file = export.to_xlsx(registers.find("disputes"), *year, **arguments)
		rows = list(load_workbook(file).active.values)
		(column,) = {row.index("当事人") for row in rows if "当事人" in row}
		head = next(number for number, row in enumerate(rows) if "当事人" in row)
		return [row[column] for row in rows[head + 1 :] if row[column]]

	def test_they_are_hidden(self):
		for role in ("Fazhi Manager", "Fazhi Officer", "Fazhi Auditor"):
			with self.as_user(self.users[role]):
				self.assertEqual(self.parties(), ["测***、测试物业公司"])

	def test_who_may_export_them_and_says_why_gets_them_in_the_clear_and_it_is_written_down(self):
		with self.as_user(self.manager):
			self.assertTrue(api.available("Mediation Case")[0]["may_be_clear"])
			self.assertEqual(self.parties(reason=REASON), ["测试某甲、测试物业公司"])
			self.assertEqual(self.parties(), ["测***、测试物业公司"])
		(log,) = frappe.get_all("Reveal Log", fields=["act", "record_kind", "reason", "revealed_by", "unit"])
		self.assertEqual(
			tuple(log.values()), ("Exported", "Mediation Case", REASON, self.manager, self.street_a)
		)

	def test_who_may_not_is_refused(self):
		for role in ("Fazhi Officer", "Fazhi Auditor", "Mediator"):
			with self.as_user(self.users[role]):
				self.assertFalse(api.available("Mediation Case")[0]["may_be_clear"])
				with self.refused(error=frappe.PermissionError):
					self.parties(reason=REASON)
		with self.as_user(self.manager), self.refused("Say in a few words why"):
			self.parties(reason="查")
		self.assertEqual(frappe.get_all("Reveal Log"), [])

	def test_a_kind_without_people_offers_nothing_of_the_sort(self):
		with self.as_user(self.manager):
			self.assertFalse(api.available("Law Publicity Activity")[0]["may_be_clear"])
