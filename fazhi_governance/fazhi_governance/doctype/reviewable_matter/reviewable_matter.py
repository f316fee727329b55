import frappe
from frappe import _
from frappe.utils import formatdate, getdate

from fazhi_governance.governed import GovernedDocument
from fazhi_governance.review_summary import AFTER_CHANGES, PASSING
from fazhi_governance.statute.gates import Gate


class ReviewableMatter(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		amount: DF.Currency
		counterparty: DF.Data | None
		document_number: DF.Data | None
		exempt_reason: DF.SmallText | None
		is_exempt: DF.Check
		issued_on: DF.Date
		kind: DF.Literal["Normative Document", "Contract", "Enforcement Decision", "Village Rules", "Other"]
		review: DF.Link | None
		title: DF.Data
		unit: DF.Link
	# end: auto-generated types

	rule_date_field = "issued_on"
	not_in_future = ("issued_on",)
	gates = (Gate("V6", "issued_without_review"),)

	def derive(self):
		if self.is_exempt and not (self.exempt_reason or "").strip():
			self.refuse(
				_("It is said to need no review, but not why."),
				_("Enter the reason, or link the review."),
			)
		if self.review:
			self.refuse_foreign_review()

	def refuse_foreign_review(self):
		if self.has_value_changed("review") and not frappe.has_permission(
			"Legality Review", "read", doc=self.review
		):
			self.refuse(
				_("The review {0} is not among those that you may see.").format(self.review),
				_("Choose a review of the own office."),
			)
		review_kind = frappe.db.get_value("Legality Review", self.review, "review_kind")
		if review_kind != self.kind:
			own, other = (_(option) for option in (self.kind, review_kind))
			self.refuse(
				_("The kind of matter is {0}, but the review {1} is one of {2}.").format(
					own, self.review, other
				),
				_("Choose the review of this very matter, or correct the kind."),
			)

	def issued_without_review(self) -> str | None:
		"""A matter counts as reviewed when an opinion that stood had been given by the day of issue."""
		if self.is_exempt:
			return None
		if not self.review:
			return _("It was issued or signed, but no legality review is linked.")
		review = frappe.db.get_value(
			"Legality Review",
			self.review,
			["docstatus", "opinion_on", "conclusion", "voided_on"],
			as_dict=True,
		)
		issued_on = getdate(self.issued_on)
		if review.docstatus != 1:
			return _("The review {0} has given no opinion.").format(self.review)
		if review.opinion_on > issued_on:
			return _("It was issued or signed on {0}, before the opinion of the review {1} ({2}).").format(
				formatdate(issued_on), self.review, formatdate(review.opinion_on)
			)
		if (option := review.conclusion) not in (*PASSING, AFTER_CHANGES):
			return _("It was issued or signed, but the conclusion of the review {0} is: {1}").format(
				self.review, _(option)
			)
		if review.voided_on and review.voided_on <= issued_on:
			return _("The opinion of the review {0} has been void since {1}.").format(
				self.review, formatdate(review.voided_on)
			)
