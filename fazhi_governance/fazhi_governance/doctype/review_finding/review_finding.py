from frappe.model.document import Document


class ReviewFinding(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		article: DF.Data | None
		dimension: DF.Literal["Authority", "Procedure", "Substance", "Form and Wording", "Contract Points"]
		finding: DF.SmallText
		law: DF.Link | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		response: DF.Literal["", "Adopted", "Partly Adopted", "Not Adopted"]
		response_reason: DF.SmallText | None
		severity: DF.Literal["Must Change", "Should Change", "For Reference"]
		suggestion: DF.SmallText | None
	# end: auto-generated types
	pass
