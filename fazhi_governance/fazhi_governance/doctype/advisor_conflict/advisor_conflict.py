from frappe.model.document import Document


class AdvisorConflict(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		affected_unit: DF.Link | None
		conflict_with: DF.Data
		from_date: DF.Date
		matter: DF.DynamicLink | None
		matter_kind: DF.Link | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		remark: DF.SmallText | None
		to_date: DF.Date | None
	# end: auto-generated types
	pass
