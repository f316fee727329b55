from frappe.model.document import Document


class VenueUpkeep(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		kind: DF.Literal["Content Renewed", "Look Round", "Repair", "Cleaning"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		theme: DF.Data | None
		upkept_on: DF.Date
	# end: auto-generated types
