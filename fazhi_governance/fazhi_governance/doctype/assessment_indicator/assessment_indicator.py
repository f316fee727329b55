from frappe.model.document import Document


class AssessmentIndicator(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		deduction_each: DF.Float
		deduction_rule: DF.SmallText | None
		evidence_wanted: DF.SmallText | None
		figure: DF.Link | None
		full_score: DF.Float
		indicator: DF.SmallText
		level: DF.Int
		number: DF.Data
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		scored_by: DF.Literal["", "Proportional to Target", "Deduct per Missing One", "Deduct per One Above"]
		scoring_standard: DF.SmallText | None
		target: DF.Float
	# end: auto-generated types
