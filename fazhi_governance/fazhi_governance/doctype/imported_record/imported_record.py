from frappe.model.document import Document


class ImportedRecord(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		digest: DF.Data | None
		record: DF.Data
		record_kind: DF.Data
		register_import: DF.Data
		row_number: DF.Int
	# end: auto-generated types
