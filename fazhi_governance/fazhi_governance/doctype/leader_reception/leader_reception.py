from frappe import _

from fazhi_governance.governed import GovernedDocument
from fazhi_governance.statute.clocks import Clock

PLANNED, HELD, CALLED_OFF = "Reception Planned", "Reception Held", "Reception Called Off"


class LeaderReception(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.reception_petition.reception_petition import (
			ReceptionPetition,
		)

		called_off_reason: DF.SmallText | None
		groups_count: DF.Int
		held_on: DF.Date | None
		is_called_off: DF.Check
		kind: DF.Literal["Reception at the Office", "Visit to the People", "Reception by Appointment"]
		leader_name: DF.Data
		leader_post: DF.Data | None
		outcome: DF.SmallText | None
		persons_count: DF.Int
		petitions: DF.Table[ReceptionPetition]
		place: DF.Data | None
		planned_on: DF.Date
		reception_due_on: DF.Date | None
		reception_warn_on: DF.Date | None
		status: DF.Literal["Reception Planned", "Reception Held", "Reception Called Off"]
		unit: DF.Link
	# end: auto-generated types

	rule_date_field = "planned_on"
	not_in_future = ("held_on",)
	clocks = (
		Clock(
			"P17",
			start="planned_on",
			stop="held_on",
			due="reception_due_on",
			warn="reception_warn_on",
			when={"is_called_off": 0},
		),
	)
	set_by_record = ("status",)

	def derive(self):
		if self.held_on:
			self.is_called_off, self.called_off_reason = 0, None
			self.refuse_empty_reception()
		elif self.groups_count or self.persons_count or self.petitions or self.outcome:
			self.refuse(
				_("It says what was received, but not when the reception was held."),
				_("Enter Reception Held On, or clear what was received."),
			)
		if self.is_called_off and not self.called_off_reason:
			self.refuse(_("It is called off without a reason."), _("Enter Reason for Calling Off."))
		self.status = HELD if self.held_on else CALLED_OFF if self.is_called_off else PLANNED

	def refuse_empty_reception(self):
		"""No one may have come: then the outcome says so. A group is at least one person."""
		if self.persons_count < self.groups_count:
			self.refuse(
				_("{0} groups were received, but only {1} persons.").format(
					self.groups_count, self.persons_count
				),
				_("Correct one of the two numbers."),
			)
		if len(self.petitions) > self.groups_count:
			self.refuse(
				_("{0} petitions are listed, but only {1} groups were received.").format(
					len(self.petitions), self.groups_count
				),
				_("Correct the number of groups, or take out the rows that are too many."),
			)
