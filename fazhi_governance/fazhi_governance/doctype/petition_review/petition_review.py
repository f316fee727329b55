from frappe.model.document import Document


class PetitionReview(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		answered_on: DF.Date | None
		asked_on: DF.Date
		body: DF.Data | None
		delivered_on: DF.Date | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		result: DF.Literal["", "Opinion Upheld", "Opinion Changed", "Opinion Set Aside", "Request Withdrawn"]
		stage: DF.Literal["First Review", "Final Recheck"]
	# end: auto-generated types
