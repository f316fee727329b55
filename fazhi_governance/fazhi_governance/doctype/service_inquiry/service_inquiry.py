import re

import frappe
from frappe import _

from fazhi_governance.governed import GovernedDocument

# a phone number, an identity number, divided or not: whoever asks stays unknown. A date is shorter.
PERSONAL_NUMBER = re.compile(r"\d{7,}|\d(?:[\s-]*\d){10,}")


class ServiceInquiry(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		answered_on: DF.Date | None
		asked_on: DF.Date
		handled_by: DF.Link | None
		is_answered_at_once: DF.Check
		minutes: DF.Int
		question: DF.Data
		satisfaction: DF.Literal["", "Pleased", "Fairly Pleased", "Not Pleased"]
		service_item: DF.Link | None
		topic: DF.Literal[
			"",
			"Social Insurance",
			"Relief and Allowances",
			"Civil Affairs",
			"Housing and Property",
			"Employment",
			"Permits and Enforcement",
			"Law and Disputes",
			"Other",
		]
		unit: DF.Link
	# end: auto-generated types

	rule_date_field = "asked_on"
	not_in_future = ("asked_on", "answered_on")
	in_order = (("asked_on", "answered_on"),)

	def derive(self):
		if PERSONAL_NUMBER.search(self.question or ""):
			self.refuse(
				_("The question holds a long number, such as that of a phone or an identity card."),
				_("Write down what was asked, not who asked."),
			)
		if self.service_item and self.has_value_changed("service_item"):
			self.refuse_foreign_item()
		if self.is_answered_at_once:
			self.answered_on = self.asked_on
		elif self.satisfaction and not self.answered_on:
			self.refuse(
				_("It has not been answered, but the resident is said to be pleased or not."),
				_("Enter the day of the answer, or clear Satisfaction."),
			)

	def refuse_foreign_item(self):
		if not frappe.has_permission("Service Item", "read", doc=self.service_item):
			self.refuse(
				_("The service item {0} is not among those that you may see.").format(self.service_item),
				_("Choose one of the own office, or leave it empty."),
			)
