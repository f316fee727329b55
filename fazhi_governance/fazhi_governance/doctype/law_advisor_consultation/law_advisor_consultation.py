from datetime import date

import frappe
from frappe import _
from frappe.utils import flt, getdate

from fazhi_governance.compat import current_date
from fazhi_governance.fazhi_governance.doctype.law_advisor.assignment import AdvisedDocument
from fazhi_governance.governed import WrittenBy
from fazhi_governance.scope import units_of
from fazhi_governance.statute.calendar import work_calendar
from fazhi_governance.statute.clocks import Clock

ASKED, ANSWERED, DECIDED, ARCHIVED = STATES = ("Asked", "Answered", "Adoption Decided", "Archived")
# the day on which each state was reached; the state as asked needs none
REACHED_ON = {ANSWERED: "answered_on", DECIDED: "adopted_on", ARCHIVED: "archived_on"}
# kinds in which something is done rather than asked
SERVICES = ("Petition Reception", "Lecture", "Duty Day")
OFFICE = ("Fazhi Manager", "Fazhi Officer", "Legality Reviewer")
# working days
USUAL_TIME_TO_ANSWER = 5


class LawAdvisorConsultation(AdvisedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.supporting_document.supporting_document import (
			SupportingDocument,
		)

		adopted_on: DF.Date | None
		adoption: DF.Literal["", "Adopted", "Partly Adopted", "Not Adopted"]
		adoption_reason: DF.SmallText | None
		advisor: DF.Link
		answer_by: DF.Date | None
		answer_due_on: DF.Date | None
		answer_warn_on: DF.Date | None
		answered_on: DF.Date | None
		archive_number: DF.Data | None
		archived_on: DF.Date | None
		asked_by: DF.Link | None
		asked_on: DF.Date
		hours: DF.Float
		kind: DF.Literal[
			"Decision",
			"Contract",
			"Normative Document",
			"Petition Reception",
			"Mediation",
			"Litigation",
			"Lecture",
			"Duty Day",
			"Other",
		]
		materials: DF.Table[SupportingDocument]
		matter: DF.DynamicLink | None
		matter_kind: DF.Link | None
		opinion: DF.Text | None
		question: DF.Text | None
		rating: DF.Rating
		signed_document: DF.Attach | None
		subject: DF.Data
		unit: DF.Link
		workflow_state: DF.Literal["Asked", "Answered", "Adoption Decided", "Archived"]
	# end: auto-generated types

	rule_date_field = "asked_on"
	not_in_future = ("asked_on", "answered_on", "adopted_on", "archived_on")
	in_order = (
		("asked_on", "answer_by"),
		("asked_on", "answered_on"),
		("answered_on", "adopted_on"),
		("adopted_on", "archived_on"),
	)
	clocks = (
		Clock(
			"C1",
			start="answer_by",
			stop="answered_on",
			due="answer_due_on",
			warn="answer_warn_on",
			who="advisor",
		),
	)
	gates = AdvisedDocument.ADVISOR_GATES
	written_by = (
		WrittenBy(
			(
				*("unit", "subject", "kind", "advisor", "asked_on", "asked_by", "answer_by"),
				*("matter_kind", "matter", "question", "materials"),
			),
			"question_by_another",
		),
		WrittenBy(("opinion", "answered_on", "hours", "signed_document"), "answer_by_another"),
		WrittenBy(("adoption", "adoption_reason", "adopted_on", "rating"), "adoption_by_another"),
		WrittenBy(("archive_number", "archived_on"), "not_the_office"),
		WrittenBy(("workflow_state",), "step_by_another"),
	)

	@property
	def assigned_on(self) -> date:
		return getdate(self.asked_on)

	@property
	def advised_on(self) -> date | None:
		return getdate(self.answered_on) if self.answered_on else None

	@property
	def texts_for_conflicts(self) -> tuple[str | None, ...]:
		return (self.subject, self.question)

	def kept_files(self) -> list[str]:
		"""What was asked and answered rests on them."""
		given = [self.signed_document, *(row.file for row in self.materials)] if self.answered_on else []
		return [file_url for file_url in given if file_url]

	def derive(self):
		super().derive()
		self.workflow_state = self.workflow_state or ASKED
		self.take_step()
		self.answer_by = self.answer_by or self.usual_day_of_answer(getdate(self.asked_on))
		self.refuse_unasked()
		self.refuse_half_answered()
		self.refuse_half_decided()

	def usual_day_of_answer(self, asked_on: date) -> date:
		return work_calendar(self.unit).add(asked_on, USUAL_TIME_TO_ANSWER)

	def take_step(self):
		"""A state and the days of what has happened say the same; a state of the office's own says nothing."""
		if self.workflow_state not in STATES:
			return
		if (self.state_before, self.workflow_state) == (ANSWERED, ASKED):
			self.ask_again()
		reached = STATES[: STATES.index(self.workflow_state) + 1]
		for state, day in REACHED_ON.items():
			if state not in reached:
				if self.get(day):
					self.refuse_contradiction(day)
			elif not self.get(day):
				if self.is_new() or self.state_before == self.workflow_state:
					self.refuse_contradiction(day)
				self.set(day, current_date())

	def ask_again(self):
		"""The opinion stays, to be built on; what rested on it goes."""
		self.update({"answered_on": None, "adoption": "", "adoption_reason": None, "rating": 0})
		self.answer_by = self.usual_day_of_answer(current_date())

	def refuse_contradiction(self, day: str):
		label, state = _(self.meta.get_label(day)), _(self.workflow_state)
		problem = (
			_("{0} is filled in, but the status is {1}.")
			if self.get(day)
			else _("{0} is empty, but the status is {1}.")
		)
		self.refuse(
			problem.format(label, state),
			_("Leave the day as it was and take the step by its action; the day is then set."),
		)

	def refuse_unasked(self):
		if not (self.question or self.kind in SERVICES):
			self.refuse(
				_("It asks no question."),
				_("Write the question. Only a lecture, a duty day or a reception of petitioners has none."),
			)

	def refuse_half_answered(self):
		if not self.answered_on:
			if self.adoption or self.rating:
				self.refuse(
					_("The advice is judged, but has not been given."),
					_("Clear Adoption of Advice and Rating of the Advice until the answer is there."),
				)
			return
		if not (self.opinion or "").strip():
			self.refuse(
				_("It is answered without a legal opinion."),
				_("Write the opinion; of a lecture, a duty day or a reception, a line on what was done."),
			)
		if self.is_logged_for_advisor and not self.signed_document:
			self.refuse(
				_("The answer is logged by the office, but the advisor's signed document is missing."),
				_("Attach the Signed Document."),
			)

	def refuse_half_decided(self):
		if not 0 <= flt(self.rating) <= 1:
			self.refuse(_("The rating is {0}.").format(self.rating), _("Give one to five stars."))
		if self.adopted_on and not self.adoption:
			self.refuse(
				_("It is not said whether the advice was adopted."),
				_("Choose Adoption of Advice first, then decide."),
			)
		if self.adopted_on and self.adoption != "Adopted" and not (self.adoption_reason or "").strip():
			self.refuse(
				_("The advice is {0}, but the reason is missing.").format(_(self.adoption)),
				_("Enter the Reason for Not Adopting."),
			)

	@property
	def state_before(self) -> str | None:
		before = self.get_doc_before_save()
		return before.workflow_state if before else None

	@property
	def is_logged_for_advisor(self) -> bool:
		"""Whether someone else's hand gives the answer just now; who loads past years need not show the paper."""
		return (
			self.state_before == ASKED
			and self.law_advisor.user != frappe.session.user
			and "System Manager" not in frappe.get_roles()
		)

	# who may write what: each says why the session's user may not, or None

	def question_by_another(self) -> str | None:
		if self.was("answered_on"):
			return _("The question has been answered; it can be changed after the action Ask Again.")
		return self.not_the_office()

	def answer_by_another(self) -> str | None:
		if self.was("answered_on"):
			return _("The answer has been given; it can be changed after the action Ask Again.")
		user = self.advisor and self.law_advisor.user
		if not user:
			return self.not_the_office()
		if user != frappe.session.user:
			return _("{0} answers with the account {1}.").format(self.law_advisor.advisor_name, user)

	def adoption_by_another(self) -> str | None:
		if self.was("archived_on"):
			return _("It is archived.")
		if self.advisor and self.law_advisor.user == frappe.session.user:
			return _("Whoever gave the advice does not judge it.")
		return self.not_the_office()

	def step_by_another(self) -> str | None:
		before, now = self.state_before or ASKED, self.workflow_state or ASKED
		if (before, now) == (ASKED, ANSWERED):
			return self.answer_by_another()
		if (before, now) == (ANSWERED, DECIDED):
			return self.adoption_by_another()
		if before != now:
			return self.not_the_office()

	def not_the_office(self) -> str | None:
		units = units_of(doctype=self.doctype)
		is_in_scope = units is None or self.unit in units
		if not (is_in_scope and {*OFFICE} & {*frappe.get_roles()}):
			return _("This is for the office of {0}.").format(self.unit)

	def was(self, day: str) -> bool:
		"""Whether that had happened before this save."""
		stored = self.get_doc_before_save() or self
		return bool(not self.is_new() and stored.get(day))
