from frappe import _

from fazhi_governance.governed import GovernedDocument
from fazhi_governance.statute.clocks import Clock
from fazhi_governance.statute.gates import Gate

OPEN, PUT_RIGHT, CLOSED = "To Be Put Right", "Put Right", "Taken Off the List"


class SupervisionMatter(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		accepted_on: DF.Date | None
		closed_on: DF.Date | None
		document_number: DF.Data | None
		enforcement_case: DF.Link | None
		found_on: DF.Date
		problem: DF.SmallText | None
		problem_class: DF.Literal[
			"",
			"Arbitrary Charges",
			"Arbitrary Fines",
			"Arbitrary Checks",
			"Arbitrary Sealing",
			"Case Not Filed",
			"Shirking",
			"Fines Instead of Governing",
			"Enforcement Outside the Area",
			"Profit-Driven Enforcement",
			"Unqualified Staff",
			"Faulty Procedure",
			"Poor Service",
			"Other",
		]
		rectification_due_on: DF.Date | None
		rectification_warn_on: DF.Date | None
		rectified_on: DF.Date | None
		rectify_by: DF.Date | None
		result: DF.SmallText | None
		source: DF.Literal[
			"",
			"Case File Review",
			"Hotline",
			"Public Report",
			"Urging Notice",
			"People's Congress",
			"Discipline Inspection",
			"Procuratorate",
			"Routine Check",
		]
		status: DF.Literal["To Be Put Right", "Put Right", "Taken Off the List"]
		title: DF.Data
		unit: DF.Link
		unit_concerned: DF.Link
	# end: auto-generated types

	rule_date_field = "found_on"
	not_in_future = ("found_on", "accepted_on", "rectified_on", "closed_on")
	in_order = (
		("found_on", "accepted_on"),
		("found_on", "rectify_by"),
		("found_on", "rectified_on"),
		("found_on", "closed_on"),
		("rectified_on", "closed_on"),
	)
	clocks = (
		Clock(
			"E22",
			start="rectify_by",
			stop="rectified_on",
			due="rectification_due_on",
			warn="rectification_warn_on",
		),
	)
	gates = (Gate("E23", "closed_without_result"),)

	def derive(self):
		if self.closed_on:
			self.status = CLOSED
		else:
			self.status = PUT_RIGHT if self.rectified_on else OPEN

	def closed_without_result(self) -> str | None:
		if self.closed_on and not (self.rectified_on and self.result):
			return _("It is taken off the list without a day and a result of its rectification.")
