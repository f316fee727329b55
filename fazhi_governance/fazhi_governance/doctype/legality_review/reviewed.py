"""What may go on only after a legality review: the rules of a record kind that a review names as its matter."""

import frappe
from frappe import _
from frappe.utils import formatdate, getdate

from fazhi_governance.fazhi_governance.doctype.legality_review.legality_review import opinions_on
from fazhi_governance.governed import GovernedDocument
from fazhi_governance.review_summary import AFTER_CHANGES


class ReviewedDocument(GovernedDocument):
	"""A record whose act (a discussion, a decision) needs an opinion that was in effect on that day."""

	# the date field of the act
	act_field: str

	@property
	def is_acting(self) -> bool:
		"""Whether it is this save that relies on the opinion: nobody may cancel it under its feet."""
		raise NotImplementedError

	def why_opinion_stays(self) -> tuple[str, str] | None:
		"""Why an opinion on it can no longer be cancelled, and the way out; None while it can."""
		raise NotImplementedError

	@property
	def acted_on(self):
		return getdate(self.get(self.act_field)) if self.get(self.act_field) else None

	def review_missing(self) -> str:
		"""What the opinions given so far lack; asked where none of them lets the record go on."""
		opinions = self.opinions()
		if not opinions:
			return _("No legality review of it has been concluded")
		last = opinions[0]
		if last.voided_on:
			return _("The opinion {0} is void: {1}").format(last.name, last.void_reason)
		if last.conclusion == AFTER_CHANGES:
			return _("The opinion {0} asks for changes that have not been rechecked").format(last.name)
		if self.acted_on and self.passing_review(ever=True):
			return self.late_opinion(last.name)
		return _("The conclusion of {0} is: {1}").format(last.name, _(last.conclusion))

	def late_opinion(self, name: str) -> str:
		"""The sentence about the opinion of that name, which was given only after the act."""
		raise NotImplementedError

	def review_done(self) -> str | None:
		if review := self.passing_review():
			return _("{0} on {1}: {2}").format(
				review.name, formatdate(review.effective_on), _(review.conclusion)
			)

	def opinions(self) -> list[dict]:
		"""The opinions given on it, the latest first, as `opinions_on` gives them."""
		# a report has read those of many records at once
		if self.flags.opinions is not None:
			return self.flags.opinions
		return opinions_on(self.doctype, [self.name], self.is_acting).get(self.name, [])

	def passing_review(self, ever: bool = False) -> dict | None:
		"""The opinion that lets it go on.

		:param ever: also one that was given only after the act
		"""
		for review in self.opinions():
			in_time = not self.acted_on or getdate(review.effective_on) <= self.acted_on
			if review.is_passing and (ever or in_time):
				return review
