from frappe.model.document import Document


class LeadingGroupMember(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from_date: DF.Date | None
		group_role: DF.Literal["Group Head", "Deputy Head", "Member", "Office Director", "Liaison"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		person_name: DF.Data
		post: DF.Data | None
		to_date: DF.Date | None
	# end: auto-generated types
