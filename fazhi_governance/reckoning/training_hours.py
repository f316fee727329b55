"""个人学时: the hours of each person in a period beside the target of the year."""

from dataclasses import dataclass

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Count, Sum
from frappe.utils import flt, getdate
from pypika.functions import Coalesce

from fazhi_governance import reporting, scope
from fazhi_governance.reporting import Asked

RECORD, OFFICER = "Training Record", "Enforcement Officer"
ABSENT = "Absent"
ON_STAFF, AUXILIARY = "On Staff", "Auxiliary"
# courses for residents are no training of the staff
RESIDENTS = "Law-literate Residents"


@dataclass
class Person:
	"""
	:param officer: of the enforcement staff; None: other staff, known by name within the unit that held the training
	:param status: of an enforcement officer: on the staff or auxiliary
	:param has_left: before the period was over; no target is set for them
	:param target: hours of a year; None: none is set
	"""

	name: str
	unit: str
	officer: str | None = None
	certificate_number: str | None = None
	certificate_to: object = None
	has_left: bool = False
	status: str | None = None
	hours: float = 0
	sessions: int = 0
	target: float | None = None

	@property
	def gap(self) -> float | None:
		"""None where there is no target."""
		return max(self.target - self.hours, 0) if self.target else None


def people(asked: Asked) -> list[Person]:
	"""All enforcement officers that the user may see, and whoever else was expected at a training, by unit and name."""
	found = {officer.officer: officer for officer in officers(asked)}
	branch = scope.subtree(asked.unit) if asked.unit else None
	for row in attendances(asked):
		person = found.get(row.officer)
		if not person:
			if branch is not None and row.unit not in branch:
				continue
			key = row.officer or (row.unit, row.person_name)
			person = found.setdefault(
				key, Person(row.person_name or row.officer or "", row.unit, row.officer or None)
			)
		person.hours += flt(row.hours)
		person.sessions += row.sessions
	settings = frappe.get_cached_doc("Fazhi Settings")
	for person in found.values():
		if not person.has_left:
			of_kind = settings.enforcement_hours if person.status == ON_STAFF else settings.staff_hours
			person.target = flt(of_kind) or None
	return sorted(found.values(), key=lambda person: (person.unit, person.name, person.officer or ""))


def officers(asked: Asked) -> list[Person]:
	officer = frappe.qb.DocType(OFFICER)
	rows = (
		frappe.qb.from_(officer)
		.select(
			*(officer.name, officer.officer_name, officer.unit, officer.certificate_number),
			*(officer.certificate_to, officer.left_on, officer.status),
		)
		.where(officer.joined_on.isnull() | (officer.joined_on <= asked.to_date))
		.where(officer.left_on.isnull() | (officer.left_on >= asked.from_date))
		.where(reporting.in_scope(officer, OFFICER, asked.unit))
		.run(as_dict=True)
	)
	return [
		Person(
			name=row.officer_name,
			unit=row.unit,
			officer=row.name,
			certificate_number=row.certificate_number,
			certificate_to=row.certificate_to,
			status=row.status,
			has_left=bool(row.left_on and getdate(row.left_on) <= asked.to_date),
		)
		for row in rows
	]


def attendances(asked: Asked) -> list[dict]:
	"""Hours and sessions by person and holding unit. Not by the unit asked for: its people train elsewhere too."""
	row, record = frappe.qb.DocType("Training Attendance"), frappe.qb.DocType(RECORD)
	person = (Coalesce(row.officer, ""), Coalesce(row.person_name, ""), record.unit)
	return (
		frappe.qb.from_(row)
		.join(record)
		.on((row.parent == record.name) & (row.parenttype == RECORD))
		.select(
			person[0].as_("officer"),
			person[1].as_("person_name"),
			record.unit,
			Sum(row.hours).as_("hours"),
			Count(Case().when(row.attendance != ABSENT, 1)).as_("sessions"),
		)
		.where(asked.within(record.held_on) & (record.kind != RESIDENTS))
		.where(reporting.in_scope(record, RECORD, None))
		.groupby(*person)
		.run(as_dict=True)
	)
