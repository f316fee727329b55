from datetime import date

import frappe
from frappe.utils import add_days, today

from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

NUMBER = "测发〔2024〕6号"


class TestMediationCommittee(GovernanceTestCase):
	def committee(self, size: int, **values):
		members = tuple(f"测试委员{number}" for number in range(size))
		with self.as_user(self.officer):
			return factories.make_group(
				self.community_1,
				members,
				**{"group_name": f"测试委员会{size}{values}", "kind": "Mediation Committee", **values},
			)

	def test_one_of_three_to_nine_members_is_saved_in_silence(self):
		for size in (3, 9):
			self.committee(size)
		self.committee(2, kind="Leading Group")
		self.committee(2, dissolved_on="2024-01-31")
		self.assertEqual(self.messages(), [])

	def test_one_of_fewer_or_more_is_warned_of(self):
		for size in (2, 10):
			group = self.committee(size)
			(told,) = self.messages()
			for fragment in ("Rule M18", f"It has {size} members", "《人民调解法》第八条", "What to do"):
				self.assertIn(fragment, told)
			self.assertEqual(len(self.notes(group)), 1)

	def test_who_has_left_is_not_counted(self):
		group = self.committee(3)
		with self.as_user(self.officer):
			group.adjust("2024-06-03", NUMBER, [group.members[0].name], [])
		self.assertIn("It has 2 members", self.messages()[0])


class TestMembership(GovernanceTestCase):
	"""Who belonged to the group can be said of any day, across all its adjustments."""

	def setUp(self):
		super().setUp()
		with self.as_user(self.officer):
			self.group = factories.make_group(self.street_a, ("测试甲", "测试乙"))

	def members_on(self, day: str) -> list[str]:
		group = frappe.get_doc("Leading Group", self.group.name)
		return sorted(member.person_name for member in group.members_on(date.fromisoformat(day)))

	def row_of(self, person: str) -> str:
		return next(member.name for member in self.group.members if member.person_name == person)

	def adjust(self, day: str = "2024-06-01", leaving=(), joining=(), number: str = NUMBER):
		with self.as_user(self.officer):
			self.group.adjust(
				day,
				number,
				[self.row_of(person) for person in leaving],
				[{"person_name": person, "post": "测试职务", "group_role": "Member"} for person in joining],
				"测试人事变动",
			)

	def test_members_belong_from_the_first_day_on(self):
		self.assertEqual(self.members_on("2023-02-28"), [])
		self.assertEqual(self.members_on("2023-03-01"), ["测试乙", "测试甲"])

	def test_an_adjustment_changes_the_membership_from_its_day_on(self):
		self.adjust("2024-06-01", leaving=["测试甲"], joining=["测试丙"])
		self.assertEqual(self.members_on("2024-05-31"), ["测试乙", "测试甲"])
		self.assertEqual(self.members_on("2024-06-01"), ["测试丙", "测试乙"])
		self.assertEqual(self.group.last_adjusted_on, date(2024, 6, 1))

	def test_past_membership_stays_readable_across_adjustments(self):
		self.adjust("2024-06-01", leaving=["测试甲"], joining=["测试丙"])
		self.adjust("2025-03-01", leaving=["测试丙"], joining=["测试甲"], number="测发〔2025〕3号")
		self.assertEqual(self.members_on("2023-12-31"), ["测试乙", "测试甲"])
		self.assertEqual(self.members_on("2025-02-28"), ["测试丙", "测试乙"])
		self.assertEqual(self.members_on("2025-03-01"), ["测试乙", "测试甲"])
		self.assertEqual([row.document_number for row in self.group.adjustments], [NUMBER, "测发〔2025〕3号"])

	def test_adjustments_stand_in_the_order_of_their_days(self):
		self.adjust("2024-06-01", joining=["测试丙"])
		self.adjust("2023-06-01", joining=["测试丁"], number="测发〔2023〕6号")
		self.assertEqual([row.idx for row in self.group.adjustments], [1, 2])
		self.assertEqual(
			[str(row.adjusted_on) for row in self.group.adjustments], ["2023-06-01", "2024-06-01"]
		)
		self.assertEqual(self.group.last_adjusted_on, date(2024, 6, 1))

	def test_an_adjustment_that_changes_no_one_is_refused(self):
		with self.refused("“测试领导小组”", "changes no member", "Choose who leaves or enter who joins"):
			self.adjust()

	def test_an_adjustment_needs_its_document_number(self):
		with self.refused("document_number", error=frappe.MandatoryError):
			self.adjust(joining=["测试丙"], number="")

	def test_an_adjustment_before_the_group_is_refused(self):
		with self.refused(NUMBER, "is earlier than the group itself"):
			self.adjust("2023-02-01", joining=["测试丙"])

	def test_who_may_only_read_does_not_adjust(self):
		for user in (self.clerk, self.users["Fazhi Leader"], self.stranger):
			with self.as_user(user), self.refused(error=frappe.PermissionError):
				group = frappe.get_doc("Leading Group", self.group.name)
				group.adjust("2024-06-01", NUMBER, [], [{"person_name": "测试丙", "group_role": "Member"}])

	def test_a_change_without_its_document_is_refused(self):
		for change in ({"from_date": "2024-06-01"}, {"to_date": "2024-06-01"}):
			self.group.reload()
			self.group.members[0].update(change)
			with self.as_user(self.officer):
				with self.refused("测试甲", "without an adjustment of that day", "Use the button Adjust"):
					self.group.save()

	def test_who_leaves_before_joining_is_refused(self):
		self.adjust("2024-06-01", joining=["测试丙"])
		self.group.members[-1].to_date = "2024-05-31"
		with self.refused("测试丙 leaves", "before joining"):
			self.group.save()

	def test_the_end_of_the_group_ends_the_membership(self):
		self.group.dissolved_on = "2025-01-31"
		for member in self.group.members:
			member.to_date = "2025-01-31"
		self.group.save()
		self.assertEqual(self.members_on("2025-01-31"), ["测试乙", "测试甲"])
		self.assertEqual(self.members_on("2025-02-01"), [])

	def test_a_member_listed_twice_for_the_same_time_is_refused(self):
		with self.refused("测试甲 (测试职务) is listed twice", "Remove one of the two rows"):
			self.adjust(joining=["测试甲"])
		with self.refused("测试甲 (测试职务) is listed twice"):
			factories.make_group(self.street_b, ("测试甲", "测试甲"))


class TestLeadingGroup(GovernanceTestCase):
	def test_one_unit_has_one_group_of_a_name(self):
		factories.make_group(self.street_a)
		with self.refused(error=frappe.DuplicateEntryError):
			factories.make_group(self.street_a)
		factories.make_group(self.street_b)

	def test_a_group_of_tomorrow_or_dissolved_before_its_time_is_refused(self):
		with self.refused("Established On", "a day that has not come yet"):
			factories.make_group(self.street_a, established_on=add_days(today(), 1))
		with self.refused("Dissolved On", "is before Established On"):
			factories.make_group(self.street_a, dissolved_on="2023-02-28")
