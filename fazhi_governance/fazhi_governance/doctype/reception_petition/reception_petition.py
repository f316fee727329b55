from frappe.model.document import Document


class ReceptionPetition(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		matter: DF.Data
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		petition: DF.Link | None
		reply: DF.SmallText | None
	# end: auto-generated types
