"""到期鉴定: the records whose retention has run out, for the archive to appraise. Nothing is deleted by itself.

Years are counted from the end of the year in which the record has its day, as archives count them.
"""

from collections import Counter
from datetime import date, timedelta

import frappe
from frappe import _
from frappe.model.base_document import get_controller
from frappe.utils import getdate

from fazhi_governance import reporting
from fazhi_governance.compat import current_date
from fazhi_governance.reporting import BLUE, column, figure, link


def execute(filters: dict | None = None) -> tuple:
	filters = filters or {}
	until = getdate(filters["until"]) if filters.get("until") else current_date()
	rows = [
		row for rule in rules(filters.get("record_kind")) for row in due(rule, until, filters.get("unit"))
	]
	return columns(), rows, None, chart(rows), [figure(_("Records Due for Appraisal"), len(rows))]


def columns() -> list[dict]:
	return [
		column("kind_label", _("Record Kind"), width=130),
		column("record", _("Record Number"), width=150),
		column("title", _("Title of the Record"), width=240),
		link("unit", _("Unit"), "Governance Unit"),
		column("day", _("Day of the Record"), "Date", 120),
		column("years", _("Years Kept"), "Int", 90),
		column("ran_out_on", _("Retention Ran Out On"), "Date", 120),
		column("basis", _("Basis of the Retention"), width=300),
	]


def rules(record_kind: str | None) -> list:
	"""Of the kinds that are not kept for good and that the user may read."""
	return [
		row
		for row in frappe.get_cached_doc("Fazhi Settings").retention_rules
		if not row.is_permanent
		and record_kind in (None, "", row.record_kind)
		and frappe.has_permission(row.record_kind)
	]


def due(rule, until: date, unit: str | None) -> list[dict]:
	doctype, table = rule.record_kind, frappe.qb.DocType(rule.record_kind)
	# the last year whose records have run out by the end of that day
	last_year = (until + timedelta(days=1)).year - 1 - rule.years
	if last_year < date.min.year:
		return []
	day = table[get_controller(doctype).rule_date_field or "creation"]
	rows = (
		frappe.qb.from_(table)
		.select(
			table.name.as_("record"),
			table[frappe.get_meta(doctype).get_title_field()].as_("title"),
			*(table.unit, day.as_("day")),
		)
		.where(day < date(last_year + 1, 1, 1))
		.where(reporting.in_scope(table, doctype, unit or None))
		.orderby(day)
		.orderby(table.name)
		.run(as_dict=True)
	)
	for row in rows:
		row.update(
			kind=doctype,
			kind_label=_(doctype),
			day=getdate(row.day),
			years=rule.years,
			ran_out_on=date(getdate(row.day).year + rule.years, 12, 31),
			basis=rule.basis,
		)
	return rows


def chart(rows: list[dict]) -> dict | None:
	by_kind = Counter(row.kind_label for row in rows)
	return reporting.bars(by_kind, {_("Records Due for Appraisal"): (by_kind.values(), BLUE)})
