"""What is due, and for whom: the running clocks of all record kinds, and the records sent back for completion.

A minimum period is never due: it tells the first day on which a step may follow, not the last.
"""

from collections.abc import Iterator
from datetime import date

import frappe
from frappe.model.base_document import get_controller
from frappe.query_builder.functions import Coalesce
from frappe.utils import getdate
from pypika.functions import NullIf
from pypika.terms import Criterion

from fazhi_governance import scope
from fazhi_governance.compat import current_date
from fazhi_governance.core import deadlines
from fazhi_governance.kinds import CANCELLED, GOVERNED_DOCTYPES
from fazhi_governance.statute.clocks import Clock, kind_of, rule_for, state_case, state_of

DUE = (deadlines.OVERDUE, deadlines.DUE_SOON, deadlines.PAUSED)
REVIEW = "Legality Review"
# what has come back: record kind → the field that names to whom, the workflow's state
RETURNED = {
	REVIEW: ("submitted_by", "Returned for Completion"),
	"Supervision Notice": ("replier", "Reply Returned"),
}


def due(user: str | None = None, mine: bool = True) -> list[dict]:
	"""The clocks that are overdue, due soon or paused, of records that the user may see; the most urgent first.

	:param mine: only those that concern the user
	:returns: rows of `{"doctype", "name", "title", "unit", "who", "rule", "clock", "basis", "due_on", "state", "days"}`
	"""
	user = user or frappe.session.user
	return in_order(
		row
		for doctype in kinds_with_clocks()
		if frappe.has_permission(doctype, "read", user=user)
		for row in _clocks_due(doctype, user, user if mine else None)
	)


def falling_due(from_date: date, to_date: date, user: str | None = None, mine: bool = True) -> list[dict]:
	"""The same rows for all clocks, stopped ones too, whose due day lies within the period; by day."""
	user = user or frappe.session.user
	rows = (
		row
		for doctype in kinds_with_clocks()
		if frappe.has_permission(doctype, "read", user=user)
		for row in _clocks_due(doctype, user, user if mine else None, (from_date, to_date))
	)
	return sorted(rows, key=lambda row: (row["due_on"], row["name"]))


def due_for_anyone() -> list[dict]:
	"""The same rows for all people, whatever they may see; whoever hands them on asks `seen_by` first."""
	return in_order(row for doctype in kinds_with_clocks() for row in _clocks_due(doctype))


def returned(user: str | None = None) -> list[dict]:
	"""The records that have come back to the user for completion.

	:returns: rows of `{"doctype", "name", "title", "unit", "who", "reason", "returned_on"}`
	"""
	user = user or frappe.session.user
	return [
		row
		for doctype in RETURNED
		if frappe.has_permission(doctype, "read", user=user)
		for row in _returned(doctype, user)
	]


def returned_to_anyone() -> list[dict]:
	return [row for doctype in RETURNED for row in _returned(doctype)]


def waiting(user: str | None = None) -> list[dict]:
	"""The records whose workflow waits for one of the user's roles, by Frappe's own workflow actions, and the
	reviews that wait for the user's advice as a legal advisor.

	:returns: rows of `{"doctype", "name", "title", "unit", "status"}`, those that have waited longest first
	"""
	user = user or frappe.session.user
	return [
		row
		for doctype in GOVERNED_DOCTYPES
		if frappe.get_meta(doctype).has_field("workflow_state")
		and frappe.has_permission(doctype, "read", user=user)
		for row in _waiting(doctype, user)
	] + _awaiting_advice(user)


def seen_by(user: str, doctype: str, names: list[str]) -> set[str]:
	"""Those of the records that the user may see."""
	if not frappe.has_permission(doctype, "read", user=user):
		return set()
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(table.name).where(table.name.isin(names))
	return set(query.where(scope.visible(table, doctype, user)).run(pluck=True))


def kinds_with_clocks() -> list[str]:
	return [doctype for doctype in GOVERNED_DOCTYPES if _clocks_of(doctype)]


def in_order(rows) -> list[dict]:
	"""Overdue before due soon before paused, the earliest day first."""
	return sorted(rows, key=lambda row: (DUE.index(row["state"]), row["due_on"] or date.max, row["name"]))


def _clocks_of(doctype: str) -> list[Clock]:
	clocks = get_controller(doctype).clocks
	return [clock for clock in clocks if kind_of(clock) != deadlines.MINIMUM_PERIOD]


def _clocks_due(
	doctype: str,
	user: str | None = None,
	who: str | None = None,
	period: tuple[date, date] | None = None,
) -> Iterator[dict]:
	"""One query for all clocks of the kind.

	:param user: only what this user may see; None: everything
	:param who: only what concerns this user
	:param period: what falls due within it, whatever its state; None: what is due now
	"""
	clocks, table, today = _clocks_of(doctype), frappe.qb.DocType(doctype), current_date()
	query, persons = _with_persons(frappe.qb.from_(table), table, doctype, clocks)
	is_due = [
		table[clock.due].between(*period) if period else state_case(table, clock, today).isin(DUE)
		for clock in clocks
	]
	if who:
		is_due = [is_one & (persons[clock.rule] == who) for clock, is_one in zip(clocks, is_due, strict=True)]
	fields = _fields(doctype, clocks)
	query = query.select(
		*(table[field] for field in fields),
		*(person.as_(f"who_of_{rule}") for rule, person in persons.items()),
	)
	query = query.where((table.docstatus < CANCELLED) & Criterion.any(is_due))
	if user:
		query = query.where(scope.visible(table, doctype, user))

	for row in query.run(as_dict=True):
		doc = frappe.get_doc({"doctype": doctype, **{field: row[field] for field in fields}})
		for clock in clocks:
			concerned, state = row[f"who_of_{clock.rule}"], state_of(doc, clock, today)
			due_on = doc.get(clock.due)
			is_wanted = (due_on and period[0] <= due_on <= period[1]) if period else state in DUE
			if not is_wanted or (who and concerned != who) or not (rule := rule_for(doc, clock)):
				continue
			yield {
				"doctype": doctype,
				"name": doc.name,
				"title": doc.get_title(),
				"unit": doc.unit,
				"who": concerned,
				"rule": rule.code,
				"clock": rule.title,
				"basis": rule.basis,
				"due_on": due_on,
				"state": state,
				"is_expiry": rule.clock_kind == deadlines.EXPIRY,
				# days left; below 0: days overdue
				"days": (due_on - today).days if due_on else None,
			}


def _fields(doctype: str, clocks: list[Clock]) -> list[str]:
	"""What the clocks and their rules are read from."""
	fields = ["name", "unit", frappe.get_meta(doctype).get_title_field()]
	fields += [get_controller(doctype).rule_date_field or "name"]
	for clock in clocks:
		fields += [clock.start, clock.stop, clock.due, clock.warn]
	return list(dict.fromkeys(fields))


def _with_persons(query, table, doctype: str, clocks: list[Clock]):
	"""The query with the advisors joined whose users are meant, and of each clock whom it concerns.

	Where no one is named yet, it concerns whoever made the record.
	"""
	meta, persons = frappe.get_meta(doctype), {}
	for clock in clocks:
		person = table[clock.who]
		field = meta.get_field(clock.who)
		if field and field.options == "Law Advisor":
			advisor = frappe.qb.DocType("Law Advisor").as_(f"{clock.rule}_{clock.who}")
			query = query.left_join(advisor).on(advisor.name == person)
			person = advisor.user
		persons[clock.rule] = Coalesce(NullIf(person, ""), table.owner)
	return query, persons


def _returned(doctype: str, user: str | None = None) -> list[dict]:
	field, state = RETURNED[doctype]
	table, title = frappe.qb.DocType(doctype), frappe.get_meta(doctype).get_title_field()
	query = (
		frappe.qb.from_(table)
		.select(table.name, table[title].as_("title"), table.unit, table[field].as_("who"))
		.select(table.return_reason.as_("reason"), table.returned_on)
		.where((table.workflow_state == state) & (table.docstatus == 0))
		.orderby(table.returned_on, table.name)
	)
	if user:
		query = query.where(table[field] == user).where(scope.visible(table, doctype, user))
	return [{"doctype": doctype, **row} for row in query.run(as_dict=True)]


def _awaiting_advice(user: str) -> list[dict]:
	"""A review goes on by the reviewer's hand: no workflow action asks its advisor."""
	if not frappe.has_permission(REVIEW, "read", user=user):
		return []
	table = frappe.qb.DocType(REVIEW)
	query = (
		frappe.qb.from_(table)
		.select(table.name, table.subject.as_("title"), table.unit, table.workflow_state.as_("status"))
		.where(table.advisor.isin(scope.advisors_of(user)) & table.advisor_opined_on.isnull())
		.where((table.docstatus == 0) & table.submitted_on.isnotnull())
		.orderby(table.submitted_on, table.name)
	)
	return [{"doctype": REVIEW, **row} for row in query.run(as_dict=True)]


def _waiting(doctype: str, user: str) -> list[dict]:
	table, title = frappe.qb.DocType(doctype), frappe.get_meta(doctype).get_title_field()
	action, role = frappe.qb.DocType("Workflow Action"), frappe.qb.DocType("Workflow Action Permitted Role")
	asked = (
		frappe.qb.from_(action)
		.join(role)
		.on(role.parent == action.name)
		.select(action.reference_name)
		.where((action.reference_doctype == doctype) & (action.status == "Open"))
		.where(role.role.isin(frappe.get_roles(user)))
	)
	query = (
		frappe.qb.from_(table)
		.select(table.name, table[title].as_("title"), table.unit, table.workflow_state.as_("status"))
		.where(table.name.isin(asked) & (table.docstatus < CANCELLED))
		.where(scope.visible(table, doctype, user))
		.orderby(table.modified, table.name)
	)
	return [{"doctype": doctype, **row} for row in query.run(as_dict=True)]
