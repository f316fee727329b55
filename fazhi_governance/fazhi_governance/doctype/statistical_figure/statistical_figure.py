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
		aggregate_field: DF.Data | None
		breakdown_field: DF.Data | None
		child_table: DF.Link | None
		code: DF.Data
		date_field: DF.Data | None
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
		label: DF.Data
		numerator: DF.Link | None
		record_kind: DF.Link | None
		remark: DF.SmallText | None
		unit_of_measure: DF.Data | None
		until_field: DF.Data | None
	# end: auto-generated types

	def validate(self):
		refuse_change_of_standard(self)
		self.refuse_odd_names()
		if self.aggregate == RATIO:
			self.refuse_ratio_of_ratios()
		else:
			self.refuse_unknown_fields()

	def on_update(self):
		clear_request_cache()

	def on_trash(self):
		refuse_deletion_of_standard(self)
		refuse_used(self)
		clear_request_cache()

	def refuse_odd_names(self):
		if not re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)+", self.code):
			self.refuse(_("the code {0} is not like mediation.resolved.").format(self.code))
		if set("{}|") & set(self.label):
			self.refuse(_("the label must not contain any of the characters {0}").format("{ } |"))

	def refuse_ratio_of_ratios(self):
		for part in (self.numerator, self.denominator):
			if not part or frappe.db.get_value(self.doctype, part, "aggregate") not in (COUNT, SUM, DISTINCT):
				self.refuse(_("a ratio needs two figures that are counts or sums."))

	def refuse_unknown_fields(self):
		"""Whatever the figure names must exist, so that a faulty one is refused here and breaks nothing later."""
		if self.record_kind not in GOVERNED_DOCTYPES:
			self.refuse(_("{0} is no record kind that belongs to a unit.").format(_(self.record_kind)))
		tables = [df.options for df in frappe.get_meta(self.record_kind).get_table_fields()]
		if self.child_table and self.child_table not in tables:
			self.refuse(_("{0} has no rows of {1}.").format(_(self.record_kind), _(self.child_table)))
		try:
			from_row(self)
			types = {
				name: field_type(holder(self.record_kind, self.child_table, self.get(name)), self.get(name))
				for name in ("date_field", "until_field", "aggregate_field", "breakdown_field")
				if self.get(name)
			}
		except ValueError as error:
			self.refuse(str(error))
		if types.get("date_field") != "Date":
			self.refuse(_("the date field must be a field of type Date."))
		if self.until_field and (types["until_field"] != "Date" or self.child_table):
			self.refuse(_("the until field must be a field of type Date of the record itself."))
		if self.aggregate in (SUM, DISTINCT, NAMES) and "aggregate_field" not in types:
			self.refuse(_("choose the aggregated field."))
		if self.aggregate == SUM and types["aggregate_field"] not in NUMBERS:
			self.refuse(_("only a number can be summed up."))
		if self.breakdown_field and self.aggregate not in (COUNT, SUM):
			self.refuse(_("only a count or a sum can be broken down."))

	def refuse(self, problem: str):
		frappe.throw(_("Statistical Figure {0}: {1}").format(self.label or self.code, problem))
