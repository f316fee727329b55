"""An import undone: all its records go, unless something was built on one of them."""

from collections.abc import Callable

import frappe
from frappe import _
from frappe.utils import create_batch, get_fullname, now

from fazhi_governance.kinds import KEPT_BESIDE
from fazhi_governance.privacy import sealing
from fazhi_governance.register import registers
from fazhi_governance.register.importing.job import at_work, commit, dumped, progress
from fazhi_governance.register.importing.states import (
	CHUNK,
	DOCTYPE,
	IMPORTED,
	LISTED,
	RECORDS,
	UNDOING,
	UNDONE,
)

# what stands beside a record without being built on it
TRACES = ("Version", "Comment", "Workflow Action", "Activity Log", "View Log", "Notification Log")


def undo(name: str, lang: str | None = None):
	"""Delete the records of an import, all of them, unless something was built on one."""
	with at_work(name, UNDOING, lang) as doc:
		if not doc:
			return
		frappe.db.savepoint("before_undoing")
		try:
			kind = registers.find(doc.register).record_kind
			names = records_of(name)
			problems = built_on(kind, names)
			if not problems:
				_delete(kind, names, progress(name))
		except Exception:
			frappe.db.rollback(save_point="before_undoing")
			log = frappe.log_error(title=f"{DOCTYPE} {name}")
			problems = [_("The work broke off unexpectedly, and nothing was undone: {0}.").format(log.name)]
		if problems:
			doc.db_set(
				{
					"status": IMPORTED,
					"findings": dumped({"kept": problems[:LISTED], "kept_count": len(problems)}),
				}
			)
			return
		doc.db_set(
			{
				**{"status": UNDONE, "undone_by": frappe.session.user, "undone_on": now()},
				"findings": None,
			}
		)
		doc.add_comment("Info", _("The {0} records of the import were deleted.").format(len(names)))
	commit()


def records_of(name: str) -> list[str]:
	"""The records of an import that are still there, in the order in which they were made."""
	table = frappe.qb.DocType(RECORDS)
	rows = (
		frappe.qb.from_(table)
		.select(table.record_kind, table.record)
		.where(table.register_import == name)
		.orderby(table.row_number)
		.run()
	)
	if not rows:
		return []
	record = frappe.qb.DocType(rows[0][0])
	there = set()
	for chunk in create_batch([record for _kind, record in rows], CHUNK):
		there |= set(
			frappe.qb.from_(record).select(record.name).where(record.name.isin(chunk)).run(pluck=True)
		)
	return [record for _kind, record in rows if record in there]


def built_on(kind: str, names: list[str]) -> list[str]:
	"""Why records of an import cannot go, each in a sentence."""
	found = []
	table = frappe.qb.DocType(kind)
	for chunk in create_batch(names, CHUNK):
		changed = (
			frappe.qb.from_(table)
			.select(table.name, table.modified_by)
			.where(table.name.isin(chunk) & (table.modified != table.creation))
			.orderby(table.name)
			.run()
		)
		found += [
			_("{0} was changed by {1} since.").format(name, get_fullname(user)) for name, user in changed
		]
		for other, child, condition in _links_to(kind, chunk):
			holder = child.parent if other.istable else child.name
			rows = frappe.qb.from_(child).select(condition[0], holder).where(condition[1]).distinct().run()
			doctype = other.name
			own = set(names) if not other.istable and other.name == kind else set()
			found += [
				_("{0} is named by {1} {2}.").format(name, _(doctype), by)
				for name, by in rows
				if by not in own
			]
	return found


def _links_to(kind: str, names: list[str]):
	"""Where a record of this kind may be named: (meta, table, (field, condition))."""
	ignored = {*TRACES, *frappe.get_hooks("ignore_links_on_delete")}
	for fieldtype, options in (("Link", kind), ("Dynamic Link", None)):
		for source, parent in (("DocField", "parent"), ("Custom Field", "dt")):
			filters = {"fieldtype": fieldtype} | ({"options": options} if options else {})
			for df in frappe.get_all(
				source, filters=filters, fields=["fieldname", "options", f"{parent} as dt"], order_by="name"
			):
				if not frappe.db.exists("DocType", df.dt) or not frappe.db.table_exists(df.dt):
					continue
				meta = frappe.get_meta(df.dt)
				if (
					meta.issingle
					or meta.get("is_virtual")
					or df.dt in ignored
					or not meta.has_field(df.fieldname)
				):
					continue
				table = frappe.qb.DocType(df.dt)
				is_it = table[df.fieldname].isin(names)
				if fieldtype == "Dynamic Link":
					if not meta.has_field(df.options):
						continue
					is_it &= table[df.options] == kind
				yield meta, table, (table[df.fieldname], is_it)
	remark, file = frappe.qb.DocType("Comment"), frappe.qb.DocType("File")
	of_record = (remark.reference_doctype == kind) & remark.reference_name.isin(names)
	yield (
		frappe.get_meta("Comment"),
		remark,
		(remark.reference_name, of_record & (remark.comment_type == "Comment")),
	)
	of_record = (file.attached_to_doctype == kind) & file.attached_to_name.isin(names)
	yield frappe.get_meta("File"), file, (file.attached_to_name, of_record)


def _delete(kind: str, names: list[str], tell: Callable[[int, int], None]):
	"""The last first, so that numbers go back as they were given; what the import itself keeps is the trace."""
	tables = [df.options for df in frappe.get_meta(kind).get_table_fields()]
	before = frappe.flags.undoes_import
	frappe.flags.undoes_import = True
	try:
		for done, name in enumerate(reversed(names)):
			tell(done, len(names))
			doc = frappe.get_doc(kind, name)
			doc.run_method("on_trash")
			doc.run_method("after_delete")
	finally:
		frappe.flags.undoes_import = before
	for chunk in create_batch(names, CHUNK):
		of_kind = {"parenttype": kind, "parent": ["in", chunk]}
		for table in tables:
			frappe.db.delete(table, of_kind)
		frappe.db.delete(sealing.SEALED_VALUE, {"record_kind": kind, "record": ["in", chunk]})
		for beside in ("Version", "Comment", "Workflow Action", "View Log", "Tag Link"):
			kind_field, name_field = KEPT_BESIDE[beside]
			frappe.db.delete(beside, {kind_field: kind, name_field: ["in", chunk]})
		frappe.db.delete(kind, {"name": ["in", chunk]})
