from frappe.model.document import Document


class TaskProgress(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		evidence: DF.Attach | None
		kind: DF.Literal["Progress Report", "Urging Check"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		percent: DF.Int
		reported_by: DF.Link | None
		reported_on: DF.Date
		text: DF.SmallText
	# end: auto-generated types
