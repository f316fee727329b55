"""The one scope rule: which units' records a user may see.

A user's units are those of Frappe's own User Permission on Governance Unit, descendants included. A user
without one sees no unit's records; only Administrator and System Managers then see all. Lists, single
documents, reports, figures, registers, exports and search all ask here.
"""

import frappe
from frappe.core.doctype.user_permission.user_permission import get_user_permissions
from frappe.permissions import get_allowed_docs_for_doctype
from frappe.utils.caching import request_cache
from frappe.utils.nestedset import get_ancestors_of
from pypika.terms import Criterion

from fazhi_governance.compat import clear_request_cache
from fazhi_governance.kinds import ROLES

UNIT = "Governance Unit"
WRITING = ("write", "submit", "cancel", "delete")


def units_of(user: str | None = None, doctype: str | None = None) -> list[str] | None:
	"""The names of the units whose records of this DocType the user may see; None: all of them."""
	user = user or frappe.session.user
	if user == "Administrator":
		return None

	permitted = get_allowed_docs_for_doctype(get_user_permissions(user).get(UNIT, []), doctype)
	if permitted:
		return sorted(set(permitted))
	return None if "System Manager" in frappe.get_roles(user) else []


def units_within(unit: str | None, user: str | None = None, doctype: str | None = None) -> list[str] | None:
	"""The units of one branch of the tree (all of it: unit None) that the user may see; None: all units."""
	permitted = units_of(user, doctype)
	if not unit:
		return permitted
	branch = subtree(unit)
	return branch if permitted is None else sorted(set(branch) & set(permitted))


@request_cache
def subtree(unit: str) -> list[str]:
	"""The unit and all below it."""
	return [unit, *frappe.db.get_descendants(UNIT, unit)]


@request_cache
def chain(unit: str) -> list[str]:
	"""The unit and all above it, the nearest first."""
	return [unit, *get_ancestors_of(UNIT, unit)]


def criterion(field, units: list[str] | None) -> Criterion:
	"""A query builder's condition on a unit field for `units_of` or `units_within`."""
	if units is None:
		return Criterion.all([])
	if not units:
		return field.isnull() & field.isnotnull()
	return field.isin(units)


def list_condition(user: str | None = None, doctype: str | None = None) -> str:
	"""The hook behind every list, count, link search and report builder of a governed DocType."""
	units = units_of(user, doctype)
	if units is None:
		return ""
	if not units:
		return "1 = 0"
	# Frappe sends the condition without values, so a % in a name stays as it is
	names = ", ".join(frappe.db.escape(unit, percent=False) for unit in units)
	return f"`tab{doctype}`.`{unit_field(doctype)}` in ({names})"


def has_permission(doc, ptype: str | None = None, user: str | None = None) -> bool:
	"""The hook behind every single document.

	Who writes must be in scope of the record as it is stored, too: else a record of another unit could be
	taken over by sending it with one's own unit.
	"""
	units = units_of(user, doc.doctype)
	if units is None:
		return True
	field = unit_field(doc.doctype)
	asked = [doc.get(field)]
	if ptype in WRITING and not doc.is_new():
		asked.append(frappe.db.get_value(doc.doctype, doc.name, field))
	return all(unit in units for unit in asked if unit)


def unit_field(doctype: str) -> str:
	return "name" if doctype == UNIT else "unit"


def may_open_app() -> bool:
	return bool({*ROLES, "System Manager"} & set(frappe.get_roles()))


def forget():
	"""After a change in the tree: Frappe keeps a user's units, descendants included, until told otherwise."""
	_forget()
	frappe.db.after_commit.add(_forget)


def _forget():
	clear_request_cache()
	frappe.cache.delete_value("user_permissions")
