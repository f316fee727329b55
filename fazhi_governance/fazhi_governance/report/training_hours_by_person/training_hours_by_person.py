"""个人学时: the hours of each person in a year and what is missing to the target; the sessions of each body."""

import frappe
from frappe import _
from frappe.query_builder.functions import Count

from fazhi_governance import reporting
from fazhi_governance.reckoning.training_hours import OFFICER, RECORD, Person, people
from fazhi_governance.reporting import BLUE, GRAY, GREEN, RED, Asked, column, figure, link


def execute(filters: dict | None = None) -> tuple:
	asked = Asked.of_year(filters)
	settings = frappe.get_cached_doc("Fazhi Settings")
	rows = [line(person) for person in people(asked)]
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


def line(person: Person) -> dict:
	row = {
		"person": person.name,
		"unit": person.unit,
		"officer": person.officer,
		"certificate_number": person.certificate_number,
		"certificate_to": person.certificate_to,
		"sessions": person.sessions,
		"hours": person.hours,
		"target": person.target,
		"gap": person.gap,
	}
	if person.target:
		reporting.colour(row, "gap", RED if person.gap else GREEN)
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
		figure(_("Persons Below the Target"), short, indicator=RED),
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
