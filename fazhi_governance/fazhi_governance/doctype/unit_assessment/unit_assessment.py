from datetime import date

import frappe
from frappe import _
from frappe.utils import flt

from fazhi_governance import evidence
from fazhi_governance.compat import current_date
from fazhi_governance.core import scoring
from fazhi_governance.governed import GovernedDocument, WrittenBy
from fazhi_governance.scope import UNIT, units_of
from fazhi_governance.statistics import cube, figures
from fazhi_governance.statistics.figures import FigureError, Period, Value

SELF_SCORING, IN_REVIEW, CONFIRMED = ("Self-Scoring", "Scores Under Review", "Scores Confirmed")
OFFICE = ("Fazhi Manager", "Fazhi Officer")
# who scores the own unit
OWN_ACCOUNTS = ("Community Clerk", "Fazhi Officer")
FROM_SCHEME = (
	*("number", "indicator", "full_score", "scoring_standard", "deduction_rule"),
	*("evidence_wanted", "figure"),
)
COMPUTED = ("figure_value", "figure_wording", "is_computed", "computed_score")


class UnitAssessment(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.unit_assessment_score.unit_assessment_score import (
			UnitAssessmentScore,
		)

		assessed_to: DF.Date | None
		confirmed_on: DF.Date | None
		full_total: DF.Float
		review_opinion: DF.SmallText | None
		review_total: DF.Float
		scheme: DF.Link
		scores: DF.Table[UnitAssessmentScore]
		self_scored_on: DF.Date | None
		self_total: DF.Float
		signed_self_score: DF.Attach | None
		unit: DF.Link
		workflow_state: DF.Literal["Self-Scoring", "Scores Under Review", "Scores Confirmed"]
		year: DF.Int
	# end: auto-generated types

	rule_date_field = "assessed_to"
	set_by_record = ("self_scored_on", "confirmed_on")
	written_by = (
		WrittenBy(("unit", "scheme"), "start_by_another"),
		WrittenBy(
			("scores.self_score", "scores.self_evidence", "scores.self_file", "signed_self_score"),
			"self_score_by_another",
		),
		WrittenBy(("scores.review_score", "scores.deduction_reason", "review_opinion"), "review_by_another"),
		WrittenBy(("workflow_state",), "step_by_another"),
	)

	@property
	def assessment_scheme(self):
		"""Whatever the user may read: the scheme is another unit's, but its leaves stand here."""
		if not (self.flags.scheme and self.flags.scheme.name == self.scheme):
			self.flags.scheme = frappe.get_doc("Assessment Scheme", self.scheme)
		return self.flags.scheme

	@property
	def state_before(self) -> str:
		before = self if not getattr(self, "_action", None) else self.get_doc_before_save()
		return (before and before.workflow_state) or SELF_SCORING

	def kept_files(self) -> list[str]:
		"""What has been handed over is judged by them."""
		return evidence.attached(self) if self.self_scored_on else []

	def derive(self):
		self.workflow_state = self.workflow_state or SELF_SCORING
		self.refuse_misplaced()
		self.year = self.assessment_scheme.year
		self.assessed_to = date(self.year, 12, 31)
		self.take_rows_of_scheme()
		if self.state_before != CONFIRMED:
			self.compute_scores()
		if self.has_entered(IN_REVIEW) and self.state_before == SELF_SCORING:
			self.refuse_unsigned()
			self.propose_review_scores()
		self.refuse_scores_out_of_range()
		self.set_days()
		self.add_up()
		if self.has_entered(CONFIRMED):
			self.refuse_unexplained_deductions()

	def refuse_misplaced(self):
		if not (self.is_new() or self.has_value_changed("unit") or self.has_value_changed("scheme")):
			return
		scheme = self.assessment_scheme
		scheme.refuse_replaced()
		if self.unit not in scheme.assessed_units:
			self.refuse(
				_("{0} does not stand below {1}, whose scheme it is.").format(self.unit, scheme.unit),
				_("Choose a unit below {0}, or the scheme of the own office.").format(scheme.unit),
			)
		own = {"unit": self.unit, "scheme": self.scheme, "name": ["!=", self.name or ""]}
		if other := frappe.db.get_value(self.doctype, own):
			self.refuse(
				_("{0} is assessed by this scheme already: {1}.").format(self.unit, other),
				_("Open that assessment."),
			)

	def take_rows_of_scheme(self):
		"""A row for each leaf, whatever was sent; what the scheme says is not written here."""
		before = self.get_doc_before_save()
		sent = {row.number: row for row in self.scores}
		stored = {row.number: row for row in before.scores} if before else {}
		self.scores = []
		for idx, leaf in enumerate(self.assessment_scheme.leaves, start=1):
			row = self.append("scores", sent.get(leaf.number) or {})
			row.update({field: leaf.get(field) for field in FROM_SCHEME})
			computed = stored.get(leaf.number)
			row.update({field: computed.get(field) if computed else None for field in COMPUTED})
			row.idx = idx

	def compute_scores(self):
		"""All figures of the assessment in one call."""
		leaves = {leaf.number: leaf for leaf in self.assessment_scheme.leaves if leaf.figure}
		values = self.values_of({leaf.figure for leaf in leaves.values()})
		for row in self.scores:
			row.update(dict.fromkeys(COMPUTED))
			if row.number in leaves:
				self.compute_score(row, leaves[row.number], values[row.figure])
		self.cast_numbers()

	def values_of(self, codes: set[str]) -> dict[str, Value]:
		"""Counted as the office counts them, whichever of its people saves; one faulty figure stops no other."""
		found, faulty = {}, {}
		for code in sorted(codes):
			try:
				found[code] = figures.lookup(code)
			except FigureError as error:
				faulty[code] = figures.faulty(code, error)
		counted = cube.compute(list(found.values()), Period.year(self.year), self.unit, user="Administrator")
		return counted | faulty

	def compute_score(self, row, leaf, value: Value):
		"""Without data there is nothing to score by: the reviewer judges."""
		if not value.has_data:
			row.figure_wording = value.problem or _("No data", lang="zh")
			return
		is_rate = value.figure.aggregate == figures.RATIO
		row.figure_value = value.value * 100 if is_rate else value.value
		row.figure_wording = value.worded()
		row.is_computed = 1
		row.computed_score = scoring.score(
			leaf.scored_by, row.figure_value, leaf.full_score, leaf.target, leaf.deduction_each
		)

	@frappe.whitelist(methods=["POST"])
	def compute_anew(self):
		"""Count the figures again, as each save does.

		:raises frappe.ValidationError: the scores have been confirmed
		"""
		self.check_permission("write")
		if self.workflow_state == CONFIRMED:
			self.refuse(
				_("The scores have been confirmed."), _("Use the action Review Again, then compute anew.")
			)
		self.save()

	def refuse_unsigned(self):
		"""Who loads the records of past years need not show the paper."""
		is_logged = self.is_assessor and "System Manager" not in frappe.get_roles()
		if is_logged and not self.signed_self_score:
			self.refuse(
				_("The self-score is entered by the office, but the unit's signed paper is missing."),
				_("Attach the Signed Self-Assessment."),
			)

	def propose_review_scores(self):
		"""The reviewer begins with what was counted, else with the self-score, and corrects it."""
		for row in self.scores:
			if not row.deduction_reason:
				row.review_score = row.computed_score if row.is_computed else row.self_score

	def refuse_scores_out_of_range(self):
		for row in self.scores:
			for field in ("self_score", "review_score"):
				if not 0 <= row.get(field) <= row.full_score:
					self.refuse(
						_("Indicator {0}: {1} is {2}, but it goes from 0 to {3}.").format(
							row.number, _(row.meta.get_label(field)), row.get(field), row.full_score
						),
						_("Correct the score."),
					)

	def set_days(self):
		if self.workflow_state == SELF_SCORING:
			self.self_scored_on = None
		else:
			self.self_scored_on = self.self_scored_on or current_date()
		if self.workflow_state == CONFIRMED:
			self.confirmed_on = self.confirmed_on or current_date()
		else:
			self.confirmed_on = None

	def add_up(self):
		is_reviewed = self.workflow_state != SELF_SCORING
		for row in self.scores:
			row.lost_score = flt(row.full_score - row.review_score, 2) if is_reviewed else 0
		self.full_total = flt(sum(row.full_score for row in self.scores), 2)
		self.self_total = flt(sum(row.self_score for row in self.scores), 2)
		self.review_total = flt(sum(row.review_score for row in self.scores), 2)

	def refuse_unexplained_deductions(self):
		unexplained = [
			row.number
			for row in self.scores
			if row.review_score < row.full_score and not (row.deduction_reason or "").strip()
		]
		if unexplained:
			self.refuse(
				_("Points are deducted without a reason: indicators {0}.").format("、".join(unexplained)),
				_("Enter the Reason for the Deduction of each, or the full score."),
			)

	# who may write what: each says why the session's user may not, or None

	def start_by_another(self) -> str | None:
		if not self.is_assessor:
			return _("Assessments are begun by the office of {0}.").format(self.scheme_unit)

	def self_score_by_another(self) -> str | None:
		if self.state_before != SELF_SCORING:
			return _(
				"The self-score has been handed over; it can be changed after the action Return Self-Score."
			)
		if self.is_assessor and self.has_account:
			return _("{0} scores itself with an account of its own.").format(self.unit)

	def review_by_another(self) -> str | None:
		if self.state_before == SELF_SCORING:
			return _("The self-score has not been handed over yet.")
		if self.state_before == CONFIRMED:
			return _("The scores have been confirmed; they can be changed after the action Review Again.")
		return self.not_the_assessor()

	def step_by_another(self) -> str | None:
		now = self.workflow_state or SELF_SCORING
		if now == self.state_before:
			return None
		if self.state_before == SELF_SCORING:
			return self.self_score_by_another()
		return self.not_the_assessor()

	def not_the_assessor(self) -> str | None:
		if not self.is_assessor:
			return _("The review is for the office of {0}.").format(self.scheme_unit)

	@property
	def scheme_unit(self) -> str | None:
		return self.assessment_scheme.unit if self.scheme else None

	@property
	def is_assessor(self) -> bool:
		"""Whether the session's user belongs to the office whose scheme it is."""
		units = units_of(doctype=self.doctype)
		return bool({*OFFICE} & {*frappe.get_roles()}) and (units is None or self.scheme_unit in units)

	@property
	def has_account(self) -> bool:
		"""Whether someone of the assessed unit itself can enter its score."""
		permission, user, role = (
			frappe.qb.DocType(doctype) for doctype in ("User Permission", "User", "Has Role")
		)
		return bool(
			frappe.qb.from_(permission)
			.join(user)
			.on((user.name == permission.user) & (user.enabled == 1))
			.join(role)
			.on((role.parent == user.name) & (role.parenttype == "User") & role.role.isin(OWN_ACCOUNTS))
			.select(user.name)
			.where((permission.allow == UNIT) & (permission.for_value == self.unit))
			.limit(1)
			.run()
		)
