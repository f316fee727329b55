from frappe.model.document import Document


class MediationFollowUp(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		followed_on: DF.Date
		has_risk: DF.Check
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		performance: DF.Literal["", "Performed", "Partly Performed", "Not Performed", "Not Due Yet"]
		remark: DF.SmallText | None
		satisfaction: DF.Literal["", "Satisfied", "Fairly Satisfied", "Dissatisfied"]
	# end: auto-generated types
