import frappe
from frappe import _
from frappe.utils import formatdate, get_fullname, getdate

from fazhi_governance.compat import current_date
from fazhi_governance.fazhi_governance.doctype.mediation_case import case_numbers
from fazhi_governance.governed import GovernedDocument, WrittenBy
from fazhi_governance.privacy.sealing import PERSONS
from fazhi_governance.statute.clocks import Clock
from fazhi_governance.statute.gates import Gate
from fazhi_governance.statute.steps import Step, is_whole

SUCCESSFUL = ("Written Agreement", "Oral Agreement")
# ended without anything to be mediated
ENDED_EARLY = ("Mediation Refused", "Withdrawn", "Transferred")
PARTIES = ("Applicant", "Respondent")
OFFICE = {"Fazhi Manager", "Fazhi Officer", "System Manager"}


class MediationCase(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.clock_event.clock_event import ClockEvent
		from fazhi_governance.fazhi_governance.doctype.dossier_document.dossier_document import (
			DossierDocument,
		)
		from fazhi_governance.fazhi_governance.doctype.involved_person.involved_person import InvolvedPerson
		from fazhi_governance.fazhi_governance.doctype.mediation_follow_up.mediation_follow_up import (
			MediationFollowUp,
		)
		from fazhi_governance.fazhi_governance.doctype.mediation_session.mediation_session import (
			MediationSession,
		)

		agreement: DF.SmallText | None
		agreement_on: DF.Date | None
		amount: DF.Currency
		archive_number: DF.Data | None
		archived_on: DF.Date | None
		case_number: DF.Data | None
		clock_events: DF.Table[ClockEvent]
		closed_on: DF.Date | None
		confirmation_applied_on: DF.Date | None
		confirmation_court: DF.Data | None
		confirmation_decided_on: DF.Date | None
		confirmation_due_on: DF.Date | None
		confirmation_number: DF.Data | None
		confirmation_result: DF.Literal[
			"", "Confirmed by the Court", "Not Accepted", "Refused by the Court", "Withdrawn"
		]
		confirmation_warn_on: DF.Date | None
		dispute_type: DF.Literal[
			"",
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
		dossier_documents: DF.Table[DossierDocument]
		escalation_prevented: DF.Literal["", "Crime", "Group Petition", "Crime and Group Petition"]
		facts: DF.SmallText | None
		follow_ups: DF.Table[MediationFollowUp]
		followed_up_on: DF.Date | None
		handled_by: DF.Link | None
		has_consent: DF.Check
		is_dossier_complete: DF.Check
		is_group_dispute: DF.Check
		is_refused: DF.Check
		is_signed_electronically: DF.Check
		may_escalate: DF.Check
		mediation_committee: DF.Link | None
		mediation_due_on: DF.Date | None
		mediation_warn_on: DF.Date | None
		mediator: DF.Data | None
		other_remedies_told: DF.Check
		perform_by: DF.Date | None
		performance_due_on: DF.Date | None
		performance_warn_on: DF.Date | None
		performance_way: DF.Literal["", "On the Spot", "Once by a Day", "In Instalments", "Continuing Duty"]
		performed_on: DF.Date | None
		personal_status: DF.Literal["None", "Marriage", "Adoption", "Inheritance", "Other"]
		persons: DF.Table[InvolvedPerson]
		persons_count: DF.Int
		police_told_on: DF.Date | None
		received_on: DF.Date
		referred_by: DF.Literal["", "Court", "Police", "Petition Office", "Other Body"]
		result: DF.Literal[
			"",
			"Written Agreement",
			"Oral Agreement",
			"No Agreement",
			"Mediation Refused",
			"Withdrawn",
			"Transferred",
		]
		rights_told_on: DF.Date | None
		risk_level: DF.Literal["Yellow", "Orange", "Red"]
		screening: DF.Link | None
		sessions: DF.Table[MediationSession]
		source: DF.Literal["On Application", "Own Initiative", "Referred"]
		status: DF.Literal["In Mediation", "Concluded"]
		subject: DF.Data
		unit: DF.Link
		wants_confirmation: DF.Check
	# end: auto-generated types

	sealed = PERSONS
	written_by = (WrittenBy(("handled_by",), "who_hands_over"),)
	rule_date_field = "received_on"
	not_in_future = (
		*("received_on", "police_told_on", "rights_told_on", "sessions.mediated_on", "closed_on"),
		*("performed_on", "follow_ups.followed_on", "confirmation_applied_on", "confirmation_decided_on"),
		"archived_on",
	)
	in_order = (
		("received_on", "sessions.mediated_on"),
		("received_on", "closed_on"),
		("received_on", "agreement_on"),
		("sessions.mediated_on", "closed_on"),
		("agreement_on", "perform_by"),
		("agreement_on", "performed_on"),
		("agreement_on", "follow_ups.followed_on"),
		("agreement_on", "confirmation_applied_on"),
		("confirmation_applied_on", "confirmation_decided_on"),
		("closed_on", "archived_on"),
	)
	clocks = (
		Clock(
			"M7",
			start="received_on",
			stop="closed_on",
			due="mediation_due_on",
			warn="mediation_warn_on",
			who="handled_by",
		),
		Clock(
			"M2",
			start="agreement_on",
			stop="confirmation_applied_on",
			due="confirmation_due_on",
			warn="confirmation_warn_on",
			when={"wants_confirmation": 1},
			who="handled_by",
		),
		Clock(
			"M9",
			start="perform_by",
			stop="performed_on",
			due="performance_due_on",
			warn="performance_warn_on",
			when={"result": SUCCESSFUL},
			who="handled_by",
		),
	)
	gates = (
		Gate("M1", "mediation_against_refusal"),
		Gate("M2R", "confirmation_of_personal_status"),
		Gate("M3", "electronic_signature_on_personal_status"),
		Gate("M4", "failure_without_remedies"),
		Gate("M5", "escalation_without_police"),
		Gate("M8", "success_without_agreement"),
		Gate("M10", "mediation_without_consent"),
	)
	# the dossier, in the order of its papers
	steps = (
		Step("M11", "registration_demanded", "registration_done", before="archived_on"),
		Step("M12", "rights_notice_demanded", "rights_notice_done", before="archived_on"),
		Step("M13", "identity_demanded", "identity_done", before="archived_on"),
		Step("M14", "sessions_demanded", "sessions_done", before="archived_on"),
		Step("M15", "agreement_demanded", "agreement_done", before="archived_on"),
		Step("M16", "follow_up_demanded", "follow_up_done", before="archived_on"),
		Step("M17", "confirmation_demanded", "confirmation_done", before="archived_on"),
	)

	@property
	def is_successful(self) -> bool:
		return self.result in SUCCESSFUL

	def who_hands_over(self) -> str | None:
		"""Whoever handles a case sees its parties: a mediator takes none from another."""
		stored = self.get_doc_before_save() or self
		is_anothers = not self.is_new() and stored.handled_by not in (None, "", frappe.session.user)
		if is_anothers and self.is_for_mediators_alone:
			return _("A case is handed over by who handles it, or by the office.")

	def withheld(self) -> str | None:
		if self.is_for_mediators_alone and frappe.session.user != (self.handled_by or self.owner):
			return _("A mediator sees the parties of the own cases alone.")

	@property
	def is_for_mediators_alone(self) -> bool:
		"""Whether the session's user works on cases as a mediator and as nothing else."""
		roles = set(frappe.get_roles())
		return "Mediator" in roles and not roles & OFFICE

	def before_validate(self):
		if self.followed_up_on and not self.follow_ups and self.is_new():
			# an old ledger knows the day alone
			self.append("follow_ups", {"followed_on": self.followed_up_on})
		days = [getdate(row.followed_on) for row in self.follow_ups if row.followed_on]
		self.followed_up_on = max(days, default=None)

	def derive(self):
		if self.is_new() and not self.handled_by and self.is_for_mediators_alone:
			self.handled_by = frappe.session.user
			self.mediator = self.mediator or get_fullname(self.handled_by)
		self.persons_count = self.persons_count or len(self.parties)
		if self.status == "Concluded":
			self.refuse_half_concluded()
		elif self.result or self.closed_on:
			self.refuse(
				_("It has a result or a concluding day, but its status is In Mediation."),
				_("Set the status to Concluded, or clear Result and Concluded On."),
			)
		self.refuse_what_needs_an_agreement()
		self.follow_performance()
		self.follow_dossier()
		self.number()

	def on_trash(self):
		"""Who clears a past year away, or an import, may leave a gap."""
		if not self.case_number:
			return
		if not ("System Manager" in frappe.get_roles() or frappe.flags.undoes_import):
			self.refuse(
				_("It bears the number {0}, and without it the numbers would have a gap.").format(
					self.case_number
				),
				_("Conclude it as Withdrawn or Transferred instead of deleting it."),
			)
		case_numbers.give_back(self.case_number)

	# what follows from other fields

	@property
	def parties(self) -> list:
		return [row for row in self.persons if row.role in PARTIES]

	def number(self):
		"""A case has its number once it is taken up: when a party refuses at the outset, none is used up."""
		before = self.get_doc_before_save()
		given = before and before.case_number
		entered = (self.case_number or "").strip()
		if given and not (entered and "System Manager" in frappe.get_roles()):
			self.case_number = given
		elif entered:
			self.case_number = entered
			self.refuse_double_number()
		elif not self.is_refused:
			self.case_number = case_numbers.take(self.numbering_unit, getdate(self.received_on))

	@property
	def numbering_unit(self) -> str:
		committee = self.mediation_committee
		return (committee and frappe.db.get_value("Leading Group", committee, "unit")) or self.unit

	def refuse_double_number(self):
		"""Two who enter the same number at the same moment: the database refuses the second."""
		if case_numbers.is_taken(self.case_number, self.name):
			self.refuse(
				_("The number {0} is another case's.").format(self.case_number),
				_("Leave Case Number empty for the next number, or enter one that is free."),
			)

	def refuse_what_needs_an_agreement(self):
		needing = ("performed_on", "follow_ups", "confirmation_applied_on")
		if not self.agreement_on and (early := [name for name in needing if self.get(name)]):
			self.refuse(
				_("There is no agreement in force, yet {0} is filled in.").format(
					"、".join(_(self.meta.get_label(name)) for name in early)
				),
				_("Enter Agreement in Force From first, or clear these fields."),
			)
		if self.confirmation_result and not self.confirmation_applied_on:
			self.refuse(
				_("The court has decided on a confirmation that was never applied for."),
				_("Enter Confirmation Applied For On, or clear Confirmation Result."),
			)

	def follow_performance(self):
		if self.performance_way == "On the Spot":
			self.performed_on = self.performed_on or self.agreement_on

	def follow_dossier(self):
		if self.archived_on:
			if self.status != "Concluded":
				self.refuse(
					_("It is archived, but its status is In Mediation."),
					_("Conclude the case first, or clear Archived On."),
				)
			self.archive_number = self.archive_number or self.case_number
		self.is_dossier_complete = int(self.status == "Concluded" and is_whole(self))

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

	def mediation_without_consent(self) -> str | None:
		if self.sessions and not self.has_consent:
			return _("It has been mediated, but the consent of both sides is not recorded.")

	# the papers of the dossier: (whether demanded, why), and what shows that they are there

	@property
	def is_ended_early(self) -> bool:
		return self.result in ENDED_EARLY

	def papers(self, *kinds: str) -> str | None:
		if found := [row for row in self.dossier_documents if row.kind in kinds]:
			return _("{0} in the dossier").format("、".join(dict.fromkeys(_(row.kind) for row in found)))

	def registration_demanded(self):
		return True, _("Neither an application nor the facts and claims of the registration")

	def registration_done(self):
		return self.papers("Application") or (
			self.facts and _("Registered on {0}").format(self.worded("received_on"))
		)

	def rights_notice_demanded(self):
		return True, _("The parties have not been told of their rights and duties")

	def rights_notice_done(self):
		told = self.rights_told_on and _("Told on {0}").format(self.worded("rights_told_on"))
		return told or self.papers("Rights Notice")

	def identity_demanded(self):
		return True, _("No identity papers of the parties")

	def identity_done(self):
		if self.parties and all(row.id_number or row.credit_code for row in self.parties):
			return _("The numbers of all {0} parties are registered").format(len(self.parties))
		return self.papers("Identity Papers")

	def sessions_demanded(self):
		if self.status != "Concluded":
			return None, _("Still in mediation")
		if self.is_ended_early:
			return False, _("Ended without mediation: {0}").format(_(self.result))
		return True, _("No session has been recorded")

	def sessions_done(self):
		return self.sessions and _("{0} sessions").format(len(self.sessions))

	def agreement_demanded(self):
		if self.status != "Concluded":
			return None, _("Still in mediation")
		if not self.is_successful:
			return False, _("Ended without agreement: {0}").format(_(self.result))
		return True, _("The agreement has not been written down")

	def agreement_done(self):
		if self.is_successful and self.agreement and self.agreement_on:
			return _("{0}, agreed on {1}").format(_(self.result), self.worded("agreement_on"))

	def follow_up_demanded(self):
		if not self.is_successful:
			return self.agreement_demanded()
		if self.perform_by and getdate(self.perform_by) >= current_date():
			return None, _("To be performed by {0}").format(self.worded("perform_by"))
		return True, _("No one has followed up on the agreement")

	def follow_up_done(self):
		followed = self.follow_ups and _("{0} follow-ups, the last on {1}").format(
			len(self.follow_ups), self.worded("followed_up_on")
		)
		return followed or self.papers("Follow-up Record")

	def confirmation_demanded(self):
		if not self.confirmation_applied_on:
			return False, _("No judicial confirmation has been applied for")
		if not self.confirmation_result:
			return None, _("The court has not decided yet")
		return True, _("The court's document is not in the dossier")

	def confirmation_done(self):
		decided = self.confirmation_result and self.confirmation_number
		return self.papers("Confirmation Papers") or (
			decided and f"{_(self.confirmation_result)} {self.confirmation_number}"
		)

	def worded(self, fieldname: str) -> str:
		day, batch = self.get(fieldname), frappe.flags.batch
		return batch.remembered(formatdate, day) if batch else formatdate(day)
