from datetime import date

import frappe

from fazhi_governance.statute.rules import BLOCK, INFORM, WARN, rule_in_force
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

IN_2024 = date(2024, 6, 1)


class TestRuleInForce(GovernanceTestCase):
	def rule(self, code: str, on: date = IN_2024, unit: str | None = None):
		return rule_in_force(code, on, unit or self.community_1)

	def test_each_day_has_the_law_of_its_time(self):
		factories.make_clock_rule("T1", in_force_to="2022-12-31", length=10)
		factories.make_clock_rule("T1", in_force_from="2023-01-01", length=20, article="第二条")
		self.assertIsNone(self.rule("T1", date(2019, 12, 31)))
		self.assertEqual(self.rule("T1", date(2020, 1, 1)).term.length, 10)
		self.assertEqual(self.rule("T1", date(2022, 12, 31)).term.length, 10)
		self.assertEqual(self.rule("T1", date(2023, 1, 1)).term.length, 20)
		self.assertEqual(self.rule("T1", date(2023, 1, 1)).article, "第二条")

	def test_an_unknown_rule_is_in_force_on_no_day(self):
		self.assertIsNone(self.rule("T1"))

	def test_two_versions_of_one_rule_are_not_in_force_on_the_same_day(self):
		factories.make_rule("T1", in_force_to="2022-12-31")
		way_out = "End it the day before this one begins"
		with self.refused("T1-2020-01-01", "2020-01-01 to 2022-12-31", way_out):
			factories.make_rule("T1", in_force_from="2022-12-31")
		with self.refused("T1-2020-01-01", way_out):
			factories.make_rule("T1", in_force_from="2019-01-01")
		with self.refused("In Force To is before In Force From"):
			factories.make_rule("T1", in_force_from="2023-02-01", in_force_to="2023-01-01")
		factories.make_rule("T1", in_force_from="2019-01-01", in_force_to="2019-12-31")
		factories.make_rule("T1", in_force_from="2023-01-01")

	def test_a_rule_still_open_overlaps_all_that_follow(self):
		factories.make_rule("T1")
		with self.refused("(2020-01-01 to open)"):
			factories.make_rule("T1", in_force_from="2030-01-01")

	def test_the_basis_cites_law_and_article(self):
		self.assertEqual(self.rule("M2").basis, "《人民调解法》第三十三条")
		self.assertEqual(self.rule("M6").basis, "Recommended practice")
		self.assertIn("source not yet confirmed", self.rule("M7").basis)

	def test_a_fixed_date_and_a_gate_have_no_length(self):
		self.assertIsNone(self.rule("R1S").term)
		self.assertIsNone(self.rule("M1").term)
		self.assertEqual((self.rule("R1S").fixed_month, self.rule("R1S").fixed_day), (3, 1))


class TestLocalRule(GovernanceTestCase):
	def length(self, unit: str, on: date = IN_2024) -> int:
		return rule_in_force("T1", on, unit).term.length

	def test_the_nearest_units_setting_counts(self):
		rule = factories.make_clock_rule("T1", length=10).name
		factories.make_local_rule(self.street_a, rule, length=8)
		factories.make_local_rule(self.community_1, rule, length=5)
		self.assertEqual(self.length(self.community_1), 5)
		self.assertEqual(self.length(self.community_2), 8)
		self.assertEqual(self.length(self.street_a), 8)
		self.assertEqual(self.length(self.community_3), 10)
		self.assertEqual(rule_in_force("T1", IN_2024, None).term.length, 10)

	def test_a_setting_counts_within_its_own_time(self):
		rule = factories.make_clock_rule("T1", length=10).name
		factories.make_local_rule(
			self.street_a, rule, length=8, in_force_from="2024-01-01", in_force_to="2024-12-31"
		)
		lengths = [self.length(self.street_a, date(year, 6, 1)) for year in (2023, 2024, 2025)]
		self.assertEqual(lengths, [10, 8, 10])

	def test_a_setting_that_has_ended_gives_way_to_the_next_unit_above(self):
		rule = factories.make_clock_rule("T1", length=10).name
		factories.make_local_rule(self.street_a, rule, length=8)
		factories.make_local_rule(self.community_1, rule, length=5, in_force_to="2023-12-31")
		self.assertEqual(self.length(self.community_1), 8)

	def test_an_office_switches_a_rule_off_for_itself_alone(self):
		rule = factories.make_rule("T1").name
		local = factories.make_local_rule(self.street_a, rule, is_in_use=0)
		self.assertIsNone(rule_in_force("T1", IN_2024, self.community_1))
		self.assertIsNotNone(rule_in_force("T1", IN_2024, self.community_3))
		local.delete()
		self.assertIsNotNone(rule_in_force("T1", IN_2024, self.community_1))

	def test_an_office_sets_the_level_and_is_named_with_its_document(self):
		local = factories.make_local_rule(self.street_a, "M1-2011-01-01", level="Inform")
		rule = rule_in_force("M1", IN_2024, self.street_a)
		self.assertEqual(rule.level, INFORM)
		self.assertEqual(rule.basis, "《人民调解法》第十七条，as set by 测法〔2024〕1号")
		local.level = "Warn"
		local.save()
		self.assertEqual(rule_in_force("M1", IN_2024, self.street_a).level, WARN)

	def test_what_no_one_has_read_blocks_only_once_an_office_vouches_for_it(self):
		for code, source_status in (("T1", "Reported"), ("T2", "Unverified")):
			rule = factories.make_rule(code, source_status=source_status).name
			self.assertEqual(rule_in_force(code, IN_2024, self.street_a).level, WARN)
			factories.make_local_rule(self.street_a, rule)
			confirmed = rule_in_force(code, IN_2024, self.community_1)
			self.assertEqual(confirmed.level, BLOCK)
			self.assertNotIn("not yet confirmed", confirmed.basis)
			self.assertEqual(rule_in_force(code, IN_2024, self.street_b).level, WARN)

	def test_what_has_been_read_blocks(self):
		for code, source_status in (("T1", "Text Read"), ("T2", "Recommended")):
			factories.make_rule(code, source_status=source_status)
			self.assertEqual(rule_in_force(code, IN_2024, self.street_a).level, BLOCK)

	def test_a_rule_may_count_in_working_days_of_the_units_own_calendar(self):
		rule = factories.make_clock_rule("T1", day_type="Working Day", length=3)
		self.assertEqual(rule_in_force("T1", IN_2024, self.street_a).term.day_type, "Working Day")
		factories.make_local_rule(self.street_a, rule.name, length=2)
		self.assertEqual(rule_in_force("T1", IN_2024, self.street_a).term.day_type, "Working Day")


class TestWhoSetsRules(GovernanceTestCase):
	def test_a_standard_rule_is_edited_by_no_one(self):
		for user in (self.users["Fazhi Manager"], "Administrator"):
			with self.as_user(user):
				rule = frappe.get_doc("Statutory Rule", "M2-2011-01-01")
				rule.length = 60
				with self.refused(rule.title, "comes with the app", "Local Rule"):
					rule.save()

	def test_a_standard_rule_is_deleted_by_no_one(self):
		for user in (self.users["Fazhi Manager"], "Administrator"):
			with self.as_user(user), self.refused("comes with the app and cannot be deleted"):
				frappe.delete_doc("Statutory Rule", "M2-2011-01-01", force=True)

	def test_a_rule_of_ones_own_is_not_declared_standard(self):
		with self.refused("comes with the app"):
			factories.make_rule("T1", is_standard=1)
		rule = factories.make_rule("T1")
		rule.is_standard = 1
		with self.refused("comes with the app"):
			rule.save()

	def test_a_manager_sets_a_rule_for_the_own_office_under_its_document_number(self):
		with self.as_user(self.users["Fazhi Manager"]):
			with self.refused("document_number", error=frappe.MandatoryError):
				factories.make_local_rule(self.street_a, "M2-2011-01-01", length=20, document_number="")
			factories.make_local_rule(self.street_a, "M2-2011-01-01", length=20)
			with self.refused(error=frappe.PermissionError):
				factories.make_local_rule(self.street_b, "M2-2011-01-01", length=20)
		self.assertEqual(rule_in_force("M2", IN_2024, self.community_2).term.length, 20)
		self.assertEqual(rule_in_force("M2", IN_2024, self.community_3).term.length, 30)

	def test_an_officer_sets_no_rule(self):
		with self.as_user(self.officer), self.refused(error=frappe.PermissionError):
			factories.make_local_rule(self.street_a, "M2-2011-01-01", length=20)
