import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.utils import formatdate, getdate

from fazhi_governance import evidence
from fazhi_governance.compat import current_date
from fazhi_governance.fazhi_governance.doctype.law_advisor.assignment import AdvisedDocument
from fazhi_governance.governed import WrittenBy
from fazhi_governance.kinds import ADVISOR_ROLE
from fazhi_governance.review_summary import AFTER_CHANGES, REFORM, SATISFIED, effective_on, passing
from fazhi_governance.statute.clocks import Clock
from fazhi_governance.statute.gates import Gate

IN_PREPARATION, SUBMITTED, RETURNED = "In Preparation", "Submitted for Review", "Returned for Completion"
UNDER_REVIEW, OPINION_GIVEN, RESPONDED = "Under Review", "Opinion Given", "Response Given"
RECHECKED, ARCHIVED = "Rechecked", "Archived"
ON_THE_WAY = (SUBMITTED, RETURNED, UNDER_REVIEW)

# what nobody can act upon unless it is said what is wrong
NEED_FINDINGS = (AFTER_CHANGES, "Resubmit After Procedure", "Unlawful", "No Authority", REFORM)

# what its matter asks of the review: kind of record → kind of review
REVIEW_KINDS = {"Major Decision": "Major Decision", "Enforcement Case": "Enforcement Decision"}

REVIEWERS = {"Legality Reviewer", "Fazhi Manager"}
SUBMITTERS = {"Fazhi Officer", "Fazhi Manager", "Community Clerk", "Enforcement Clerk"}


class LegalityReview(AdvisedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.clock_event.clock_event import ClockEvent
		from fazhi_governance.fazhi_governance.doctype.review_finding.review_finding import ReviewFinding
		from fazhi_governance.fazhi_governance.doctype.review_material.review_material import ReviewMaterial

		advisor: DF.Link | None
		advisor_opined_on: DF.Date | None
		advisor_opinion: DF.Text | None
		amended_from: DF.Link | None
		amount: DF.Currency
		archive_number: DF.Data | None
		archived_on: DF.Date | None
		clock_events: DF.Table[ClockEvent]
		complete_on: DF.Date | None
		conclusion: DF.Literal[
			"",
			"Lawful",
			"Lawful After Changes",
			"Resubmit After Procedure",
			"Unlawful",
			"No Authority",
			"Reform With Risk Stated",
		]
		counterparty: DF.Data | None
		draft: DF.Attach | None
		draft_sha256: DF.Data | None
		draft_version: DF.Data | None
		findings: DF.Table[ReviewFinding]
		is_simple_track: DF.Check
		materials: DF.Table[ReviewMaterial]
		matter: DF.DynamicLink | None
		matter_kind: DF.Link | None
		opinion: DF.Text | None
		opinion_number: DF.Data | None
		opinion_on: DF.Date | None
		recheck_result: DF.Literal["", "Satisfied", "Not Satisfied"]
		rechecked_by: DF.Link | None
		rechecked_on: DF.Date | None
		recorded_on: DF.Date | None
		responded_on: DF.Date | None
		return_reason: DF.SmallText | None
		returned_on: DF.Date | None
		review_due_on: DF.Date | None
		review_kind: DF.Literal[
			"",
			"Major Decision",
			"Normative Document",
			"Contract",
			"Enforcement Decision",
			"Village Rules",
			"Other",
		]
		review_type: DF.Link
		review_warn_on: DF.Date | None
		reviewer: DF.Link | None
		revised_draft: DF.Attach | None
		revised_sha256: DF.Data | None
		shortened_approved_by: DF.Data | None
		shortened_reason: DF.SmallText | None
		subject: DF.Data
		submitted_by: DF.Link | None
		submitted_on: DF.Date | None
		template: DF.Data | None
		time_limit: DF.Int
		unit: DF.Link
		void_reason: DF.SmallText | None
		voided_on: DF.Date | None
		window_due_on: DF.Date | None
		window_warn_on: DF.Date | None
		workflow_state: DF.Literal[
			"In Preparation",
			"Submitted for Review",
			"Returned for Completion",
			"Under Review",
			"Opinion Given",
			"Response Given",
			"Rechecked",
			"Archived",
			"Opinion Withdrawn",
		]
	# end: auto-generated types

	rule_date_field = "submitted_on"
	not_in_future = (
		*("submitted_on", "complete_on", "returned_on", "advisor_opined_on", "opinion_on"),
		*("responded_on", "rechecked_on", "archived_on"),
	)
	in_order = (
		("submitted_on", "complete_on"),
		("submitted_on", "returned_on"),
		("submitted_on", "advisor_opined_on"),
		("complete_on", "opinion_on"),
		("advisor_opined_on", "opinion_on"),
		("opinion_on", "responded_on"),
		("opinion_on", "rechecked_on"),
		("opinion_on", "archived_on"),
	)
	clocks = (
		Clock(
			"V1",
			start="submitted_on",
			stop="opinion_on",
			due="review_due_on",
			warn="review_warn_on",
			length="time_limit",
			who="reviewer",
		),
		Clock(
			"D3",
			start="complete_on",
			stop="opinion_on",
			due="window_due_on",
			warn="window_warn_on",
			when={"review_kind": "Major Decision"},
			who="reviewer",
		),
	)
	gates = (
		*AdvisedDocument.ADVISOR_GATES,
		Gate("V5", "reviewer_of_own_matter"),
		Gate("V2", "opinion_without_advisor"),
		Gate("D3R", "window_too_short"),
		Gate("V4", "opinion_recorded_later"),
		Gate("V3", "why_void"),
		Gate("E2R", "reviewer_without_qualification"),
	)
	written_by = (
		WrittenBy(("advisor_opinion", "advisor_opined_on"), "who_advises"),
		WrittenBy(("advisor_opinion", "advisor_opined_on"), "who_is_not_only_advisor", is_all_but=True),
		WrittenBy(
			(
				*(
					"complete_on",
					"reviewer",
					"advisor",
					"conclusion",
					"opinion",
					"opinion_number",
					"opinion_on",
				),
				*("findings.dimension", "findings.severity", "findings.finding", "findings.law"),
				*("findings.article", "findings.suggestion", "shortened_reason", "shortened_approved_by"),
				*("recheck_result", "rechecked_on", "archive_number", "archived_on", "clock_events"),
			),
			"who_reviews",
		),
		WrittenBy(
			("findings.response", "findings.response_reason", "responded_on", "revised_draft"), "who_submits"
		),
	)
	set_by_record = (
		*("draft_version", "draft_sha256", "revised_sha256", "recorded_on", "rechecked_by"),
		*("voided_on", "void_reason"),
	)

	# who

	def who_reviews(self) -> str | None:
		if not REVIEWERS & set(frappe.get_roles()):
			return _("Only reviewers write this.")
		before = self.get_doc_before_save() or self
		if (
			before.reviewer not in (None, "", frappe.session.user)
			and "Fazhi Manager" not in frappe.get_roles()
		):
			return _("The reviewer of this matter is {0}.").format(frappe.utils.get_fullname(before.reviewer))

	def who_submits(self) -> str | None:
		if not SUBMITTERS & set(frappe.get_roles()):
			return _("Only the submitting office answers the findings.")

	def who_advises(self) -> str | None:
		before = self.get_doc_before_save() or self
		user = before.advisor and frappe.db.get_value("Law Advisor", before.advisor, "user")
		if user and user != frappe.session.user:
			return _("Only the assigned legal advisor writes this.")
		if not user and not REVIEWERS & set(frappe.get_roles()):
			return _("The legal advisor has no account: the reviewer logs the signed opinion.")

	def who_is_not_only_advisor(self) -> str | None:
		if ADVISOR_ROLE in frappe.get_roles() and not (REVIEWERS | SUBMITTERS) & set(frappe.get_roles()):
			return _("A legal advisor writes the advisor's opinion alone.")

	# the course of a review

	def derive(self):
		self.follow_type()
		super().derive()
		self.fill_checklist()
		if self.docstatus.is_draft():
			self.date_advice()
			self.go_through_reception()
		elif self._action == "submit":
			self.give_opinion()
		else:
			self.go_through_response()

	def follow_type(self):
		"""REST and import need not send what follows from the type."""
		kind = frappe.db.get_value("Review Type", self.review_type, ["kind", "is_simple_track"], as_dict=True)
		self.review_kind, self.is_simple_track = kind.kind, kind.is_simple_track
		if REVIEW_KINDS.get(self.matter_kind, self.review_kind) != self.review_kind:
			# else it would pass the matter without what is asked of its review
			self.refuse(
				_("It is about a record of the kind {0}, but its review type is {1}.").format(
					_(self.matter_kind), self.review_type
				),
				_("Choose a review type for matters of that kind, or clear the matter."),
			)
		if self.review_kind != "Major Decision":
			return
		self.matter_kind = self.matter_kind or "Major Decision"
		if self.matter_kind != "Major Decision" or not self.matter:
			self.refuse(
				_("The review of a major decision needs the decision that it is about."),
				_("Choose the decision, or another review type."),
			)

	def fill_checklist(self):
		if not self.materials:
			for row in frappe.get_all(
				"Review Type Material",
				filters={"parent": self.review_type},
				fields=["material", "is_required"],
				order_by="idx",
			):
				self.append("materials", row)

	def date_advice(self):
		"""An advisor who writes the opinion gives it today; the reviewer who logs a paper enters its day."""
		is_undated = self.advisor_opinion and not self.advisor_opined_on
		if is_undated and self.advisor and self.law_advisor.user == frappe.session.user:
			self.advisor_opined_on = current_date()

	def go_through_reception(self):
		state = self.workflow_state or IN_PREPARATION
		if state not in ON_THE_WAY:
			if self.submitted_on or self.complete_on:
				self.refuse(
					_("It has not been submitted for review, but the day of it is filled in."),
					_("Use the action Submit for Review, or clear Submitted On and Materials Complete On."),
				)
			return
		self.submitted_on = self.submitted_on or current_date()
		if state == SUBMITTED:
			self.complete_on = None
			self.close_pause()
			self.read_draft()
			self.refuse_second_submission()
		elif state == RETURNED:
			self.return_for_completion()
		elif state == UNDER_REVIEW:
			self.confirm_materials()

	def read_draft(self):
		"""Bind the review to what the draft holds now."""
		draft = self.decision_draft()
		if draft:
			self.draft, self.draft_version = draft.file, draft.version
		if not self.draft:
			self.refuse(
				_("There is no draft to review."),
				_("Attach the draft; for a major decision, add it to the decision's drafts."),
			)
		self.draft_sha256 = evidence.digest(self.draft)
		if not self.draft_sha256:
			self.refuse(_("The file of the draft is gone."), _("Attach the draft again."))

	def decision_draft(self):
		"""The draft in hand of the decision that is reviewed; None where the review has its own draft."""
		if self.matter_kind != "Major Decision" or not self.matter:
			return None
		rows = frappe.get_all(
			"Decision Draft",
			filters={"parent": self.matter, "parenttype": "Major Decision"},
			fields=["version", "file", "dated"],
			order_by="idx desc",
			limit=1,
		)
		return rows[0] if rows else None

	def refuse_second_submission(self):
		same = {"draft_sha256": self.draft_sha256, "unit": self.unit, "name": ["!=", self.name or ""]}
		same |= {"docstatus": ["!=", 2], "voided_on": ["is", "not set"], "workflow_state": ["!=", RETURNED]}
		if self.matter:
			same["matter"] = self.matter
		other = frappe.get_all("Legality Review", filters=same, pluck="name", order_by="creation", limit=1)
		if other:
			self.refuse(
				_("This very draft has been submitted already, as {0}.").format(other[0]),
				_("Go on with that review, or submit the draft as it stands after your changes."),
			)

	def return_for_completion(self):
		missing = "、".join(row.material for row in self.materials if row.is_required and not row.is_provided)
		self.return_reason = self.return_reason or missing
		if not self.return_reason:
			self.refuse(
				_("It is returned without saying what is missing."),
				_("Untick what has not been provided, or write it under What Is Missing."),
			)
		self.complete_on = None
		if not self.open_pause():
			before = self.get_doc_before_save()
			if not self.returned_on or (before and self.returned_on == before.returned_on):
				self.returned_on = current_date()
			self.append(
				"clock_events",
				{
					"clock": "V1",
					"event": "Pause",
					"from_date": max(getdate(self.returned_on), getdate(self.submitted_on)),
					"reason": self.return_reason,
				},
			)

	def confirm_materials(self):
		missing = [row.material for row in self.materials if row.is_required and not row.is_provided]
		if missing:
			self.refuse(
				_("These materials are missing: {0}.").format("、".join(missing)),
				_("Tick what has been provided, or return the matter for completion."),
			)
		self.complete_on = self.complete_on or current_date()
		self.close_pause(getdate(self.complete_on))
		if not self.reviewer and REVIEWERS & set(frappe.get_roles()):
			self.reviewer = frappe.session.user
		if not self.draft_sha256:
			self.read_draft()

	def open_pause(self):
		return next((row for row in self.clock_events if row.event == "Pause" and not row.to_date), None)

	def close_pause(self, day=None):
		if row := self.open_pause():
			row.to_date = max(day or current_date(), getdate(row.from_date))

	# the opinion

	def give_opinion(self):
		"""Frappe lets only those respond to a submitted document who may submit one: hence the question who."""
		if "System Manager" not in frappe.get_roles() and (problem := self.who_reviews()):
			self.refuse(problem, _("Leave the opinion to the reviewer."))
		self.opinion_on = self.opinion_on or current_date()
		self.recorded_on = current_date()
		if not self.complete_on:
			self.refuse(
				_("The materials have not been confirmed complete."),
				_("Submit it for review and confirm the materials first."),
			)
		if getdate(self.opinion_on) < getdate(self.complete_on):
			# said here as well as by the order of dates, for this is how an opinion is back-dated
			self.refuse(
				_("The opinion is dated {0}, before the materials were complete ({1}).").format(
					formatdate(self.opinion_on), formatdate(self.complete_on)
				),
				_("Date it on the day on which it was given."),
			)
		for fieldname in ("reviewer", "conclusion", "opinion"):
			if not self.get(fieldname):
				self.refuse(
					_("The opinion has no {0}.").format(_(self.meta.get_label(fieldname))),
					_("Fill it in before the opinion is given."),
				)
		if self.conclusion in NEED_FINDINGS and not self.findings:
			self.refuse(
				_("The conclusion is {0}, but no finding says why.").format(_(self.conclusion)),
				_("Write at least one finding with its law and article."),
			)
		if self.conclusion == REFORM and not (
			self.matter_kind == "Major Decision"
			and frappe.db.get_value("Major Decision", self.matter, "is_reform_pilot")
		):
			self.refuse(
				_("Only an exploratory reform may go to the meeting with its risk stated."),
				_("Tick Reform Pilot on the decision if it is one, or choose another conclusion."),
			)
		self.refuse_stale_draft()

	def refuse_stale_draft(self):
		if self.digest_now() != self.draft_sha256:
			self.refuse(
				_("The draft is no longer the one that was submitted."),
				_("Return the matter, and let the draft as it is now be submitted."),
			)

	def digest_now(self) -> str | None:
		draft = self.decision_draft()
		file_url = draft.file if draft else self.draft
		return file_url and evidence.digest(file_url)

	def reviewer_of_own_matter(self) -> str | None:
		if self.reviewer and self.reviewer == self.submitted_by:
			return _("{0} has submitted the matter and reviews it.").format(
				frappe.utils.get_fullname(self.reviewer)
			)

	def reviewer_without_qualification(self) -> str | None:
		"""Judged as the opinion is given. Who has given one on an enforcement decision before is not new to it."""
		if self.review_kind != "Enforcement Decision" or getattr(self, "_action", None) != "submit":
			return None
		is_qualified = frappe.db.exists(
			"Enforcement Officer", {"user": self.reviewer, "is_review_qualified": 1}
		)
		earlier = {"review_kind": self.review_kind, "reviewer": self.reviewer, "docstatus": 1}
		earlier |= {"opinion_on": ["<", self.opinion_on], "name": ["!=", self.name]}
		if not (is_qualified or frappe.db.exists("Legality Review", earlier)):
			return _(
				"{0} reviews an enforcement decision for the first time, without the qualification."
			).format(frappe.utils.get_fullname(self.reviewer))

	def opinion_without_advisor(self) -> str | None:
		if (
			self.docstatus.is_submitted()
			and self.review_kind == "Major Decision"
			and not (self.advisor and self.advisor_opinion)
		):
			return _("The opinion is given without a legal advisor's opinion.")

	def window_too_short(self) -> str | None:
		if (
			self.docstatus.is_submitted()
			and self.window_due_on
			and getdate(self.opinion_on) < getdate(self.window_due_on)
			and not (self.shortened_reason and self.shortened_approved_by)
		):
			return _("The opinion was given on {0}, before seven working days had passed.").format(
				formatdate(self.opinion_on)
			)

	def opinion_recorded_later(self) -> str | None:
		if self.recorded_on and getdate(self.opinion_on) < getdate(self.recorded_on):
			return _("The opinion is dated {0}, but was recorded on {1}.").format(
				formatdate(self.opinion_on), formatdate(self.recorded_on)
			)

	# after the opinion

	def go_through_response(self):
		self.refuse_changed_findings()
		self.refuse_changed_recheck()
		if self.has_entered(RESPONDED):
			self.refuse_open_findings()
			self.responded_on = self.responded_on or current_date()
		elif self.has_entered(RECHECKED):
			self.recheck()
		elif self.has_entered(OPINION_GIVEN):
			self.ask_for_changes_again()
		elif self.has_entered(ARCHIVED):
			self.refuse_open_findings()
			if self.conclusion == AFTER_CHANGES and not self.recheck_result:
				self.refuse(
					_("The changes that the opinion asks for have not been rechecked."),
					_("Recheck the revised draft first."),
				)
			self.archived_on = self.archived_on or current_date()
		self.refuse_unexplained_responses()

	def refuse_changed_findings(self):
		"""Frappe keeps the rows of a submitted document, but lets rows be added where a column may be written."""
		if len(self.findings) != len(self.get_doc_before_save().findings):
			self.refuse(
				_("The findings of an opinion that has been given do not change."),
				_("Cancel the opinion and amend it, or submit the matter again."),
			)

	def refuse_changed_recheck(self):
		"""What was rechecked is bound to the draft of that moment."""
		before = self.get_doc_before_save()
		if before.rechecked_by and not self.has_entered(OPINION_GIVEN):
			written = ("recheck_result", "rechecked_on", "revised_draft")
			if any((before.get(field) or None) != (self.get(field) or None) for field in written):
				self.refuse(
					_("It has been rechecked already."),
					_("Use the action Return for Changes; the revised draft is then rechecked anew."),
				)

	def ask_for_changes_again(self):
		if self.recheck_result == SATISFIED:
			self.refuse(
				_("The recheck was satisfied with the changes."), _("Archive it, or withdraw the opinion.")
			)
		for fieldname in ("recheck_result", "rechecked_on", "rechecked_by", "revised_sha256", "responded_on"):
			self.set(fieldname, None)

	def refuse_open_findings(self):
		open_rows = [
			str(row.idx) for row in self.findings if row.severity != "For Reference" and not row.response
		]
		if open_rows:
			self.refuse(
				_("Findings {0} have no response.").format("、".join(open_rows)),
				_("Say for each finding whether it is adopted, and why not."),
			)

	def refuse_unexplained_responses(self):
		for row in self.findings:
			if row.response in ("Partly Adopted", "Not Adopted") and not row.response_reason:
				self.refuse(
					_("Finding {0} is {1}, but no reason is given.").format(row.idx, _(row.response)),
					_("Write the reason for not adopting it."),
				)

	def recheck(self):
		if not self.recheck_result:
			self.refuse(
				_("It is rechecked without a result."), _("Choose Satisfied or Not Satisfied under Recheck.")
			)
		draft = self.decision_draft()
		if draft:
			self.revised_draft = draft.file
		if self.conclusion == AFTER_CHANGES and not self.revised_draft:
			self.refuse(_("There is no revised draft to recheck."), _("Attach the revised draft."))
		if self.revised_draft:
			self.revised_sha256 = evidence.digest(self.revised_draft)
			if not self.revised_sha256:
				self.refuse(_("The file of the draft is gone."), _("Attach the draft again."))
		if not self.rechecked_on or "System Manager" not in frappe.get_roles():
			self.rechecked_on = current_date()
		self.rechecked_by = frappe.session.user

	def before_cancel(self):
		if self.matter and self.matter_kind in REVIEW_KINDS:
			matter = frappe.get_doc(self.matter_kind, self.matter)
			if stays := matter.why_opinion_stays():
				self.refuse(*stays)

	# validity

	@property
	def bound_digest(self) -> str | None:
		"""The SHA-256 of the one draft for which the opinion holds; None while changes are awaited."""
		if self.conclusion == AFTER_CHANGES:
			return self.revised_sha256 if self.recheck_result == SATISFIED else None
		return self.draft_sha256

	def why_void(self) -> str | None:
		"""What a changed draft has done to a given opinion, whether or not it has been written down yet."""
		if not self.docstatus.is_submitted():
			return None
		if self.voided_on:
			return _("The opinion is void since {0}: {1}").format(
				formatdate(self.voided_on), self.void_reason
			)
		if self.bound_digest and self.digest_bound_now() != self.bound_digest:
			return _("The draft is no longer the one that was reviewed.")

	def digest_bound_now(self) -> str | None:
		draft = self.decision_draft()
		file_url = draft.file if draft else (self.revised_draft if self.revised_sha256 else self.draft)
		return file_url and evidence.digest(file_url)

	def void_if_changed(self):
		"""Write down that the draft has changed, on the opinion and on its timeline."""
		if self.voided_on or not (problem := self.why_void()):
			return
		self.db_set({"voided_on": current_date(), "void_reason": problem})
		frappe.msgprint(
			_("{0}: the opinion is void now.").format(self.called), alert=True, indicator="orange"
		)
		self.add_comment("Info", problem)

	@property
	def texts_for_conflicts(self) -> tuple[str | None, ...]:
		return self.subject, self.counterparty

	@property
	def assigned_on(self):
		return getdate(self.submitted_on)

	@property
	def advised_on(self):
		given = self.advisor_opined_on or self.opinion_on
		return given and getdate(given)


def opinions_on(kind: str, matters: list[str], is_locked: bool = False) -> dict[str, list[dict]]:
	"""The opinions given on each of these matters, the latest first.

	:param is_locked: nobody may cancel one of them until the transaction ends
	:returns: matter → [{"name", "conclusion", "voided_on", "void_reason", "bound_digest", "effective_on",
		"is_passing"}]
	"""
	if not matters:
		return {}
	table = frappe.qb.DocType("Legality Review")
	bound_digest = (
		Case().when(table.conclusion == AFTER_CHANGES, table.revised_sha256).else_(table.draft_sha256)
	)
	query = (
		frappe.qb.from_(table)
		.select(
			*(table.matter, table.name, table.conclusion, table.voided_on, table.void_reason),
			effective_on(table).as_("effective_on"),
			bound_digest.as_("bound_digest"),
			Case().when(passing(table), 1).else_(0).as_("is_passing"),
		)
		.where((table.matter_kind == kind) & table.matter.isin(matters) & (table.docstatus == 1))
		.orderby(table.opinion_on, order=frappe.qb.desc)
		.orderby(table.creation, order=frappe.qb.desc)
	)
	if is_locked:
		query = query.for_update()
	given = {}
	for row in query.run(as_dict=True):
		given.setdefault(row.matter, []).append(row)
	return given


def void_changed(matter_kind: str | None = None, matter: str | None = None):
	"""Void the opinions whose draft has changed: of one matter, or daily of all that are not archived."""
	filters = {"docstatus": 1, "voided_on": ["is", "not set"], "archived_on": ["is", "not set"]}
	if matter:
		filters |= {"matter_kind": matter_kind, "matter": matter}
	for name in frappe.get_all("Legality Review", filters=filters, pluck="name", order_by="creation"):
		frappe.get_doc("Legality Review", name).void_if_changed()
