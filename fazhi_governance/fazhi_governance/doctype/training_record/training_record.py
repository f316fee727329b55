import frappe
from frappe import _
from frappe.utils import formatdate, getdate

from fazhi_governance import roster
from fazhi_governance.compat import current_date
from fazhi_governance.governed import GovernedDocument

ABSENT, MADE_UP = "Absent", "Made Up"


class TrainingRecord(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.law_reference.law_reference import LawReference
		from fazhi_governance.fazhi_governance.doctype.training_attendance.training_attendance import (
			TrainingAttendance,
		)

		attendees: DF.Table[TrainingAttendance]
		examined_count: DF.Int
		expected_count: DF.Int
		headcount: DF.Int
		held_by: DF.Literal[
			"",
			"First Agenda Item",
			"Party Committee Meeting",
			"Central Group",
			"Leadership Team",
			"All Staff",
			"Party Branch",
			"Station",
		]
		held_on: DF.Date
		hours: DF.Float
		kind: DF.Literal[
			"Study", "Lecture", "Enforcement Staff", "Law-literate Residents", "Exam", "Court Observation"
		]
		laws: DF.TableMultiSelect[LawReference] | None
		materials: DF.Attach | None
		pass_mark: DF.Float
		passed_count: DF.Int
		place: DF.Data | None
		present_count: DF.Int
		remark: DF.SmallText | None
		speaker: DF.Data | None
		topic: DF.Data
		unit: DF.Link
	# end: auto-generated types

	rule_date_field = "held_on"
	not_in_future = ("held_on",)

	def derive(self):
		if not self.hours:
			self.refuse(_("It has no training hours."), _("Enter how many hours it lasted."))
		self.name_from_roster("officer", "officer_name")
		self.name_from_roster("resident", "resident_name")
		for row in self.attendees:
			self.refuse_faulty_row(row)
			row.hours = 0 if row.attendance == ABSENT else self.hours
		self.refuse_double_persons()
		self.count_persons()

	def name_from_roster(self, field: str, name_field: str):
		"""
		:param field: the column that links to a roster; it is called by what stands there under `name_field`
		"""
		way_out = _("Choose someone of the own office, or enter the person by name alone.")
		people = roster.named(self, "attendees", field, (name_field,), way_out)
		for row in self.attendees:
			if row.get(field):
				row.person_name = people[row.get(field)][name_field]

	def refuse_faulty_row(self, row):
		row.person_name = (row.person_name or "").strip()
		if not row.person_name:
			self.refuse(
				_("Attendance, row {0}: it names no person.").format(row.idx),
				_("Enter a name, choose an officer, or remove the row."),
			)
		if (row.attendance == MADE_UP) != bool(row.made_up_on):
			self.refuse(
				_("Attendance of {0}: only who made it up has a day of making up, and needs one.").format(
					row.person_name
				),
				_("Enter or clear Made Up On, or correct the attendance."),
			)
		if row.made_up_on and not getdate(self.held_on) <= getdate(row.made_up_on) <= current_date():
			self.refuse(
				_("Attendance of {0}: made up on {1}, before {2} or in the future.").format(
					row.person_name, formatdate(row.made_up_on), formatdate(self.held_on)
				),
				_("Enter the day on which it was made up."),
			)
		if row.score < 0 or (row.score and row.attendance == ABSENT):
			self.refuse(
				_("Attendance of {0}: a score of {1} is not possible; who was absent has none.").format(
					row.person_name, row.score
				),
				_("Correct the score or the attendance."),
			)

	def refuse_double_persons(self):
		"""Two of a roster may share a name; of two rows by name alone no one could tell who is who."""
		seen = {}
		for row in self.attendees:
			for other in seen.get(row.person_name, []):
				known, as_known = (each.officer or each.resident for each in (row, other))
				if known == as_known or not (known and as_known):
					self.refuse(
						_("{0} is listed twice: rows {1} and {2}.").format(
							row.person_name, other.idx, row.idx
						),
						_(
							"Remove one of the two; of two people of one name, write the unit behind the name."
						),
					)
			seen.setdefault(row.person_name, []).append(row)

	def count_persons(self):
		present = [row for row in self.attendees if row.attendance != ABSENT]
		scored = [row for row in present if row.score]
		if scored and not self.pass_mark:
			self.refuse(_("There are scores, but no pass mark."), _("Enter Pass Mark."))
		self.expected_count = len(self.attendees) or self.headcount
		self.present_count = len(present) if self.attendees else self.headcount
		self.examined_count = len(scored)
		self.passed_count = sum(row.score >= self.pass_mark for row in scored)
