import frappe
from frappe.utils import add_days, getdate, today

from fazhi_governance.core import deadlines
from fazhi_governance.statute import rules
from fazhi_governance.statute.clocks import state_of
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestPublicityVenue(GovernanceTestCase):
	RECORD = "Publicity Venue“测试法治长廊”"

	def setUp(self):
		super().setUp()
		if not rules.standard_rows("F2"):
			factories.make_clock_rule(
				"F2", length=6, day_type="Month", warn_span=15, record_kind="Publicity Venue"
			)

	def venue(self, *upkeep: str, **values):
		with self.as_user(self.clerk):
			return factories.make_venue(
				self.community_1,
				upkeep=[{"upkept_on": day, "kind": "Look Round"} for day in upkeep],
				**values,
			)

	def test_the_clock_runs_from_the_last_upkeep(self):
		venue = self.venue()
		self.assertEqual(
			(venue.last_upkept_on, venue.upkeep_due_on), (getdate("2023-03-01"), getdate("2023-09-01"))
		)
		with self.as_user(self.clerk):
			venue.append(
				"upkeep", {"upkept_on": "2024-05-06", "kind": "Content Renewed", "theme": "《民法典》"}
			)
			venue.append("upkeep", {"upkept_on": "2023-06-01", "kind": "Repair"})
			venue.save()
		self.assertEqual(
			(venue.last_upkept_on, venue.upkeep_due_on), (getdate("2024-05-06"), getdate("2024-11-06"))
		)

	def test_a_venue_left_alone_is_overdue_until_it_is_closed(self):
		venue = self.venue("2024-05-06")
		(clock,) = venue.clocks
		for day, state in (
			("2024-10-20", deadlines.ON_TRACK),
			("2024-10-23", deadlines.DUE_SOON),
			("2024-11-06", deadlines.DUE_SOON),
			("2024-11-07", deadlines.OVERDUE),
		):
			self.assertEqual(state_of(venue, clock, getdate(day)), state, day)
		venue.closed_on = "2024-10-01"
		venue.save()
		self.assertEqual(state_of(venue, clock, getdate("2024-11-07")), deadlines.MET)

	def test_upkeep_lies_in_the_time_of_use(self):
		for day in ("2023-02-28", "2024-07-01", add_days(today(), 1)):
			with self.refused(self.RECORD, "Upkeep Log, row 1", "Enter the day"):
				self.venue(day, closed_on="2024-06-30")
		self.venue("2023-03-01", "2024-06-30", closed_on="2024-06-30")

	def test_it_is_not_closed_before_it_was_built(self):
		with self.refused(self.RECORD, "is before In Use From"):
			self.venue(closed_on="2023-02-28")

	def test_a_clerk_keeps_the_own_communitys_venues_alone(self):
		with self.as_user(self.clerk), self.refused(error=frappe.PermissionError):
			factories.make_venue(self.community_2)
