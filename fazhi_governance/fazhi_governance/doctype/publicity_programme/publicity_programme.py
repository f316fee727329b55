from frappe.model.document import Document


class PublicityProgramme(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		programme_name: DF.Data
		remark: DF.SmallText | None
	# end: auto-generated types
