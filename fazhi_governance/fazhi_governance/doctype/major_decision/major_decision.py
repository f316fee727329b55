import frappe
from frappe import _
from frappe.utils import date_diff, formatdate, getdate, now

from fazhi_governance import evidence
from fazhi_governance.compat import current_date
from fazhi_governance.fazhi_governance.doctype.legality_review.legality_review import void_changed
from fazhi_governance.fazhi_governance.doctype.legality_review.reviewed import ReviewedDocument
from fazhi_governance.governed import WrittenBy
from fazhi_governance.statute.clocks import Clock
from fazhi_governance.statute.gates import Gate
from fazhi_governance.statute.steps import Step

IN_PREPARATION, AGENDA_LOCKED, DECIDED = "In Preparation", "Agenda Locked", "Decided"
PUBLISHED, ARCHIVED, ENDED = "Published", "Archived", "Ended"
AFTER_MEETING = (DECIDED, PUBLISHED, ARCHIVED)
PASSED = ("Passed", "Passed With Changes")
COMMENT_DAYS, HEARING_DAYS = 30, 7
OFFICE = {"Fazhi Officer", "Fazhi Manager"}


class MajorDecision(ReviewedDocument):
	"""A major administrative decision and its procedure (重大行政决策程序暂行条例, State Council Order 713).

	A sub-district is an agency of the government above it (派出机关), to which the Order applies by local rule:
	its gates block by default, and an office sets them otherwise with its own document number (Local Rule).
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.clock_event.clock_event import ClockEvent
		from fazhi_governance.fazhi_governance.doctype.decision_attendee.decision_attendee import (
			DecisionAttendee,
		)
		from fazhi_governance.fazhi_governance.doctype.decision_draft.decision_draft import DecisionDraft
		from fazhi_governance.fazhi_governance.doctype.expert_opinion.expert_opinion import ExpertOpinion
		from fazhi_governance.fazhi_governance.doctype.public_comment.public_comment import PublicComment
		from fazhi_governance.fazhi_governance.doctype.public_participation.public_participation import (
			PublicParticipation,
		)
		from fazhi_governance.fazhi_governance.doctype.risk_point.risk_point import RiskPoint

		affects_operators: DF.Check
		affects_rights: DF.Check
		agenda_locked_by: DF.Link | None
		agenda_locked_on: DF.Datetime | None
		archive_due_on: DF.Date | None
		archive_number: DF.Data | None
		archive_warn_on: DF.Date | None
		archived_on: DF.Date | None
		attendees: DF.Table[DecisionAttendee]
		catalogue_item: DF.Data | None
		category: DF.Literal[
			"Public Policy",
			"Development Plan",
			"Resources and Culture",
			"Public Construction Project",
			"Other Major Matter",
		]
		clock_events: DF.Table[ClockEvent]
		co_units: DF.Data | None
		comments: DF.Table[PublicComment]
		competition_conclusion: DF.Literal["", "Complies", "Exception Applies", "Does Not Comply"]
		competition_document: DF.Attach | None
		competition_reviewed_on: DF.Date | None
		competition_reviewer: DF.Data | None
		confidentiality_basis: DF.Data | None
		difference_reason: DF.SmallText | None
		differs_from_majority: DF.Check
		disagreement: DF.SmallText | None
		discussed_on: DF.Date | None
		draft_sha256: DF.Data | None
		drafts: DF.Table[DecisionDraft]
		evaluated_on: DF.Date | None
		evaluation_reason: DF.Literal["", "Below Expectation", "Many Objections", "Office Finds It Necessary"]
		evaluation_result: DF.Literal["", "Go On", "Adjust", "Discontinue"]
		evaluation_summary: DF.SmallText | None
		evaluator: DF.Data | None
		execute_by: DF.Date | None
		executed_on: DF.Date | None
		executing_unit: DF.Link | None
		execution_due_on: DF.Date | None
		execution_report: DF.SmallText | None
		execution_warn_on: DF.Date | None
		experts: DF.Table[ExpertOpinion]
		handled_by: DF.Link | None
		has_stability_risk: DF.Check
		head_spoke_last: DF.Check
		is_confidential: DF.Check
		is_in_catalogue: DF.Check
		is_reform_pilot: DF.Check
		is_technical: DF.Check
		lead_unit: DF.Link
		legal_basis: DF.SmallText | None
		meeting: DF.Data | None
		minutes: DF.Attach | None
		participations: DF.Table[PublicParticipation]
		proposal: DF.SmallText | None
		proposer: DF.Literal[
			"Leader", "Unit or Department", "Deputies or Members", "Citizens or Organisations"
		]
		publication_due_on: DF.Date | None
		publication_warn_on: DF.Date | None
		published_at: DF.Data | None
		published_on: DF.Date | None
		reported_to_party_on: DF.Date | None
		result: DF.Literal["", "Passed", "Passed With Changes", "Put Off", "Not Passed"]
		result_reason: DF.SmallText | None
		risk_assessed_on: DF.Date | None
		risk_assessor: DF.Data | None
		risk_conclusion: DF.Literal["", "Controllable", "Controllable After Changes", "Uncontrollable"]
		risk_points: DF.Table[RiskPoint]
		risk_report: DF.Attach | None
		started_on: DF.Date
		title: DF.Data
		unit: DF.Link
		workflow_state: DF.Literal[
			"In Preparation", "Agenda Locked", "Decided", "Published", "Archived", "Ended"
		]
	# end: auto-generated types

	rule_date_field = "started_on"
	act_field = "discussed_on"
	not_in_future = (
		*(
			"started_on",
			"risk_assessed_on",
			"competition_reviewed_on",
			"discussed_on",
			"reported_to_party_on",
		),
		*("published_on", "archived_on", "executed_on", "evaluated_on"),
	)
	in_order = (
		("started_on", "risk_assessed_on"),
		("started_on", "competition_reviewed_on"),
		("started_on", "discussed_on"),
		("discussed_on", "published_on"),
		("discussed_on", "archived_on"),
		("discussed_on", "executed_on"),
		("discussed_on", "evaluated_on"),
	)
	clocks = (
		Clock(
			"D12",
			start="discussed_on",
			stop="published_on",
			due="publication_due_on",
			warn="publication_warn_on",
			when={"result": PASSED, "is_confidential": 0},
			who="handled_by",
		),
		Clock(
			"D10",
			start="discussed_on",
			stop="archived_on",
			due="archive_due_on",
			warn="archive_warn_on",
			when={"result": PASSED},
			who="handled_by",
		),
		Clock(
			"D13",
			start="execute_by",
			stop="executed_on",
			due="execution_due_on",
			warn="execution_warn_on",
			when={"result": PASSED},
			who="handled_by",
		),
	)
	steps = (
		Step("S1", "participation_demanded", "participation_done", before="is_at_meeting"),
		Step("S2", "experts_demanded", "experts_done", before="is_at_meeting"),
		Step("S3", "risk_demanded", "risk_done", before="is_at_meeting"),
		Step("D9", "competition_demanded", "competition_done", before="is_at_meeting"),
		Step("D1", "review_demanded", "review_done", before="is_at_meeting"),
		Step("S4", "discussion_demanded", "discussion_done", before="is_issued"),
		Step("S5", "party_report_demanded", "party_report_done", before="is_issued"),
		Step("S6", "publication_demanded", "publication_done"),
		Step("S7", "archiving_demanded", "archiving_done"),
		Step("S8", "execution_demanded", "execution_done"),
		Step("S9", "evaluation_demanded", "evaluation_done"),
	)
	gates = (
		Gate("D2", "draft_changed_after_review"),
		Gate("D4", "comment_period_too_short"),
		Gate("D5", "hearing_papers_too_late"),
		Gate("D6", "expert_with_interest"),
		Gate("D7", "risk_not_controllable"),
		Gate("D8", "head_not_last"),
		Gate("D14", "discussed_before_lock"),
	)
	written_by = (WrittenBy(("workflow_state",), "who_prepares", is_all_but=True),)
	set_by_record = ("draft_sha256",)

	def who_prepares(self) -> str | None:
		if not OFFICE & set(frappe.get_roles()):
			return _(
				"Only the office that prepares the decision writes it; leaders lock and release the agenda."
			)

	def derive(self):
		if self.is_confidential:
			self.need("confidentiality_basis", _("Name the law by which it is not open to the public."))
		self.read_drafts()
		self.refuse_change_on_agenda()
		self.keep_lock()
		self.follow_state()

	def onload(self):
		super().onload()
		review = self.passing_review()
		self.set_onload("reviewed_on", review and review.effective_on)

	def on_update(self):
		super().on_update()
		if note := self.flags.pop("discussion_withdrawn", None):
			self.add_comment("Info", note)
		# a changed draft voids the opinions on it, whoever changed it and by whatever way
		void_changed(self.doctype, self.name)

	def kept_files(self) -> list[str]:
		"""What a review has read, or the meeting has had before it, is evidence."""
		read = frappe.get_all(
			"Legality Review",
			filters={"matter_kind": self.doctype, "matter": self.name, "draft_sha256": ["is", "set"]},
			pluck="draft",
		)
		return read + (evidence.attached(self) if self.is_at_meeting else [])

	# the draft

	@property
	def draft_in_hand(self):
		return self.drafts[-1] if self.drafts else None

	def read_drafts(self):
		"""The digests of what the files hold now: a file may have been replaced behind the record's back."""
		known = {row.file: row.sha256 for row in getattr(self.get_doc_before_save(), "drafts", None) or []}
		for row in self.drafts:
			is_in_hand = row is self.draft_in_hand
			row.sha256 = (
				known.get(row.file) if row.file in known and not is_in_hand else evidence.digest(row.file)
			)
			if not row.sha256:
				self.refuse(
					_("The file of draft {0} is gone.").format(row.version),
					_("Attach the file of the draft again."),
				)
		self.draft_sha256 = self.drafts[-1].sha256 if self.drafts else None

	def refuse_change_on_agenda(self):
		before = self.get_doc_before_save()
		if not (before and before.agenda_locked_on and self.workflow_state != IN_PREPARATION):
			return
		if [(row.version, row.file) for row in before.drafts] != [
			(row.version, row.file) for row in self.drafts
		]:
			self.refuse(
				_("The agenda is locked, so the drafts cannot change."),
				_("Release the agenda first; a changed draft needs a new review."),
			)

	# the course

	def keep_lock(self):
		"""Who locked the agenda and when is taken down by the app; only past years are loaded with it."""
		if "System Manager" in frappe.get_roles():
			return
		before = self.get_doc_before_save()
		self.agenda_locked_on = before.agenda_locked_on if before else None
		self.agenda_locked_by = before.agenda_locked_by if before else None

	def follow_state(self):
		state = self.workflow_state or IN_PREPARATION
		if state in (AGENDA_LOCKED, *AFTER_MEETING):
			if not self.agenda_locked_on:
				self.agenda_locked_on, self.agenda_locked_by = now(), frappe.session.user
		elif state == IN_PREPARATION:
			self.return_to_preparation()
		if (self.discussed_on or self.result) and not self.agenda_locked_on:
			self.refuse(
				_("It has been discussed, but its agenda was never locked."),
				_("Use the action Lock Agenda first: it checks what the law demands before a discussion."),
			)
		if state in AFTER_MEETING:
			self.refuse_half_discussed()
		if state == PUBLISHED:
			self.need("published_on", _("Publish it first, and enter Published On and Published At."))
		if state == ARCHIVED:
			self.archived_on = self.archived_on or current_date()

	def return_to_preparation(self):
		before = self.get_doc_before_save()
		if before and before.workflow_state in (AGENDA_LOCKED, *AFTER_MEETING):
			self.take_off_agenda(before)
		self.agenda_locked_on = self.agenda_locked_by = None

	def take_off_agenda(self, before):
		"""A discussion without a result that passed stays readable on the timeline."""
		if before.result in PASSED:
			self.refuse(
				_("It has been passed by the meeting."),
				_("A decision that was passed changes only by a new procedure: start a new decision."),
			)
		if before.discussed_on:
			self.flags.discussion_withdrawn = _("Discussed on {0} ({1}): {2}. {3}").format(
				formatdate(before.discussed_on),
				before.meeting or "",
				_(before.result) if before.result else "",
				before.result_reason or "",
			)
		for fieldname in ("meeting", "discussed_on", "result", "result_reason", "difference_reason"):
			self.set(fieldname, None)
		self.head_spoke_last = self.differs_from_majority = 0
		self.set("attendees", [])

	def refuse_half_discussed(self):
		for fieldname in ("discussed_on", "meeting", "result"):
			self.need(fieldname, _("Take down the discussion before the decision is recorded."))
		if not any(row.is_head for row in self.attendees):
			self.refuse(
				_("The members present are missing, or none of them is the presiding head."),
				_("Enter who attended with each one's stance, and tick Presiding Head."),
			)

	def need(self, fieldname: str, way_out: str):
		if not self.get(fieldname):
			self.refuse(_("{0} is missing.").format(_(self.meta.get_label(fieldname))), way_out)

	@property
	def is_at_meeting(self) -> bool:
		return bool(self.agenda_locked_on or self.discussed_on)

	@property
	def is_issued(self) -> bool:
		return bool(self.published_on)

	@property
	def is_passed(self) -> bool:
		return self.result in PASSED

	# the steps that the law demands: (whether, why), and what shows that they were taken

	def participation_demanded(self):
		if self.is_confidential:
			return False, _("Not open to the public by law: {0}").format(self.confidentiality_basis or "")
		if self.is_open_to_comment:
			return True, _("The public may still comment")
		if unanswered := [row for row in self.comments if not row.adoption]:
			return True, _("{0} comments have not been answered yet").format(len(unanswered))
		if unexplained := [row for row in self.comments if row.adoption != "Adopted" and not row.reason]:
			return True, _("{0} comments were not adopted, without a reason").format(len(unexplained))
		return True, _("The public has not been heard in any way")

	def participation_done(self):
		is_answered = all(row.adoption == "Adopted" or (row.adoption and row.reason) for row in self.comments)
		if self.participations and is_answered and not self.is_open_to_comment:
			methods = dict.fromkeys(row.method for row in self.participations)
			heard = _("{0}; {1} comments").format(
				"、".join(_(method) for method in methods), len(self.comments)
			)
			# art. 16: it may, but need not, be held
			if self.affects_rights and "Hearing" not in methods:
				heard = _("{0}; a hearing may be held").format(heard)
			return heard

	@property
	def is_open_to_comment(self) -> bool:
		until = getdate(self.discussed_on) if self.discussed_on else current_date()
		return any(row.to_date and getdate(row.to_date) > until for row in self.participations)

	def experts_demanded(self):
		if not self.is_technical:
			return False, _("Not marked as technical")
		if self.experts:
			return True, _("A technical matter, but no expert opinion is signed and sealed")
		return True, _("A technical matter without expert opinions")

	def experts_done(self):
		if signed := [row for row in self.experts if row.is_signed]:
			return _("{0} signed opinions").format(len(signed))

	def risk_demanded(self):
		if not self.has_stability_risk:
			return False, _("Not marked as a risk to stability")
		return True, _("A risk to stability without an assessment with risk points and conclusion")

	def risk_done(self):
		if self.risk_assessed_on and self.risk_conclusion and self.risk_points:
			return _("{0} risk points, {1}").format(len(self.risk_points), _(self.risk_conclusion))

	def competition_demanded(self):
		if not self.affects_operators:
			return False, _("Does not concern business operators")
		if self.competition_conclusion == "Does Not Comply":
			return True, _("The fair competition review says that it does not comply")
		return True, _("Concerns business operators, but has had no fair competition review")

	def competition_done(self):
		if self.competition_reviewed_on and self.competition_conclusion in ("Complies", "Exception Applies"):
			return _("{0} on {1}").format(
				_(self.competition_conclusion), formatdate(self.competition_reviewed_on)
			)

	def review_demanded(self):
		return True, self.review_missing()

	def discussion_demanded(self):
		if self.result and not self.is_passed:
			return True, _("The meeting has decided: {0}").format(_(self.result))
		return self.at_once_if(self.is_at_meeting or self.is_issued), _(
			"Comes after the agenda has been locked"
		)

	def discussion_done(self):
		if self.discussed_on and self.is_passed:
			return _("{0} on {1}: {2}").format(self.meeting, formatdate(self.discussed_on), _(self.result))

	def party_report_demanded(self):
		return self.at_once_if(self.is_passed or self.is_issued), _("Comes before the decision is issued")

	def party_report_done(self):
		return self.reported_to_party_on and formatdate(self.reported_to_party_on)

	def publication_demanded(self):
		if self.is_confidential:
			return False, _("Not open to the public by law: {0}").format(self.confidentiality_basis or "")
		return self.at_once_if(self.is_passed), _("Comes after the decision has been passed")

	def publication_done(self):
		if self.published_on:
			return _("{0} on {1}").format(
				self.published_at or _("Made Public"), formatdate(self.published_on)
			)

	def archiving_demanded(self):
		return self.at_once_if(self.is_passed), _("Comes after the decision has been passed")

	def archiving_done(self):
		if self.archived_on:
			return _("{0} on {1}").format(self.archive_number or _("Archived"), formatdate(self.archived_on))

	def execution_demanded(self):
		return self.at_once_if(self.is_passed), _(
			"An executing unit is named after the decision has been passed"
		)

	def execution_done(self):
		if not self.is_passed:
			return None
		if self.executing_unit and self.executed_on:
			return _("{0}, carried out on {1}").format(self.executing_unit, formatdate(self.executed_on))
		if self.executing_unit:
			return _("{0}, under way").format(self.executing_unit)

	def evaluation_demanded(self):
		if not self.evaluation_reason:
			return False, _("No reason for an evaluation has arisen")
		return True, _("Reason: {0}").format(_(self.evaluation_reason))

	def evaluation_done(self):
		if self.evaluated_on and self.evaluation_result:
			return _("{0} on {1}").format(_(self.evaluation_result), formatdate(self.evaluated_on))

	@staticmethod
	def at_once_if(has_come) -> bool | None:
		return True if has_come else None

	# the review

	@property
	def is_acting(self) -> bool:
		return self.has_entered(AGENDA_LOCKED)

	def late_opinion(self, name: str) -> str:
		return _("The opinion {0} is later than the discussion").format(name)

	def why_opinion_stays(self) -> tuple[str, str] | None:
		if self.is_at_meeting:
			return (
				_("The decision has gone to the meeting on the strength of this opinion."),
				_("Release the agenda of the decision first; after the discussion the opinion stays."),
			)

	def draft_changed_after_review(self) -> str | None:
		review = self.is_at_meeting and self.passing_review()
		if review and review.bound_digest != self.draft_sha256:
			return _("The draft in hand is not the one that {0} has reviewed.").format(review.name)

	# gates of single steps

	def comment_period_too_short(self) -> str | None:
		for row in self.participations:
			if row.method == "Public Comment" and row.to_date and not row.shortened_reason:
				days = date_diff(row.to_date, row.from_date)
				if days < COMMENT_DAYS:
					return _("Row {0}: the public had {1} days to comment.").format(row.idx, days)

	def hearing_papers_too_late(self) -> str | None:
		for row in self.participations:
			if row.method == "Hearing":
				if not row.papers_delivered_on:
					return _("Row {0}: it is not recorded when the hearing papers were delivered.").format(
						row.idx
					)
				if date_diff(row.from_date, row.papers_delivered_on) < HEARING_DAYS:
					return _(
						"Row {0}: the hearing papers were delivered {1} days before the hearing."
					).format(row.idx, date_diff(row.from_date, row.papers_delivered_on))

	def expert_with_interest(self) -> str | None:
		if experts := [row.expert for row in self.experts if row.has_interest]:
			return _("These experts have an interest in the matter: {0}.").format("、".join(experts))

	def risk_not_controllable(self) -> str | None:
		if self.is_at_meeting and self.risk_conclusion == "Uncontrollable":
			return _("The risk assessment says that the risk cannot be controlled.")

	def head_not_last(self) -> str | None:
		if not self.discussed_on:
			return None
		if not self.head_spoke_last:
			return _("It is not recorded that the head spoke last.")
		if self.differs_from_majority and not self.difference_reason:
			return _("The decision differs from the majority's opinion, but no reason is recorded.")

	def discussed_before_lock(self) -> str | None:
		if (
			self.discussed_on
			and self.agenda_locked_on
			and getdate(self.discussed_on) < getdate(self.agenda_locked_on)
		):
			return _("It was discussed on {0}, but its agenda was locked only on {1}.").format(
				formatdate(self.discussed_on), formatdate(self.agenda_locked_on)
			)
