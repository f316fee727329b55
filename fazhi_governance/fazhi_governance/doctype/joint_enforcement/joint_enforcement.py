from frappe import _

from fazhi_governance.governed import GovernedDocument
from fazhi_governance.statute.clocks import Clock

NOTHING_FOUND, OPEN, PUT_RIGHT = "Nothing Found", "To Be Put Right", "Put Right"


class JointEnforcement(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		account: DF.SmallText | None
		field: DF.Literal["", "Production Safety", "Traffic Safety", "Illegal Construction", "Other"]
		held_on: DF.Date
		lead: DF.Data
		officers_count: DF.Int
		partners: DF.SmallText | None
		place: DF.Data | None
		problems_count: DF.Int
		rectification_due_on: DF.Date | None
		rectification_warn_on: DF.Date | None
		rectified_count: DF.Int
		rectified_on: DF.Date | None
		rectify_by: DF.Date | None
		sites_count: DF.Int
		status: DF.Literal["Nothing Found", "To Be Put Right", "Put Right"]
		title: DF.Data
		unit: DF.Link
	# end: auto-generated types

	rule_date_field = "held_on"
	not_in_future = ("held_on", "rectified_on")
	in_order = (("held_on", "rectify_by"), ("held_on", "rectified_on"))
	clocks = (
		Clock(
			"E21",
			start="rectify_by",
			stop="rectified_on",
			due="rectification_due_on",
			warn="rectification_warn_on",
			when={"status": (OPEN, PUT_RIGHT)},
		),
	)

	def derive(self):
		if self.rectified_count > self.problems_count:
			self.refuse(
				_("{0} problems were put right, but only {1} were found.").format(
					self.rectified_count, self.problems_count
				),
				_("Correct one of the two numbers."),
			)
		if self.rectified_on and self.rectified_count < self.problems_count:
			self.refuse(
				_("All is said to be put right, but only {0} of {1} problems are.").format(
					self.rectified_count, self.problems_count
				),
				_("Correct the number, or clear All Put Right On until all are."),
			)
		if not self.problems_count:
			self.status = NOTHING_FOUND
		else:
			self.status = PUT_RIGHT if self.rectified_on else OPEN
