import frappe
from frappe.utils import add_days, today

from fazhi_governance.core import deadlines
from fazhi_governance.statistics import cube
from fazhi_governance.statistics.figures import Period, figures
from fazhi_governance.statute.clocks import state_of
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

KIND = "Shortcoming"
RECORD = "Shortcoming“测试重视程度有待提高”"
OTHER = {"title": "测试创新不够", "text": "现行普法的传统思路和模式，难以满足群众对法治的需求，亮点不多。"}
# the one in early v15
NO_PERMISSION = (frappe.ValidationError, frappe.PermissionError)


class ShortcomingTestCase(GovernanceTestCase):
	def raise_one(self, raised_on: str = "2024-12-20", **values):
		with self.as_user(self.officer):
			return factories.make_shortcoming(self.street_a, raised_on=raised_on, **values)

	def write(self, doc, user: str | None = None, **values):
		with self.as_user(user or self.officer):
			return frappe.get_doc(KIND, doc.name).update(values).save()

	def rectified(self, **values) -> dict:
		with self.as_user(self.officer):
			proof = factories.make_file()
		return {"closed_on": "2024-12-30", "rectification": "测试已培训", "proof": proof, **values}

	def years(self, *docs) -> list[int]:
		return [frappe.db.get_value(KIND, doc.name, "repeated_years") for doc in docs]


class TestShortcoming(ShortcomingTestCase):
	def test_it_goes_its_way_from_being_raised_to_being_rectified(self):
		raised = self.raise_one()
		self.assertEqual((raised.status, raised.year), ("Raised", 2024))
		named = self.write(raised, measure="测试开展专题培训", rectify_by=add_days(today(), 60))
		self.assertEqual(named.status, "Measure Named")
		self.assertEqual(state_of(named, named.clocks[0]), deadlines.ON_TRACK)
		with self.as_user(self.officer):
			frappe.get_doc(KIND, raised.name).make_task()
		turned = frappe.get_doc(KIND, raised.name)
		self.assertEqual(turned.status, "Turned into a Task")
		closed = self.write(turned, **self.rectified(closed_on=today()))
		self.assertEqual(closed.status, "Rectified")
		self.assertEqual(state_of(closed, closed.clocks[0]), deadlines.MET)

	def test_the_time_to_rectify_runs_out(self):
		raised = self.raise_one("2024-01-10", rectify_by="2024-06-30")
		self.assertEqual(state_of(raised, raised.clocks[0]), deadlines.OVERDUE)
		due = self.raise_one("2023-01-10", rectify_by=add_days(today(), 20), **OTHER)
		self.assertEqual(state_of(due, due.clocks[0]), deadlines.DUE_SOON)

	def test_what_is_rectified_is_shown_to_be(self):
		raised = self.raise_one()
		whole = self.rectified()
		for missing in ("rectification", "proof"):
			with self.refused(RECORD, "said to be rectified", "attach the Proof"):
				self.write(raised, **{**whole, missing: None})
		with self.refused(RECORD, "no day", "Enter Rectified On"):
			self.write(raised, **{**whole, "closed_on": None})
		closed = self.write(raised, **whole)
		with self.refused("rests on the file"):
			self.delete_file(closed.proof)

	def test_days_keep_their_order(self):
		for values, says in (
			({"rectify_by": "2024-12-19"}, "To Be Rectified By"),
			(self.rectified(closed_on="2024-12-19"), "Rectified On"),
		):
			with self.refused(RECORD, says, "is before Raised On"):
				self.raise_one(**values)

	def test_a_clerk_reads_the_own_and_writes_none(self):
		with self.as_user(self.officer):
			own = factories.make_shortcoming(self.community_1)
		of_street = self.raise_one()
		with self.as_user(self.clerk):
			self.assertEqual(frappe.get_list(KIND, pluck="name"), [own.name])
			for doc in (own, of_street):
				with self.refused(error=frappe.PermissionError):
					frappe.get_doc(KIND, doc.name).update({"measure": "测试"}).save()


class TestTask(ShortcomingTestCase):
	def ready(self, **values):
		return self.raise_one(measure="测试开展专题培训", rectify_by=add_days(today(), 90), **values)

	def make_task(self, doc, user: str | None = None) -> str:
		with self.as_user(user or self.officer):
			return frappe.get_doc(KIND, doc.name).make_task()

	def test_one_click_makes_a_task_of_it_and_a_second_makes_none(self):
		raised = self.ready()
		name = self.make_task(raised)
		task = frappe.get_doc("Governance Task", name)
		self.assertEqual(
			(task.unit, task.title, task.measure, str(task.due_on), task.source_kind, task.source),
			(self.street_a, raised.title, raised.measure, str(raised.rectify_by), KIND, raised.name),
		)
		self.assertEqual(self.make_task(raised), name)
		# the form of someone who has not seen the first click
		with self.as_user(self.officer):
			self.assertEqual(raised.make_task(), name)
		self.assertEqual(frappe.db.count("Governance Task", {"source": raised.name}), 1)

	def test_without_measure_or_day_there_is_nothing_to_be_done(self):
		for values in ({"measure": "测试"}, {"rectify_by": add_days(today(), 9)}):
			with self.refused(RECORD, "names no measure, or not by when", "Enter Rectifying Measure"):
				self.make_task(self.raise_one(repeats=None, **values))

	def test_who_may_not_write_makes_no_task(self):
		raised = self.ready()
		for user in (self.users["Fazhi Leader"], self.users["Fazhi Auditor"], self.stranger):
			with self.refused(error=NO_PERMISSION):
				self.make_task(raised, user)
		self.assertFalse(frappe.db.count("Governance Task", {"source": raised.name}))

	def test_a_task_of_another_unit_is_not_linked(self):
		foreign = factories.make_task(self.street_b).name
		with self.refused(RECORD, f"The task {foreign} is none that you may see"):
			self.write(self.raise_one(), task=foreign)
		own = factories.make_task(self.street_a).name
		linked = self.write(self.raise_one("2023-12-20", **OTHER), task=own)
		self.assertEqual(linked.status, "Turned into a Task")

	def test_a_task_that_goes_leaves_it_without_one(self):
		raised = self.ready()
		frappe.delete_doc("Governance Task", self.make_task(raised))
		left = frappe.get_doc(KIND, raised.name)
		self.assertEqual((left.task, left.status), (None, "Measure Named"))


class TestRepetition(ShortcomingTestCase):
	def test_years_are_counted_along_the_chain(self):
		first = self.raise_one("2021-12-20")
		second = self.raise_one("2022-12-20", repeats=first.name)
		third = self.raise_one("2024-12-20", repeats=second.name, repeated_years=9)
		self.assertEqual(self.years(first, second, third), [0, 1, 2])

	def test_a_link_set_later_counts_for_all_that_follow(self):
		first, second, third = (self.raise_one(f"{year}-12-20") for year in (2021, 2022, 2023))
		fourth = self.raise_one("2024-12-20", repeats=third.name)
		self.write(third, repeats=second.name)
		self.write(second, repeats=first.name)
		self.assertEqual(self.years(first, second, third, fourth), [0, 1, 2, 3])
		self.write(second, repeats=None)
		self.assertEqual(self.years(first, second, third, fourth), [0, 0, 1, 2])

	def test_only_an_earlier_one_of_the_same_unit_is_repeated(self):
		same_year, later = self.raise_one("2024-01-05"), self.raise_one("2025-01-05")
		with self.as_user(self.officer):
			of_community = factories.make_shortcoming(self.community_1, raised_on="2023-01-05")
		for other in (same_year, later, of_community):
			with self.refused(f"It repeats {other.name}", "same unit raised in an earlier year"):
				self.raise_one(repeats=other.name)

	def test_what_later_years_refer_to_stays_before_them(self):
		first = self.raise_one("2022-12-20")
		second = self.raise_one(repeats=first.name)
		for change in ({"raised_on": "2024-12-01"}, {"unit": self.community_1}):
			with self.refused(RECORD, f"{second.name} of 2024 repeats it", "Clear Repeats there"):
				self.write(first, **change)
		self.write(first, raised_on="2023-01-03")
		with self.refused(error=frappe.LinkExistsError):
			frappe.delete_doc(KIND, first.name)

	def test_nearly_the_same_words_without_a_link_are_warned_of(self):
		first = self.raise_one("2023-12-20")
		self.messages()
		said_again = first.text.replace("部分人员", "少数干部")
		second = self.raise_one("2024-12-20", text=said_again)
		(warned,) = self.messages()
		for part in ("Rule N2", f"{first.name} of 2023 says nearly the same", "Repeats is empty"):
			self.assertIn(part, warned)
		self.write(second, repeats=first.name)
		self.assertEqual(self.messages(), [])
		second = frappe.get_doc(KIND, second.name)
		second.run_method("onload")
		self.assertEqual(second.get_onload("unmet_rules"), [])

	def test_other_words_another_unit_and_the_same_year_are_not_warned_of(self):
		self.raise_one("2023-12-20")
		self.raise_one("2024-12-20", **OTHER)
		self.raise_one("2023-05-06")
		with self.as_user(self.officer):
			factories.make_shortcoming(self.community_1)
		self.assertEqual(self.messages(), [])


class TestFigures(ShortcomingTestCase):
	def test_what_an_office_reports_of_its_shortcomings(self):
		first = self.raise_one("2023-12-20")
		self.raise_one("2024-12-20", repeats=first.name)
		task = factories.make_task(self.street_a).name
		rectified = self.rectified()
		self.raise_one("2024-12-21", measure="测试", task=task, **OTHER, **rectified)
		codes = (
			*("shortcoming.raised", "shortcoming.titles", "shortcoming.with_measure"),
			*("shortcoming.with_task", "shortcoming.repeated", "shortcoming.rectified"),
			*("shortcoming.kept_rate", "shortcoming.closed"),
		)
		with self.as_user(self.officer):
			values = cube.compute(figures(list(codes)), Period.year(2024), self.street_a)
		titles = ["测试创新不够", "测试重视程度有待提高"]
		self.assertEqual([values[code].value for code in codes], [2, titles, 1, 1, 1, 1, 0.5, 1])
		self.assertEqual(values["shortcoming.kept_rate"].worded(), "50%")
