import frappe
from frappe import _
from frappe.utils import get_first_day, getdate

from fazhi_governance.governed import GovernedDocument

OF_ONE_MONTH = ("unit", "tally_kind", "month_on")


class MonthlyTally(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		month_on: DF.Date
		quantity: DF.Int
		remark: DF.SmallText | None
		source: DF.Data | None
		tally_kind: DF.Link
		title: DF.Data | None
		unit: DF.Link
		unit_of_measure: DF.Data | None
	# end: auto-generated types

	rule_date_field = "month_on"
	not_in_future = ("month_on",)

	def before_validate(self):
		if self.month_on:
			self.month_on = get_first_day(self.month_on)
			# a list on a phone shows the title alone
			self.title = f"{self.tally_kind or ''} {getdate(self.month_on):%Y-%m}".strip()

	def derive(self):
		kind = frappe.db.get_value(
			"Tally Kind", self.tally_kind, ["unit_of_measure", "is_in_use"], as_dict=True
		)
		if kind:
			self.unit_of_measure = kind.unit_of_measure
			if self.is_new() and not kind.is_in_use:
				self.refuse(
					_("The kind of work {0} is no longer in use.").format(self.tally_kind),
					_("Choose another one, or have it taken into use again."),
				)
		self.refuse_second_of_the_month()

	def refuse_second_of_the_month(self):
		other = frappe.db.get_value(
			self.doctype,
			{**{field: self.get(field) for field in OF_ONE_MONTH}, "name": ["!=", self.name or ""]},
		)
		if other:
			self.refuse(
				_("{0} has counted this month already: {1}.").format(self.unit, other),
				_("Change the quantity there."),
			)


def on_doctype_update():
	"""Two who save at the same moment would both find the month still free."""
	frappe.db.add_unique("Monthly Tally", OF_ONE_MONTH, constraint_name="one_of_a_month")
