from frappe.model.document import Document


class TrainingAttendance(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		attendance: DF.Literal["Present", "Absent", "Made Up"]
		hours: DF.Float
		made_up_on: DF.Date | None
		officer: DF.Link | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		person_name: DF.Data | None
		resident: DF.Link | None
		score: DF.Float
	# end: auto-generated types
	pass
