import frappe
from frappe.model.document import Document


class SealedValue(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		ciphertext: DF.LongText | None
		digest: DF.Data | None
		field: DF.Data
		kind: DF.Literal["Full Name", "ID Number", "Phone", "Address"]
		record: DF.Data
		record_kind: DF.Data
		row: DF.Data | None
	# end: auto-generated types


def on_doctype_update():
	"""What is sealed is read by its record, and found again by its digest."""
	frappe.db.add_index("Sealed Value", ["record", "record_kind"])
