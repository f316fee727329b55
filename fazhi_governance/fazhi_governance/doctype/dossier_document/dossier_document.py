from frappe.model.document import Document


class DossierDocument(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		file: DF.Attach | None
		kind: DF.Literal[
			"Application",
			"Rights Notice",
			"Identity Papers",
			"Power of Attorney",
			"Investigation Record",
			"Evidence",
			"Written Agreement",
			"Performance Proof",
			"Follow-up Record",
			"Confirmation Papers",
			"Explanation",
		]
		pages: DF.Int
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		remark: DF.Data | None
	# end: auto-generated types
