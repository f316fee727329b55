"""办理留痕: who did what on which record, when, from which state to which."""

from collections import Counter

import frappe
from frappe import _

from fazhi_governance import reporting
from fazhi_governance.audit import trail
from fazhi_governance.reporting import BLUE, GRAY, GREEN, ORANGE, RED, YELLOW, column, figure, link

COLOURS = {
	trail.CREATED: GREEN,
	trail.CHANGED: BLUE,
	trail.STATE_CHANGED: ORANGE,
	trail.SUBMITTED: GREEN,
	trail.CANCELLED: RED,
	trail.AMENDED: YELLOW,
	trail.NOTED: GRAY,
	trail.DELETION: RED,
	trail.EXPORTED: YELLOW,
	trail.PRINTED: GRAY,
	trail.SHOWN: YELLOW,
	trail.LOOKED_FOR: YELLOW,
	trail.EXPORTED_IN_THE_CLEAR: RED,
}
SUMMED_UP = (trail.CREATED, trail.CHANGED, trail.STATE_CHANGED, trail.DELETION, trail.EXPORTED)


def execute(filters: dict | None = None) -> tuple:
	acts, is_cut = trail.acts(asked(filters or {}))
	counts = Counter(act.what for act in acts)
	return columns(), rows(acts), message(is_cut), None, summary(counts)


def asked(filters: dict) -> trail.Asked:
	period = reporting.Asked.of(filters)
	return trail.Asked(
		*(period.from_date, period.to_date, period.unit),
		*(filters.get(name) or None for name in ("record_kind", "record", "user")),
	)


def columns() -> list[dict]:
	return [
		column("at", _("Time of the Act"), "Datetime", 160),
		column("user_name", _("Done By"), width=120),
		column("what_label", _("Act"), width=120),
		column("kind_label", _("Record Kind"), width=120),
		column("record", _("Record Number"), width=150),
		column("title", _("Title of the Record"), width=200),
		link("unit", _("Unit"), "Governance Unit"),
		column("field", _("Field Changed"), width=150),
		column("before", _("Before the Change"), width=160),
		column("after", _("After the Change"), width=160),
		column("note", _("What Was Noted"), width=300),
	]


def words() -> dict[str, str]:
	return {
		trail.CREATED: _("Created"),
		trail.CHANGED: _("Changed"),
		trail.STATE_CHANGED: _("State Changed"),
		trail.SUBMITTED: _("Submitted"),
		trail.CANCELLED: _("Cancelled"),
		trail.AMENDED: _("Amended"),
		trail.NOTED: _("Noted"),
		trail.DELETION: _("Deleted"),
		trail.EXPORTED: _("Exported"),
		trail.PRINTED: _("Printed"),
		trail.SHOWN: _("Personal Data Shown"),
		trail.LOOKED_FOR: _("Person Looked For"),
		trail.EXPORTED_IN_THE_CLEAR: _("Personal Data Exported"),
	}


def rows(acts: list[trail.Act]) -> list[dict]:
	names, labels = full_names({act.user for act in acts if act.user}), words()
	shown = []
	for act in acts:
		doctype = act.kind
		row = {
			**vars(act),
			"user_name": names.get(act.user) or act.user,
			"kind_label": _(doctype),
			"what_label": labels[act.what],
		}
		reporting.colour(row, "what_label", COLOURS[act.what], act.user)
		shown.append(row)
	return shown


def full_names(users: set[str]) -> dict[str, str]:
	user = frappe.qb.DocType("User")
	query = frappe.qb.from_(user).select(user.name, user.full_name).where(user.name.isin(sorted(users)))
	return dict(query.orderby(user.name).run()) if users else {}


def message(is_cut: bool) -> str | None:
	if is_cut:
		return _(
			"There is more than can be shown at once: only the latest entries of the period are listed. "
			"Ask for a shorter period, one kind of record or one user."
		)


def summary(counts: Counter) -> list[dict]:
	labels = words()
	return [figure(labels[what], counts[what]) for what in SUMMED_UP]
