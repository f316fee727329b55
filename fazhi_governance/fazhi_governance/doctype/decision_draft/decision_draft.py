from frappe.model.document import Document


class DecisionDraft(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		dated: DF.Date
		file: DF.Attach
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		remark: DF.SmallText | None
		sha256: DF.Data | None
		version: DF.Data
	# end: auto-generated types
	pass
