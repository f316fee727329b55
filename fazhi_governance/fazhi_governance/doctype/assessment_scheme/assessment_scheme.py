import frappe
from frappe import _
from frappe.utils import cstr, flt

from fazhi_governance.compat import current_date
from fazhi_governance.core import outline, scoring
from fazhi_governance.governed import GovernedDocument
from fazhi_governance.scope import subtree
from fazhi_governance.statistics import figures

ASSESSMENT = "Unit Assessment"
# what scores in one way for all who are scored by it
FROZEN = ("unit", "year", "title", "full_score", "document_number", "issued_on", "weight_in_year_end")
DECIMALS = 2


class AssessmentScheme(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.assessment_indicator.assessment_indicator import (
			AssessmentIndicator,
		)

		document_number: DF.Data | None
		full_score: DF.Float
		indicators: DF.Table[AssessmentIndicator]
		issued_on: DF.Date
		replaced_by: DF.Link | None
		replaces: DF.Link | None
		title: DF.Data
		unit: DF.Link
		version: DF.Int
		weight_in_year_end: DF.Percent
		year: DF.Int
	# end: auto-generated types

	rule_date_field = "issued_on"
	not_in_future = ("issued_on",)
	set_by_record = ("version", "replaces", "replaced_by")

	@property
	def leaves(self) -> list:
		"""The indicators that are scored: those with none below them."""
		above = {outline.parent(row.number) for row in self.indicators}
		return [row for row in self.indicators if row.number not in above]

	@property
	def assessed_units(self) -> list[str]:
		"""All below the unit whose scheme it is; it does not assess itself."""
		return subtree(self.unit)[1:]

	def derive(self):
		replaced = self.flags.replaced
		if replaced:
			self.replaces, self.version = replaced.name, replaced.version + 1
		self.version = self.version or 1
		self.refuse_faulty_year()
		self.arrange_indicators()
		self.refuse_faulty_indicators()
		self.refuse_unbalanced_scores()
		self.refuse_changes_once_used()

	def after_insert(self):
		if self.replaces:
			frappe.db.set_value(self.doctype, self.replaces, "replaced_by", self.name)

	def on_trash(self):
		if self.replaces:
			frappe.db.set_value(self.doctype, self.replaces, "replaced_by", None)

	def refuse_faulty_year(self):
		if not 1000 <= self.year <= 9999:
			self.refuse(_("Its year is {0}.").format(self.year), _("Enter the year with four digits."))

	def arrange_indicators(self):
		"""In the order of their numbers, each below the one that its number continues."""
		numbers = {}
		for row in self.indicators:
			row.number = cstr(row.number).strip()
			try:
				outline.key(row.number)
			except ValueError:
				self.refuse(
					_("Indicators, row {0}: “{1}” is no number of an indicator.").format(row.idx, row.number),
					_("Number the indicators 1, 1.1, 1.1.1 and so on."),
				)
			if row.number in numbers:
				self.refuse(
					_("The number {0} stands twice: rows {1} and {2}.").format(
						row.number, numbers[row.number], row.idx
					),
					_("Give each indicator a number of its own."),
				)
			numbers[row.number] = row.idx
			row.level = outline.level(row.number)
		for row in self.indicators:
			above = outline.parent(row.number)
			if above and above not in numbers:
				self.refuse(
					_("The indicator {0} stands below {1}, which there is not.").format(row.number, above),
					_("Add the indicator {0}, or correct the number.").format(above),
				)
		self.indicators.sort(key=lambda row: outline.key(row.number))
		for idx, row in enumerate(self.indicators, start=1):
			row.idx = idx

	def refuse_faulty_indicators(self):
		leaves = self.leaves
		for row in self.indicators:
			if row.full_score <= 0:
				self.refuse(
					_("The indicator {0} has a full score of {1}.").format(row.number, row.full_score),
					_("Enter a full score above 0."),
				)
			if row.figure and row not in leaves:
				self.refuse(
					_("The indicator {0} takes its score from a figure, but has indicators below it.").format(
						row.number
					),
					_("Only the last level is scored: move the figure to an indicator there."),
				)
			if row.figure:
				self.refuse_faulty_scoring(row)
			else:
				row.scored_by, row.target, row.deduction_each = None, 0.0, 0.0

	def refuse_faulty_scoring(self, row):
		if figures.find(row.figure).aggregate == figures.NAMES:
			self.refuse(
				_("The indicator {0}: the figure {1} lists names, which cannot be scored.").format(
					row.number, row.figure
				),
				_("Choose a figure that is a number or a rate."),
			)
		if row.scored_by not in scoring.METHODS:
			self.refuse(
				_("The indicator {0} has a figure, but does not say how it scores.").format(row.number),
				_("Choose How the Figure Scores."),
			)
		if row.scored_by == scoring.PROPORTIONAL:
			row.deduction_each = 0.0
		elif row.deduction_each <= 0:
			self.refuse(
				_("The indicator {0} does not say how much is deducted for each.").format(row.number),
				_("Enter Deducted for Each."),
			)
		if row.target < 0 or (row.target == 0 and row.scored_by != scoring.PER_EXCESS):
			self.refuse(
				_("The indicator {0} has a target of {1}.").format(row.number, row.target),
				_("Enter the target at which the score is full."),
			)

	def refuse_unbalanced_scores(self):
		sums = {}
		for row in self.indicators:
			above = outline.parent(row.number)
			sums[above] = sums.get(above, 0) + row.full_score
		top = flt(sums.get("", 0), DECIMALS)
		if top != flt(self.full_score, DECIMALS):
			self.refuse(
				_("The indicators of the first level add up to {0}, but the total is {1}.").format(
					top, self.full_score
				),
				_("Correct the full scores, so that the two are equal."),
			)
		for row in self.indicators:
			below = flt(sums.get(row.number, row.full_score), DECIMALS)
			if below != flt(row.full_score, DECIMALS):
				self.refuse(
					_("The indicators below {0} ({1}) add up to {2}, but its own full score is {3}.").format(
						row.number, row.indicator, below, row.full_score
					),
					_("Correct the full scores, so that the two are equal."),
				)

	def refuse_changes_once_used(self):
		before = self.get_doc_before_save()
		if not before or _content(before) == _content(self):
			return
		if used := self.assessments_count:
			self.refuse(
				_("It is frozen: {0} assessments have been made by it.").format(used),
				_(
					"Use the button New Version: it makes a copy, which you change and assess by from then on."
				),
			)

	@property
	def assessments_count(self) -> int:
		return frappe.db.count(ASSESSMENT, {"scheme": self.name})

	def onload(self):
		super().onload()
		self.set_onload("is_frozen", bool(not self.is_new() and self.assessments_count))

	@frappe.whitelist(methods=["POST"])
	def new_version(self) -> str:
		"""Make a copy that replaces this scheme, and return its name.

		:raises frappe.ValidationError: it has been replaced already
		"""
		frappe.has_permission(self.doctype, "create", throw=True)
		self.check_permission("write")
		self.refuse_replaced()
		copy = frappe.copy_doc(self, ignore_no_copy=False)
		copy.issued_on = current_date()
		copy.flags.replaced = self
		return copy.insert().name

	@frappe.whitelist(methods=["POST"])
	def start_assessments(self, units: list) -> list[str]:
		"""Begin an assessment of each of these units that has none by this scheme; return the names.

		:raises frappe.ValidationError: the scheme has been replaced, or a unit does not stand below its own
		"""
		frappe.has_permission(ASSESSMENT, "create", throw=True)
		self.check_permission("read")
		has_one = frappe.get_all(ASSESSMENT, filters={"scheme": self.name}, pluck="unit", order_by="unit")
		return [
			frappe.get_doc({"doctype": ASSESSMENT, "unit": unit, "scheme": self.name}).insert().name
			for unit in units
			if unit not in has_one
		]

	def refuse_replaced(self):
		if self.replaced_by:
			self.refuse(
				_("It has been replaced by {0}.").format(self.replaced_by),
				_("Use the newer version."),
			)


def _content(scheme) -> list[list[str]]:
	columns = [df.fieldname for df in frappe.get_meta("Assessment Indicator").fields if not df.read_only]
	return [
		[cstr(scheme.get(field)) for field in FROZEN],
		*([cstr(row.get(field)) for field in columns] for row in scheme.indicators),
	]
