"""Statutory rules as data, and the one in force on a date for a unit.

A standard row is never edited; an office sets its own days, level or switch in a Local Rule that names its
document number (文号). The rule that counts is the one in force on the record's own date.
"""

from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.utils import cint, getdate
from frappe.utils.caching import request_cache

from fazhi_governance.core.deadlines import Term
from fazhi_governance.core.workdays import MAX_SPAN, ONE_DAY
from fazhi_governance.scope import chain

BLOCK, WARN, INFORM = "Block", "Warn", "Inform"
# what nobody here has read in the source itself must not stop anyone's work before an office vouches for it
UNCONFIRMED = ("Reported", "Unverified")
# fields of a standard row that a Rule holds under the same name
AS_STORED = (
	*("name", "code", "title", "kind", "law", "article", "advice", "source_status"),
	*("clock_kind", "extension_cap", "fixed_month", "fixed_day", "fixed_year_offset"),
	*("warn_span", "warn_day_type"),
)


@dataclass(frozen=True)
class Rule:
	"""A rule as it stands for one unit on one day: the standard row with the office's own setting laid over."""

	name: str
	code: str
	title: str
	kind: str
	level: str
	law: str | None
	article: str | None
	advice: str | None
	source_status: str
	local_document: str | None
	clock_kind: str | None
	term: Term | None
	extension_cap: int
	fixed_month: int
	fixed_day: int
	fixed_year_offset: int
	warn_span: int
	warn_day_type: str

	@property
	def basis(self) -> str:
		"""Law and article as they are cited, the office's own document number behind: 《人民调解法》第三十三条."""
		cited = (f"《{self.law}》" if self.law else "") + (self.article or "")
		parts = [cited or _("Recommended practice")]
		if self.local_document:
			parts.append(_("as set by {0}").format(self.local_document))
		elif self.source_status in UNCONFIRMED:
			parts.append(_("source not yet confirmed"))
		return "，".join(parts)


def rule_in_force(code: str, on: date, unit: str | None) -> Rule | None:
	"""The rule of this code for the unit on that day.

	:param on: the record's own date
	:returns: None when no row is in force on that day or the office has switched the rule off
	"""
	return next((rule for since, rule in _course(code, unit) if since <= on), None)


@request_cache
def _course(code: str, unit: str | None) -> list[tuple[date, Rule | None]]:
	"""Since which day which rule counts, the latest first: it changes only where a row begins or has ended."""
	rows = [
		*standard_rows(code),
		*(each for row in standard_rows(code) for each in _local_rows().get(row.name, [])),
	]
	begun = {getdate(row.in_force_from) for row in rows}
	ended = {getdate(row.in_force_to) + ONE_DAY for row in rows if row.in_force_to}
	return [(day, _rule_on(code, day, unit)) for day in sorted(begun | ended, reverse=True)]


def _rule_on(code: str, on: date, unit: str | None) -> Rule | None:
	row = next((row for row in standard_rows(code) if _covers(row, on)), None)
	if row is None:
		return None
	local = _local_row(row.name, on, unit)
	if local and not local.is_in_use:
		return None

	level = (local and local.level) or row.level
	if not local and row.source_status in UNCONFIRMED and level == BLOCK:
		level = WARN
	is_counted = row.kind == "Clock" and row.clock_kind != "Fixed Date"
	return Rule(
		level=level,
		local_document=local.document_number if local else None,
		term=Term(
			length=(local and local.length) or row.length,
			day_type=row.day_type,
			rolls_over=bool(row.rolls_over),
			is_backwards=bool(row.is_backwards),
		)
		if is_counted
		else None,
		**{field: row[field] for field in AS_STORED},
	)


def standard_rows(code: str) -> list[dict]:
	"""All rows of a code, whenever in force."""
	return _standard_rows().get(code, [])


@request_cache
def _standard_rows() -> dict[str, list[dict]]:
	rows = {}
	for row in frappe.get_all("Statutory Rule", fields=["*"], order_by="in_force_from desc"):
		rows.setdefault(row.code, []).append(row)
	return rows


@request_cache
def _local_rows() -> dict[str, list[dict]]:
	rows = {}
	for row in frappe.get_all("Local Rule", fields=["*"], order_by="in_force_from desc"):
		rows.setdefault(row.rule, []).append(row)
	return rows


def _local_row(rule: str, on: date, unit: str | None) -> dict | None:
	"""The nearest unit's setting counts: a community's before its street's."""
	rows = _local_rows().get(rule)
	if not rows or not unit:
		return None
	for above in chain(unit):
		for row in rows:
			if row.unit == above and _covers(row, on):
				return row
	return None


def _covers(row, on: date) -> bool:
	return getdate(row.in_force_from) <= on and (not row.in_force_to or on <= getdate(row.in_force_to))


def refuse_overlap(doc, **same):
	"""Two rows for the same thing must not be in force on the same day.

	:raises frappe.ValidationError: names the other row and its period
	"""
	if doc.in_force_to and getdate(doc.in_force_to) < getdate(doc.in_force_from):
		frappe.throw(
			_("{0}: In Force To is before In Force From. Correct one of the two dates.").format(
				doc.name or ""
			)
		)
	for other in frappe.get_all(
		doc.doctype,
		filters={**same, "name": ["!=", doc.name or ""]},
		fields=["name", "in_force_from", "in_force_to"],
		order_by="in_force_from",
	):
		starts_before_end = not doc.in_force_to or getdate(other.in_force_from) <= getdate(doc.in_force_to)
		if starts_before_end and (
			not other.in_force_to or getdate(doc.in_force_from) <= getdate(other.in_force_to)
		):
			frappe.throw(
				_(
					"{0} is in force at the same time ({1} to {2}). End it the day before this one begins."
				).format(other.name, other.in_force_from, other.in_force_to or _("open"))
			)


def refuse_overlong(doc, *fieldnames: str):
	"""A rule that no calendar can count would stop every record that it is about.

	:raises frappe.ValidationError: a length over ten years in days, whatever it is counted in
	"""
	for fieldname in fieldnames:
		if cint(doc.get(fieldname)) > MAX_SPAN:
			frappe.throw(
				_("{0}: {1} is {2}, but {3} is the most. Enter less.").format(
					doc.get_title(), _(doc.meta.get_label(fieldname)), doc.get(fieldname), MAX_SPAN
				)
			)
