"""办理留痕: who did what on which record, when, from which state to which.

Each source of the trail is a function of its own, with one query whatever the number of records (creations: one
for each kind); a new source is one function in SOURCES. All ask the one scope rule: only what stands beside a record that the user may see.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import frappe
from frappe import _
from frappe.model import no_value_fields, table_fields
from frappe.query_builder.functions import Coalesce
from frappe.utils import cint, cstr, strip_html
from frappe.utils.html_utils import unescape_html
from pypika import Order
from pypika.terms import Criterion

from fazhi_governance import scope
from fazhi_governance.audit.keeping import DELETED
from fazhi_governance.kinds import GOVERNED_DOCTYPES
from fazhi_governance.privacy import reveal
from fazhi_governance.privacy.reveal import REVEAL_LOG
from fazhi_governance.scope import UNIT

# entries of one source, the latest first; a longer period is read in parts
PAGE = 1000

CREATED, CHANGED, STATE_CHANGED, SUBMITTED, CANCELLED, AMENDED, NOTED, DELETION, EXPORTED, PRINTED = (
	*("Created", "Changed", "State Changed", "Submitted", "Cancelled", "Amended", "Noted", "Deleted"),
	*("Exported", "Printed"),
)
SHOWN, LOOKED_FOR, EXPORTED_IN_THE_CLEAR = (
	"Personal Data Shown",
	"Person Looked For",
	"Personal Data Exported",
)
REVEALED = {reveal.SEEN: SHOWN, reveal.SEARCHED: LOOKED_FOR, reveal.EXPORTED: EXPORTED_IN_THE_CLEAR}
DOCSTATUS = {1: SUBMITTED, 2: CANCELLED}
STATE_FIELDS = ("workflow_state", "status")
# what Frappe writes on a timeline beside the versions; who remarks something has done nothing to the record
NOTES = (
	"Info",
	"Edit",
	"Attachment",
	"Attachment Removed",
	"Assigned",
	"Assignment Completed",
	"Shared",
	"Unshared",
)


@dataclass(frozen=True)
class Act:
	"""One line of the trail.

	:param kind: the DocType of the record; `record` its name, empty for an export of many
	:param what: one of the words above
	:param before, after: the values of the field, in the reader's language
	"""

	at: object
	user: str
	kind: str
	record: str
	what: str
	unit: str = ""
	title: str = ""
	field: str = ""
	before: str = ""
	after: str = ""
	note: str = ""
	is_deleted: bool = False


@dataclass(frozen=True)
class Asked:
	"""Whose acts, on what and when; both days included."""

	from_date: date
	to_date: date
	unit: str | None = None
	record_kind: str | None = None
	record: str | None = None
	user: str | None = None

	@cached_property
	def kinds(self) -> list[str]:
		"""The record kinds asked for, as far as the session's user may read them."""
		return [kind for kind in readable_kinds() if self.record_kind in (None, kind)]

	def records(self, kind: str):
		"""A query for the names of a kind's records: of the unit asked for, and that the user may see."""
		table = frappe.qb.DocType(kind)
		return frappe.qb.from_(table).select(table.name).where(self.visible(table, kind))

	def visible(self, table, kind: str) -> Criterion:
		asked = [scope.visible(table, kind)]
		if self.unit:
			asked.append(scope.criterion(table[scope.unit_field(kind)], scope.subtree(self.unit)))
		if kind == DELETED:
			asked.append(scope.criterion(table.record_kind, self.kinds))
		if self.record:
			asked.append((table.record if kind == DELETED else table.name) == self.record)
		return Criterion.all(asked)

	def beside(self, kind_field, name_field) -> Criterion:
		"""What Frappe keeps beside these records, whether they are still there or have been deleted."""
		return Criterion.any(
			(kind_field == kind) & name_field.isin(self.records(kind)) for kind in (*self.kinds, DELETED)
		)

	def page(self, query, at, by):
		"""The latest entries of the period, and one more than a page if there are more."""
		query = query.where((at >= self.from_date) & (at < self.to_date + timedelta(days=1)))
		if self.user:
			query = query.where(by == self.user)
		return query.orderby(at, order=Order.desc).limit(PAGE + 1)


def readable_kinds() -> list[str]:
	"""The kinds whose trail the session's user may read."""
	return [kind for kind in (UNIT, *GOVERNED_DOCTYPES) if kind != DELETED and frappe.has_permission(kind)]


def offer_kinds(bootinfo):
	"""Hook: the kinds to choose from in the reports over all of them, for who may open these."""
	if frappe.has_permission(DELETED):
		kinds = [{"value": doctype, "label": _(doctype)} for doctype in readable_kinds()]
		bootinfo.fazhi_record_kinds = sorted(kinds, key=lambda kind: kind["label"])


def acts(asked: Asked) -> tuple[list[Act], bool]:
	"""The latest first; and whether a source holds more than could be read."""
	read = [source(asked) for source in SOURCES] if asked.kinds else []
	found = [act for _count, listed in read for act in listed]
	found.sort(key=lambda act: act.at, reverse=True)
	return _described(found), any(count > PAGE for count, _listed in read)


# The sources: each returns how many entries it has read, and the acts that they tell of


def creations(asked: Asked) -> tuple[int, list[Act]]:
	rows = []
	for kind in asked.kinds:
		if kind == REVEAL_LOG:  # what an entry of it tells is an act of its own
			continue
		table = frappe.qb.DocType(kind)
		query = frappe.qb.from_(table).select(
			table.creation.as_("at"), table.owner.as_("user"), table.name.as_("record")
		)
		query = asked.page(query.where(asked.visible(table, kind)), table.creation, table.owner)
		rows += [{**row, "kind": kind} for row in query.orderby(table.name).run(as_dict=True)]
	rows = sorted(rows, key=lambda row: row["at"], reverse=True)[: PAGE + 1]
	return len(rows), [Act(**row, what=CREATED) for row in rows]


def creations_of_the_deleted(asked: Asked) -> tuple[int, list[Act]]:
	return _of_the_deleted(asked, CREATED, "created_at", "created_by")


def deletions(asked: Asked) -> tuple[int, list[Act]]:
	return _of_the_deleted(asked, DELETION, "deleted_at", "deleted_by")


def _of_the_deleted(asked: Asked, what: str, at: str, by: str) -> tuple[int, list[Act]]:
	deleted = frappe.qb.DocType(DELETED)
	query = (
		frappe.qb.from_(deleted)
		.select(
			*(deleted[at].as_("at"), deleted[by].as_("user"), deleted.unit, deleted.title, deleted.record),
			deleted.record_kind.as_("kind"),
		)
		.where(asked.visible(deleted, DELETED))
	)
	rows = asked.page(query, deleted[at], deleted[by]).orderby(deleted.name).run(as_dict=True)
	return len(rows), [Act(**row, what=what, is_deleted=True) for row in rows]


def changes(asked: Asked) -> tuple[int, list[Act]]:
	"""What Track Changes has written down, one act for each field."""
	version = frappe.qb.DocType("Version")
	rows = _kept_beside(asked, version, version.ref_doctype, version.docname, version.data)
	told = [(row, json.loads(row.pop("data"))) for row in rows]
	return len(rows), [act for row, data in told for act in _changes_of(row, data)]


def notes(asked: Asked) -> tuple[int, list[Act]]:
	"""Steps that a rule stopped or warned of, and what else Frappe writes on the timeline."""
	comment = frappe.qb.DocType("Comment")
	rows = _kept_beside(
		*(asked, comment, comment.reference_doctype, comment.reference_name, comment.content),
		where=comment.comment_type.isin(NOTES),
	)
	told = [(row, plain(row.pop("content"))) for row in rows]
	return len(rows), [Act(**row, what=NOTED, note=note) for row, note in told]


def _kept_beside(asked: Asked, table, kind_field, name_field, content, where=None) -> list[dict]:
	"""With the deleted record in its own name: its versions hang on what is kept of it."""
	deleted = frappe.qb.DocType(DELETED)
	query = (
		frappe.qb.from_(table)
		.left_join(deleted)
		.on((kind_field == DELETED) & (deleted.name == name_field))
		.select(
			*(table.creation.as_("at"), table.owner.as_("user"), content),
			*(
				Coalesce(deleted.record_kind, kind_field).as_("kind"),
				Coalesce(deleted.record, name_field).as_("record"),
			),
			*(Coalesce(deleted.unit, "").as_("unit"), Coalesce(deleted.title, "").as_("title")),
			deleted.name.isnotnull().as_("is_deleted"),
		)
		.where(asked.beside(kind_field, name_field))
	)
	if where is not None:
		query = query.where(where)
	return asked.page(query, table.creation, table.owner).orderby(table.name).run(as_dict=True)


def exports(asked: Asked) -> tuple[int, list[Act]]:
	"""Who took records out of the system: a list or a register as a file, or one record on paper.

	A file has no unit of its own: it counts as its maker's, by the units that the maker may see. Who is bound to
	no unit takes out those of all.
	"""
	log = frappe.qb.DocType("Access Log")
	of_records = Criterion.any(
		(log.export_from == kind) & log.reference_document.isin(asked.records(kind)) for kind in asked.kinds
	)
	of_lists = (
		_of_unit(log.user, asked.unit)
		& log.export_from.isin(asked.kinds)
		& (Coalesce(log.reference_document, "") == "")
	)
	where = of_records if asked.record else of_records | of_lists
	query = (
		frappe.qb.from_(log)
		.select(
			*(log.creation.as_("at"), log.user, log.export_from.as_("kind"), log.file_type, log.report_name),
			Coalesce(log.reference_document, "").as_("record"),
		)
		.where(where)
	)
	rows = asked.page(query, log.creation, log.user).orderby(log.name).run(as_dict=True)
	return len(rows), [
		Act(
			*(row.at, row.user, row.kind, row.record, PRINTED if row.record else EXPORTED),
			note=_taken_out(row.file_type, row.report_name),
		)
		for row in rows
	]


def _taken_out(file_type: str | None, report_name: str | None) -> str:
	"""Never the filters: what someone has looked for may be a person's name."""
	return " ".join(filter(None, (file_type, _(report_name) if report_name else None)))


def _of_unit(user_field, unit: str | None) -> Criterion:
	units = scope.units_within(unit)
	if units is None:
		return Criterion.all([])
	if not units:
		return scope.criterion(user_field, [])
	bound = frappe.qb.DocType("User Permission")
	users = frappe.qb.from_(bound).select(bound.user).where(bound.allow == UNIT)
	return user_field.isin(users.where(bound.for_value.isin(units))) | user_field.notin(users)


def reveals(asked: Asked) -> tuple[int, list[Act]]:
	"""Who saw personal data in the clear, looked for a person or took the data away in a file, and why.

	A search has no record of its own: it stands under its entry in the Reveal Log, as what was looked for is not
	written down.
	"""
	if not frappe.has_permission(REVEAL_LOG):
		return 0, []
	log = frappe.qb.DocType(REVEAL_LOG)
	kinds = [log.record_kind.isin(asked.kinds)]
	if REVEAL_LOG in asked.kinds:
		kinds.append(
			Coalesce(log.record_kind, "") == "" if asked.record_kind is None else log.name.isnotnull()
		)
	where = [scope.visible(log, REVEAL_LOG), Criterion.any(kinds), log.act.isin(list(REVEALED))]
	if asked.unit:
		where.append(scope.criterion(log.unit, scope.subtree(asked.unit)))
	if asked.record:
		where.append((log.record == asked.record) | (log.name == asked.record))
	query = (
		frappe.qb.from_(log)
		.select(
			log.name,
			log.act,
			log.creation,
			log.revealed_by,
			log.record_kind,
			log.record,
			log.unit,
			log.reason,
		)
		.where(Criterion.all(where))
	)
	rows = asked.page(query, log.creation, log.revealed_by).orderby(log.name).run(as_dict=True)
	return len(rows), [
		Act(
			*(row.creation, row.revealed_by, row.record_kind or REVEAL_LOG),
			*(row.record or ("" if row.record_kind else row.name), REVEALED[row.act]),
			unit=row.unit,
			note=row.reason,
		)
		for row in rows
	]


SOURCES = (creations, creations_of_the_deleted, changes, notes, deletions, exports, reveals)


# What a version tells, in words


def _changes_of(row: dict, data: dict) -> list[Act]:
	"""
	:param data: as Frappe's Version holds it: changed, added, removed, row_changed
	"""
	meta = frappe.get_meta(row["kind"])
	found = []
	for fieldname, before, after in data.get("changed") or ():
		if fieldname == "docstatus":
			found.append(Act(**row, what=DOCSTATUS.get(cint(after), CHANGED)))
		elif fieldname == "name":  # of the record that this one was amended from
			found.append(Act(**row, what=AMENDED, before=cstr(before), after=cstr(after)))
		elif df := meta.get_field(fieldname):
			what = STATE_CHANGED if fieldname in STATE_FIELDS else CHANGED
			values = {"before": worded(before, df, meta), "after": worded(after, df, meta)}
			found.append(Act(**row, what=what, field=_(df.label), **values))
	for which, column in (("added", "after"), ("removed", "before")):
		for table, values in data.get(which) or ():
			if df := meta.get_field(table):
				found.append(Act(**row, what=CHANGED, field=_(df.label), **{column: _row_worded(values, df)}))
	for table, index, _name, changed in data.get("row_changed") or ():
		if df := meta.get_field(table):
			found += _row_changes(row, df, index, changed)
	return found


def _row_changes(row: dict, table, index: int, changed: Collection) -> list[Act]:
	meta = frappe.get_meta(table.options)
	return [
		Act(
			**row,
			what=CHANGED,
			field=_("{0}, row {1}: {2}").format(_(table.label), cint(index) + 1, _(df.label)),
			before=worded(before, df, meta),
			after=worded(after, df, meta),
		)
		for fieldname, before, after in changed
		if (df := meta.get_field(fieldname))
	]


def _row_worded(values: dict, table) -> str:
	meta = frappe.get_meta(table.options)
	return "；".join(
		f"{_(df.label)}：{text}"
		for df in meta.fields
		if df.fieldtype not in no_value_fields and (text := worded(values.get(df.fieldname), df, meta))
	)


def worded(value, df, meta) -> str:
	"""As a reader may see it: in the own language, and nothing of a password or of a field closed to the reader."""
	if df.fieldtype == "Password" or (df.permlevel and df.permlevel not in meta.get_permlevel_access()):
		return ""
	if df.fieldtype == "Check":
		return _("Yes") if cint(value) else _("No")
	if value in (None, "") or df.fieldtype in table_fields:
		return ""
	option = cstr(value)
	if df.fieldtype == "Select" or (df.fieldtype, df.options) == ("Link", "DocType"):
		return _(option)
	return plain(option)


def plain(html: str | None) -> str:
	"""Text without its marks."""
	lines = (html or "").replace("<br>", "\n").replace("<br/>", "\n").replace("</div>", "\n")
	return unescape_html(strip_html(lines)).strip()


def _described(found: list[Act]) -> list[Act]:
	"""With the unit and the title of the records that are still there, by one query for each kind."""
	names: dict[str, set[str]] = {}
	for act in found:
		if act.record and not act.is_deleted:
			names.setdefault(act.kind, set()).add(act.record)
	told = {
		(kind, row.name): {"unit": row.unit, "title": row.title}
		for kind, of_kind in names.items()
		for row in _titles(kind, of_kind)
	}
	return [act if act.is_deleted else replace(act, **told.get((act.kind, act.record), {})) for act in found]


def _titles(kind: str, names: Collection[str]) -> list[dict]:
	table, title = frappe.qb.DocType(kind), frappe.get_meta(kind).get_title_field()
	return (
		frappe.qb.from_(table)
		.select(table.name, table[scope.unit_field(kind)].as_("unit"), table[title].as_("title"))
		.where(table.name.isin(sorted(names)))
		.orderby(table.name)
		.run(as_dict=True)
	)
