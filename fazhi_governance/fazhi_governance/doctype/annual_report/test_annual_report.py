from datetime import date

import frappe
from frappe.utils import add_days, formatdate, today

from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestAnnualReport(GovernanceTestCase):
	def report(self, **values):
		return factories.make_report(self.street_a, **values)

	def test_what_the_unit_knows_is_filled_in(self):
		with self.as_user(self.officer):
			report = self.report()
		self.assertEqual(report.name, "测试甲街道-2024")
		self.assertEqual(report.cut_off_on, date(2024, 12, 31))
		self.assertEqual(report.addressee, "测试区人民政府")
		self.assertEqual(report.issuers, "测试甲街道党工委\n测试甲街道办事处")
		self.assertEqual(
			report.title_lines,
			"测试甲街道党工委\n测试甲街道办事处\n关于2024年度法治政府建设情况的报告",
		)

	def test_heads_are_called_by_the_posts_of_their_office(self):
		town = factories.make_unit("测试镇", unit_type="Township Government", addressee="测试县人民政府")
		for unit, posts in (
			(self.street_a, ("党工委书记", "办事处主任")),
			(town, ("党委书记", "镇长")),
		):
			report = factories.make_report(unit)
			self.assertEqual((report.party_head_post, report.government_head_post), posts)

	def test_the_issuers_of_the_title_stand_above_it(self):
		frappe.db.set_value("Governance Unit", self.street_a, "issuers_in_title", "中共测试甲街道工委")
		frappe.clear_document_cache("Governance Unit", self.street_a)
		self.assertEqual(self.report().title_lines, "中共测试甲街道工委\n关于2024年度法治政府建设情况的报告")

	def test_what_the_author_enters_stays(self):
		values = {"addressee": "测试市政府", "issuers": "测试办", "title_lines": "测试题"}
		report = self.report(**values)
		self.assertEqual({name: report.get(name) for name in values}, values)

	def test_one_unit_has_one_report_a_year(self):
		with self.as_user(self.officer):
			self.report()
			with self.refused("already has a report on 2024: 测试甲街道-2024", "Open that report"):
				self.report()
			self.report(year=2023)
			factories.make_report(self.community_1, addressee="测试甲街道办事处", issuers="测试一社区")

	def test_a_cut_off_in_another_year_is_refused(self):
		for day in ("2023-12-31", "2025-01-01"):
			with self.as_user(self.officer), self.refused(formatdate(day), "not in 2024", "31 December"):
				self.report(cut_off_on=day)

	def test_an_odd_year_is_refused(self):
		for year in (24, 20244):
			with self.refused(f"{year} is no year to report on", "Enter four digits"):
				self.report(year=year)
		with self.refused("is no year to report on"):
			frappe.get_doc({"doctype": "Annual Report", "unit": self.street_a}).insert()

	def test_a_report_needs_its_unit(self):
		with self.refused("unit", error=frappe.MandatoryError):
			frappe.get_doc({"doctype": "Annual Report", "year": "2024"}).insert()

	def test_a_second_report_is_not_made_by_changing_the_year(self):
		self.report(year=2023)
		report = self.report()
		report.year, report.cut_off_on = 2023, "2023-12-31"
		with self.refused("already has a report on 2023: 测试甲街道-2023"):
			report.save()

	def test_the_status_follows_from_the_dates(self):
		report = self.report()
		self.assertEqual(report.status, "Draft")
		for fieldname, day, status in (
			("signed_on", "2025-01-20", "Signed"),
			("sent_on", "2025-02-20", "Filed"),
			("published_on", "2025-03-20", "Made Public"),
		):
			report.set(fieldname, day)
			report.save()
			self.assertEqual(report.status, status)

	def test_a_report_is_signed_before_it_is_sent_and_sent_before_it_is_published(self):
		with self.refused("Filed On", "is before Signed On", "Correct one of the two dates"):
			self.report(signed_on="2025-02-20", sent_on="2025-02-19")
		with self.refused("Made Public On", "is before Filed On"):
			self.report(sent_on="2025-02-20", published_on="2025-02-19")

	def test_nothing_is_signed_in_the_future(self):
		with self.refused("Signed On", "a day that has not come yet"):
			self.report(signed_on=add_days(today(), 1))
