"""Personal data sealed: a field shows its mask, the text itself lies enciphered in Sealed Value.

A record kind declares its sealed fields. What a person types there is taken away before anything else happens
to the record; what stands in the record from then on, in its table, its versions, its lists, its exports and its
print, is the mask. Reading it again is an act of its own: reveal.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import frappe
from frappe import _

from fazhi_governance.core.masking import ADDRESS, ID_NUMBER, MASK, NAME, PHONE, masked, normal
from fazhi_governance.privacy import identity, keys

SEALED_VALUE = "Sealed Value"
COLUMNS = ("name", "record_kind", "record", "row", "field", "kind", "ciphertext", "digest")


@dataclass(frozen=True)
class Sealed:
	"""A declaration on a record kind.

	:param field: the fieldname; a column of a child table as `table.column`
	:param kind: NAME, ID_NUMBER, PHONE or ADDRESS of core/masking.py
	"""

	field: str
	kind: str

	@property
	def table(self) -> str:
		return self.field.rpartition(".")[0]

	@property
	def column(self) -> str:
		return self.field.rpartition(".")[2]


# the columns of Involved Person, in the table `persons` of whatever record
PERSONS = (
	Sealed("persons.person_name", NAME),
	Sealed("persons.id_number", ID_NUMBER),
	Sealed("persons.phone", PHONE),
	Sealed("persons.address", ADDRESS),
)


def fields_of(doc) -> Iterator[tuple[Sealed, object]]:
	"""Each sealed field with the record, or the row of its table, that holds it."""
	for rule in doc.sealed:
		for row in doc.get(rule.table) if rule.table else (doc,):
			yield rule, row


def take_away(doc):
	"""Put masks in the place of what was typed, and keep that aside until the record is saved.

	A mask that comes back is what the record holds already.

	:raises frappe.ValidationError: part of a mask was typed over, or the number of an identity card is none
	"""
	identity.refuse_in_text(doc)
	if not doc.sealed:
		return
	identity.check_parties(doc)
	doc.flags.taken_away = {}
	before = doc.get_doc_before_save()
	held = {(row.name, rule.field): row.get(rule.column) for rule, row in fields_of(before)} if before else {}
	for rule, row in fields_of(doc):
		typed = (row.get(rule.column) or "").strip()
		if not typed or typed == held.get((row.name, rule.field)):
			continue
		if MASK in typed:
			secret = _restored(doc, rule, row) or _refuse_mask(doc, rule, row)
		else:
			secret = typed
			identity.check(doc, rule, row, secret)
		doc.flags.taken_away[row.name, rule.field] = secret
		row.set(rule.column, masked(rule.kind, secret))


def put_down(doc):
	"""After the record: what was taken away is sealed, what it no longer holds is erased."""
	if not doc.sealed:
		return
	batch = frappe.flags.batch
	# in a batch every record is new, and none comes back from Deleted Document
	stored = {} if batch else {(row.row, row.field): row for row in stored_of(doc.doctype, doc.name)}
	held = {(_row(doc, row), rule.field): row for rule, row in fields_of(doc) if row.get(rule.column)}
	if gone := [row.name for key, row in stored.items() if key not in held]:
		frappe.db.delete(SEALED_VALUE, {"name": ["in", gone]})

	new, changed = [], []
	taken = doc.flags.pop("taken_away", {})
	for rule, row in fields_of(doc):
		if (row.name, rule.field) not in taken:
			continue
		secret = taken[row.name, rule.field]
		values = (keys.seal(secret), keys.digest(rule.kind, normal(rule.kind, secret)))
		if old := stored.get((_row(doc, row), rule.field)):
			if old.digest != values[1]:
				changed.append(label_of(rule, row))
			frappe.db.set_value(
				SEALED_VALUE, old.name, dict(zip(("ciphertext", "digest"), values, strict=True))
			)
		else:
			new.append(
				(
					frappe.generate_hash(length=16),
					doc.doctype,
					doc.name,
					_row(doc, row),
					rule.field,
					rule.kind,
					*values,
				)
			)
	if new:
		add = batch.add if batch else frappe.db.bulk_insert
		add(SEALED_VALUE, COLUMNS, new)
	if changed:
		# two people may have the same mask, and the versions hold masks alone
		doc.add_comment("Info", _("Personal data changed: {0}").format("、".join(changed)))


def stored_of(doctype: str, name: str) -> list:
	"""The Sealed Value rows of a record."""
	return frappe.get_all(
		SEALED_VALUE,
		filters={"record_kind": doctype, "record": name},
		fields=["name", "row", "field", "kind", "ciphertext", "digest"],
		order_by="name",
	)


def label_of(rule: Sealed, row) -> str:
	"""证件号码, and in a table with the number of the row: 第2行证件号码."""
	label = _(row.meta.get_label(rule.column))
	return _("row {0} {1}").format(row.idx, label) if rule.table else label


def remember_restored(doc):
	"""A record that comes back from Deleted Document gets back what was sealed with it.

	Only who may read deleted documents restores one; its rows still have their old names here.
	"""
	if not (doc.sealed and doc.name and "System Manager" in frappe.get_roles()):
		return
	if not frappe.db.exists(
		"Deleted Document", {"deleted_doctype": doc.doctype, "deleted_name": doc.name, "restored": 0}
	):
		return
	sealed = {(row.row, row.field): row.ciphertext for row in stored_of(doc.doctype, doc.name)}
	for rule, row in fields_of(doc):
		if ciphertext := sealed.get((_row(doc, row), rule.field)):
			row.flags.restored = {**(row.flags.restored or {}), rule.field: ciphertext}


def erase(doctype: str, name: str):
	"""What was sealed with a record, for good."""
	frappe.db.delete(SEALED_VALUE, {"record_kind": doctype, "record": name})


def erase_orphans():
	"""Daily: what was sealed with records of which not even a Deleted Document is left."""
	value, deleted = frappe.qb.DocType(SEALED_VALUE), frappe.qb.DocType("Deleted Document")
	for doctype in sorted(
		set(frappe.get_all(SEALED_VALUE, pluck="record_kind", distinct=True, order_by="record_kind"))
	):
		record = frappe.qb.DocType(doctype)
		gone = (
			frappe.qb.from_(value)
			.left_join(record)
			.on(record.name == value.record)
			.left_join(deleted)
			.on(
				(deleted.deleted_doctype == doctype)
				& (deleted.deleted_name == value.record)
				& (deleted.restored == 0)
			)
			.select(value.name)
			.where((value.record_kind == doctype) & record.name.isnull() & deleted.name.isnull())
			.run(pluck=True)
		)
		if gone:
			frappe.db.delete(SEALED_VALUE, {"name": ["in", gone]})


def _row(doc, row) -> str:
	return "" if row is doc else row.name


def _restored(doc, rule: Sealed, row) -> str | None:
	ciphertext = (row.flags.restored or {}).get(rule.field)
	return keys.unseal(ciphertext) if ciphertext else None


def _refuse_mask(doc, rule: Sealed, row):
	doc.refuse(
		_("{0} holds a part that is hidden.").format(label_of(rule, row)),
		_("Type it in full, or leave it as it was."),
	)
