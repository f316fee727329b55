"""The one scope rule: which units' records a user may see.

A user's units are those of Frappe's own User Permission on Governance Unit, descendants included. A user
without one sees no unit's records; only Administrator and System Managers then see all. Lists, single
documents, reports, figures, registers, exports and search all ask here.

A legal advisor sees what is assigned to the own Law Advisor record and the matters it is about, in whatever
unit, as long as the engagement lasts; by that role alone nothing else.

Accusations have a narrower circle: `in_circle` alone says who is in it, and all of the above asks it, too.
"""

import frappe
from frappe.core.doctype.user_permission.user_permission import get_user_permissions
from frappe.permissions import get_allowed_docs_for_doctype
from frappe.utils import getdate
from frappe.utils.caching import request_cache
from pypika.functions import Cast
from pypika.terms import Criterion, EmptyCriterion, Term, Tuple

from fazhi_governance.compat import clear_request_cache, current_date
from fazhi_governance.kinds import (
	ACCUSATION_ROLE,
	ADVISED,
	ADVISOR_ROLE,
	CONFIDED,
	GOVERNED_DOCTYPES,
	KEPT_BESIDE,
	MATTERS,
	ROLES,
	TABLES,
)

UNIT = "Governance Unit"
# units: more than a large sub-district has
MANY = 100
WRITING = ("write", "submit", "cancel", "delete")


def units_of(user: str | None = None, doctype: str | None = None) -> list[str] | None:
	"""The names of the units whose records of this DocType the user may see; None: all of them."""
	user = user or frappe.session.user
	if user == "Administrator":
		return None
	if _reads_as_advisor_alone(user, doctype):
		return []

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


def branches(units: list[str] | None) -> dict[str, list[str]]:
	"""Of these units (None: all) the topmost, each with those of them that are directly below it; in tree order."""
	filters = {} if units is None else {"name": ("in", units)}
	rows = frappe.get_all(
		UNIT, filters=filters, fields=["name", "parent_governance_unit"], order_by="lft, name"
	)
	known = {row.name for row in rows}
	found = {row.name: [] for row in rows if row.parent_governance_unit not in known}
	for row in rows:
		if row.parent_governance_unit in found:
			found[row.parent_governance_unit].append(row.name)
	return found


@request_cache
def chain(unit: str) -> list[str]:
	"""The unit and all above it, the nearest first."""
	names, parents = [unit], _parents()
	while parent := parents.get(names[-1]):
		names.append(parent)
	return names


@request_cache
def _parents() -> dict[str, str]:
	"""Of the whole tree at once: a report may ask for the chain of each unit in it."""
	unit = frappe.qb.DocType(UNIT)
	return dict(frappe.qb.from_(unit).select(unit.name, unit.parent_governance_unit).orderby(unit.lft).run())


def criterion(field, units: list[str] | None) -> Criterion:
	"""A query builder's condition on a unit field for `units_of` or `units_within`."""
	if units is None:
		return Criterion.all([])
	if not units:
		return field.isnull() & field.isnotnull()
	# of so many no index helps; and byte by byte a name is compared in a tenth of the time that a collation takes
	compared = Cast(field, "BINARY") if len(units) > MANY else field
	return compared.isin(_Names(units))


def visible(table, doctype: str, user: str | None = None) -> Criterion:
	"""A query builder's condition for the records of a DocType that the user may see.

	:param table: `frappe.qb.DocType` of it
	"""
	user = user or frappe.session.user
	units = units_of(user, doctype)
	assigned = None if units is None else _assigned(table, doctype, user)
	in_scope = criterion(table[unit_field(doctype)], units)
	if assigned is not None:
		in_scope |= assigned
	return _both(in_scope, in_circle(table, doctype, user))


def within(table, doctype: str, units: list[str] | None, user: str | None = None) -> Criterion:
	"""A query builder's condition for the records of these units, of `units_of` or `units_within`: what a figure,
	a report or a register of the user's counts."""
	in_units = criterion(table[unit_field(doctype)], units)
	return _both(in_units, in_circle(table, doctype, user or frappe.session.user))


def _both(*conditions: Criterion) -> Criterion:
	"""An empty condition has no SQL of its own."""
	return Criterion.all([each for each in conditions if not isinstance(each, EmptyCriterion)])


def in_circle(table, doctype: str, user: str) -> Criterion:
	"""A query builder's condition for the records that are no accusation, or one into which the user is let; of
	what is kept beside records, for what is kept beside such ones."""
	if user == "Administrator" or doctype not in (*CONFIDED, *KEPT_BESIDE):
		return Criterion.all([])
	if doctype in KEPT_BESIDE:
		return _beside_circle(*(table[field] for field in KEPT_BESIDE[doctype]), user)
	field, value = CONFIDED[doctype]
	is_open = table[field].isnull() | (table[field] != value)
	hidden = accused_hidden_from(user)
	if hidden is None or not frappe.get_meta(doctype).has_field("accused_unit"):
		return is_open
	is_told = table.accused_user.isnull() | (table.accused_user != user)
	if hidden:
		is_told &= table.accused_unit.isnull() | table.accused_unit.notin(hidden)
	return is_open | is_told


def accused_hidden_from(user: str) -> list[str] | None:
	"""The units of which the user sees no accusation; None: the user is no accusation handler and sees none at all.

	They are the user's own and all above them. A unit is the own one when it is assigned itself, not when it is
	merely below one that is: an office sees the accusations of its communities.
	"""
	if user == "Administrator":
		return []
	if ACCUSATION_ROLE not in frappe.get_roles(user):
		return None
	own = frappe.get_all(
		"User Permission", filters={"user": user, "allow": UNIT}, pluck="for_value", order_by="for_value"
	)
	return sorted({above for unit in own for above in chain(unit)})


def list_condition(user: str | None = None, doctype: str | None = None) -> str:
	"""The hook behind every list, count, link search and report builder of a governed DocType or a table in it."""
	table = frappe.qb.DocType(doctype)
	if doctype in TABLES:
		return _beside(table.parenttype, table.parent, user)
	return _as_text(visible(table, doctype, user))


def file_condition(user: str | None = None) -> str:
	"""The hook behind every list of files: Frappe's own asks for the kind of record alone, not for the record."""
	file = frappe.qb.DocType("File")
	return _beside(file.attached_to_doctype, file.attached_to_name, user, file.owner)


def workflow_action_condition(user: str | None = None) -> str:
	"""The hook behind every list of what awaits a role: Frappe's own asks for the role alone."""
	action = frappe.qb.DocType("Workflow Action")
	return _beside(action.reference_doctype, action.reference_name, user)


def beside_condition(user: str | None = None, doctype: str | None = None) -> str:
	"""The hook behind the lists of what Frappe keeps beside records: of an accusation's, only to the circle."""
	return _as_text(in_circle(frappe.qb.DocType(doctype), doctype, user or frappe.session.user))


def may_read_beside(doc, ptype: str | None = None, user: str | None = None) -> bool:
	"""The hook behind every single one of these."""
	user = user or frappe.session.user
	return _is_in_circle(doc, user) and others_permit(may_read_beside, doc, ptype, user)


def others_permit(asked, doc, ptype: str | None, user: str) -> bool:
	"""Whether the other hooks on a DocType of Frappe's permit it; of several, early Frappe 15 asks only the last.

	:param asked: the hook that asks
	"""
	hooks = [frappe.get_attr(hook) for hook in frappe.get_hooks("has_permission").get(doc.doctype, [])]
	answers = [frappe.call(hook, doc=doc, ptype=ptype, user=user) for hook in hooks if hook is not asked]
	return all(answer is None or bool(answer) for answer in answers)


def _beside_circle(doctype_field, name_field, user: str) -> Criterion:
	# of no single record: a whole register, exported
	may_see = [doctype_field.isnull(), doctype_field.notin(list(CONFIDED)), name_field.isnull()]
	for doctype in CONFIDED:
		table = frappe.qb.DocType(doctype)
		records = frappe.qb.from_(table).select(table.name).where(in_circle(table, doctype, user))
		may_see.append((doctype_field == doctype) & name_field.isin(records))
	return Criterion.any(may_see)


def _is_in_circle(doc, user: str) -> bool:
	"""As it is stored: whoever makes an accusation of a record has been told that it is out of sight then."""
	if user == "Administrator" or doc.is_new() or doc.doctype not in (*CONFIDED, *KEPT_BESIDE):
		return True
	table = frappe.qb.DocType(doc.doctype)
	query = frappe.qb.from_(table).select(table.name).where(table.name == doc.name)
	return not doc.name or bool(query.where(in_circle(table, doc.doctype, user)).run())


def _beside(doctype_field, name_field, user: str | None, owner_field=None) -> str:
	"""The condition for what Frappe keeps beside records: the user may see the record, or owns what is kept."""
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	doctypes = [UNIT, *GOVERNED_DOCTYPES]
	may_see = [doctype_field.isnull(), doctype_field.notin(doctypes)]
	if owner_field:
		may_see.append((owner_field == user) & doctype_field.notin(list(CONFIDED)))
	for doctype in doctypes:
		if not frappe.has_permission(doctype, "read", user=user):
			continue
		table = frappe.qb.DocType(doctype)
		records = frappe.qb.from_(table).select(table.name).where(visible(table, doctype, user))
		may_see.append((doctype_field == doctype) & name_field.isin(records))
	return _as_text(Criterion.any(may_see))


def has_permission(doc, ptype: str | None = None, user: str | None = None) -> bool:
	"""The hook behind every single document.

	Who writes must be in scope of the record as it is stored, too: else a record of another unit could be
	taken over by sending it with one's own unit.
	"""
	user = user or frappe.session.user
	if not _is_in_circle(doc, user):
		return False
	units = units_of(user, doc.doctype)
	if units is None:
		return True
	field = unit_field(doc.doctype)
	asked = [doc.get(field)]
	if ptype in WRITING and not doc.is_new():
		asked.append(frappe.db.get_value(doc.doctype, doc.name, field))
	return all(unit in units for unit in asked if unit) or _is_assigned(doc, user)


def advisors_of(user: str):
	"""The names of the user's Law Advisor records whose engagement lasts, as a query."""
	advisor, today = frappe.qb.DocType("Law Advisor"), current_date()
	return (
		frappe.qb.from_(advisor)
		.select(advisor.name)
		.where(advisor.user == user)
		.where(advisor.engaged_to >= today)
		.where(advisor.ended_on.isnull() | (advisor.ended_on >= today))
	)


def _assigned(table, doctype: str, user: str) -> Criterion | None:
	if doctype in ADVISED:
		return table[ADVISED[doctype]].isin(advisors_of(user))
	if doctype in MATTERS:
		return Criterion.any(
			table.name.isin(
				frappe.qb.from_(kind)
				.select(kind.matter)
				.where((kind.matter_kind == doctype) & kind.advisor.isin(advisors_of(user)))
			)
			for kind in (frappe.qb.DocType(each) for each, field in ADVISED.items() if field == "advisor")
		)


def _is_assigned(doc, user: str) -> bool:
	"""As it is stored: no one assigns a record to oneself by sending it so."""
	table = frappe.qb.DocType(doc.doctype)
	assigned = _assigned(table, doc.doctype, user)
	if assigned is None or doc.is_new():
		return False
	return bool(frappe.qb.from_(table).select(table.name).where(table.name == doc.name).where(assigned).run())


def _reads_as_advisor_alone(user: str, doctype: str | None) -> bool:
	if doctype not in ADVISED and doctype not in MATTERS:
		return False
	readers = {row.role for row in frappe.get_meta(doctype).permissions if row.read}
	return readers & set(frappe.get_roles(user)) == {ADVISOR_ROLE}


class _Names(Term):
	"""Names in brackets, one value to the query builder: it takes longer to write hundreds than they take to be read."""

	def __init__(self, names: list[str]):
		super().__init__()
		self.names = names

	def nodes_(self):
		yield self

	def get_sql(self, param_wrapper=None, **kwargs) -> str:
		if param_wrapper:
			return param_wrapper.get_sql(tuple(self.names))
		return Tuple(*self.names).get_sql(**kwargs)


class _Escaped:
	"""Values written into a condition that Frappe sends as text: a % in a name stays as it is."""

	def get_sql(self, param_value: str | tuple[str, ...], **_kwargs) -> str:
		if isinstance(param_value, tuple):
			return f"({','.join(self.get_sql(each) for each in param_value)})"
		return frappe.db.escape(param_value, percent=False)


def _as_text(condition: Criterion) -> str:
	"""In brackets: Frappe joins the conditions of several hooks by "and"."""
	if isinstance(condition, EmptyCriterion):
		return ""
	return f"({condition.get_sql(quote_char='`', with_namespace=True, param_wrapper=_Escaped())})"


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
