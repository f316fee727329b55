from datetime import date

import frappe
from frappe import _
from frappe.utils import formatdate, getdate

from fazhi_governance.compat import current_date
from fazhi_governance.governed import GovernedDocument
from fazhi_governance.scope import chain
from fazhi_governance.statute.gates import Gate

SESSION, STUDY = "Leading Group Session", "Pre-meeting Study"
PLANNED, HELD = "Planned", "Held"
PRESENT = "Present"
# under which the study before a meeting is logged as training
HELD_BY = "First Agenda Item"
LONGEST_TITLE = 140


class GovernanceMeeting(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.law_reference.law_reference import LawReference
		from fazhi_governance.fazhi_governance.doctype.meeting_agenda_item.meeting_agenda_item import (
			MeetingAgendaItem,
		)
		from fazhi_governance.fazhi_governance.doctype.meeting_attendee.meeting_attendee import (
			MeetingAttendee,
		)

		agenda_items: DF.Table[MeetingAgendaItem]
		attendees: DF.Table[MeetingAttendee]
		body: DF.Link | None
		chair: DF.Data | None
		expected_count: DF.Int
		held_on: DF.Date
		laws: DF.TableMultiSelect[LawReference]
		meeting_type: DF.Literal[
			"Leading Group Session",
			"Party Committee Meeting",
			"Office Directors' Meeting",
			"Joint Party and Government Meeting",
			"Joint Conference",
			"Pre-meeting Study",
			"Other",
		]
		minutes: DF.Attach | None
		place: DF.Data | None
		present_count: DF.Int
		status: DF.Literal["Planned", "Held"]
		title: DF.Data
		training: DF.Link | None
		unit: DF.Link
	# end: auto-generated types

	rule_date_field = "held_on"
	gates = (Gate("O5", "quarter_without_session"), Gate("O6", "past_without_a_trace"))

	def derive(self):
		self.keep_tasks()
		self.refuse_foreign_body()
		self.refuse_faulty_agenda()
		self.refuse_foreign_training()
		for row in self.attendees:
			row.attendance = row.attendance or PRESENT
			row.capacity = row.capacity or "Member"
		self.expected_count = len(self.attendees)
		self.present_count = sum(row.attendance == PRESENT for row in self.attendees)
		self.status = HELD if self.minutes or self.attendees or self.has_decided else PLANNED
		self.refuse_record_of_tomorrow()

	def keep_tasks(self):
		"""Which task was made of a decision is no one's to enter."""
		if self.flags.is_making_tasks:
			return
		before = self.get_doc_before_save()
		made = {row.name: row.task for row in before.agenda_items} if before else {}
		for row in self.agenda_items:
			row.task = made.get(row.name)

	@property
	def has_decided(self) -> bool:
		return any(row.decision for row in self.agenda_items)

	def refuse_foreign_body(self):
		if not self.body:
			if self.meeting_type == SESSION:
				self.refuse(
					_("It does not say which leading group or commission meets."),
					_("Choose Body That Meets."),
				)
			return
		unit, established, dissolved, title = frappe.db.get_value(
			"Leading Group", self.body, ["unit", "established_on", "dissolved_on", "group_name"]
		)
		is_chosen = self.has_value_changed("body") or self.has_value_changed("unit")
		if is_chosen and unit not in chain(self.unit):
			self.refuse(
				_("{0} belongs to {1}, which is neither {2} nor above it.").format(title, unit, self.unit),
				_("Choose a body of the own unit or of a unit above it."),
			)
		day = getdate(self.held_on)
		if day < established or (dissolved and day > dissolved):
			self.refuse(
				_("{0} did not exist on {1}.").format(title, formatdate(day)),
				_("Correct the day or the body."),
			)

	def refuse_faulty_agenda(self):
		for row in self.agenda_items:
			self.refuse_hidden_matter(row=row)
			if (row.responsible_unit or row.due_on) and not row.decision:
				self.refuse(
					_("Agenda Items, row {0}: it is to be carried out, but nothing is decided.").format(
						row.idx
					),
					_("Write What Was Decided, or clear the unit and the day."),
				)
			if row.due_on and getdate(row.due_on) < getdate(self.held_on):
				self.refuse(
					_("Agenda Items, row {0}: it is to be carried out by {1}, before the meeting.").format(
						row.idx, formatdate(row.due_on)
					),
					_("Correct To Be Carried Out By."),
				)

	def refuse_foreign_training(self):
		"""Hours of study are counted in the training record, which is the meeting's own."""
		if not self.training:
			return
		unit, day, title = frappe.db.get_value("Training Record", self.training, ["unit", "held_on", "topic"])
		if (unit, day) != (self.unit, getdate(self.held_on)):
			self.refuse(
				_("The training record “{0}” is of {1}, {2}.").format(title, unit, formatdate(day)),
				_("Choose the training record of this very meeting, or clear it."),
			)
		if other := self.other_meeting_of(self.training):
			self.refuse(
				_("The training record “{0}” belongs to the meeting {1} already.").format(title, other),
				_("Choose the training record of this very meeting, or clear it."),
			)

	def other_meeting_of(self, training: str) -> str | None:
		others = {"training": training, "name": ["!=", self.name or ""]}
		return frappe.db.get_value(self.doctype, others)

	def refuse_record_of_tomorrow(self):
		if self.status == HELD and getdate(self.held_on) > current_date():
			self.refuse(
				_("It is to be held on {0}, but has minutes, attendance or a decision already.").format(
					formatdate(self.held_on)
				),
				_("Correct the day, or enter these once it has been held."),
			)

	def quarter_without_session(self) -> str | None:
		"""Four special sessions a year are usual, one a quarter; no law says so."""
		if self.meeting_type != SESSION or not self.body:
			return None
		last = self.session_before()
		if last and _quarter(getdate(self.held_on)) - _quarter(last) > 1:
			return _("The session before this one was held on {0}.").format(formatdate(last))

	def past_without_a_trace(self) -> str | None:
		"""Whoever planned it may have forgotten it; it may as well never have been held."""
		if self.status == PLANNED and getdate(self.held_on) < current_date():
			return _(
				"It was to be held on {0}, but has no attendance, decision or minutes: figures do not count it."
			).format(formatdate(self.held_on))

	def session_before(self) -> date | None:
		return frappe.db.get_value(
			self.doctype,
			{
				"body": self.body,
				"meeting_type": SESSION,
				"status": HELD,
				"held_on": ["<", self.held_on],
				"name": ["!=", self.name or ""],
			},
			"held_on",
			order_by="held_on desc",
		)

	# what a meeting leads to

	@frappe.whitelist(methods=["POST"])
	def make_tasks(self, items: list | None = None) -> list[str]:
		"""Make a task of each decision that names a unit and a day; what has its task keeps it.

		:param items: names of the agenda items that are meant; None: all that are to be carried out
		:returns: the names of the tasks, in the order of the agenda
		:raises frappe.ValidationError: nothing is to be carried out, or an item lacks a decision, a unit or a day
		"""
		self.check_permission("write")
		frappe.has_permission("Governance Task", "create", throw=True)
		self.read_again()
		rows = [
			row
			for row in self.agenda_items
			if (row.name in items if items else row.task or (row.responsible_unit and row.due_on))
		]
		if not rows:
			self.refuse(
				_("No decision says which unit carries it out by when."),
				_("Enter the unit and the day at the agenda items, then make the tasks."),
			)
		for row in rows:
			row.task = row.task or self.make_task(row)
		self.flags.is_making_tasks = True
		self.save()
		self.flags.is_making_tasks = False
		return [row.task for row in rows]

	def read_again(self):
		"""As it is stored; a second click waits until the first is through, and finds its tasks."""
		self.flags.for_update = True
		self.load_from_db()

	def make_task(self, row) -> str:
		if not (row.decision and row.responsible_unit and row.due_on):
			self.refuse(
				_("Agenda Items, row {0}: the decision, the unit or the day is missing.").format(row.idx),
				_("Enter all three, then make the task."),
			)
		decision = " ".join(row.decision.split())
		task = frappe.get_doc(
			{
				"doctype": "Governance Task",
				"unit": row.responsible_unit,
				"title": decision[:LONGEST_TITLE],
				"sub_area": row.topic,
				"target": row.decision if len(decision) > LONGEST_TITLE else None,
				"due_on": row.due_on,
				"deployed_on": self.held_on,
				"source_kind": self.doctype,
				"source": self.name,
			}
		)
		return task.insert().name

	@frappe.whitelist(methods=["POST"])
	def make_training(self, hours: float = 1) -> str:
		"""The training record of the study before the meeting: the one of the day, or else a new one.

		:param hours: of study, for a new one
		:returns: its name
		:raises frappe.ValidationError: it is no pre-meeting study, or nobody's attendance is entered
		"""
		self.check_permission("write")
		frappe.has_permission("Training Record", "create", throw=True)
		self.read_again()
		if self.meeting_type != STUDY or not self.attendees:
			self.refuse(
				_("Only a pre-meeting study with its attendance becomes a training record."),
				_("Choose the type Pre-meeting Study and enter the attendance."),
			)
		if not self.training:
			self.training = self.training_of_the_day() or self.new_training(hours)
			self.save()
		return self.training

	def training_of_the_day(self) -> str | None:
		logged = frappe.get_all(
			"Training Record",
			filters={"unit": self.unit, "held_on": self.held_on, "held_by": HELD_BY},
			pluck="name",
			order_by="creation",
		)
		return next((name for name in logged if not self.other_meeting_of(name)), None)

	def new_training(self, hours: float) -> str:
		training = frappe.get_doc(
			{
				"doctype": "Training Record",
				"unit": self.unit,
				"topic": self.title,
				"kind": "Study",
				"held_by": HELD_BY,
				"held_on": self.held_on,
				"hours": hours,
				"place": self.place,
				"laws": [{"law": row.law} for row in self.laws],
				"attendees": [
					{
						"person_name": row.person_name,
						"attendance": PRESENT if row.attendance == PRESENT else "Absent",
					}
					for row in self.attendees
				],
			}
		)
		return training.insert().name

	@frappe.whitelist(methods=["GET", "POST"])
	def members_of_body(self) -> list[dict]:
		"""Who belonged to the body on the day of the meeting, for the attendance."""
		self.check_permission("read")
		if not self.body:
			return []
		group = frappe.get_doc("Leading Group", self.body)
		group.check_permission("read")
		return [
			{"person_name": member.person_name, "post": member.post}
			for member in group.members_on(getdate(self.held_on))
		]


def _quarter(day: date) -> int:
	"""The quarters since the year 0."""
	return day.year * 4 + (day.month - 1) // 3
