from frappe.model.document import Document


class RegisterImportColumn(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		column_title: DF.Data
		default_value: DF.Data | None
		form: DF.SmallText | None
		header: DF.Autocomplete | None
		is_guessed: DF.Check
		is_needed: DF.Check
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
	# end: auto-generated types
