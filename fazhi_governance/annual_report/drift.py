"""Whether the figures of a frozen report still come out as they were frozen, and which records moved them.

Each is counted again by the definition that was frozen with it, so the answer holds for figures that have been
changed, taken out of use or deleted since.
"""

import json
from collections import Counter
from dataclasses import dataclass, field

import frappe
from frappe import _

from fazhi_governance.annual_report import freeze, text
from fazhi_governance.annual_report.records import REPORT
from fazhi_governance.compat import current_date
from fazhi_governance.statistics import figures
from fazhi_governance.statistics.figures import DISTINCT, NAMES, RATIO, Figure, Value
from fazhi_governance.statute import gates
from fazhi_governance.statute.rules import rule_in_force

RULE = "R2"
DELETED = "Deleted Record"


@dataclass
class Drift:
	"""What has become of a frozen figure.

	:param appeared: record → what it adds now; `gone`: what it had added; `changed`: both
	:param fault: why it can no longer be counted
	"""

	record_kind: str = ""
	words: str = ""
	appeared: dict = field(default_factory=dict)
	gone: dict = field(default_factory=dict)
	changed: dict = field(default_factory=dict)
	fault: str = ""

	@property
	def has_moved(self) -> bool:
		return bool(self.appeared or self.gone or self.changed or self.fault)


def check(report) -> int:
	"""Count every frozen figure again and note on the report what has moved; returns how many have.

	On the day when the first one is found to have moved, the rule's warning is written on the timeline.
	"""
	moved = 0
	for row in report.figures:
		found = of(report, row)
		moved += found.has_moved
		frappe.db.set_value(
			row.doctype,
			row.name,
			{
				"words_now": found.words if found.has_moved else None,
				"appeared": len(found.appeared),
				"gone": len(found.gone),
				"changed": len(found.changed),
				"fault": found.fault or None,
			},
			update_modified=False,
		)
	had_moved = report.drifted_figures
	report.db_set(
		{"drifted_figures": moved, "drift_checked_on": current_date()}, update_modified=False, notify=False
	)
	if moved and not had_moved and (rule := rule_in_force(RULE, report.rule_date, report.unit)):
		report.add_comment("Info", gates.message(report, rule, report.figures_have_moved()))
	return moved


def check_all():
	"""Daily. One report that cannot be checked keeps no other from it."""
	for name in frappe.get_all(REPORT, filters={"docstatus": 1}, pluck="name", order_by="name"):
		frappe.db.savepoint("drift")
		try:
			check(frappe.get_doc(REPORT, name))
		except Exception:
			frappe.db.rollback(save_point="drift")
			frappe.log_error(title=_("{0}: the drift check failed").format(name))


def of(report, row) -> Drift:
	"""
	:param row: of Annual Report Figure
	"""
	definition = json.loads(row.definition)
	try:
		behind = [
			figures.from_row(frappe._dict(each)) for each in definition.get("parts", None) or [definition]
		]
		now = {base.code: freeze.contributions(base, report) for base in behind}
	except (ValueError, frappe.DoesNotExistError, ImportError) as error:
		return Drift(fault=str(error))
	found = Drift(record_kind=behind[0].record_kind)
	if freeze.digest_of(now.values()) == row.digest:
		return found
	for base in behind:
		_compare(found, freeze.evidence_of(report.name, base.code), now[base.code])
	found.words = _words(definition, behind, now)
	return found


def records(report, row) -> dict:
	"""The records that moved a figure, as far as the session's user may see them.

	:returns: "record_kind"; "rows": name, title, what happened ("appeared", "gone", "changed"), what it contributed
		when frozen and contributes now; "hidden": how many there are besides
	"""
	found = of(report, row)
	happened = {
		**{name: ("appeared", "", added) for name, added in found.appeared.items()},
		**{name: ("gone", added, "") for name, added in found.gone.items()},
		**{name: ("changed", *pair) for name, pair in found.changed.items()},
	}
	seen = _seen(found.record_kind, sorted(happened)) if happened else {}
	rows = [
		{"name": name, **seen[name], "what": what, "frozen": frozen, "now": now}
		for name, (what, frozen, now) in sorted(happened.items())
		if name in seen
	]
	return {"record_kind": found.record_kind, "rows": rows, "hidden": len(happened) - len(rows)}


def _seen(record_kind: str, names: list[str]) -> dict[str, dict]:
	"""Those of the records that the session's user may see → "title", and "is_deleted"."""
	seen = {}
	if frappe.has_permission(record_kind, "read"):
		title = frappe.get_meta(record_kind).get_title_field()
		listed = frappe.get_list(
			record_kind,
			filters={"name": ["in", names]},
			fields=["name", f"{title} as title"],
			order_by="name",
			limit=0,
		)
		seen = {row.name: {"title": row.title, "is_deleted": False} for row in listed}
	if frappe.has_permission(DELETED, "read"):
		filters = {"record_kind": record_kind, "record": ["in", names]}
		deleted = frappe.get_list(DELETED, filters=filters, pluck="record", order_by="record", limit=0)
		seen = {name: {"title": name, "is_deleted": True} for name in deleted} | seen
	return seen


def _compare(found: Drift, frozen: dict, now: dict):
	"""A record that adds nothing, such as an activity without banners to those hung up, moves nothing."""
	found.appeared |= {name: added for name, added in now.items() if added and name not in frozen}
	found.gone |= {name: added for name, added in frozen.items() if added and name not in now}
	found.changed |= {
		name: (frozen[name], added) for name, added in now.items() if name in frozen and frozen[name] != added
	}


def _words(definition: dict, behind: list[Figure], now: dict) -> str:
	"""What the figure would say today."""
	values = [_value(base, now[base.code]) for base in behind]
	if definition["aggregate"] != RATIO:
		return values[0].worded() if values[0].has_data else _("no data")
	numerator, denominator = values
	if not (denominator.value and numerator.value is not None):
		return _("no data")
	figure = figures.from_row(frappe._dict(definition))
	share = numerator.value / denominator.value
	return Value(figure, share, numerator=numerator, denominator=denominator).worded()


def _value(figure: Figure, now: dict) -> Value:
	if figure.aggregate in (DISTINCT, NAMES):
		brought = Counter(each for values in now.values() for each in values.splitlines() if each)
		# as a figure itself lists them: the one met most often comes first
		names = sorted(brought, key=lambda name: (-brought[name], name))
		return Value(figure, names if figure.aggregate == NAMES else len(names))
	return Value(figure, sum(now.values()))
