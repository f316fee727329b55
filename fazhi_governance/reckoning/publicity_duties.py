"""普法责任清单: who enforces a law makes it known; of what each unit had to do in a year, how much it did."""

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Count
from pypika.functions import Coalesce
from pypika.terms import Criterion

from fazhi_governance import reporting, scope
from fazhi_governance.reporting import Asked

PLAN, DUTY, ACTIVITY = "Publicity Plan", "Publicity Duty", "Law Publicity Activity"


def duties(asked: Asked) -> list[dict]:
	"""Those of the units asked for that the user may see, in whoever's plan they stand, of each year of the period.

	:returns: rows of `duties_done`, each with its `year`
	"""
	_plan, duty = duty_tables()
	of_units = scope.criterion(duty.responsible_unit, scope.units_within(asked.unit))
	years = range(asked.from_date.year, asked.to_date.year + 1)
	return [{"year": year, **row} for year in years for row in duties_done(year, of_units)]


def duties_done(year: int, condition: Criterion) -> list[dict]:
	"""Each row of the duty lists in force, and how many activities of the year fulfil it: one grouped query.

	Counted are the activities that the session's user sees, of the responsible unit or a unit below it or held
	on its behalf, about the row's law and in the row's form where it names them.

	:param condition: which rows, by `duty_tables`
	:returns: rows of `{"plan", "responsible_unit", "law", "activity_form", "planned", "done"}`
	"""
	plan, duty = duty_tables()
	responsible, acting = (frappe.qb.DocType(scope.UNIT).as_(each) for each in ("responsible", "acting"))
	activity, reference = frappe.qb.DocType(ACTIVITY), frappe.qb.DocType("Law Reference")
	form, law = Coalesce(duty.activity_form, ""), Coalesce(duty.law, "")
	counts = (
		reporting.in_scope(activity, ACTIVITY, None)
		& (activity.plan == plan.name)
		& ((activity.unit == acting.name) | (activity.duty_unit == acting.name))
		& activity.held_on.between(f"{year}-01-01", f"{year}-12-31")
		& ((form == "") | (activity.activity_form == form))
	)
	columns = (plan.name, duty.idx, duty.name, duty.responsible_unit, law, form, duty.quantity)
	rows = (
		frappe.qb.from_(plan)
		.join(duty)
		.on((duty.parent == plan.name) & (duty.parenttype == PLAN))
		.join(responsible)
		.on(responsible.name == duty.responsible_unit)
		.join(acting)
		.on((acting.lft >= responsible.lft) & (acting.rgt <= responsible.rgt))
		.left_join(activity)
		.on(counts)
		.left_join(reference)
		.on(
			(reference.parent == activity.name)
			& (reference.parenttype == ACTIVITY)
			& (reference.law == duty.law)
		)
		.select(
			*columns, Count(Case().when((law == "") | reference.name.isnotnull(), activity.name)).distinct()
		)
		.where((plan.from_year <= year) & (plan.to_year >= year))
		.where(condition)
		.groupby(*columns)
		.orderby(plan.name)
		.orderby(duty.idx)
		.run()
	)
	return [
		{
			"plan": name,
			"responsible_unit": unit,
			"law": of_law,
			"activity_form": of_form,
			"planned": planned,
			"done": done,
		}
		for name, _idx, _row, unit, of_law, of_form, planned, done in rows
	]


def duty_tables() -> tuple:
	"""The plan and the rows of its duty list, for conditions on them."""
	return frappe.qb.DocType(PLAN), frappe.qb.DocType(DUTY)
