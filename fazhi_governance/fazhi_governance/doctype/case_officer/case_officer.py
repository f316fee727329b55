from frappe.model.document import Document


class CaseOfficer(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		certificate_from: DF.Date | None
		certificate_number: DF.Data | None
		certificate_to: DF.Date | None
		left_on: DF.Date | None
		officer: DF.Link
		officer_name: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		staff_status: DF.Literal["On Staff", "Auxiliary"]
	# end: auto-generated types
	pass
