import frappe
from frappe import _
from frappe.utils import date_diff, formatdate, getdate

from fazhi_governance import roster
from fazhi_governance.compat import current_date
from fazhi_governance.core.workdays import ONE_DAY
from fazhi_governance.fazhi_governance.doctype.enforcement_officer.enforcement_officer import ON_STAFF
from fazhi_governance.fazhi_governance.doctype.legality_review.reviewed import ReviewedDocument
from fazhi_governance.privacy.identity import check_credit_code
from fazhi_governance.scope import chain
from fazhi_governance.statute.calendar import work_calendar
from fazhi_governance.statute.clocks import Clock
from fazhi_governance.statute.gates import Gate
from fazhi_governance.statute.steps import Step

PENALTY, CHECK, COERCION, LICENCE = "Penalty", "Inspection", "Coercion", "Licence"
CITIZEN, ORGANISATION = "Citizen", "Organisation"
NOT_DEMANDED = "Not Demanded"
IMPOSED = "Penalty Imposed"
RESULTS = {
	PENALTY: (IMPOSED, "No Penalty", "Facts Not Established", "Transferred to the Judiciary"),
	CHECK: ("Nothing Found", "Rectification Ordered", "Case to Be Filed"),
	COERCION: ("Measure Taken", "Measure Not Taken"),
	LICENCE: ("Licence Granted", "Licence Refused"),
}
# 行政处罚法 arts. 42, 51 and 64
OFFICERS_NEEDED = 2
SPOT_LIMITS = {CITIZEN: 200, ORGANISATION: 3000}
HEARING_DAYS = 7
# the latest day that is entered says how far the case has come
COURSE = (
	("archived_on", "Archived"),
	("delivered_on", "Delivered"),
	("decided_on", "Decided"),
	("told_on", "Party Told"),
	("investigated_on", "Investigated"),
	("filed_on", "Case Filed"),
)
CERTIFICATE = ("certificate_number", "certificate_from", "certificate_to")
# of an officer, kept with the case
NOTED = ("officer_name", "staff_status", *CERTIFICATE)


class EnforcementCase(ReviewedDocument):
	"""An enforcement act and its procedure (行政处罚法; for coercion 行政强制法), with what followed in review and court.

	No personal data: of a citizen only that the party is one.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.case_officer.case_officer import CaseOfficer
		from fazhi_governance.fazhi_governance.doctype.clock_event.clock_event import ClockEvent

		absence_reason: DF.Data | None
		affects_major_rights: DF.Check
		approved_on: DF.Date | None
		archive_number: DF.Data | None
		archived_on: DF.Date | None
		case_number: DF.Data | None
		clock_events: DF.Table[ClockEvent]
		concerns_public_interest: DF.Check
		confiscated: DF.Currency
		contested_on: DF.Date | None
		decided_on: DF.Date | None
		decision_due_on: DF.Date | None
		decision_number: DF.Data | None
		decision_warn_on: DF.Date | None
		delivered_on: DF.Date | None
		delivery_due_on: DF.Date | None
		delivery_warn_on: DF.Date | None
		disclosure_due_on: DF.Date | None
		disclosure_warn_on: DF.Date | None
		discussed_on: DF.Date | None
		evidence: DF.SmallText | None
		evidence_kept_on: DF.Date | None
		filed_on: DF.Date
		fine: DF.Currency
		handled_by: DF.Link | None
		has_hearing_right: DF.Check
		head_appearance: DF.Literal["", "Head of the Office", "Deputy of the Office", "Did Not Appear"]
		hearing_demand: DF.Literal["Not Demanded", "Demanded", "Waived"]
		hearing_due_on: DF.Date | None
		hearing_notified_on: DF.Date | None
		hearing_on: DF.Date | None
		hearing_warn_on: DF.Date | None
		investigated_on: DF.Date | None
		is_complicated: DF.Check
		is_recorded: DF.Check
		is_review_prescribed: DF.Check
		is_serious: DF.Check
		is_simple: DF.Check
		is_withheld: DF.Check
		item: DF.Link
		joint_enforcement: DF.Link | None
		kept_due_on: DF.Date | None
		kept_handled_on: DF.Date | None
		kept_warn_on: DF.Date | None
		lane: DF.Literal["", "Penalty", "Inspection", "Coercion", "Licence"]
		lawsuit_answered_on: DF.Date | None
		lawsuit_due_on: DF.Date | None
		lawsuit_heard_on: DF.Date | None
		lawsuit_received_on: DF.Date | None
		lawsuit_result: DF.Literal[
			"", "Claim Rejected", "Decision Changed", "Revoked", "Found Unlawful", "Withdrawn"
		]
		lawsuit_warn_on: DF.Date | None
		needs_review: DF.Check
		officers: DF.Table[CaseOfficer]
		party_code: DF.Data | None
		party_kind: DF.Literal["Citizen", "Organisation"]
		party_name: DF.Data | None
		performed_on: DF.Date | None
		place: DF.Data | None
		publicity_due_on: DF.Date | None
		publicity_warn_on: DF.Date | None
		published_on: DF.Date | None
		reconsideration_answered_on: DF.Date | None
		reconsideration_due_on: DF.Date | None
		reconsideration_received_on: DF.Date | None
		reconsideration_result: DF.Literal[
			"", "Upheld", "Decision Changed", "Revoked", "Found Unlawful", "Withdrawn"
		]
		reconsideration_warn_on: DF.Date | None
		result: DF.Literal[
			"",
			"Penalty Imposed",
			"No Penalty",
			"Facts Not Established",
			"Transferred to the Judiciary",
			"Nothing Found",
			"Rectification Ordered",
			"Case to Be Filed",
			"Measure Taken",
			"Measure Not Taken",
			"Licence Granted",
			"Licence Refused",
		]
		reviewed_on: DF.Date | None
		set_aside_on: DF.Date | None
		statement: DF.Literal["", "None Made", "Waived", "Heard and Not Upheld", "Heard and Upheld"]
		status: DF.Literal["Case Filed", "Investigated", "Party Told", "Decided", "Delivered", "Archived"]
		title: DF.Data
		told_on: DF.Date | None
		unit: DF.Link
		used_days: DF.Int
		withdrawal_due_on: DF.Date | None
		withdrawal_warn_on: DF.Date | None
		withdrawn_on: DF.Date | None
		withheld_reason: DF.Data | None
	# end: auto-generated types

	rule_date_field = "filed_on"
	act_field = "decided_on"
	not_in_future = (
		*("filed_on", "investigated_on", "evidence_kept_on", "kept_handled_on", "approved_on", "told_on"),
		*("hearing_notified_on", "hearing_on", "discussed_on", "decided_on", "delivered_on", "performed_on"),
		*("published_on", "archived_on", "reconsideration_received_on", "reconsideration_answered_on"),
		*("lawsuit_received_on", "lawsuit_answered_on", "lawsuit_heard_on"),
		*("set_aside_on", "withdrawn_on"),
	)
	in_order = (
		("filed_on", "told_on"),
		("filed_on", "decided_on"),
		("investigated_on", "told_on"),
		("investigated_on", "decided_on"),
		("evidence_kept_on", "kept_handled_on"),
		("told_on", "hearing_on"),
		("hearing_notified_on", "hearing_on"),
		("hearing_on", "decided_on"),
		("told_on", "decided_on"),
		("approved_on", "decided_on"),
		("discussed_on", "decided_on"),
		("decided_on", "delivered_on"),
		("decided_on", "performed_on"),
		("decided_on", "published_on"),
		("decided_on", "archived_on"),
		("decided_on", "reconsideration_received_on"),
		("reconsideration_received_on", "reconsideration_answered_on"),
		("decided_on", "lawsuit_received_on"),
		("lawsuit_received_on", "lawsuit_answered_on"),
		("lawsuit_received_on", "lawsuit_heard_on"),
		("decided_on", "set_aside_on"),
		("set_aside_on", "withdrawn_on"),
	)
	clocks = (
		Clock(
			"E3",
			start="filed_on",
			stop="decided_on",
			due="decision_due_on",
			warn="decision_warn_on",
			when={"lane": PENALTY},
			who="handled_by",
		),
		Clock(
			"E3H",
			start="evidence_kept_on",
			stop="kept_handled_on",
			due="kept_due_on",
			warn="kept_warn_on",
			when={"lane": PENALTY},
			who="handled_by",
		),
		Clock(
			"E10",
			start="told_on",
			stop="decided_on",
			due="hearing_due_on",
			warn="hearing_warn_on",
			when={"lane": PENALTY, "has_hearing_right": 1, "hearing_demand": NOT_DEMANDED},
			who="handled_by",
		),
		Clock(
			"E3D",
			start="decided_on",
			stop="delivered_on",
			due="delivery_due_on",
			warn="delivery_warn_on",
			when={"lane": PENALTY},
			who="handled_by",
		),
		Clock(
			"E5",
			start="decided_on",
			stop="published_on",
			due="publicity_due_on",
			warn="publicity_warn_on",
			when={"lane": (PENALTY, LICENCE), "is_withheld": 0},
			who="handled_by",
		),
		Clock(
			"E5C",
			start="decided_on",
			stop="published_on",
			due="disclosure_due_on",
			warn="disclosure_warn_on",
			when={"lane": (CHECK, COERCION), "is_withheld": 0},
			who="handled_by",
		),
		Clock(
			"E5R",
			start="set_aside_on",
			stop="withdrawn_on",
			due="withdrawal_due_on",
			warn="withdrawal_warn_on",
			when={"lane": PENALTY, "is_withheld": 0},
			who="handled_by",
		),
		Clock(
			"L1",
			start="reconsideration_received_on",
			stop="reconsideration_answered_on",
			due="reconsideration_due_on",
			warn="reconsideration_warn_on",
			who="handled_by",
		),
		Clock(
			"L2",
			start="lawsuit_received_on",
			stop="lawsuit_answered_on",
			due="lawsuit_due_on",
			warn="lawsuit_warn_on",
			who="handled_by",
		),
	)
	steps = (
		Step("E11", "filing_demanded", "filing_done"),
		Step("E12", "investigation_demanded", "investigation_done", before="decided_on"),
		Step("E13", "telling_demanded", "telling_done", before="decided_on"),
		Step("E14", "hearing_demanded", "hearing_done", before="decided_on"),
		Step("E2", "review_demanded", "review_done", before="decided_on"),
		Step("E15", "discussion_demanded", "discussion_done", before="decided_on"),
		Step("E20", "approval_demanded", "approval_done", before="decided_on"),
		Step("E16", "decision_demanded", "decision_done"),
		Step("E17", "delivery_demanded", "delivery_done"),
		Step("E18", "publication_demanded", "publication_done"),
		Step("E19", "archiving_demanded", "archiving_done"),
	)
	gates = (
		Gate("E4", "power_not_held"),
		Gate("E1", "too_few_officers"),
		Gate("E8", "beyond_the_spot"),
		Gate("E9", "hearing_notified_too_late"),
		Gate("L3", "head_absent_in_court"),
	)

	def onload(self):
		super().onload()
		self.set_onload("results", RESULTS.get(self.lane))

	def derive(self):
		self.follow_item()
		self.check_party()
		self.note_certificates()
		self.refuse_half_decided()
		self.needs_review = int(bool(self.reasons_for_review()))
		review = self.decided_on and self.passing_review()
		self.reviewed_on = review.effective_on if review else None
		self.used_days = date_diff(self.decided_on, self.filed_on) if self.decided_on else 0
		contests = (self.reconsideration_received_on, self.lawsuit_received_on)
		self.contested_on = min((getdate(day) for day in contests if day), default=None)
		self.status = next((status for field, status in COURSE if self.get(field)), "Case Filed")

	# the power, the party, the officers

	@property
	def power(self):
		return frappe.get_doc("Enforcement Item", self.item)

	def follow_item(self):
		if not (self.item and self.unit):
			return  # Frappe asks for both right after this
		power = self.power
		if power.unit not in chain(self.unit):
			self.refuse(
				_("{0} is a power of {1}, which is neither {2} nor above it.").format(
					power.item_name, power.unit, self.unit
				),
				_("Choose an item of the own office."),
			)
		self.lane = power.kind

	def power_not_held(self) -> str | None:
		return self.power.why_not_held(getdate(self.filed_on)) if self.item else None

	def check_party(self):
		"""A citizen's name stands in the papers of the case, not here."""
		self.party_name, self.party_code = (
			(text or "").strip() or None for text in (self.party_name, self.party_code)
		)
		if self.party_kind == CITIZEN:
			if self.party_name or self.party_code:
				self.refuse(
					_("The party is a citizen, whose name and number are not stored here."),
					_("Clear them; an organisation is entered as such."),
				)
		elif not self.party_name:
			self.refuse(_("The organisation has no name."), _("Enter Name of Organisation."))
		check_credit_code(self, self, "party_code")

	def note_certificates(self):
		"""Each certificate as it was: what an officer holds later says nothing about this case."""
		officers = roster.named(
			self,
			"officers",
			"officer",
			("officer_name", "status", "left_on", *CERTIFICATE),
			_("Choose an officer of the own office."),
		)
		before = self.get_doc_before_save()
		noted = {row.name: row for row in before.officers} if before else {}
		for row in self.officers:
			if not row.officer:
				continue
			officer, known = officers[row.officer], noted.get(row.name)
			if not known or known.officer != row.officer:
				known = frappe._dict(officer, staff_status=officer.status)
			row.update({field: known.get(field) for field in NOTED})
			row.left_on = officer.left_on
			if not (before and before.decided_on) and _is_renewed(row, officer):
				row.certificate_number, row.certificate_to = (
					officer.certificate_number,
					officer.certificate_to,
				)

	def too_few_officers(self) -> str | None:
		if self.lane == LICENCE:
			return None
		for fieldname in self.acts_of_officers:
			day = self.get(fieldname) and getdate(self.get(fieldname))
			if not day:
				continue
			problems = [(row.officer, _unfit(row, day)) for row in self.officers]
			fit = {officer for officer, problem in problems if not problem}
			if len(fit) < OFFICERS_NEEDED:
				counted = _("{0} ({1}): {2} officers with a valid certificate took part").format(
					_(self.meta.get_label(fieldname)), formatdate(day), len(fit)
				)
				unfit = {officer: problem for officer, problem in problems if officer not in fit}
				return "；".join([counted, *unfit.values()])

	@property
	def acts_of_officers(self) -> tuple[str, ...]:
		"""What officers do themselves; a decision on paper is the head's."""
		is_on_the_spot = self.is_simple or self.lane == COERCION
		return ("investigated_on", "told_on", *(("decided_on",) if is_on_the_spot else ()))

	# the decision

	def refuse_half_decided(self):
		if bool(self.decided_on) != bool(self.result):
			self.refuse(
				_("Decided On and Result go together."),
				_("Enter both, or clear both while the case is open."),
			)
		if self.lane and self.result and self.result not in RESULTS[self.lane]:
			self.refuse(
				_("{0} is no result of this kind of enforcement ({1}).").format(_(self.result), _(self.lane)),
				_("Choose one of: {0}.").format("、".join(_(option) for option in RESULTS[self.lane])),
			)
		if self.result != IMPOSED and (self.fine or self.confiscated):
			self.refuse(
				_("There is a fine or a confiscation, but no penalty."),
				_("Correct Result, or clear the amounts."),
			)

	def beyond_the_spot(self) -> str | None:
		if not (self.is_simple and self.lane == PENALTY):
			return None
		if self.confiscated:
			return _("Nothing is confiscated on the spot.")
		limit = SPOT_LIMITS[self.party_kind]
		if self.fine > limit:
			return _(
				"The fine on the spot is {0} yuan, above the limit of {1} yuan for this kind of party."
			).format(f"{self.fine:.2f}", limit)

	@property
	def is_acting(self) -> bool:
		return (
			bool(self.decided_on)
			and bool(getattr(self, "_action", None))
			and self.has_value_changed("decided_on")
		)

	def late_opinion(self, name: str) -> str:
		return _("The opinion {0} is later than the decision").format(name)

	def why_opinion_stays(self) -> tuple[str, str] | None:
		if self.decided_on:
			return (
				_("The case has been decided on the strength of this opinion."),
				_("A decision that was made stands with its opinion; a new decision needs a new review."),
			)

	# the steps that the law demands: (whether, why), and what shows that they were taken

	def filing_demanded(self):
		return False, _("Decided on the spot")

	def filing_done(self):
		if not self.is_simple:
			return " ".join(filter(None, (formatdate(self.filed_on), self.case_number)))

	def investigation_demanded(self):
		if self.is_simple or self.lane == LICENCE:
			return False, _("The facts are plain, or it is a licence")
		return True, _("No day of an investigation or check is entered")

	def investigation_done(self):
		return self.investigated_on and formatdate(self.investigated_on)

	def telling_demanded(self):
		if self.lane not in (PENALTY, COERCION):
			return False, _("Neither a penalty nor a coercion")
		if self.told_on:
			return True, _("It is not entered whether the party made a statement and how it was heard")
		return True, _("The party has not been told what is intended and of the own rights")

	def telling_done(self):
		if self.told_on and self.statement:
			return f"{formatdate(self.told_on)}，{_(self.statement)}"

	def hearing_demanded(self):
		if self.lane != PENALTY or not self.has_hearing_right:
			return False, _("No penalty about which a hearing may be demanded")
		if self.hearing_demand == "Demanded":
			return True, _("A hearing was demanded, but has not been held")
		day = getdate(self.decided_on) if self.decided_on else current_date()
		if self.hearing_due_on and day < getdate(self.hearing_due_on):
			return True, _("A hearing may still be demanded until the day before {0}").format(
				formatdate(self.hearing_due_on)
			)
		return False, _("No hearing was demanded")

	def hearing_done(self):
		return self.hearing_on and formatdate(self.hearing_on)

	def hearing_notified_too_late(self) -> str | None:
		if not self.hearing_on:
			return None
		if not self.hearing_notified_on:
			return _("It is not entered when the party was notified of the hearing.")
		notified_on, held_on = getdate(self.hearing_notified_on), getdate(self.hearing_on)
		days = work_calendar(self.unit).count(notified_on, held_on)
		if days < HEARING_DAYS:
			return _("The party was notified only {0} working days before the hearing.").format(days)

	def reasons_for_review(self) -> list[str]:
		"""Of the four cases of 行政处罚法 art. 58 those that this case is."""
		if self.lane != PENALTY:
			return []
		flags = {
			"concerns_public_interest": self.concerns_public_interest,
			"affects_major_rights": self.affects_major_rights and self.hearing_on,
			"is_complicated": self.is_complicated,
			"is_review_prescribed": self.is_review_prescribed,
		}
		return [_(self.meta.get_label(fieldname)) for fieldname, holds in flags.items() if holds]

	def review_demanded(self):
		if reasons := self.reasons_for_review():
			return True, f"{'、'.join(reasons)}：{self.review_missing()}"
		return False, _("None of the four cases in which it is required")

	def discussion_demanded(self):
		if self.lane != PENALTY or not self.is_serious:
			return False, _("Neither complicated nor serious")
		return True, _("Complicated or serious, but not discussed by the heads")

	def discussion_done(self):
		return self.discussed_on and formatdate(self.discussed_on)

	def approval_demanded(self):
		if self.lane != COERCION:
			return False, _("No coercion")
		return True, _("The head has not approved the coercion")

	def approval_done(self):
		return self.approved_on and formatdate(self.approved_on)

	def decision_demanded(self):
		return None, _("Not decided yet")

	def decision_done(self):
		if self.decided_on:
			return f"{formatdate(self.decided_on)}，{_(self.result)}"

	def delivery_demanded(self):
		if self.lane == CHECK:
			return False, _("A check has no decision to deliver")
		return self.is_decided, _("Comes after the decision")

	def delivery_done(self):
		return self.delivered_on and formatdate(self.delivered_on)

	def publication_demanded(self):
		if self.is_withheld:
			return False, _("Not open to the public by law: {0}").format(self.withheld_reason or "")
		return self.is_decided, _("Comes after the decision")

	def publication_done(self):
		return self.published_on and formatdate(self.published_on)

	def archiving_demanded(self):
		if self.archived_on:
			return True, _("Archived, but not recorded throughout")
		return self.is_decided, _("Comes after the decision")

	def archiving_done(self):
		if self.archived_on and self.is_recorded:
			return " ".join(filter(None, (formatdate(self.archived_on), self.archive_number)))

	@property
	def is_decided(self) -> bool | None:
		"""For a step whose time comes with the decision: True, or None until then."""
		return True if self.decided_on else None

	# review and litigation

	def head_absent_in_court(self) -> str | None:
		if not self.lawsuit_heard_on or self.head_appearance in (
			"Head of the Office",
			"Deputy of the Office",
		):
			return None
		if not self.head_appearance:
			return _("It was heard in court, but it is not entered whether the head appeared.")
		if not self.absence_reason:
			return _("The head did not appear in court, and no proved reason is entered.")


def _unfit(row, day) -> str | None:
	"""Why an officer could not take part on that day, by the certificate as it is noted in the case."""
	if row.staff_status != ON_STAFF:
		return _("{0} is auxiliary staff").format(row.officer_name)
	if row.left_on and getdate(row.left_on) < day:
		return _("{0} had left on {1}").format(row.officer_name, formatdate(row.left_on))
	if row.certificate_from and getdate(row.certificate_from) > day:
		return _("the certificate of {0} was issued only on {1}").format(
			row.officer_name, formatdate(row.certificate_from)
		)
	if not row.certificate_to or getdate(row.certificate_to) < day:
		return _("the certificate of {0} was valid until {1}").format(
			row.officer_name, formatdate(row.certificate_to)
		)


def _is_renewed(row, officer) -> bool:
	"""Whether the officer's certificate goes on without a gap from the one that is noted."""
	if not (row.certificate_to and officer.certificate_to):
		return False
	ended_on = getdate(row.certificate_to)
	begins_in_time = not officer.certificate_from or getdate(officer.certificate_from) <= ended_on + ONE_DAY
	return begins_in_time and getdate(officer.certificate_to) > ended_on
