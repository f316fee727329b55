"""〔年〕X人调字第N号: the numbers of mediation cases, for each year and committee without gaps or doubles.

What stands before N names a row of Frappe's own table of series. The transaction that takes a number keeps that
row locked until it ends: who comes second waits, and what is rolled back has taken nothing.
"""

import re
from datetime import date

import frappe
from frappe.model import naming

from fazhi_governance.scope import UNIT, chain

CASE = "Mediation Case"
GIVEN = re.compile(r"(〔\d{4}〕.+人调字第)(\d+)号")


def take(unit: str, day: date) -> str:
	"""The next number of the day's year for the cases of a unit's mediation committee.

	An old ledger may have brought numbers of its own; those are passed over.
	"""
	head = f"〔{day.year}〕{prefix(unit)}人调字第"
	while is_taken(number := f"{head}{naming.getseries(head, 1)}号"):
		pass
	return number


def is_taken(number: str, but: str = "") -> bool:
	"""Whether another case than this one has the number, one among many that are put down at once included."""
	if batch := frappe.flags.batch:
		parts = GIVEN.fullmatch(number)
		return number in batch.known(CASE, "case_number", parts[1] if parts else number)
	return bool(frappe.db.exists(CASE, {"case_number": number, "name": ["!=", but]}))


def give_back(number: str):
	"""Let the last number that was taken be the next one again; any other stays taken."""
	if parts := GIVEN.fullmatch(number):
		series = frappe.qb.DocType("Series")
		(
			frappe.qb.update(series)
			.set(series.current, series.current - 1)
			.where((series.name == parts[1]) & (series.current == int(parts[2])))
			.run()
		)


def prefix(unit: str) -> str:
	"""That of the nearest unit, upwards, which has one; else the name of the unit itself."""
	return frappe.flags.batch.remembered(_prefix, unit) if frappe.flags.batch else _prefix(unit)


def _prefix(unit: str) -> str:
	units = chain(unit)
	rows = frappe.get_all(
		UNIT,
		filters={"name": ["in", units], "case_number_prefix": ["is", "set"]},
		fields=["name", "case_number_prefix"],
		order_by="lft desc",
		limit=1,
	)
	return rows[0].case_number_prefix if rows else unit
