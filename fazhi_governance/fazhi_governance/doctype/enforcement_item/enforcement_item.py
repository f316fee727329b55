from datetime import date

from frappe import _
from frappe.utils import formatdate, getdate

from fazhi_governance.governed import GovernedDocument


class EnforcementItem(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		article: DF.Data | None
		decision_document: DF.Data | None
		decision_published_on: DF.Date | None
		held_from: DF.Date
		held_to: DF.Date | None
		item_name: DF.Data
		kind: DF.Literal["Penalty", "Inspection", "Coercion", "Licence"]
		law: DF.Link | None
		unit: DF.Link
	# end: auto-generated types

	rule_date_field = "held_from"
	not_in_future = ("decision_published_on",)
	in_order = (("held_from", "held_to"),)

	def why_not_held(self, day: date) -> str | None:
		"""What keeps the office from using the power on that day (行政处罚法 art. 24), in one sentence."""
		if getdate(self.held_from) > day:
			return _("{0} is held only from {1}.").format(self.item_name, formatdate(self.held_from))
		if self.held_to and getdate(self.held_to) < day:
			return _("{0} was held only until {1}.").format(self.item_name, formatdate(self.held_to))
		if self.kind == "Penalty":
			return self.why_not_handed_down(day)
		if not (self.law and self.article) and (problem := self.why_not_handed_down(day)):
			return _("{0} There is no law with its article either.").format(problem)

	def why_not_handed_down(self, day: date) -> str | None:
		if not self.decision_document:
			return _("No provincial decision is entered for {0}.").format(self.item_name)
		if not self.decision_published_on or getdate(self.decision_published_on) > day:
			return _("The provincial decision {0} had not been published by {1}.").format(
				self.decision_document, formatdate(day)
			)
