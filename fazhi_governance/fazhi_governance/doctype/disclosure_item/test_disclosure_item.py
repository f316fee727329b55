import frappe
from frappe.utils import add_days, getdate, today

from fazhi_governance.core import deadlines
from fazhi_governance.register.tables.service import DISCLOSURE_ITEMS
from fazhi_governance.statistics import cube
from fazhi_governance.statistics.figures import Period, figures
from fazhi_governance.statute import rules
from fazhi_governance.statute.clocks import state_of
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.factories import checked

# twenty working days after Friday 1 March 2024
DUE_ON = getdate("2024-03-29")


class TestDisclosureItem(GovernanceTestCase):
	RECORD = "Disclosure Item“测试年度预算”"

	def setUp(self):
		super().setUp()
		if not rules.standard_rows("I1"):
			factories.make_clock_rule(
				"I1", length=20, day_type="Working Day", warn_span=5, warn_day_type="Working Day"
			)
			factories.make_rule("I2", record_kind="Disclosure Item")

	def item(self, **values):
		with self.as_user(self.officer):
			return factories.make_disclosure(self.street_a, **values)

	def published(self, on: str, **values):
		return self.item(published_on=on, channel="Government Website", **checked(**values))

	def state(self, item, today: str | None = None) -> str:
		(clock,) = item.clocks
		return state_of(item, clock, getdate(today) if today else None)

	def test_an_officer_has_it_checked_and_publishes_it(self):
		item = self.item()
		self.assertEqual(item.disclosure_due_on, DUE_ON)
		with self.as_user(self.officer):
			item.update(checked(checked_by=self.officer))
			item.save()
			item.update(
				{
					"published_on": "2024-03-29",
					"channel": "Government Website",
					"url": "https://example.com/1",
				}
			)
			item.save()
		self.assertEqual((self.state(item), item.is_late, self.messages()), (deadlines.MET, 0, []))

	def test_publishing_without_a_check_is_blocked(self):
		for lacking in ("check_result", "checked_by", "checked_on"):
			with self.refused(self.RECORD, "has not been checked", "Rule I2", "第十七条"):
				self.published(
					"2024-03-05", **{lacking: None} if lacking != "check_result" else {"result": ""}
				)

	def test_publishing_before_the_check_is_blocked(self):
		with self.refused(self.RECORD, "was checked only on", "Rule I2"):
			self.published("2024-03-03")
		self.published("2024-03-04")

	def test_publishing_what_is_withheld_is_blocked(self):
		with self.refused(self.RECORD, "not to be published", "Rule I2"):
			self.published(
				"2024-03-05", result="Not to Be Published", withheld_because="第十六条 内部事务信息"
			)

	def test_what_is_withheld_needs_its_ground_and_has_no_due_day(self):
		for result in ("Not to Be Published", "Publish in Part"):
			with self.refused(self.RECORD, "not on what ground", "article"):
				self.item(**checked(result, withheld_because=" "))
		item = self.item(**checked("Not to Be Published", withheld_because="第十五条 个人隐私"))
		self.assertEqual((item.disclosure_due_on, self.state(item)), (None, deadlines.NOT_STARTED))
		in_part = self.item(**checked("Publish in Part", withheld_because="第十五条 个人隐私"))
		self.assertEqual(in_part.disclosure_due_on, DUE_ON)

	def test_a_day_late_is_told(self):
		item = self.published("2024-04-01")
		self.assertEqual((self.state(item), item.is_late), (deadlines.MET_LATE, 1))

	def test_it_is_overdue_from_the_day_after_the_due_day(self):
		item = self.item()
		for day, state in (
			("2024-03-21", deadlines.ON_TRACK),
			("2024-03-29", deadlines.DUE_SOON),
			("2024-03-30", deadlines.OVERDUE),
		):
			self.assertEqual(self.state(item, day), state, day)

	def test_the_place_of_publication_is_named(self):
		with self.refused(self.RECORD, "but not where", "Choose the channel"):
			self.item(published_on="2024-03-05", **checked())

	def test_days_are_in_their_order(self):
		with self.refused(self.RECORD, "is before Formed or Changed On"):
			self.published("2024-02-29", checked_on="2024-02-28")
		with self.refused(self.RECORD, "taken down, but was never published"):
			self.item(withdrawn_on="2024-04-01")
		with self.refused(self.RECORD, "a day that has not come yet"):
			self.published(add_days(today(), 1))

	def test_no_one_says_that_it_was_in_time(self):
		self.assertEqual(self.published("2024-04-01", is_late=0).is_late, 1)

	def test_figures_tell_published_in_time_and_pending(self):
		self.published("2024-03-05")
		self.published("2024-03-06", result="Publish in Part", withheld_because="第十五条 个人隐私")
		self.published("2024-04-01")
		self.item()
		self.item(**checked("Not to Be Published", withheld_because="第十六条"))
		codes = ("published", "in_time", "late", "pending", "withheld", "in_time_rate")
		found = cube.compute(
			figures([f"disclosure.{code}" for code in codes]), Period.year(2024), self.street_a, self.officer
		)
		worded = [value.worded() for value in found.values()]
		self.assertEqual(worded, ["3条", "2条", "1条", "1条", "1条", "66.7%"])

	def test_the_register_counts_working_days(self):
		factories.make_exception(self.street_a, "2024-03-08")
		self.published("2024-03-11")
		self.item()
		rows = DISCLOSURE_ITEMS.rows(getdate("2024-01-01"), getdate("2024-12-31"), [self.street_a])
		headers = [column.header for column in rows.columns]
		found = [dict(zip(headers, row, strict=True)) for row in rows]
		# 4, 5, 6, 7 and 11 March: Friday the 8th was free
		self.assertEqual([row["用时（工作日）"] for row in found], [5, None])
		self.assertEqual(found[0]["公开类别"], "预算和决算")
		self.assertEqual([row["时限状态"] for row in found], ["按期完成", "已逾期"])

	def test_a_clerk_publishes_nothing(self):
		with self.as_user(self.clerk), self.refused(error=frappe.PermissionError):
			factories.make_disclosure(self.community_1)
