from frappe.model.document import Document


class UnitAssessmentScore(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		computed_score: DF.Float
		deduction_reason: DF.SmallText | None
		deduction_rule: DF.SmallText | None
		evidence_wanted: DF.SmallText | None
		figure: DF.Link | None
		figure_value: DF.Float
		figure_wording: DF.Data | None
		full_score: DF.Float
		indicator: DF.SmallText | None
		is_computed: DF.Check
		lost_score: DF.Float
		number: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		review_score: DF.Float
		scoring_standard: DF.SmallText | None
		self_evidence: DF.SmallText | None
		self_file: DF.Attach | None
		self_score: DF.Float
	# end: auto-generated types
