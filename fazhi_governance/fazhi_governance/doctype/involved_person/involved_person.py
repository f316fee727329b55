from frappe.model.document import Document


class InvolvedPerson(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		address: DF.Data | None
		age: DF.Int
		credit_code: DF.Data | None
		guardian_consents: DF.Check
		id_kind: DF.Literal["Resident Identity Card", "Passport", "Travel Permit", "Other Document"]
		id_number: DF.Data | None
		is_minor: DF.Check
		is_representative: DF.Check
		occupation: DF.Data | None
		organisation: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		party_kind: DF.Literal["Natural Person", "Legal Entity"]
		person_name: DF.Data | None
		phone: DF.Data | None
		role: DF.Literal["Applicant", "Respondent", "Petitioner", "Agent", "Other"]
		sex: DF.Literal["", "Male", "Female"]
	# end: auto-generated types
