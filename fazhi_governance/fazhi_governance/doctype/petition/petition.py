import frappe
from frappe import _
from frappe.utils import cint, formatdate, getdate

from fazhi_governance import evidence, scope
from fazhi_governance.compat import current_date
from fazhi_governance.governed import GovernedDocument, WrittenBy, loads_past_years
from fazhi_governance.kinds import ACCUSATION_ROLE
from fazhi_governance.privacy.repeats import same_persons
from fazhi_governance.privacy.sealing import PERSONS
from fazhi_governance.statute.clocks import Clock
from fazhi_governance.statute.gates import Gate
from fazhi_governance.statute.steps import Step

REGISTERED, IN_HANDLING, CONCLUDED, CLOSED = "Registered", "In Handling", "Concluded", "Case Closed"
ACCEPTED, FORWARDED = "Accepted for Handling", "Forwarded Elsewhere"
NOT_ACCEPTED, OBJECTION = "Not Accepted", "Objection Raised"
# what a state of the workflow says about acceptance; concluded and closed say nothing new
ACCEPTANCE = {
	IN_HANDLING: ACCEPTED,
	FORWARDED: FORWARDED,
	NOT_ACCEPTED: NOT_ACCEPTED,
	OBJECTION: OBJECTION,
}
FROM_ABOVE = ("Transferred From Above", "Assigned From Above")

SUGGESTION, ACCUSATION = "Public Suggestion", "Accusation"
BY_OPINION = "Handling Opinion"
ONLY_ROUTE = {SUGGESTION: "Study of Suggestion", ACCUSATION: "Accusation Procedure"}
# art. 31, from the sixth to the first
CLAIM_ROUTES = (
	BY_OPINION,
	"Performance of Duty",
	"Administrative Procedure",
	"Party Member Appeal",
	"Arbitration Procedure",
	"Judicial Procedure",
)
STAGES = {"First Review": "review", "Final Recheck": "recheck"}
# with whom the time to ask for a review is waited for
NOT_CONTENT = (None, "", "Petitioner Not Satisfied", "Petitioner Did Not Rate")
MOST_REPRESENTATIVES = 5

OPINION_CONTENTS = ("opinion_claims", "opinion_facts", "opinion_text", "opinion_basis")
OPINION = (
	*OPINION_CONTENTS,
	*("opinion_outcome", "opinion_number", "opinion_document", "answered_on"),
	*("suggestion_result", "result_note", "route"),
)
HANDLERS = {"Petition Officer", ACCUSATION_ROLE, "Fazhi Manager"}
LEADERS = {"Fazhi Leader", "Fazhi Manager"}


class Petition(GovernedDocument):
	"""A petition and its handling (信访工作条例, 2022), which names sub-district offices among its addressees."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.clock_event.clock_event import ClockEvent
		from fazhi_governance.fazhi_governance.doctype.involved_person.involved_person import InvolvedPerson
		from fazhi_governance.fazhi_governance.doctype.petition_action.petition_action import PetitionAction
		from fazhi_governance.fazhi_governance.doctype.petition_review.petition_review import PetitionReview

		acceptance: DF.Literal[
			"", "Accepted for Handling", "Forwarded Elsewhere", "Not Accepted", "Objection Raised"
		]
		accepted_on: DF.Date | None
		accused_is_outside: DF.Check
		accused_unit: DF.Link | None
		accused_user: DF.Link | None
		actions: DF.Table[PetitionAction]
		answered_on: DF.Date | None
		case_accepted_on: DF.Date | None
		case_deadline: DF.Date | None
		case_due_on: DF.Date | None
		case_leader: DF.Data | None
		case_plan: DF.SmallText | None
		case_team: DF.SmallText | None
		case_warn_on: DF.Date | None
		channel: DF.Literal[
			"Visit in Person",
			"Letter From Petitioner",
			"Phone Call",
			"Online Petition",
			"Transferred From Above",
			"Assigned From Above",
		]
		clock_events: DF.Table[ClockEvent]
		closed_on: DF.Date | None
		concluded_on: DF.Date | None
		concluded_recorded_on: DF.Date | None
		conclusion_due_on: DF.Date | None
		conclusion_warn_on: DF.Date | None
		content_class: DF.Literal[
			"",
			"Housing and Property",
			"Urban Construction",
			"Land and Requisition",
			"Labour and Social Security",
			"Civil Relief",
			"Pollution and Environment",
			"Education and Health",
			"Traffic and Transport",
			"Public Order",
			"Litigation-Related",
			"Conduct of Officials",
			"Other Content",
		]
		declined_reason: DF.SmallText | None
		delivered_on: DF.Date | None
		extension_told_on: DF.Date | None
		forwarded_to: DF.Data | None
		handler: DF.Link | None
		handler_has_interest: DF.Check
		is_backlog: DF.Check
		is_claim_solved: DF.Check
		is_concluded_in_time: DF.Check
		is_extended: DF.Check
		is_from_above: DF.Check
		is_hardship_helped: DF.Check
		is_notified_in_time: DF.Check
		is_petitioner_educated: DF.Check
		is_repeat: DF.Check
		is_resolved_locally: DF.Check
		is_same_facts: DF.Check
		is_unlawfulness_handled: DF.Check
		is_unreachable: DF.Check
		is_urgent: DF.Check
		late_reason: DF.SmallText | None
		local_unit: DF.Link | None
		mediation_case: DF.Link | None
		national_number: DF.Data | None
		needs_leader: DF.Check
		notice_due_on: DF.Date | None
		notice_warn_on: DF.Date | None
		notified_on: DF.Date | None
		objection_due_on: DF.Date | None
		objection_on: DF.Date | None
		objection_reason: DF.SmallText | None
		objection_warn_on: DF.Date | None
		opinion_basis: DF.SmallText | None
		opinion_claims: DF.SmallText | None
		opinion_document: DF.Attach | None
		opinion_facts: DF.SmallText | None
		opinion_number: DF.Data | None
		opinion_outcome: DF.Literal["", "Claim Supported", "Claim Explained", "Claim Not Supported"]
		opinion_text: DF.SmallText | None
		persons: DF.Table[InvolvedPerson]
		persons_count: DF.Int
		place: DF.Data | None
		purpose: DF.Literal["Claim", "Public Suggestion", "Accusation"]
		received_on: DF.Date
		recheck_answered_on: DF.Date | None
		recheck_asked_on: DF.Date | None
		recheck_due_on: DF.Date | None
		recheck_request_due_on: DF.Date | None
		recheck_request_warn_on: DF.Date | None
		recheck_warn_on: DF.Date | None
		representatives_count: DF.Int
		result_note: DF.SmallText | None
		review_answered_on: DF.Date | None
		review_asked_on: DF.Date | None
		review_delivered_on: DF.Date | None
		review_due_on: DF.Date | None
		review_request_due_on: DF.Date | None
		review_request_warn_on: DF.Date | None
		review_warn_on: DF.Date | None
		reviews: DF.Table[PetitionReview]
		root_petition: DF.Link | None
		route: DF.Literal[
			"",
			"Handling Opinion",
			"Performance of Duty",
			"Administrative Procedure",
			"Judicial Procedure",
			"Arbitration Procedure",
			"Party Member Appeal",
			"Study of Suggestion",
			"Accusation Procedure",
		]
		satisfaction: DF.Literal[
			"",
			"Petitioner Satisfied",
			"Petitioner Fairly Satisfied",
			"Petitioner Not Satisfied",
			"Petitioner Did Not Rate",
		]
		settlement: DF.Literal["", "Settled by Mediation", "Settled Between the Parties"]
		settlement_document: DF.Attach | None
		settlement_on: DF.Date | None
		subject: DF.Data
		suggestion_result: DF.Literal[
			"", "Suggestion Adopted", "Suggestion Partly Adopted", "Suggestion Not Adopted"
		]
		summary: DF.SmallText
		unit: DF.Link
		urgent_reported_on: DF.Date | None
		workflow_state: DF.Literal[
			"Registered",
			"In Handling",
			"Forwarded Elsewhere",
			"Not Accepted",
			"Objection Raised",
			"Concluded",
			"Case Closed",
		]
	# end: auto-generated types

	rule_date_field = "received_on"
	not_in_future = (
		*("received_on", "urgent_reported_on", "accepted_on", "objection_on", "notified_on"),
		*("case_accepted_on", "settlement_on", "answered_on", "delivered_on", "extension_told_on"),
		*("review_asked_on", "review_answered_on", "review_delivered_on"),
		*("recheck_asked_on", "recheck_answered_on"),
	)
	in_order = (
		("received_on", "urgent_reported_on"),
		("received_on", "accepted_on"),
		("received_on", "objection_on"),
		("received_on", "notified_on"),
		("received_on", "case_accepted_on"),
		("case_accepted_on", "case_deadline"),
		("accepted_on", "answered_on"),
		("answered_on", "delivered_on"),
		("delivered_on", "review_asked_on"),
		("review_asked_on", "review_answered_on"),
		("review_answered_on", "review_delivered_on"),
		("review_delivered_on", "recheck_asked_on"),
		("recheck_asked_on", "recheck_answered_on"),
	)
	clocks = (
		Clock(
			"P1",
			start="received_on",
			stop="notified_on",
			due="notice_due_on",
			warn="notice_warn_on",
			when={"is_unreachable": 0, "acceptance": (None, "", ACCEPTED, FORWARDED, NOT_ACCEPTED)},
			who="handler",
		),
		Clock(
			"P1O",
			start="received_on",
			stop="objection_on",
			due="objection_due_on",
			warn="objection_warn_on",
			when={"is_from_above": 1, "acceptance": (None, "", OBJECTION)},
			who="handler",
		),
		Clock(
			"P2",
			start="accepted_on",
			stop="concluded_on",
			due="conclusion_due_on",
			warn="conclusion_warn_on",
			when={"route": BY_OPINION},
			who="handler",
		),
		Clock(
			"P9",
			start="case_deadline",
			stop="concluded_on",
			due="case_due_on",
			warn="case_warn_on",
			who="handler",
		),
		Clock(
			"P11",
			start="delivered_on",
			stop="closed_on",
			due="review_request_due_on",
			warn="review_request_warn_on",
			when={"route": BY_OPINION, "satisfaction": NOT_CONTENT},
		),
		Clock(
			"P12",
			start="review_asked_on",
			stop="review_answered_on",
			due="review_due_on",
			warn="review_warn_on",
			who="handler",
		),
		Clock(
			"P13",
			start="review_delivered_on",
			stop="closed_on",
			due="recheck_request_due_on",
			warn="recheck_request_warn_on",
			when={"satisfaction": NOT_CONTENT},
		),
		Clock(
			"P14",
			start="recheck_asked_on",
			stop="recheck_answered_on",
			due="recheck_due_on",
			warn="recheck_warn_on",
			who="handler",
		),
	)
	# the three steps by which offices describe their way with petitions: 领导包案、分类处置、属地化解
	steps = (
		Step("PS1", "leader_demanded", "leader_done", before="is_concluded"),
		Step("PS2", "route_demanded", "route_done", before="is_concluded"),
		Step("PS3", "local_demanded", "local_done", before="is_concluded"),
	)
	gates = (
		Gate("P2C", "concluded_late"),
		Gate("P2T", "extended_without_telling"),
		Gate("P3", "too_many_representatives"),
		Gate("P4", "handler_with_interest"),
		Gate("P5", "accusation_of_no_one"),
		Gate("P6", "same_matter_in_process"),
		Gate("P7", "urgent_without_report"),
		Gate("P8", "opinion_without_contents"),
		Gate("P10", "settlement_without_agreement"),
		Gate("P15", "accepted_after_recheck"),
		Gate("P16", "review_asked_too_late"),
		Gate("P18", "concluded_before_recorded"),
		Gate("P19", "taken_for_first"),
	)
	written_by = (
		WrittenBy(("case_leader", "case_accepted_on", "late_reason"), "who_leads"),
		WrittenBy(("case_deadline", "case_team", "case_plan", "clock_events"), "who_handles_or_leads"),
		WrittenBy(("actions", "is_resolved_locally"), "who_acts_locally"),
		WrittenBy(
			(
				*("case_leader", "case_accepted_on", "late_reason"),
				*("case_deadline", "case_team", "case_plan", "clock_events"),
				*("actions", "is_resolved_locally", "workflow_state"),
			),
			"who_handles",
			is_all_but=True,
		),
		WrittenBy(OPINION, "who_may_reopen"),
	)
	sealed = PERSONS
	set_by_record = (
		*("acceptance", "concluded_on", "concluded_recorded_on", "closed_on"),
		*("is_notified_in_time", "is_concluded_in_time", "is_extended"),
	)

	# who

	def who_handles(self) -> str | None:
		if not HANDLERS & set(frappe.get_roles()):
			return _("Petition officers write this.")

	def who_leads(self) -> str | None:
		if not LEADERS & set(frappe.get_roles()):
			return _("Leaders write this.")

	def who_handles_or_leads(self) -> str | None:
		if not (HANDLERS | LEADERS) & set(frappe.get_roles()):
			return _("Petition officers and leaders write this.")

	def who_acts_locally(self) -> str | None:
		if not (HANDLERS | {"Community Clerk"}) & set(frappe.get_roles()):
			return _("Petition officers and the community's clerk write this.")

	def who_may_reopen(self) -> str | None:
		if (self.get_doc_before_save() or self).is_concluded:
			return _("The answer has been given; it changes after the action Handle Again.")

	def refuse_extension_of_ones_own(self):
		"""An extension is granted by a leader, whose name is taken down; others enter pauses."""
		is_leader = "Fazhi Leader" in frappe.get_roles()
		before = self.get_doc_before_save()
		known = {row.name: _granted(row) for row in before.clock_events} if before else {}
		for row in self.clock_events:
			if row.event != "Extension" or known.get(row.name) == _granted(row):
				continue
			if is_leader:
				# whatever name was sent
				row.approved_by = frappe.utils.get_fullname(frappe.session.user)
			elif "System Manager" not in frappe.get_roles() or not row.approved_by:
				self.refuse(
					_("Pauses and Extensions, row {0}: no leader has granted this extension.").format(
						row.idx
					),
					_("Let a leader enter the extension: who grants it is then taken down."),
				)

	# the course of a petition

	def before_validate(self):
		self.follow_reviews()

	def derive(self):
		self.is_from_above = cint(self.is_from_above or self.channel in FROM_ABOVE)
		self.refuse_second_entry()
		self.follow_root()
		self.follow_purpose()
		self.refuse_foreign_local_unit()
		self.refuse_recheck_without_review()
		self.follow_state()
		self.refuse_extension_of_ones_own()

	def before_save(self):
		"""What figures count, once the due days are known; both are settled facts by then."""
		self.is_notified_in_time = is_in_time(self.notified_on, self.notice_due_on)
		self.is_concluded_in_time = is_in_time(self.concluded_on, self.conclusion_due_on)
		self.is_extended = cint(bool(self.extensions))

	def on_update(self):
		super().on_update()
		if self.purpose == ACCUSATION:
			evidence.disown(self.doctype, self.name)
		if self.has_become_confided:
			self.take_out_of_sight()

	def refuse_second_entry(self):
		"""It is kept in the national system as well: its number there names it once here."""
		if not self.national_number:
			return
		others = {"national_number": self.national_number, "name": ["!=", self.name or ""]}
		if frappe.db.exists(self.doctype, others):
			self.refuse(
				_("The number {0} of the national system has been entered already.").format(
					self.national_number
				),
				_("Go on with the petition that has it, or correct the number."),
			)

	def follow_root(self):
		"""A repeat petition names the first of its line."""
		if not self.is_repeat:
			self.root_petition, self.is_same_facts = None, 0
			return
		if not self.root_petition or self.root_petition == self.name:
			self.refuse(
				_("A repeat petition needs the earlier petition that it repeats."),
				_("Choose the earlier petition, or untick Repeat Petition."),
			)
		first = frappe.db.get_value(self.doctype, self.root_petition, "root_petition")
		if first and first != self.name:
			self.root_petition = first

	def follow_purpose(self):
		"""Suggestions and accusations have one way each; of a claim only some contents leave no choice."""
		if self.purpose != ACCUSATION:
			self.accused_unit, self.accused_user, self.accused_is_outside = None, None, 0
		if self.purpose in ONLY_ROUTE:
			self.route = self.route or ONLY_ROUTE[self.purpose]
		elif self.content_class == "Litigation-Related":
			self.route = self.route or "Judicial Procedure"
		if not self.route:
			return
		routes = (ONLY_ROUTE[self.purpose],) if self.purpose in ONLY_ROUTE else CLAIM_ROUTES
		if self.route not in routes:
			self.refuse(
				_("The purpose is {0}, but the route is {1}.").format(_(self.purpose), _(self.route)),
				_("Choose one of these: {0}.").format("、".join(_(route) for route in routes)),
			)

	def refuse_foreign_local_unit(self):
		if self.local_unit and self.local_unit not in scope.subtree(self.unit):
			self.refuse(
				_("The local unit {0} does not belong to {1}.").format(self.local_unit, self.unit),
				_("Choose the unit of the petition or one below it."),
			)

	def follow_reviews(self):
		"""The clocks run by the last row of each stage."""
		for stage, name in STAGES.items():
			rows = [row for row in self.reviews if row.stage == stage]
			last = rows[-1] if rows else None
			for column in ("asked_on", "answered_on", "delivered_on"):
				if self.meta.has_field(f"{name}_{column}"):
					self.set(f"{name}_{column}", last.get(column) if last else None)

	def refuse_recheck_without_review(self):
		if self.recheck_asked_on and not self.review_answered_on:
			self.refuse(
				_("A recheck is asked for, but there is no answer to a review."),
				_("Enter the review with its answer first."),
			)

	def follow_state(self):
		state = self.workflow_state or REGISTERED
		if state == REGISTERED:
			self.acceptance = None
			self.refuse_early("accepted_on", _("Use the action Accept Petition: it enters the day."))
		elif state in ACCEPTANCE:
			self.acceptance = ACCEPTANCE[state]
		elif self.is_new() and self.is_loaded and self.accepted_on:
			# a past petition comes in as it ended
			self.acceptance = ACCEPTED
		self.need_what_was_decided()
		if state not in (CONCLUDED, CLOSED):
			way_out = _("Conclude the petition first, and then deliver the answer.")
			if self.concluded_on:
				# handled again: the next answer has its own day
				self.answered_on = None
				way_out = _("Clear the day of delivery and save, and then handle it again.")
			self.concluded_on = self.concluded_recorded_on = None
			self.refuse_early("delivered_on", way_out)
		elif self.acceptance == ACCEPTED:
			self.conclude()
		if state != CLOSED:
			self.closed_on = None
		elif not self.closed_on:
			self.close()

	def need_what_was_decided(self):
		if self.acceptance == ACCEPTED:
			self.accepted_on = self.accepted_on or current_date()
			if not self.handler and HANDLERS & set(frappe.get_roles()):
				self.handler = frappe.session.user
		elif self.acceptance == FORWARDED:
			self.need("forwarded_to", _("Say to whom it was forwarded or where the petitioner was referred."))
		elif self.acceptance == NOT_ACCEPTED:
			self.need("declined_reason", _("The petitioner is told why."))
		elif self.acceptance == OBJECTION:
			if not self.is_from_above:
				self.refuse(
					_(
						"An objection is raised to what a superior has sent, but this came from the petitioner."
					),
					_("Forward it, or tick Received From Above."),
				)
			self.objection_on = self.objection_on or current_date()
			self.need("objection_reason", _("An objection says in detail why it is not ours."))

	def conclude(self):
		self.answered_on = self.answered_on or current_date()
		if not self.concluded_on:
			self.concluded_on = self.answered_on
			self.concluded_recorded_on = self.answered_on if self.is_loaded else current_date()
		if self.purpose == SUGGESTION:
			self.need("suggestion_result", _("Say whether the suggestion is adopted."))
		if self.route != BY_OPINION:
			self.need("result_note", _("Write in short what the petitioner was answered."))

	def close(self):
		if self.acceptance == ACCEPTED and not self.is_unreachable:
			self.need("delivered_on", _("Enter the day on which the petitioner received the answer."))
		self.closed_on = self.delivered_on if self.is_loaded and self.delivered_on else current_date()

	def refuse_early(self, fieldname: str, way_out: str):
		if self.get(fieldname):
			label, status = _(self.meta.get_label(fieldname)), self.workflow_state or REGISTERED
			self.refuse(_("{0} is filled in, but the status is {1}.").format(label, _(status)), way_out)

	def need(self, fieldname: str, way_out: str):
		if not self.get(fieldname):
			self.refuse(_("{0} is missing.").format(_(self.meta.get_label(fieldname))), way_out)

	@property
	def is_loaded(self) -> bool:
		"""Whether the papers of a past year are entered: their days count, not the day of the entry."""
		return loads_past_years()

	@property
	def is_concluded(self) -> bool:
		return bool(self.concluded_on)

	@property
	def extensions(self) -> list:
		"""The extensions of the sixty days that have effect."""
		return [
			row
			for row in self.clock_events
			if row.clock == "P2" and row.event == "Extension" and not row.void_because
		]

	# the three steps: (whether it is demanded, why), and what shows that it was taken

	def leader_demanded(self):
		if not self.needs_leader:
			return False, _("Not marked as needing a leader in charge")
		return True, _("No leader has taken it on with a plan")

	def leader_done(self):
		if self.case_leader and self.case_accepted_on and self.case_plan:
			return _("{0} since {1}").format(self.case_leader, formatdate(self.case_accepted_on))

	def route_demanded(self):
		if self.acceptance in (FORWARDED, NOT_ACCEPTED, OBJECTION):
			return False, _("Not handled here: {0}").format(_(self.acceptance))
		return (True if self.acceptance else None), _("No route has been chosen")

	def route_done(self):
		if self.acceptance == ACCEPTED and self.route:
			return _(self.route)

	def local_demanded(self):
		if self.purpose == ACCUSATION:
			return False, _("An accusation is not handled on the spot")
		if self.acceptance in (FORWARDED, NOT_ACCEPTED, OBJECTION):
			return False, _("Not handled here: {0}").format(_(self.acceptance))
		return (True if self.acceptance else None), _("No local unit has done anything on it yet")

	def local_done(self):
		if self.local_unit and self.actions:
			done = (
				_("{0}: {1} actions, resolved on the spot")
				if self.is_resolved_locally
				else _("{0}: {1} actions")
			)
			return done.format(self.local_unit, len(self.actions))

	# gates

	def concluded_late(self) -> str | None:
		if (
			self.concluded_on
			and self.conclusion_due_on
			and getdate(self.concluded_on) > getdate(self.conclusion_due_on)
			and not self.late_reason
		):
			return _(
				"It is concluded on {0}, but was due on {1}, and no extension is in effect after that."
			).format(formatdate(self.concluded_on), formatdate(self.conclusion_due_on))

	def extended_without_telling(self) -> str | None:
		if self.concluded_on and self.extensions and not self.extension_told_on:
			return _("The time was extended, but the petitioner has not been told why.")

	def concluded_before_recorded(self) -> str | None:
		if self.concluded_on and getdate(self.concluded_on) < getdate(self.concluded_recorded_on):
			return _("The answer is dated {0}, but was recorded on {1}.").format(
				formatdate(self.concluded_on), formatdate(self.concluded_recorded_on)
			)

	def too_many_representatives(self) -> str | None:
		if self.representatives_count > MOST_REPRESENTATIVES:
			return _("{0} representatives came.").format(self.representatives_count)

	def handler_with_interest(self) -> str | None:
		if not self.handler:
			return None
		name = frappe.utils.get_fullname(self.handler)
		if self.handler_has_interest:
			return _("{0} handles it, but has a direct interest in the matter or the petitioner.").format(
				name
			)
		if self.handler == self.accused_user:
			return _("{0} is accused and handles the accusation.").format(name)

	def accusation_of_no_one(self) -> str | None:
		if self.purpose == ACCUSATION and not (self.accused_unit or self.accused_is_outside):
			return _("It is an accusation, but does not say which unit it accuses.")

	def same_matter_in_process(self) -> str | None:
		if self.acceptance == ACCEPTED and (other := self.in_process_of_same_matter()):
			return _("The same matter is being handled already, as {0}.").format(other)

	def in_process_of_same_matter(self) -> str | None:
		"""The name of an earlier petition that is not concluded yet: on the same facts, as the officer says, or, where
		it is taken for a first one, of the same people in the same class of content."""
		if self.is_repeat:
			rows = self.earlier_of_line() if self.is_same_facts else []
		else:
			rows = self.earlier_of_same_persons()
		in_process = (row.name for row in rows if row.acceptance == ACCEPTED and not row.concluded_on)
		return next(in_process, None)

	def taken_for_first(self) -> str | None:
		if self.is_repeat or self.in_process_of_same_matter():
			return None
		if earlier := self.earlier_of_same_persons():
			return _("The same people have petitioned about this class of content before: {0}.").format(
				"、".join(row.name for row in earlier)
			)

	def earlier_of_line(self) -> list:
		table = frappe.qb.DocType(self.doctype)
		return self.earlier((table.name == self.root_petition) | (table.root_petition == self.root_petition))

	def earlier_of_same_persons(self) -> list:
		names = [name for _doctype, name in same_persons(self, (self.doctype,))]
		table = frappe.qb.DocType(self.doctype)
		return (
			self.earlier(table.name.isin(names) & (table.content_class == self.content_class))
			if names
			else []
		)

	def earlier(self, condition) -> list:
		"""Petitions received before this one, of those that the session's user may see."""
		table = frappe.qb.DocType(self.doctype)
		return (
			frappe.qb.from_(table)
			.select(table.name, table.acceptance, table.concluded_on)
			.where(condition)
			.where(scope.visible(table, self.doctype))
			.where((table.name != (self.name or "")) & (table.received_on <= self.received_on))
			.orderby(table.received_on)
			.orderby(table.name)
			.run(as_dict=True)
		)

	def urgent_without_report(self) -> str | None:
		if self.is_urgent and not self.urgent_reported_on:
			return _("It is major or urgent, but has not been reported.")

	def opinion_without_contents(self) -> str | None:
		if not (self.concluded_on and self.route == BY_OPINION):
			return None
		missing = [
			_(self.meta.get_label(fieldname))
			for fieldname in (*OPINION_CONTENTS, "opinion_outcome")
			if not self.get(fieldname)
		]
		if missing:
			return _("The handling opinion lacks: {0}.").format("、".join(missing))

	def settlement_without_agreement(self) -> str | None:
		if self.settlement and not self.settlement_document:
			return _("The parties have settled, but there is no agreement in writing.")

	def accepted_after_recheck(self) -> str | None:
		if (
			self.acceptance == ACCEPTED
			and self.is_same_facts
			and self.root_petition
			and frappe.db.get_value(self.doctype, self.root_petition, "recheck_answered_on")
		):
			return _("{0} on the same facts and reasons has been rechecked.").format(self.root_petition)

	def review_asked_too_late(self) -> str | None:
		for stage, until in (("review", "review_request_due_on"), ("recheck", "recheck_request_due_on")):
			asked_on, end = self.get(f"{stage}_asked_on"), self.get(until)
			if asked_on and end and getdate(asked_on) >= getdate(end):
				return _("It was asked for on {0}, after the 30 days.").format(formatdate(asked_on))

	# accusations

	@property
	def has_become_confided(self) -> bool:
		before = self.get_doc_before_save()
		told = ("purpose", "accused_unit", "accused_user")
		is_changed = not before or any(before.get(each) != self.get(each) for each in told)
		return self.purpose == ACCUSATION and is_changed

	def take_out_of_sight(self):
		"""What was opened to single people before it was known to be an accusation is closed again."""
		for doctype, kind, name in (
			("DocShare", "share_doctype", "share_name"),
			("Document Follow", "ref_doctype", "ref_docname"),
		):
			frappe.db.delete(doctype, {kind: self.doctype, name: self.name})
		if not frappe.has_permission(self.doctype, "read", doc=self):
			frappe.msgprint(
				_("{0} has been saved, and is seen by accusation handlers alone from now on.").format(
					self.name
				),
				title=_("Out of Your Sight"),
			)


def is_in_time(day, due) -> int:
	return cint(bool(day and due and getdate(day) <= getdate(due)))


def _granted(row) -> tuple:
	return row.clock, row.event, getdate(row.from_date), cint(row.length), row.reason, row.approved_by
