from frappe.model.document import Document


class MeetingAttendee(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		attendance: DF.Literal["Present", "Absent", "On Leave"]
		capacity: DF.Literal["Member", "Attending", "Judicial Office", "Legal Advisor", "Minutes Taker"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		person_name: DF.Data
		post: DF.Data | None
		reason: DF.Data | None
	# end: auto-generated types
