import frappe
from frappe.utils import add_days, today

from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

MADE_UP = {"person_name": "测试乙", "attendance": "Made Up", "made_up_on": "2024-05-20"}


class TestTrainingRecord(GovernanceTestCase):
	RECORD = "Training Record“测试学法专题”"

	def training(self, *rows: dict, **values):
		with self.as_user(self.officer):
			return factories.make_training(self.street_a, **({"attendees": rows} if rows else {}), **values)

	def test_hours_are_credited_to_who_was_there_or_made_it_up(self):
		training = self.training(
			{"person_name": "测试甲"}, MADE_UP, {"person_name": "测试丙", "attendance": "Absent"}, hours=1.5
		)
		self.assertEqual([row.hours for row in training.attendees], [1.5, 1.5, 0])
		self.assertEqual((training.expected_count, training.present_count), (3, 2))
		self.assertEqual((training.examined_count, training.passed_count), (0, 0))

	def test_credited_hours_follow_a_correction(self):
		training = self.training({"person_name": "测试甲", "hours": 99})
		self.assertEqual(training.attendees[0].hours, 2)
		training.hours = 4
		training.save()
		self.assertEqual(training.attendees[0].hours, 4)
		training.attendees[0].attendance = "Absent"
		training.save()
		self.assertEqual((training.attendees[0].hours, training.present_count), (0, 0))

	def test_a_headcount_counts_while_nobody_is_listed(self):
		with self.as_user(self.officer):
			training = factories.make_training(self.street_a, people=(), headcount=40)
			self.assertEqual((training.expected_count, training.present_count), (40, 40))
			training.append("attendees", {"person_name": "测试甲", "attendance": "Present"})
			training.save()
		self.assertEqual((training.expected_count, training.present_count), (1, 1))

	def test_a_session_without_hours_is_refused(self):
		with self.refused(self.RECORD, "no training hours", "Enter how many hours"):
			self.training(hours=0)
		with self.refused(self.RECORD, "cannot be negative"):
			self.training(hours=-1)

	def test_a_session_of_tomorrow_is_refused(self):
		with self.refused(self.RECORD, "a day that has not come yet"):
			self.training(held_on=add_days(today(), 1))

	def test_scores_are_held_against_the_pass_mark(self):
		training = self.training(
			{"person_name": "测试甲", "score": 60},
			{**MADE_UP, "score": 59.5},
			{"person_name": "测试丙", "attendance": "Absent"},
			{"person_name": "测试丁"},
			kind="Exam",
		)
		self.assertEqual((training.pass_mark, training.expected_count), (60, 4))
		self.assertEqual((training.examined_count, training.passed_count), (2, 1))

	def test_scores_without_a_pass_mark_are_refused(self):
		with self.refused(self.RECORD, "no pass mark", "Enter Pass Mark"):
			self.training({"person_name": "测试甲", "score": 60}, kind="Exam", pass_mark=0)
		self.training(pass_mark=0)

	def test_a_score_of_who_was_absent_is_refused(self):
		for row in ({"attendance": "Absent", "score": 80}, {"score": -1}):
			with self.refused(self.RECORD, "Attendance of 测试甲", "a score of", "Correct the score"):
				self.training({"person_name": "测试甲", **row}, kind="Exam")

	def test_a_day_of_making_up_goes_with_making_up_alone(self):
		for row in ({**MADE_UP, "made_up_on": None}, {**MADE_UP, "attendance": "Present"}):
			with self.refused(self.RECORD, "Attendance of 测试乙", "Enter or clear Made Up On"):
				self.training(row)

	def test_it_is_made_up_between_the_session_and_today(self):
		self.training({**MADE_UP, "made_up_on": "2024-05-06"})
		for day in ("2024-05-05", add_days(today(), 1)):
			with self.refused(self.RECORD, "测试乙: made up on", "Enter the day on which it was made up"):
				self.training({**MADE_UP, "made_up_on": day})

	def test_a_row_without_a_person_is_refused(self):
		for name in (None, "  "):
			with self.refused(self.RECORD, "row 2: it names no person", "remove the row"):
				self.training({"person_name": "测试甲"}, {"person_name": name})

	def test_a_person_is_listed_once(self):
		officer = factories.make_officer(self.community_1, "测试甲").name
		for rows in (
			({"person_name": "测试甲"}, {"person_name": "测试甲 "}),
			({"officer": officer}, {"officer": officer}),
			({"officer": officer}, {"person_name": "测试甲"}),
		):
			with self.refused(self.RECORD, "测试甲 is listed twice: rows 1 and 2", "Remove one of the two"):
				self.training(*rows)

	def test_two_officers_may_share_a_name(self):
		first = factories.make_officer(self.community_1, "测试甲").name
		second = factories.make_officer(self.station, "测试甲", certificate_number="测执证2").name
		training = self.training({"officer": first}, {"officer": second})
		self.assertEqual(training.present_count, 2)

	def test_an_officer_is_called_by_name(self):
		officer = factories.make_officer(self.community_1).name
		training = self.training({"officer": officer, "person_name": "别的名字"})
		self.assertEqual(training.attendees[0].person_name, "测试执法员")

	def test_a_station_teaches_officers_of_its_whole_street(self):
		officer = factories.make_officer(self.community_2).name
		with self.as_user(self.officer):
			training = factories.make_training(self.station, attendees=[{"officer": officer}])
		self.assertEqual(training.present_count, 1)

	def test_an_officer_of_another_street_is_refused_without_the_name(self):
		officer = factories.make_officer(self.community_3, "测试外人").name
		with self.refused(self.RECORD, officer, self.street_a, "by name alone"):
			self.training({"officer": officer})
		self.assertNotIn("测试外人", "".join(self.messages()))

	def test_a_clerk_logs_the_own_communitys_training(self):
		with self.as_user(self.clerk):
			training = factories.make_training(self.community_1, kind="Law-literate Residents")
		self.assertEqual(training.owner, self.clerk)
		with self.as_user(self.clerk), self.refused(error=frappe.PermissionError):
			factories.make_training(self.community_2)
