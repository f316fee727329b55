from frappe import _

from fazhi_governance.governed import GovernedDocument
from fazhi_governance.privacy.sealing import PERSONS
from fazhi_governance.statute.clocks import Clock
from fazhi_governance.statute.gates import Gate

SUCCESSFUL = ("Written Agreement", "Oral Agreement")


class MediationCase(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.clock_event.clock_event import ClockEvent
		from fazhi_governance.fazhi_governance.doctype.involved_person.involved_person import InvolvedPerson

		agreement: DF.SmallText | None
		agreement_on: DF.Date | None
		amount: DF.Currency
		clock_events: DF.Table[ClockEvent]
		closed_on: DF.Date | None
		confirmation_applied_on: DF.Date | None
		confirmation_due_on: DF.Date | None
		confirmation_warn_on: DF.Date | None
		dispute_type: DF.Literal[
			"Marriage and Family",
			"Neighbours",
			"Housing and Homestead",
			"Contract",
			"Production and Business",
			"Damages",
			"Forest and Land",
			"Land Requisition and Relocation",
			"Environmental Pollution",
			"Labour",
			"Consumer",
			"Medical",
			"Traffic Accident",
			"Property Management",
			"Unmanaged Estate Renovation",
			"Other",
		]
		facts: DF.SmallText | None
		followed_up_on: DF.Date | None
		is_refused: DF.Check
		is_signed_electronically: DF.Check
		may_escalate: DF.Check
		mediation_committee: DF.Link | None
		mediation_due_on: DF.Date | None
		mediation_warn_on: DF.Date | None
		mediator: DF.Data | None
		other_remedies_told: DF.Check
		personal_status: DF.Literal["None", "Marriage", "Adoption", "Inheritance", "Other"]
		persons: DF.Table[InvolvedPerson]
		persons_count: DF.Int
		police_told_on: DF.Date | None
		received_on: DF.Date
		result: DF.Literal[
			"",
			"Written Agreement",
			"Oral Agreement",
			"No Agreement",
			"Mediation Refused",
			"Withdrawn",
			"Transferred",
		]
		risk_level: DF.Literal["Yellow", "Orange", "Red"]
		source: DF.Literal["On Application", "Own Initiative", "Referred"]
		status: DF.Literal["In Mediation", "Concluded"]
		subject: DF.Data
		unit: DF.Link
		wants_confirmation: DF.Check
	# end: auto-generated types

	sealed = PERSONS
	rule_date_field = "received_on"
	not_in_future = (
		"received_on",
		"police_told_on",
		"closed_on",
		"followed_up_on",
		"confirmation_applied_on",
	)
	in_order = (
		("received_on", "closed_on"),
		("received_on", "agreement_on"),
		("agreement_on", "followed_up_on"),
		("agreement_on", "confirmation_applied_on"),
	)
	clocks = (
		Clock(
			"M7",
			start="received_on",
			stop="closed_on",
			due="mediation_due_on",
			warn="mediation_warn_on",
		),
		Clock(
			"M2",
			start="agreement_on",
			stop="confirmation_applied_on",
			due="confirmation_due_on",
			warn="confirmation_warn_on",
			when={"wants_confirmation": 1},
		),
	)
	gates = (
		Gate("M1", "mediation_against_refusal"),
		Gate("M2R", "confirmation_of_personal_status"),
		Gate("M3", "electronic_signature_on_personal_status"),
		Gate("M4", "failure_without_remedies"),
		Gate("M5", "escalation_without_police"),
		Gate("M8", "success_without_agreement"),
	)

	@property
	def is_successful(self) -> bool:
		return self.result in SUCCESSFUL

	def derive(self):
		if self.status == "Concluded":
			self.refuse_half_concluded()
		elif self.result or self.closed_on:
			self.refuse(
				_("It has a result or a concluding day, but its status is In Mediation."),
				_("Set the status to Concluded, or clear Result and Concluded On."),
			)

	def refuse_half_concluded(self):
		if not (self.result and self.closed_on):
			self.refuse(
				_("It is concluded without a result or a day."),
				_("Enter Result and Concluded On, or set the status back to In Mediation."),
			)

	def mediation_against_refusal(self) -> str | None:
		if (
			self.is_refused
			and self.status == "Concluded"
			and self.result not in ("Mediation Refused", "Withdrawn", "Transferred")
		):
			return _("A party has refused mediation, yet the result is {0}.").format(_(self.result))
		if self.is_refused and self.status == "In Mediation":
			return _("A party has refused mediation, yet the case goes on.")

	def confirmation_of_personal_status(self) -> str | None:
		if self.wants_confirmation and self.personal_status in ("Marriage", "Adoption", "Other"):
			return _("Judicial confirmation is wanted, but the agreement concerns {0}.").format(
				_(self.personal_status)
			)

	def electronic_signature_on_personal_status(self) -> str | None:
		if self.is_signed_electronically and self.personal_status not in (None, "", "None"):
			return _("The agreement concerns {0}, but is signed electronically.").format(
				_(self.personal_status)
			)

	def failure_without_remedies(self) -> str | None:
		if (
			self.status == "Concluded"
			and self.result in ("No Agreement", "Mediation Refused")
			and not self.other_remedies_told
		):
			return _("It ended without agreement, but the parties were not told of their other remedies.")

	def escalation_without_police(self) -> str | None:
		if self.may_escalate and not self.police_told_on:
			return _("The dispute may escalate, but the police have not been told.")

	def success_without_agreement(self) -> str | None:
		if self.status == "Concluded" and self.is_successful and not (self.agreement_on and self.agreement):
			return _("It is concluded as successful without an agreement.")
