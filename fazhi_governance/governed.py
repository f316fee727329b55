"""GovernedDocument: the base on which every record kind declares what it is.

A controller reads like a table of contents: its clocks, gates and plain rules are class-level declarations
consumed here; the methods below them are the few rules that are its own.
"""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, flt, formatdate, getdate

from fazhi_governance.statute.clocks import Clock, clock_rows, clock_titles, set_due_dates
from fazhi_governance.statute.gates import Gate, pass_gates, record_warnings, unmet_rows


class GovernedDocument(Document):
	clocks: tuple[Clock, ...] = ()
	gates: tuple[Gate, ...] = ()
	# the date field whose day decides which law applies
	rule_date_field: str | None = None
	# date fields that tell of something that has happened
	not_in_future: tuple[str, ...] = ()
	# (earlier, later) pairs of date fields
	in_order: tuple[tuple[str, str], ...] = ()

	@property
	def rule_date(self) -> date:
		"""The record's own date: a case of 2024 is judged by the law of 2024."""
		return getdate(self.get(self.rule_date_field)) if self.rule_date_field else getdate()

	def onload(self):
		self.set_onload("clocks", clock_rows(self))
		self.set_onload("clock_titles", clock_titles(self))
		self.set_onload("unmet_rules", unmet_rows(self))

	def validate(self):
		self.cast_numbers()
		self.refuse_negative_numbers()
		self.refuse_future_dates()
		self.refuse_reversed_dates()
		self.derive()
		set_due_dates(self)
		pass_gates(self)

	def on_update(self):
		record_warnings(self)

	def derive(self):
		"""Fields that follow from others; a record kind's own."""

	def cast_numbers(self):
		"""A form posted to REST brings text; Frappe makes numbers of it only after validation."""
		for row in (self, *self.get_all_children()):
			for df in row.meta.fields:
				if df.fieldtype in ("Int", "Check"):
					row.set(df.fieldname, cint(row.get(df.fieldname)))
				elif df.fieldtype in ("Float", "Currency", "Percent"):
					row.set(df.fieldname, flt(row.get(df.fieldname)))

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
		for fieldname in self.not_in_future:
			value = self.get(fieldname)
			if value and getdate(value) > getdate():
				self.refuse(
					_("{0} is {1}, a day that has not come yet.").format(
						_(self.meta.get_label(fieldname)), formatdate(value)
					),
					_("Only what has happened is recorded: enter the day on which it took place."),
				)

	def refuse_reversed_dates(self):
		for earlier, later in self.in_order:
			start, end = self.get(earlier), self.get(later)
			if start and end and getdate(end) < getdate(start):
				self.refuse(
					_("{0} ({1}) is before {2} ({3}).").format(
						_(self.meta.get_label(later)),
						formatdate(end),
						_(self.meta.get_label(earlier)),
						formatdate(start),
					),
					_("Correct one of the two dates."),
				)

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
		return f"{_(self.doctype)}“{self.get_title() or self.name or ''}”：{problem}"
