"""The same people again: known by their digests alone, without anyone being shown who they are.

Two entries are of the same person when their identity numbers are alike, or both name and telephone are.
"""

import frappe

from fazhi_governance import scope
from fazhi_governance.core.masking import ID_NUMBER, NAME, PHONE, normal
from fazhi_governance.privacy import keys
from fazhi_governance.privacy.sealing import SEALED_VALUE, fields_of, stored_of


def same_persons(doc, doctypes: tuple[str, ...] | None = None) -> list[tuple[str, str]]:
	"""The other records (DocType, name) in which a person of this one appears, whatever their unit.

	:param doc: a record with sealed fields, saved or being saved
	:param doctypes: only records of these kinds
	"""
	people = _people(doc)
	wanted = {digest for person in people for kind in (ID_NUMBER, PHONE) if (digest := person.get(kind))}
	if not wanted:
		return []
	value, name = frappe.qb.DocType(SEALED_VALUE), frappe.qb.DocType(SEALED_VALUE).as_("name_of")
	query = (
		frappe.qb.from_(value)
		.left_join(name)
		.on(
			(name.record_kind == value.record_kind)
			& (name.record == value.record)
			& (name.row == value.row)
			& (name.kind == NAME)
		)
		.select(value.record_kind, value.record, value.kind, value.digest, name.digest)
		.where(value.digest.isin(sorted(wanted)))
		.where((value.record_kind != doc.doctype) | (value.record != doc.name))
		.orderby(value.record_kind)
		.orderby(value.record)
	)
	if doctypes:
		query = query.where(value.record_kind.isin(doctypes))
	by_id = {person.get(ID_NUMBER) for person in people}
	by_phone = {(person.get(PHONE), person.get(NAME)) for person in people if person.get(NAME)}
	found = {
		(doctype, record)
		for doctype, record, kind, digest, name_digest in query.run()
		if (kind == ID_NUMBER and digest in by_id) or (kind == PHONE and (digest, name_digest) in by_phone)
	}
	return sorted(found)


def rows(doc) -> list[dict]:
	"""Those of `same_persons` that the session's user may see, as a form lists them."""
	listed = []
	found = same_persons(doc)
	for doctype in sorted({doctype for doctype, _record in found}):
		listed += in_sight(doctype, [record for kind, record in found if kind == doctype])
	return listed


def in_sight(doctype: str, names: list[str]) -> list[dict]:
	"""doctype, name, title, unit of the records among these that the session's user may see."""
	if not frappe.has_permission(doctype, "read"):
		return []
	table = frappe.qb.DocType(doctype)
	title = frappe.get_meta(doctype).get_title_field()
	found = (
		frappe.qb.from_(table)
		.select(table.name, table[title].as_("title"), table.unit)
		.where(table.name.isin(names))
		# who sees all has no condition, and an empty one joins no other
		.where(scope.visible(table, doctype))
		.orderby(table.name)
		.run(as_dict=True)
	)
	return [{"doctype": doctype, **row} for row in found]


def _people(doc) -> list[dict[str, str]]:
	"""Kind → digest for each person of the record: what is just being saved, else what is stored."""
	taken = doc.flags.get("taken_away") or {}
	stored = (
		{} if doc.is_new() else {(row.row, row.field): row.digest for row in stored_of(doc.doctype, doc.name)}
	)
	people = {}
	for rule, row in fields_of(doc):
		if not row.get(rule.column):
			continue
		key = "" if row is doc else row.name
		secret = taken.get((row.name, rule.field))
		digest = (
			keys.digest(rule.kind, normal(rule.kind, secret)) if secret else stored.get((key, rule.field))
		)
		if digest:
			people.setdefault(key, {})[rule.kind] = digest
	return list(people.values())
