"""个人学时: the hours of each person in a year and what is missing to the target; the sessions of each body."""

from dataclasses import dataclass, field

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder.functions import Count, Sum
from frappe.utils import flt, getdate
from pypika.functions import Coalesce

from fazhi_governance import reporting, scope
from fazhi_governance.reporting import BLUE, GRAY, GREEN, RED, Asked, column, figure, link

RECORD, OFFICER = "Training Record", "Enforcement Officer"
ABSENT = "Absent"
# courses for residents are no training of the staff
RESIDENTS = "Law-literate Residents"


@dataclass
class Person:
	"""
	:param officer: of the enforcement staff; None: other staff, known by name within the unit that held the training
	:param has_left: before the year was over; no target is set for them
	"""

	name: str
	unit: str
	officer: str | None = None
	certificate_number: str | None = None
	certificate_to: object = None
	has_left: bool = False
	may_enforce: bool = False
	hours: float = 0
	sessions: int = 0


def execute(filters: dict | None = None) -> tuple:
	asked = Asked.of_year(filters)
	settings = frappe.get_cached_doc("Fazhi Settings")
	rows = [line(person, settings) for person in people(asked)]
	bodies = sessions_by_body(asked, settings)
	shown = [row for row in rows if row["gap"]] if filters.get("only_gaps") else rows
	return columns(), shown, note(), chart(bodies), summary(rows, bodies)


def columns() -> list[dict]:
	return [
		column("person", _("Person"), width=130),
		link("unit", _("Unit"), "Governance Unit"),
		link("officer", _("Enforcement Officer"), OFFICER, 110),
		column("certificate_number", _("Certificate Number"), width=140),
		column("certificate_to", _("Certificate Valid Until"), "Date", 110),
		column("sessions", _("Trainings Attended"), "Int", 100),
		column("hours", _("Hours of the Year"), "Float", 100),
		column("target", _("Target (Hours)"), "Float", 100),
		column("gap", _("Gap (Hours)"), "Float", 100),
	]


def note() -> str:
	return _(
		"Counted are the trainings that you may see. Whoever is no enforcement officer is listed with the unit that held the training."
	)


def people(asked: Asked) -> list[Person]:
	"""All enforcement officers, and whoever else was expected at a training, by unit and name."""
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
			may_enforce=row.status == "On Staff",
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


def line(person: Person, settings) -> dict:
	target = flt(settings.enforcement_hours if person.may_enforce else settings.staff_hours)
	if person.has_left:
		target = 0
	row = {
		"person": person.name,
		"unit": person.unit,
		"officer": person.officer,
		"certificate_number": person.certificate_number,
		"certificate_to": person.certificate_to,
		"sessions": person.sessions,
		"hours": person.hours,
		"target": target or None,
		"gap": max(target - person.hours, 0) if target else None,
	}
	if target:
		reporting.colour(row, "gap", RED if row["gap"] else GREEN)
	return row


def sessions_by_body(asked: Asked, settings) -> dict[str, tuple[int, int]]:
	"""Body → sessions held and their target of the year (0: none), in the order of the form."""
	record = frappe.qb.DocType(RECORD)
	held = dict(
		frappe.qb.from_(record)
		.select(record.held_by, Count("*"))
		.where(asked.within(record.held_on))
		.where(reporting.in_scope(record, RECORD, asked.unit))
		.groupby(record.held_by)
		.run()
	)
	targets = {row.held_by: row.sessions for row in settings.training_targets}
	bodies = frappe.get_meta(RECORD).get_options("held_by").split("\n")
	return {
		body: (held.get(body, 0), targets.get(body, 0))
		for body in bodies
		if held.get(body) or targets.get(body)
	}


def chart(bodies: dict[str, tuple[int, int]]) -> dict | None:
	return reporting.bars(
		[reporting.worded(body) for body in bodies],
		{
			_("Sessions Held"): ([held for held, _target in bodies.values()], BLUE),
			_("Target (Sessions)"): ([target for _held, target in bodies.values()], GRAY),
		},
	)


def summary(rows: list[dict], bodies: dict[str, tuple[int, int]]) -> list[dict]:
	short = sum(bool(row["gap"]) for row in rows)
	return [
		figure(_("Persons"), len(rows)),
		figure(_("Persons Below the Target"), short, indicator=RED if short else ""),
		figure(_("Sessions Held"), sum(held for held, _target in bodies.values())),
		*(
			figure(
				_("{0}: Sessions of Target").format(reporting.worded(body)),
				f"{held} / {target}",
				"Data",
				GREEN if held >= target else RED,
			)
			for body, (held, target) in bodies.items()
			if target
		),
	]
