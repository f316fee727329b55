from frappe.model.document import Document


class DecisionAttendee(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		is_head: DF.Check
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		person_name: DF.Data
		post: DF.Data | None
		stance: DF.Literal["In Favour", "Opposed", "Reserved", "Absent"]
		statement: DF.SmallText | None
	# end: auto-generated types
	pass
