import re

import frappe
from frappe import _
from frappe.model.document import Document

from fazhi_governance.annual_report.uses import refuse_used
from fazhi_governance.compat import clear_request_cache
from fazhi_governance.kinds import GOVERNED_DOCTYPES
from fazhi_governance.standard import refuse_change_of_standard, refuse_deletion_of_standard
from fazhi_governance.statistics.conditions import NUMBERS, field_type, holder
from fazhi_governance.statistics.figures import COUNT, DISTINCT, NAMES, RATIO, SUM, from_row


class StatisticalFigure(Document):
	"""What is counted, over which records and period."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		aggregate: DF.Literal["Count", "Sum", "Distinct", "Names", "Ratio"]
		aggregate_field: DF.Autocomplete | None
		breakdown_field: DF.Autocomplete | None
		child_table: DF.Link | None
		code: DF.Data
		date_field: DF.Autocomplete | None
		denominator: DF.Link | None
		figure_group: DF.Literal[
			"Organisation",
			"Decisions",
			"Capability",
			"Publicity",
			"Disputes",
			"Enforcement",
			"Service and Disclosure",
			"Other",
		]
		filters: DF.Code | None
		is_enabled: DF.Check
		is_standard: DF.Check
		is_until_day_counted: DF.Check
		label: DF.Data
		numerator: DF.Link | None
		record_kind: DF.Link | None
		remark: DF.SmallText | None
		unit_of_measure: DF.Data | None
		until_field: DF.Autocomplete | None
	# end: auto-generated types

	def validate(self):
		refuse_change_of_standard(self)
		if fault := self.fault():
			frappe.throw(_("Statistical Figure {0}: {1}").format(self.label or self.code, fault))

	def on_update(self):
		clear_request_cache()

	def on_trash(self):
		refuse_deletion_of_standard(self)
		refuse_used(self)
		clear_request_cache()

	def fault(self) -> str | None:
		"""What is wrong with its definition: refused here, it breaks nothing later."""
		return self.fault_of_names() or self.fault_of_definition()

	def fault_of_definition(self) -> str | None:
		return self.fault_of_ratio() if self.aggregate == RATIO else self.fault_of_source()

	def fault_of_names(self) -> str | None:
		if not re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)+", self.code or ""):
			return _("the code {0} is not like mediation.resolved.").format(self.code)
		if set("{}|") & set(self.label or ""):
			return _("the label must not contain any of the characters {0}").format("{ } |")

	def fault_of_ratio(self) -> str | None:
		for part in (self.numerator, self.denominator):
			if not part or frappe.db.get_value(self.doctype, part, "aggregate") not in (COUNT, SUM, DISTINCT):
				return _("a ratio needs two figures that are counts or sums.")

	def fault_of_source(self) -> str | None:
		"""Whatever the figure names must exist and be of a kind that can be counted so."""
		if not self.record_kind:
			return _("choose the record kind.")
		if self.record_kind not in GOVERNED_DOCTYPES:
			return _("{0} is no record kind that belongs to a unit.").format(_(self.record_kind))
		tables = [df.options for df in frappe.get_meta(self.record_kind).get_table_fields()]
		if self.child_table and self.child_table not in tables:
			return _("{0} has no rows of {1}.").format(_(self.record_kind), _(self.child_table))
		try:
			from_row(self)
			types = {
				name: field_type(holder(self.record_kind, self.child_table, self.get(name)), self.get(name))
				for name in ("date_field", "until_field", "aggregate_field", "breakdown_field")
				if self.get(name)
			}
		except ValueError as error:
			return str(error)
		if types.get("date_field") != "Date":
			return _("the date field must be a field of type Date.")
		if self.until_field and (types["until_field"] != "Date" or self.child_table):
			return _("the until field must be a field of type Date of the record itself.")
		if self.aggregate in (SUM, DISTINCT, NAMES) and "aggregate_field" not in types:
			return _("choose the aggregated field.")
		if self.aggregate == SUM and types["aggregate_field"] not in NUMBERS:
			return _("only a number can be summed up.")
		if self.breakdown_field and self.aggregate not in (COUNT, SUM):
			return _("only a count or a sum can be broken down.")
