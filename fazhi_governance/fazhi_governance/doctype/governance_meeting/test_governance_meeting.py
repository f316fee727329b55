import frappe
from frappe.utils import add_days, today

from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

MEETING = "Governance Meeting“测试党工委会议”"


class MeetingTestCase(GovernanceTestCase):
	def meeting(self, *items: dict, unit: str | None = None, **values):
		with self.as_user(self.officer):
			return factories.make_meeting(unit or self.street_a, agenda_items=items, **values)

	def item(self, **values) -> dict:
		"""A decision that the first community carries out."""
		return {
			"topic": "测试议题",
			"decision": "测试议定事项",
			"responsible_unit": self.community_1,
			"due_on": "2024-09-30",
			**values,
		}


class TestGovernanceMeeting(MeetingTestCase):
	def test_attendance_is_counted(self):
		meeting = self.meeting(
			attendees=[
				{"person_name": "测试甲"},
				{"person_name": "测试乙", "attendance": "On Leave", "reason": "测试出差"},
				{"person_name": "测试丙", "attendance": "Absent"},
			]
		)
		self.assertEqual((meeting.expected_count, meeting.present_count), (3, 1))
		self.assertEqual(meeting.status, "Held")

	def test_a_meeting_to_come_has_an_agenda_alone(self):
		tomorrow = add_days(today(), 1)
		meeting = self.meeting({"topic": "测试议题"}, held_on=tomorrow, attendees=[])
		self.assertEqual(meeting.status, "Planned")
		for items, record in (
			((), {"minutes": factories.make_file()}),
			((), {"attendees": [{"person_name": "测试甲"}]}),
			(({"topic": "测试议题", "decision": "测试议定事项"},), {}),
		):
			with self.refused(MEETING, "It is to be held on", "Correct the day"):
				self.meeting(*items, held_on=tomorrow, **{"attendees": [], **record})

	def test_a_matter_on_the_agenda_is_one_that_may_be_seen(self):
		foreign, own = factories.make_case(self.community_3), factories.make_case(self.community_1)
		with self.refused(MEETING, foreign.name, "none that you may see"):
			self.meeting({"topic": "测试议题", "matter_kind": "Mediation Case", "matter": foreign.name})
		with self.refused(MEETING, "User is no kind of record"):
			self.meeting({"topic": "测试议题", "matter_kind": "User", "matter": self.officer})
		meeting = self.meeting({"topic": "测试议题", "matter_kind": "Mediation Case", "matter": own.name})
		meeting.agenda_items[0].matter = foreign.name
		with self.as_user(self.officer), self.refused(foreign.name, "none that you may see"):
			meeting.save()

	def test_what_nobody_decided_is_not_carried_out(self):
		for row in ({"responsible_unit": self.community_1}, {"due_on": "2024-09-30"}):
			with self.refused(MEETING, "row 1", "nothing is decided"):
				self.meeting({"topic": "测试议题", **row})
		with self.refused(MEETING, "row 1", "before the meeting"):
			self.meeting(self.item(due_on="2024-05-05"))

	def test_the_members_of_the_day_are_offered_for_attendance(self):
		with self.as_user(self.officer):
			group = factories.make_group(self.street_a)
			leaving = [group.members[0].name]
			joining = [{"person_name": "测试丙", "post": "测试职务", "group_role": "Member"}]
			group.adjust("2024-06-01", "测发〔2024〕6号", leaving, joining)
		for day, names in (("2024-05-31", ["测试甲", "测试乙"]), ("2024-06-01", ["测试乙", "测试丙"])):
			meeting = self.meeting(body=group.name, held_on=day, attendees=[])
			with self.as_user(self.officer):
				offered = meeting.members_of_body()
			self.assertEqual(sorted(row["person_name"] for row in offered), sorted(names))
		self.assertEqual(self.meeting().members_of_body(), [])

	def test_a_session_is_of_a_body_of_its_own(self):
		session = {"meeting_type": "Leading Group Session"}
		with self.refused(MEETING, "which leading group or commission meets"):
			self.meeting(**session)
		foreign = factories.make_group(self.street_b)
		with self.refused(MEETING, "belongs to", self.street_b):
			self.meeting(body=foreign.name, **session)
		own = factories.make_group(self.street_a)
		with self.refused(MEETING, "测试领导小组 did not exist on"):
			self.meeting(body=own.name, held_on="2023-02-28", **session)
		self.assertEqual(self.meeting(body=own.name, unit=self.station, **session).body, own.name)

	def test_a_quarter_without_a_session_is_told(self):
		group = factories.make_group(self.street_a)

		def unmet(day: str) -> list[str]:
			meeting = self.meeting(
				meeting_type="Leading Group Session",
				body=group.name,
				held_on=day,
				attendees=[{"person_name": "测试甲"}],
			)
			meeting.onload()
			self.assertEqual(self.notes(meeting), [])
			return [row["rule"] for row in meeting.get_onload("unmet_rules")]

		self.assertEqual(unmet("2023-11-20"), [])
		self.assertEqual(unmet("2024-03-28"), [])
		self.assertEqual(unmet("2024-04-02"), [])
		self.assertEqual(unmet("2024-10-08"), ["O5"])

	def test_a_past_meeting_that_left_no_trace_is_pointed_out(self):
		def unmet(**values) -> list[str]:
			meeting = self.meeting(**values)
			meeting.onload()
			return [row["rule"] for row in meeting.get_onload("unmet_rules")]

		self.assertEqual(unmet(held_on="2024-04-02", attendees=[]), ["O6"])
		self.assertEqual(unmet(held_on="2024-04-02", attendees=[{"person_name": "测试甲"}]), [])
		self.assertEqual(unmet(held_on=add_days(today(), 1), attendees=[]), [])


class TestTasksOfDecisions(MeetingTestCase):
	def tasks_of(self, meeting) -> list:
		return frappe.get_all(
			"Governance Task",
			filters={"source_kind": meeting.doctype, "source": meeting.name},
			fields=["name", "unit", "title", "sub_area", "target", "due_on", "deployed_on"],
			order_by="creation",
		)

	def test_decisions_become_tasks_in_one_click(self):
		meeting = self.meeting(
			self.item(),
			{"topic": "测试通报", "decision": "测试听取汇报"},
			self.item(topic="测试另一议题", responsible_unit=self.station),
		)
		with self.as_user(self.officer):
			made = meeting.make_tasks()
		first, second = self.tasks_of(meeting)
		self.assertEqual([first.name, second.name], made)
		self.assertEqual(
			(first.unit, first.title, first.sub_area), (self.community_1, "测试议定事项", "测试议题")
		)
		self.assertIsNone(first.target)
		self.assertEqual((str(first.due_on), str(first.deployed_on)), ("2024-09-30", "2024-05-06"))
		self.assertEqual([row.task for row in meeting.agenda_items], [first.name, None, second.name])
		with self.as_user(self.clerk):
			self.assertEqual(frappe.get_list("Governance Task", pluck="name"), [first.name])

	def test_one_decision_becomes_its_task(self):
		meeting = self.meeting(self.item(), self.item(topic="测试另一议题"))
		with self.as_user(self.officer):
			meeting.make_tasks([meeting.agenda_items[1].name])
		self.assertEqual([row.sub_area for row in self.tasks_of(meeting)], ["测试另一议题"])

	def test_a_long_decision_stands_in_full_under_target(self):
		decision = "测试议定事项，" * 30
		meeting = self.meeting(self.item(decision=decision))
		with self.as_user(self.officer):
			meeting.make_tasks()
		(task,) = self.tasks_of(meeting)
		self.assertEqual((len(task.title), task.target), (140, decision))

	def test_a_second_click_makes_no_second_task(self):
		meeting = self.meeting(self.item())
		with self.as_user(self.officer):
			# as the second of two open windows, which does not know of the first
			other = frappe.get_doc(meeting.doctype, meeting.name)
			made = meeting.make_tasks()
			self.assertEqual(other.make_tasks(), made)
			self.assertEqual(other.make_tasks([other.agenda_items[0].name]), made)
		self.assertEqual(len(self.tasks_of(meeting)), 1)

	def test_nothing_to_carry_out_is_said(self):
		meeting = self.meeting({"topic": "测试通报", "decision": "测试听取汇报"})
		with self.as_user(self.officer):
			with self.refused(MEETING, "No decision says which unit", "Enter the unit and the day"):
				meeting.make_tasks()
			with self.refused(MEETING, "row 1: the decision, the unit or the day is missing"):
				meeting.make_tasks([meeting.agenda_items[0].name])

	def test_no_task_is_made_for_a_unit_out_of_scope(self):
		meeting = self.meeting(self.item(), self.item(responsible_unit=self.community_3))
		with self.as_user(self.officer), self.refused(error=frappe.PermissionError):
			meeting.make_tasks()

	def test_who_may_only_read_makes_none(self):
		meeting = self.meeting(self.item())
		for user in (self.users["Fazhi Leader"], self.users["Petition Officer"], self.clerk, self.stranger):
			with self.as_user(user), self.refused(error=frappe.PermissionError):
				frappe.get_doc(meeting.doctype, meeting.name).make_tasks()

	def test_a_deleted_task_frees_its_decision(self):
		meeting = self.meeting(self.item())
		with self.as_user(self.officer):
			(first,) = meeting.make_tasks()
		with self.as_user(self.users["Fazhi Manager"]):
			frappe.delete_doc("Governance Task", first)
		meeting.reload()
		self.assertIsNone(meeting.agenda_items[0].task)
		with self.as_user(self.officer):
			self.assertNotEqual(meeting.make_tasks(), [first])

	def test_which_task_was_made_is_no_ones_to_enter(self):
		foreign = factories.make_task(self.community_3)
		meeting = self.meeting(self.item(task=foreign.name))
		self.assertIsNone(meeting.agenda_items[0].task)
		with self.as_user(self.officer):
			(made,) = meeting.make_tasks()
			meeting.agenda_items[0].task = foreign.name
			meeting.save()
		self.assertEqual(meeting.agenda_items[0].task, made)

	def test_a_meeting_that_tasks_come_from_stays(self):
		meeting = self.meeting(self.item())
		with self.as_user(self.officer):
			meeting.make_tasks()
		with self.refused(error=frappe.LinkExistsError):
			meeting.delete()


class TestStudyBeforeMeetings(MeetingTestCase):
	def setUp(self):
		super().setUp()
		self.law = factories.make_law("测试学习法").name

	def study(self, **values):
		return self.meeting(
			meeting_type="Pre-meeting Study",
			laws=[{"law": self.law}],
			attendees=[{"person_name": "测试甲"}, {"person_name": "测试乙", "attendance": "On Leave"}],
			**{"title": "测试会前学法", **values},
		)

	def test_it_becomes_a_training_record_once(self):
		meeting = self.study()
		with self.as_user(self.officer):
			name = meeting.make_training(1.5)
			self.assertEqual(frappe.get_doc(meeting.doctype, meeting.name).make_training(), name)
		training = frappe.get_doc("Training Record", name)
		self.assertEqual(
			(training.held_by, training.hours, str(training.held_on)),
			("First Agenda Item", 1.5, "2024-05-06"),
		)
		self.assertEqual([row.law for row in training.laws], [self.law])
		self.assertEqual([row.hours for row in training.attendees], [1.5, 0])
		self.assertEqual(frappe.db.count("Training Record", {"unit": self.street_a}), 1)

	def test_what_is_logged_already_is_not_logged_twice(self):
		with self.as_user(self.officer):
			logged = factories.make_training(self.street_a, held_by="First Agenda Item")
			self.assertEqual(self.study().make_training(), logged.name)
			# a second study of the same day has its own
			self.assertNotEqual(self.study(title="测试另一会前学法").make_training(), logged.name)

	def test_a_training_record_belongs_to_one_meeting_of_its_day(self):
		with self.as_user(self.officer):
			logged = factories.make_training(self.street_a, held_by="First Agenda Item")
		self.study(training=logged.name)
		with self.refused("belongs to the meeting", "already"):
			self.study(title="测试另一会前学法", training=logged.name)
		with self.refused("The training record “测试学法专题” is of"):
			self.study(held_on="2024-05-07", training=logged.name)

	def test_other_meetings_become_none(self):
		with self.as_user(self.officer), self.refused("Only a pre-meeting study", "enter the attendance"):
			self.meeting().make_training()
