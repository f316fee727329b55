from frappe.model.document import Document


class PublicComment(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		adoption: DF.Literal["", "Adopted", "Partly Adopted", "Not Adopted"]
		content: DF.SmallText
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		raised_by: DF.Data | None
		reason: DF.SmallText | None
	# end: auto-generated types
	pass
