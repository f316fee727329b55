from datetime import date, timedelta
from unittest.mock import patch

import frappe
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_governance.core import deadlines
from fazhi_governance.fazhi_governance.doctype.mediation_case.mediation_case import MediationCase
from fazhi_governance.statute.clocks import Clock, clock_rows, state_case, state_of
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

MEDIATION, *_OTHERS = MediationCase.clocks


def event(kind: str, from_date: str, clock: str = "M7", **values) -> dict:
	return {"clock": clock, "event": kind, "from_date": from_date, "reason": "测试原因", **values}


class ClockTestCase(GovernanceTestCase):
	def case(self, **values):
		return factories.make_case(self.community_1, **values)

	def assert_due(self, doc, fieldname: str, day: str | None):
		"""As computed and as stored."""
		expected = date.fromisoformat(day) if day else None
		self.assertEqual(doc.get(fieldname), expected)
		self.assertEqual(frappe.db.get_value(doc.doctype, doc.name, fieldname), expected)


class TestDueDates(ClockTestCase):
	def test_a_month_ends_on_its_own_day_number(self):
		case = self.case(received_on="2024-01-31")
		self.assert_due(case, "mediation_due_on", "2024-02-29")
		self.assert_due(case, "mediation_warn_on", "2024-02-22")

	def test_thirty_days_roll_over_the_holidays(self):
		case = self.case(**factories.concluded(agreement_on="2024-09-01", closed_on="2024-09-01"))
		self.assert_due(case, "confirmation_due_on", None)
		case.wants_confirmation = 1
		case.save()
		# the 30th day, 1 October, is the first of the National Day holidays
		self.assert_due(case, "confirmation_due_on", "2024-10-08")

	def test_a_clock_whose_condition_falls_away_is_cleared(self):
		case = self.case(**factories.concluded(wants_confirmation=1))
		self.assert_due(case, "confirmation_due_on", "2024-04-19")
		case.wants_confirmation = 0
		case.save()
		self.assert_due(case, "confirmation_due_on", None)
		self.assert_due(case, "confirmation_warn_on", None)

	def test_a_changed_start_moves_the_due_day(self):
		case = self.case(received_on="2024-03-01")
		self.assert_due(case, "mediation_due_on", "2024-04-01")
		case.received_on = "2024-03-11"
		case.save()
		self.assert_due(case, "mediation_due_on", "2024-04-11")

	def test_a_due_day_that_someone_types_in_is_computed_anew(self):
		case = self.case(received_on="2024-03-01")
		case.mediation_due_on = "2030-01-01"
		case.save()
		self.assert_due(case, "mediation_due_on", "2024-04-01")

	def test_fixed_dates_fall_into_the_next_year_and_do_not_move(self):
		report = factories.make_report(self.street_a, 2024)
		self.assert_due(report, "sending_due_on", "2025-03-01")  # a Saturday
		self.assert_due(report, "sending_warn_on", "2025-01-30")
		self.assert_due(report, "publishing_due_on", "2025-04-01")

	def test_a_fixed_date_of_a_year_before_the_rule_is_not_demanded(self):
		report = factories.make_report(self.street_a, 2018)
		self.assert_due(report, "sending_due_on", None)

	def test_an_offices_own_term_counts_for_its_cases_alone(self):
		factories.make_local_rule(self.street_a, "M7-2002-11-01", length=2)
		self.assert_due(self.case(received_on="2024-03-01"), "mediation_due_on", "2024-05-01")
		case = factories.make_case(self.community_3, received_on="2024-03-01")
		self.assert_due(case, "mediation_due_on", "2024-04-01")

	def test_a_rule_that_is_switched_off_runs_no_clock(self):
		factories.make_local_rule(self.street_a, "M7-2002-11-01", is_in_use=0)
		case = self.case()
		self.assert_due(case, "mediation_due_on", None)
		self.assertEqual(state_of(case, MEDIATION), deadlines.NOT_STARTED)
		self.assertEqual(clock_rows(case), [])

	def test_working_days_leave_out_weekends_and_holidays(self):
		factories.make_clock_rule(
			"T1", length=3, day_type="Working Day", warn_span=1, warn_day_type="Working Day"
		)
		with self.clocked("T1"):
			case = self.case(received_on="2024-09-29")  # a Sunday that is worked
			# 30 September; 8 and 9 October after the holidays
			self.assert_due(case, "mediation_due_on", "2024-10-09")
			self.assert_due(case, "mediation_warn_on", "2024-10-08")

	def test_a_term_counted_backwards_ends_before_the_event(self):
		factories.make_clock_rule("T1", length=7, day_type="Working Day", is_backwards=1)
		with self.clocked("T1"):
			case = self.case(received_on="2024-06-20")
			# the Dragon Boat holiday, 10 June, and a weekend are left out
			self.assert_due(case, "mediation_due_on", "2024-06-11")

	def test_a_minimum_period_opens_on_the_day_after_its_last(self):
		factories.make_clock_rule("T1", clock_kind="Minimum Period", length=30)
		with self.clocked("T1"):
			case = self.case(received_on="2024-05-01")
			self.assert_due(case, "mediation_due_on", "2024-06-01")
			self.assert_due(case, "mediation_warn_on", None)
			self.assertEqual(state_of(case, case.clocks[0], date(2024, 5, 31)), deadlines.RUNNING)
			self.assertEqual(state_of(case, case.clocks[0], date(2024, 6, 1)), deadlines.OPEN)

	def clocked(self, code: str):
		"""A mediation case with one clock, of this rule, over the fields of its first."""
		clock = Clock(
			code, start="received_on", stop="closed_on", due="mediation_due_on", warn="mediation_warn_on"
		)
		return patch.object(MediationCase, "clocks", (clock,))


class TestCalendarException(ClockTestCase):
	def confirmation_due_on(self, unit: str):
		values = factories.concluded(agreement_on="2024-03-20", wants_confirmation=1)
		return factories.make_case(unit, **values).confirmation_due_on

	def test_an_exception_of_the_unit_or_one_above_moves_a_due_day(self):
		self.assertEqual(self.confirmation_due_on(self.community_1), date(2024, 4, 19))  # a Friday
		factories.make_exception(self.street_a, "2024-04-19")
		self.assertEqual(self.confirmation_due_on(self.community_1), date(2024, 4, 22))
		self.assertEqual(self.confirmation_due_on(self.community_3), date(2024, 4, 19))

	def test_a_communitys_own_exception_counts_before_its_streets(self):
		factories.make_exception(self.street_a, "2024-04-19")
		factories.make_exception(self.community_1, "2024-04-19", is_working_day=1)
		self.assertEqual(self.confirmation_due_on(self.community_1), date(2024, 4, 19))
		self.assertEqual(self.confirmation_due_on(self.community_2), date(2024, 4, 22))

	def test_an_exception_taken_back_counts_no_more(self):
		factories.make_exception(self.street_a, "2024-04-19").delete()
		self.assertEqual(self.confirmation_due_on(self.community_1), date(2024, 4, 19))


class TestPauses(ClockTestCase):
	def test_an_open_pause_empties_the_due_day_and_its_end_moves_it(self):
		case = self.case(received_on="2024-03-01", clock_events=[event("Pause", "2024-03-10")])
		self.assert_due(case, "mediation_due_on", None)
		self.assert_due(case, "mediation_warn_on", "2024-03-10")
		self.assertEqual(state_of(case, MEDIATION), deadlines.PAUSED)
		self.assertEqual([row["due_on"] for row in clock_rows(case)], [None])

		case.clock_events[0].to_date = "2024-03-12"
		case.save()
		# three days, both end days among them
		self.assert_due(case, "mediation_due_on", "2024-04-04")
		self.assertEqual(state_of(case, MEDIATION, date(2024, 4, 5)), deadlines.OVERDUE)

	def test_a_pause_holds_one_clock_alone(self):
		values = factories.concluded(closed_on="2024-03-25", wants_confirmation=1)
		case = self.case(**values, clock_events=[event("Pause", "2024-03-22", "M2")])
		self.assert_due(case, "confirmation_due_on", None)
		self.assert_due(case, "mediation_due_on", "2024-04-01")

	def test_concluding_a_paused_case_ends_the_pause(self):
		case = self.case(received_on="2024-03-01", clock_events=[event("Pause", "2024-03-10")])
		case.update(factories.concluded("Withdrawn", closed_on="2024-04-20"))
		case.save()
		# the pause took out every day up to the conclusion
		self.assertEqual(case.mediation_due_on, date(2024, 5, 13))
		self.assertEqual(state_of(case, MEDIATION), deadlines.MET)

	def test_a_pause_that_ends_before_it_begins_is_refused(self):
		with self.refused("row 1", "ends before it begins", "Correct one of the two dates"):
			self.case(clock_events=[event("Pause", "2024-03-10", to_date="2024-03-09")])

	def test_a_pause_of_over_ten_years_is_refused_as_mistyped(self):
		with self.refused("row 1", "lasts longer than ten years", "leave the end empty"):
			self.case(clock_events=[event("Pause", "2024-03-10", to_date="2204-03-09")])

	def test_a_pause_of_a_clock_that_the_record_lacks_is_refused(self):
		with self.refused("no clock R1S", "Its clocks are: M7, M2, M9"):
			self.case(clock_events=[event("Pause", "2024-03-10", "R1S")])

	def test_a_pause_needs_its_reason(self):
		with self.refused("reason", error=frappe.MandatoryError):
			self.case(clock_events=[event("Pause", "2024-03-10", reason="")])


class TestExtensions(ClockTestCase):
	def extended(self, *extensions: tuple[str, int]):
		events = [event("Extension", day, length=length) for day, length in extensions]
		return self.case(received_on="2024-03-01", clock_events=events)

	def test_an_extension_in_time_continues_the_same_run(self):
		case = self.extended(("2024-04-01", 1))
		self.assert_due(case, "mediation_due_on", "2024-05-01")
		self.assertIsNone(case.clock_events[0].void_because)

	def test_a_second_extension_may_be_granted_within_the_first(self):
		self.assert_due(self.extended(("2024-03-20", 1), ("2024-04-25", 2)), "mediation_due_on", "2024-07-01")

	def test_an_extension_granted_late_is_void_and_says_so(self):
		case = self.extended(("2024-04-02", 1))
		self.assert_due(case, "mediation_due_on", "2024-04-01")
		self.assertEqual(
			frappe.db.get_value("Clock Event", case.clock_events[0].name, "void_because"),
			"Granted after the due day: it has no effect",
		)

	def test_an_extension_over_the_cap_is_void_and_the_others_stand(self):
		case = self.extended(("2024-03-20", 1), ("2024-03-25", 12))
		self.assert_due(case, "mediation_due_on", "2024-05-01")
		self.assertEqual(
			[row.void_because for row in case.clock_events],
			[None, "Longer than the rule allows: it has no effect"],
		)

	def test_an_extension_without_length_is_void(self):
		case = self.extended(("2024-03-20", 0))
		self.assertEqual(case.clock_events[0].void_because, "Its length is missing: it has no effect")

	def test_an_extension_mended_is_void_no_more(self):
		case = self.extended(("2024-04-02", 1))
		case.clock_events[0].from_date = "2024-03-31"
		case.save()
		self.assertIsNone(case.clock_events[0].void_because)
		self.assert_due(case, "mediation_due_on", "2024-05-01")

	def test_a_reason_for_voidness_cannot_be_typed_in(self):
		events = [event("Extension", "2024-03-20", length=1, void_because="测试")]
		self.assertIsNone(self.case(clock_events=events).clock_events[0].void_because)

	def test_no_extension_is_allowed_where_the_law_knows_none(self):
		values = factories.concluded(wants_confirmation=1)
		case = self.case(**values, clock_events=[event("Extension", "2024-03-25", "M2", length=10)])
		self.assert_due(case, "confirmation_due_on", "2024-04-19")
		self.assertEqual(case.clock_events[0].void_because, "Longer than the rule allows: it has no effect")


class TestClockRows(ClockTestCase):
	def test_a_form_shows_title_article_due_day_and_state(self):
		case = self.case(**factories.concluded(wants_confirmation=1, confirmation_applied_on="2024-04-20"))
		with self.as_user(self.officer):
			case = frappe.get_doc("Mediation Case", case.name)
			case.run_method("onload")
		mediation, confirmation = case.get_onload("clocks")
		self.assertEqual(
			{key: confirmation[key] for key in ("rule", "basis", "due_on", "state", "is_calendar_known")},
			{
				"rule": "M2",
				"basis": "《人民调解法》第三十三条",
				"due_on": date(2024, 4, 19),
				"state": deadlines.MET_LATE,
				"is_calendar_known": True,
			},
		)
		self.assertEqual(mediation["state"], deadlines.MET)
		self.assertIn("source not yet confirmed", mediation["basis"])
		self.assertEqual([each["value"] for each in case.get_onload("clock_titles")], ["M7", "M2", "M9"])

	def test_beyond_the_published_holidays_the_form_says_so(self):
		with patch.dict(frappe.flags, current_date="2099-12-31"):
			case = self.case(
				received_on="2098-03-01",
				**factories.concluded(
					agreement_on="2098-03-20", closed_on="2098-03-20", wants_confirmation=1
				),
			)
		known = {row["rule"]: row["is_calendar_known"] for row in clock_rows(case)}
		self.assertEqual(known, {"M7": True, "M2": False})


DAYS = st.dates(date(2024, 1, 1), date(2024, 1, 8))
CLOCKED = st.fixed_dictionaries({name: st.none() | DAYS for name in ("stop", "due", "warn")})


class TestStateInSQLAndPython(GovernanceTestCase):
	"""A list and a form must never disagree about how a clock stands."""

	def assert_agreement(self, clock: Clock, rows: list[dict], today: date):
		table = frappe.qb.DocType("Mediation Case")
		frappe.db.delete("Mediation Case", {"unit": self.station})
		fields = ["name", "unit", "received_on", clock.stop, clock.due, clock.warn]
		values = [
			(f"测试-{number}", self.station, date(2024, 1, 1), row["stop"], row["due"], row["warn"])
			for number, row in enumerate(rows)
		]
		frappe.db.bulk_insert("Mediation Case", fields, values)
		in_sql = (
			frappe.qb.from_(table)
			.select(table.star, state_case(table, clock, today).as_("state"))
			.where(table.unit == self.station)
			.run(as_dict=True)
		)
		self.assertEqual(len(in_sql), len(rows))
		for row in in_sql:
			self.assertEqual(row.state, state_of(row, clock, today), row)

	@settings(deadline=None, max_examples=60, database=None)
	@given(st.lists(CLOCKED, min_size=1, max_size=30), DAYS)
	def test_a_deadline_stands_alike_in_both(self, rows, today):
		self.assert_agreement(MEDIATION, rows, today)

	@settings(deadline=None, max_examples=60, database=None)
	@given(st.lists(CLOCKED, min_size=1, max_size=30), DAYS)
	def test_a_minimum_period_stands_alike_in_both(self, rows, today):
		if not frappe.db.exists("Statutory Rule", {"code": "T1"}):
			factories.make_clock_rule("T1", clock_kind="Minimum Period", length=30)
		clock = Clock("T1", *(getattr(MEDIATION, name) for name in ("start", "stop", "due", "warn")))
		self.assert_agreement(clock, rows, today)

	def test_every_state_of_a_deadline_occurs(self):
		"""Else the agreement above would prove little."""
		day = [date(2024, 1, 1) + timedelta(days=number) for number in range(8)]
		states = {
			deadlines.NOT_STARTED: (None, None, None),
			deadlines.ON_TRACK: (None, day[7], day[6]),
			deadlines.DUE_SOON: (None, day[5], day[4]),
			deadlines.OVERDUE: (None, day[4], day[1]),
			deadlines.PAUSED: (None, None, day[2]),
			deadlines.MET: (day[4], day[4], day[1]),
			deadlines.MET_LATE: (day[5], day[4], day[1]),
		}
		for state, (stop, due, warn) in states.items():
			row = frappe._dict(closed_on=stop, mediation_due_on=due, mediation_warn_on=warn)
			self.assertEqual(state_of(row, MEDIATION, today=day[5]), state)
