"""GovernedDocument: the base on which every record kind declares what it is.

A controller reads like a table of contents: its clocks, gates and plain rules are class-level declarations
consumed here; the methods below them are the few rules that are its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

import frappe
from frappe import _
from frappe.model import no_value_fields, table_fields
from frappe.model.document import Document
from frappe.utils import cint, flt, formatdate, getdate
from frappe.utils.caching import request_cache

from fazhi_governance import evidence
from fazhi_governance.compat import current_date
from fazhi_governance.kinds import GOVERNED_DOCTYPES
from fazhi_governance.privacy import repeats, sealing
from fazhi_governance.privacy.sealing import Sealed
from fazhi_governance.scope import UNIT
from fazhi_governance.statute.clocks import (
	Clock,
	clock_rows,
	clock_titles,
	set_due_dates,
	tell_void_extensions,
)
from fazhi_governance.statute.gates import Gate, pass_gates, record_warnings, unmet_rows
from fazhi_governance.statute.steps import Step, checklist_rows

CASTS = ((cint, ("Int", "Check")), (flt, ("Float", "Currency", "Percent")))


@dataclass(frozen=True)
class WrittenBy:
	"""Fields that are not for everyone who may write the record.

	:param fields: fieldnames; a column of a child table as `table.column`
	:param check: name of the record's method that says in one translated sentence who may write them, or
		returns None when the session's user may
	:param is_all_but: it is all other fields that are meant
	"""

	fields: tuple[str, ...]
	check: str
	is_all_but: bool = False

	def fields_of(self, doc) -> list[str]:
		if not self.is_all_but:
			return list(self.fields)
		return [
			df.fieldname
			for df in doc.meta.fields
			if df.fieldtype not in no_value_fields and not df.read_only and df.fieldname not in self.fields
		] + [df.fieldname for df in doc.meta.get_table_fields() if df.fieldname not in self.fields]


def loads_past_years() -> bool:
	"""Whether what others have done in past years is entered in their place: by a system manager, or from a ledger."""
	return "System Manager" in frappe.get_roles() or bool(frappe.flags.batch)


class GovernedDocument(Document):
	clocks: tuple[Clock, ...] = ()
	gates: tuple[Gate, ...] = ()
	# the procedure that its flags demand
	steps: tuple[Step, ...] = ()
	written_by: tuple[WrittenBy, ...] = ()
	# personal data: the fields show masks, reading them again is an act of its own
	sealed: tuple[Sealed, ...] = ()
	# fields that no one writes: what stands in the database counts until the record itself sets them
	set_by_record: tuple[str, ...] = ()
	# the date field whose day decides which law applies
	rule_date_field: str | None = None
	# date fields that tell of something that has happened; a column of a child table as `table.column`
	not_in_future: tuple[str, ...] = ()
	# (earlier, later) pairs of date fields, or of columns likewise
	in_order: tuple[tuple[str, str], ...] = ()

	@property
	def rule_date(self) -> date:
		"""The record's own date: a case of 2024 is judged by the law of 2024."""
		return getdate(self.get(self.rule_date_field)) if self.rule_date_field else current_date()

	def onload(self):
		self.set_onload("clocks", clock_rows(self))
		self.set_onload("clock_titles", clock_titles(self))
		self.set_onload("unmet_rules", unmet_rows(self))
		self.set_onload("checklist", checklist_rows(self))
		self.set_onload("locked_fields", self.locked_fields())
		if self.sealed:
			self.set_onload("same_persons", repeats.rows(self))

	def before_insert(self):
		sealing.remember_restored(self)

	def validate(self):
		sealing.take_away(self)
		self.cast_numbers()
		self.restore_own_fields()
		self.refuse_foreign_hands()
		self.refuse_negative_numbers()
		self.refuse_future_dates()
		self.refuse_reversed_dates()
		self.derive()
		self.refuse_day_without_unit()
		set_due_dates(self)
		pass_gates(self)

	def before_update_after_submit(self):
		self.validate()

	def on_update(self):
		sealing.put_down(self)
		self.keep_attached_files()
		record_warnings(self)
		tell_void_extensions(self)

	def on_update_after_submit(self):
		self.on_update()

	def derive(self):
		"""Fields that follow from others; a record kind's own."""

	def withheld(self) -> str | None:
		"""Why the session's user, who may reveal personal data, may not reveal this record's; a record kind's own."""

	def has_entered(self, state: str) -> bool:
		"""Whether it is this save that brings the record into a state of its workflow."""
		before = self.get_doc_before_save()
		is_saving = bool(getattr(self, "_action", None))
		return (
			is_saving and self.workflow_state == state and (before is None or before.workflow_state != state)
		)

	def keep_attached_files(self):
		for file_url, fieldname in evidence.attachments(self):
			evidence.keep(self, file_url, fieldname)

	def kept_files(self) -> list[str]:
		"""The URLs of the files that must not be deleted."""
		return evidence.attached(self) if self.docstatus.is_submitted() else []

	def cast_numbers(self):
		"""A form posted to REST brings text; Frappe makes numbers of it only after validation."""
		for row in (self, *self.get_all_children()):
			for cast, fieldtypes in CASTS:
				for df in row.meta.get("fields", {"fieldtype": ["in", fieldtypes]}):
					row.set(df.fieldname, cast(row.get(df.fieldname)))

	def restore_own_fields(self):
		before = self.get_doc_before_save()
		for fieldname in self.set_by_record:
			self.set(fieldname, before.get(fieldname) if before else None)

	def locked_fields(self) -> list[str]:
		"""The fields that the session's user may not write, for the form."""
		if "System Manager" in frappe.get_roles():
			return []
		return [
			field for rule in self.written_by if getattr(self, rule.check)() for field in rule.fields_of(self)
		]

	def refuse_foreign_hands(self):
		"""Who loads the records of past years may write in another's place."""
		if loads_past_years():
			return
		before = self.get_doc_before_save()
		for rule in self.written_by:
			changed = [
				field for field in rule.fields_of(self) if _written(self, field) != _written(before, field)
			]
			if changed and (problem := getattr(self, rule.check)()):
				labels = "、".join(_(_field(self, path).label) for path in changed)
				self.refuse(
					_("{0} cannot be written by you.").format(labels),
					_("{0} Leave these fields as they were.").format(problem),
				)

	def refuse_negative_numbers(self):
		for df in self.meta.get("fields", {"non_negative": 1}):
			if self.get(df.fieldname) < 0:
				self.refuse(
					_("{0} is {1}, but a count cannot be negative.").format(
						_(df.label), self.get(df.fieldname)
					),
					_("Enter 0 or more, or leave it empty if it was not counted."),
				)

	def refuse_future_dates(self):
		today = current_date()
		for path in self.not_in_future:
			for row, day in _days(self, path):
				if day > today:
					self.refuse(
						_("{0} is {1}, a day that has not come yet.").format(
							_called(self, path, row), formatdate(day)
						),
						_("Only what has happened is recorded: enter the day on which it took place."),
					)

	def refuse_reversed_dates(self):
		for earlier, later in self.in_order:
			for (start_row, start), (end_row, end) in product(_days(self, earlier), _days(self, later)):
				if end < start:
					self.refuse(
						_("{0} ({1}) is before {2} ({3}).").format(
							_called(self, later, end_row),
							formatdate(end),
							_called(self, earlier, start_row),
							formatdate(start),
						),
						_("Correct one of the two dates."),
					)

	def refuse_day_without_unit(self):
		"""A unit that was moved is two: what happened before counts where it was, what happens since where it is."""
		before = self.get_doc_before_save()
		if before and (before.unit, before.rule_date) == (self.unit, self.rule_date):
			return
		unit = _span(self.unit)
		if not unit:
			return  # Frappe itself refuses a unit that there is not, or none
		if unit.dissolved_on and self.rule_date > unit.dissolved_on:
			successor = frappe.db.get_value(UNIT, {"succeeds": self.unit}, "name")
			self.refuse(
				_("Its day is {0}, but {1} works only until {2}.").format(
					formatdate(self.rule_date), self.unit, formatdate(unit.dissolved_on)
				),
				_("Enter it for {0}, or correct the day.").format(
					successor or _("the unit that works today")
				),
			)
		if unit.succeeds and self.rule_date < unit.established_on:
			self.refuse(
				_("Its day is {0}, but {1} stands in its present place only since {2}.").format(
					formatdate(self.rule_date), self.unit, formatdate(unit.established_on)
				),
				_("Enter it for {0}, or correct the day.").format(unit.succeeds),
			)

	def refuse_hidden_matter(self, kind_field: str = "matter_kind", name_field: str = "matter", row=None):
		"""Another record is named only by someone who may see it.

		:param row: a row of one of the tables that names it; None: the record itself
		:raises frappe.ValidationError: it is no governed record, it is half named, or the user may not see it
		"""
		row = row or self
		matter_kind, matter = row.get(kind_field), row.get(name_field)
		if not matter_kind or (matter_kind, matter) == self._named_before(row, kind_field, name_field):
			return
		labels = {"kind": _(row.meta.get_label(kind_field)), "name": _(row.meta.get_label(name_field))}
		if matter_kind not in GOVERNED_DOCTYPES:
			self.refuse(
				_("{0} is no kind of record that can be a matter.").format(_(matter_kind)),
				_("Choose a kind of record of Fazhi Governance, or leave {kind} empty.").format(**labels),
			)
		if not matter:
			self.refuse(
				_("{kind} is chosen, but no {name}.").format(**labels),
				_("Choose {name}, or clear {kind}.").format(**labels),
			)
		if not frappe.has_permission(matter_kind, "read", doc=matter):
			self.refuse(
				_("The matter {0} is none that you may see.").format(matter),
				_("Choose a record of your own units."),
			)

	def _named_before(self, row, kind_field: str, name_field: str) -> tuple | None:
		before = self.get_doc_before_save()
		if before and row is not self:
			before = next((each for each in before.get(row.parentfield) if each.name == row.name), None)
		return (before.get(kind_field), before.get(name_field)) if before else None

	def refuse(self, problem: str, way_out: str):
		"""Refuse to save, naming the record, what is wrong and the way out.

		:raises frappe.ValidationError:
		"""
		frappe.throw(
			"<br>".join(frappe.utils.escape_html(part) for part in (self.named(problem), way_out)),
			title=_("Cannot Be Saved"),
		)

	def named(self, problem: str) -> str:
		"""The problem with the record it is found on: 矛盾纠纷调解“…”：…"""
		return f"{self.called}：{problem}"

	@property
	def called(self) -> str:
		"""Kind and title: 矛盾纠纷调解“…”."""
		return f"{_(self.doctype)}“{self.get_title() or self.name or ''}”"


@request_cache
def _span(unit: str):
	"""From when to when a unit works, and whose work it goes on with; None: there is no such unit."""
	return frappe.db.get_value(UNIT, unit, ["established_on", "dissolved_on", "succeeds"], as_dict=True)


def _field(doc, path: str):
	table, _dot, column = path.rpartition(".")
	meta = frappe.get_meta(doc.meta.get_field(table).options) if table else doc.meta
	return meta.get_field(column)


def _days(doc, path: str) -> Iterator[tuple[Document, date]]:
	"""The record, or each row, that holds a day in a date field or column, and the day."""
	table, _dot, column = path.rpartition(".")
	for row in doc.get(table) if table else (doc,):
		if value := row.get(column):
			yield row, getdate(value)


def _called(doc, path: str, row) -> str:
	"""A date field or column as the form calls it, with the number of the row."""
	label = _(_field(doc, path).label)
	return label if row is doc else _("{0}, row {1}").format(label, row.idx)


def _written(doc, path: str):
	"""What stands in a field, in a form that can be compared; nothing at all where there is no record yet."""
	table, _dot, column = path.rpartition(".")
	if not doc:
		return None
	df = _field(doc, path)
	if table:
		values = {row.idx: _plain(row.get(column), df.fieldtype) for row in doc.get(table)}
		return {idx: value for idx, value in values.items() if value} or None
	if df.fieldtype in table_fields:
		columns = [
			each for each in frappe.get_meta(df.options).fields if each.fieldtype not in no_value_fields
		]
		rows = [
			[_plain(row.get(each.fieldname), each.fieldtype) for each in columns] for row in doc.get(column)
		]
		return rows or None
	return _plain(doc.get(column), df.fieldtype)


def _plain(value, fieldtype: str):
	if fieldtype == "Date" and value:
		return getdate(value)
	return value or None
