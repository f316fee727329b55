from frappe.model.document import Document


class ExpertOpinion(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		adoption: DF.Literal["", "Adopted", "Partly Adopted", "Not Adopted"]
		dated: DF.Date
		document: DF.Attach | None
		expert: DF.Data
		has_interest: DF.Check
		is_signed: DF.Check
		opinion: DF.SmallText | None
		organisation: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		view: DF.Literal["In Favour", "In Favour With Changes", "Opposed"]
	# end: auto-generated types
	pass
