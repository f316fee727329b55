from frappe import _
from frappe.utils import formatdate, getdate

from fazhi_governance.core.deadlines import MET_LATE
from fazhi_governance.governed import GovernedDocument
from fazhi_governance.statute.clocks import Clock, state_of
from fazhi_governance.statute.gates import Gate

MAY_BE_PUBLISHED, IN_PART, WITHHELD = "May Be Published", "Publish in Part", "Not to Be Published"


class DisclosureItem(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		category: DF.Literal[
			"",
			"Normative Documents",
			"Institution and Functions",
			"Plans and Policies",
			"Statistics",
			"Service Items and Results",
			"Enforcement",
			"Budget and Accounts",
			"Fees",
			"Procurement",
			"Construction Projects",
			"Social Policy",
			"Emergencies",
			"Supervision and Inspection",
			"Recruitment",
			"Reports and Others",
		]
		channel: DF.Literal[
			"",
			"Government Website",
			"Unified Platform",
			"Official Account",
			"Notice Board",
			"Reading Room",
			"Other",
		]
		check_result: DF.Literal["", "May Be Published", "Publish in Part", "Not to Be Published"]
		checked_by: DF.Link | None
		checked_on: DF.Date | None
		created_on: DF.Date
		disclosure_due_on: DF.Date | None
		disclosure_warn_on: DF.Date | None
		document_number: DF.Data | None
		further_channels: DF.Data | None
		is_late: DF.Check
		published_on: DF.Date | None
		title: DF.Data
		unit: DF.Link
		url: DF.Data | None
		withdrawn_on: DF.Date | None
		withheld_because: DF.Data | None
	# end: auto-generated types

	rule_date_field = "created_on"
	not_in_future = ("created_on", "checked_on", "published_on", "withdrawn_on")
	in_order = (("created_on", "published_on"), ("published_on", "withdrawn_on"))
	clocks = (
		Clock(
			"I1",
			start="created_on",
			stop="published_on",
			due="disclosure_due_on",
			warn="disclosure_warn_on",
			when={"check_result": (None, "", MAY_BE_PUBLISHED, IN_PART)},
		),
	)
	gates = (Gate("I2", "published_unchecked"),)

	def validate(self):
		super().validate()
		(clock,) = self.clocks
		self.is_late = int(state_of(self, clock) == MET_LATE)

	def derive(self):
		if self.check_result in (IN_PART, WITHHELD) and not (self.withheld_because or "").strip():
			self.refuse(
				_("Something is withheld, but not on what ground."),
				_("Enter the ground with its article, such as article 15 for private matters."),
			)
		if self.published_on and not self.channel:
			self.refuse(_("It is published, but not where."), _("Choose the channel of publication."))
		if self.withdrawn_on and not self.published_on:
			self.refuse(_("It is taken down, but was never published."), _("Correct one of the two dates."))

	def published_unchecked(self) -> str | None:
		if not self.published_on:
			return None
		if not (self.check_result and self.checked_on and self.checked_by):
			return _(
				"It is published on {0}, but has not been checked: result, day and checker are needed."
			).format(formatdate(self.published_on))
		if self.check_result == WITHHELD:
			return _("It is published, but the check says that it is not to be published.")
		if getdate(self.checked_on) > getdate(self.published_on):
			return _("It is published on {0}, but was checked only on {1}.").format(
				formatdate(self.published_on), formatdate(self.checked_on)
			)
