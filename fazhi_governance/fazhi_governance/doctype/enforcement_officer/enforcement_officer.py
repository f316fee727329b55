from frappe import _

from fazhi_governance.governed import GovernedDocument
from fazhi_governance.statute.clocks import Clock

ON_STAFF = "On Staff"


class EnforcementOfficer(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		area: DF.Data | None
		certificate_due_on: DF.Date | None
		certificate_from: DF.Date | None
		certificate_number: DF.Data | None
		certificate_to: DF.Date | None
		certificate_warn_on: DF.Date | None
		is_review_qualified: DF.Check
		joined_on: DF.Date
		left_on: DF.Date | None
		officer_name: DF.Data
		status: DF.Literal["On Staff", "Auxiliary"]
		unit: DF.Link
		user: DF.Link | None
	# end: auto-generated types

	not_in_future = ("joined_on", "certificate_from", "left_on")
	in_order = (("certificate_from", "certificate_to"), ("joined_on", "left_on"))
	clocks = (
		Clock(
			"E7",
			start="certificate_to",
			stop="left_on",
			due="certificate_due_on",
			warn="certificate_warn_on",
			when={"status": ON_STAFF},
			who="user",
		),
	)

	def derive(self):
		if self.status == ON_STAFF and not (self.certificate_number and self.certificate_to):
			self.refuse(
				_("It is on staff, but has no certificate number or no day until which it is valid."),
				_("Enter both; who holds no certificate may not enforce and is entered as auxiliary."),
			)
