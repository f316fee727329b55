from datetime import date

import frappe
from frappe.utils import getdate

from fazhi_governance.api.connections import get_open_count
from fazhi_governance.core import deadlines
from fazhi_governance.register.tables.disputes import SCREENED_DISPUTES, SCREENINGS
from fazhi_governance.register.test_export import RegisterTestCase
from fazhi_governance.statistics import cube
from fazhi_governance.statistics.figures import Period, figures
from fazhi_governance.statute.clocks import state_of
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

FOUND = {
	"brief": "测试楼道堆物争执",
	"dispute_type": "Neighbours",
	"risk_level": "Orange",
	"persons_count": 3,
}
SETTLED = {"brief": "测试停车争执", "dispute_type": "Neighbours", "outcome": "Settled on the Spot"}


class TestDisputeScreening(GovernanceTestCase):
	RECORD = "Dispute Screening“测试楼栋”"

	def screening(self, *disputes: dict, unit: str | None = None, **values):
		return factories.make_screening(
			unit or self.community_1, **{"disputes": [dict(row) for row in disputes], **values}
		)

	def take_up(self, screening, dispute: str | None = None) -> str:
		screening = frappe.get_doc(screening.doctype, screening.name)
		return screening.take_up(dispute or screening.disputes[0].name)

	def test_a_clerk_logs_a_screening_that_found_nothing(self):
		with self.as_user(self.clerk):
			screening = frappe.new_doc("Dispute Screening", target="测试小区").insert()
		self.assertEqual(
			(screening.unit, screening.kind, screening.disputes_count), (self.community_1, "Routine", 0)
		)
		self.assertEqual(getdate(screening.screened_on), getdate())
		self.assertIsNone(screening.handling_due_on)

	def test_what_was_found_becomes_a_case_with_one_click(self):
		with self.as_user(self.clerk):
			screening = self.screening(FOUND, SETTLED)
			self.assertEqual((screening.disputes_count, screening.open_count), (2, 1))
			name = self.take_up(screening)
			screening.reload()
		case = frappe.get_doc("Mediation Case", name)
		self.assertEqual(
			(case.unit, case.subject, case.dispute_type, case.source, case.risk_level, case.persons_count),
			(self.community_1, FOUND["brief"], "Neighbours", "Own Initiative", "Orange", 3),
		)
		self.assertEqual((case.screening, case.owner), (screening.name, self.clerk))
		self.assertTrue(case.case_number)
		row = screening.disputes[0]
		self.assertEqual((row.mediation_case, row.outcome), (name, "Taken Up for Mediation"))
		self.assertEqual((screening.open_count, getdate(screening.dealt_with_on)), (0, getdate()))

	def test_a_second_click_opens_the_same_case(self):
		with self.as_user(self.clerk):
			screening = self.screening(FOUND)
			first = self.take_up(screening)
			self.assertEqual(self.take_up(screening), first)
		self.assertEqual(frappe.db.count("Mediation Case", {"screening": screening.name}), 1)

	def test_who_may_not_write_takes_nothing_up(self):
		screening = self.screening(FOUND)
		for user in (self.users["Fazhi Leader"], self.users["Fazhi Auditor"], self.stranger):
			with self.as_user(user), self.refused(error=frappe.PermissionError):
				self.take_up(screening)
		self.assertFalse(frappe.db.count("Mediation Case", {"unit": self.community_1}))

	def test_a_dispute_of_another_screening_is_not_taken_up_here(self):
		foreign = self.screening(FOUND, unit=self.community_3)
		with self.as_user(self.clerk):
			own = self.screening(FOUND)
			with self.refused("not one of this screening any more", "Reload the screening"):
				self.take_up(own, foreign.disputes[0].name)

	def test_a_case_that_is_there_already_may_be_named_but_none_of_another_unit(self):
		case, foreign = factories.make_case(self.community_1), factories.make_case(self.community_3)
		with self.as_user(self.clerk):
			screening = self.screening({**FOUND, "mediation_case": case.name})
			self.assertEqual(screening.disputes[0].outcome, "Taken Up for Mediation")
			with self.refused(self.RECORD, f"row 1: the case {foreign.name} is not one that you may see"):
				self.screening({**FOUND, "mediation_case": foreign.name})
		self.assertEqual(frappe.db.get_value("Mediation Case", case.name, "screening"), screening.name)
		self.assertFalse(frappe.db.get_value("Mediation Case", foreign.name, "screening"))
		with self.as_user(self.clerk):
			screening.disputes[0].update({"mediation_case": None, "outcome": "Handed Over"})
			screening.save()
		self.assertFalse(frappe.db.get_value("Mediation Case", case.name, "screening"))

	def test_taken_up_without_a_case_is_refused(self):
		with self.refused(self.RECORD, "row 1: it is taken up", "Use the button Take Up for Mediation"):
			self.screening({**FOUND, "outcome": "Taken Up for Mediation"})

	def test_case_and_screening_lead_to_each_other(self):
		with self.as_user(self.clerk):
			screening = self.screening(FOUND)
			case = self.take_up(screening)
			counts = get_open_count("Dispute Screening", screening.name)["count"]
			found = counts["external_links_found"] if isinstance(counts, dict) else counts
			self.assertEqual([(row["count"]) for row in found], [1])
			answer = get_open_count("Mediation Case", case)["count"]
			if isinstance(answer, dict):
				self.assertEqual(answer["internal_links_found"][0]["names"], [screening.name])

	def test_a_screening_goes_and_leaves_its_cases(self):
		with self.as_user(self.clerk):
			screening = self.screening(FOUND)
			case = self.take_up(screening)
		with self.as_user(self.users["Fazhi Manager"]):
			frappe.delete_doc("Dispute Screening", screening.name)
		self.assertFalse(frappe.db.get_value("Mediation Case", case, "screening"))

	def test_the_day_a_dispute_was_dealt_with_is_filled_in(self):
		screening = self.screening(SETTLED, {**FOUND, "outcome": "Handed Over"})
		settled, handed_over = screening.disputes
		self.assertEqual(getdate(settled.dealt_with_on), getdate(screening.screened_on))
		self.assertEqual(getdate(handed_over.dealt_with_on), getdate())
		handed_over.outcome = "Not Dealt With"
		screening.save()
		self.assertIsNone(handed_over.dealt_with_on)
		self.assertEqual((screening.open_count, screening.dealt_with_on), (1, None))

	def test_the_clock_runs_to_the_next_measure_that_is_open(self):
		early, late = {**FOUND, "due_by": "2024-05-10"}, {**FOUND, "due_by": "2024-05-20"}
		screening = self.screening(late, early, SETTLED)
		(clock,) = screening.clocks
		self.assertEqual(str(screening.handling_due_on), "2024-05-10")
		self.assertEqual(state_of(screening, clock, date(2024, 5, 11)), deadlines.OVERDUE)
		screening.disputes[1].update({"outcome": "Handed Over", "dealt_with_on": "2024-05-09"})
		screening.save()
		self.assertEqual(str(screening.handling_due_on), "2024-05-20")
		screening.disputes[0].update({"outcome": "Handed Over", "dealt_with_on": "2024-05-21"})
		screening.save()
		self.assertEqual(state_of(screening, clock), deadlines.MET_LATE)

	def test_days_that_cannot_be_are_refused(self):
		for row, fragment in (
			({"due_by": "2024-05-05"}, "Measure Due By, row 1 (2024-05-05) is before Screened On"),
			({"outcome": "Handed Over", "dealt_with_on": "2024-05-05"}, "Dealt With On, row 1"),
			({"outcome": "Handed Over", "dealt_with_on": "2099-05-05"}, "a day that has not come yet"),
		):
			with self.subTest(fragment), self.refused(self.RECORD, fragment):
				self.screening({**FOUND, **row})
		with self.refused("cannot be negative"):
			self.screening(households_count=-1)


class TestScreeningFigures(RegisterTestCase):
	def setUp(self):
		super().setUp()
		case = factories.make_case(self.community_1).name
		factories.make_screening(
			self.community_1,
			kind="Special",
			households_count=20,
			disputes=[dict(FOUND), dict(SETTLED), {**FOUND, "mediation_case": case}],
		)
		factories.make_screening(self.community_2, households_count=5)
		frappe.set_user("Administrator")
		factories.make_screening(self.community_3, disputes=[dict(FOUND)])
		frappe.set_user(self.officer)

	def test_the_figures_are_those_of_the_registers(self):
		codes = ("screenings", "special", "none_found", "units", "households", "disputes", "taken_up")
		codes += ("settled_on_the_spot", "handed_over", "open", "handling_rate")
		found = cube.compute(
			figures([f"screening.{code}" for code in codes]),
			Period(date(2024, 1, 1), date(2024, 12, 31)),
			self.street_a,
		)
		values = [found[f"screening.{code}"].value for code in codes]
		self.assertEqual(values, [2, 1, 1, 2, 25, 3, 1, 1, 0, 1, 2 / 3])

		*rows, total = self.table_of(SCREENINGS)
		self.assertEqual([row["发现纠纷（件）"] for row in rows], [3, 0])
		self.assertEqual((total["走访户数"], total["发现纠纷（件）"], total["未处置（件）"]), (25, 3, 1))

		*rows, total = self.table_of(SCREENED_DISPUTES)
		self.assertEqual([row["处置结果"] for row in rows], ["未处置", "当场化解", "转为调解"])
		self.assertEqual(rows[2]["调解案号"], f"〔2024〕{self.community_1}人调字第1号")
		self.assertEqual(total["涉及人数"], 6)
