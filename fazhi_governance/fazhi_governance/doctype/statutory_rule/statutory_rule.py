import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from fazhi_governance.compat import clear_request_cache
from fazhi_governance.core import deadlines
from fazhi_governance.standard import refuse_change_of_standard, refuse_deletion_of_standard
from fazhi_governance.statute.renewal import renew_due_dates
from fazhi_governance.statute.rules import refuse_overlap, refuse_overlong


class StatutoryRule(Document):
	"""What a law demands, in force from a day on. A new wording of the law is a new row of the same code."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		advice: DF.SmallText | None
		article: DF.Data | None
		clock_kind: DF.Literal["", "Deadline", "Minimum Period", "Fixed Date", "Expiry", "Agreed Date"]
		code: DF.Data
		day_type: DF.Literal["Calendar Day", "Working Day", "Month", "Year"]
		extension_cap: DF.Int
		fixed_day: DF.Int
		fixed_month: DF.Int
		fixed_year_offset: DF.Int
		in_force_from: DF.Date
		in_force_to: DF.Date | None
		is_backwards: DF.Check
		is_standard: DF.Check
		kind: DF.Literal["Clock", "Gate"]
		law: DF.Link | None
		length: DF.Int
		level: DF.Literal["Block", "Warn", "Inform"]
		quotation: DF.SmallText | None
		record_kind: DF.Link
		rolls_over: DF.Check
		rolls_over_basis: DF.Data | None
		source_status: DF.Literal["Text Read", "Reported", "Unverified", "Recommended"]
		title: DF.Data
		warn_day_type: DF.Literal["Calendar Day", "Working Day", "Month", "Year"]
		warn_span: DF.Int
	# end: auto-generated types

	def validate(self):
		refuse_change_of_standard(self)
		refuse_overlap(self, code=self.code)
		refuse_overlong(self, "length", "extension_cap", "warn_span")
		self.refuse_impossible_time()

	def on_update(self):
		if frappe.flags.in_fixtures:
			# all at once, after the update of the app (install.after_migrate)
			clear_request_cache()
		else:
			renew_due_dates(record_kind=self.record_kind)

	def on_trash(self):
		refuse_deletion_of_standard(self)

	def after_delete(self):
		clear_request_cache()

	def refuse_impossible_time(self):
		if self.kind != "Clock":
			return
		if self.clock_kind == deadlines.FIXED_DATE:
			if not (1 <= cint(self.fixed_month) <= 12 and 1 <= cint(self.fixed_day) <= 31):
				frappe.throw(
					_("Rule {0}: {1}/{2} is no day of a year. Correct Month and Day.").format(
						self.code, self.fixed_month, self.fixed_day
					)
				)
		elif not cint(self.length) and self.clock_kind not in deadlines.NAMED_DAY:
			frappe.throw(
				_("Rule {0} is a clock, but has no Length. Enter how long it runs.").format(self.code)
			)
		elif self.is_backwards and self.clock_kind != deadlines.DEADLINE:
			frappe.throw(
				_("Rule {0}: only a deadline can be counted backwards from an event.").format(self.code)
			)
