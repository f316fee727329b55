"""The record kinds that belong to a Governance Unit. A new kind is one line here and its own folder."""

GOVERNED_DOCTYPES = (
	"Annual Report",
	"Assessment Scheme",
	"Calendar Exception",
	"Deleted Record",
	"Disclosure Item",
	"Dispute Screening",
	"Enforcement Case",
	"Enforcement Item",
	"Enforcement Officer",
	"Governance Meeting",
	"Governance Task",
	"Joint Enforcement",
	"Law Advisor",
	"Law Advisor Consultation",
	"Law Literate Resident",
	"Law Publicity Activity",
	"Leader Duty Record",
	"Leader Reception",
	"Leading Group",
	"Legality Review",
	"Local Rule",
	"Major Decision",
	"Mediation Case",
	"Monthly Tally",
	"Petition",
	"Publicity Plan",
	"Publicity Venue",
	"Register Import",
	"Report Template",
	"Reveal Log",
	"Reviewable Matter",
	"Service Inquiry",
	"Service Item",
	"Shortcoming",
	"Supervision Matter",
	"Supervision Notice",
	"Training Record",
	"Unit Assessment",
	"Work Plan",
)

# the tables within records: Frappe lists their rows for whoever may read some record with such a table
TABLES = (
	"Advisor Conflict",
	"Annual Report Figure",
	"Annual Report Section",
	"Assessment Indicator",
	"Case Officer",
	"Clock Event",
	"Decision Attendee",
	"Decision Draft",
	"Dossier Document",
	"Expert Opinion",
	"Involved Person",
	"Law Reference",
	"Leading Group Adjustment",
	"Leading Group Member",
	"Mediation Follow Up",
	"Mediation Session",
	"Meeting Agenda Item",
	"Meeting Attendee",
	"Petition Action",
	"Petition Review",
	"Public Comment",
	"Public Participation",
	"Publicity Duty",
	"Publicity Target",
	"Reception Petition",
	"Register Import Column",
	"Resident Action",
	"Retention Rule",
	"Review Finding",
	"Review Material",
	"Review Type Material",
	"Risk Point",
	"Screened Dispute",
	"Supporting Document",
	"Task Co Unit",
	"Task Progress",
	"Training Attendance",
	"Training Target",
	"Unit Assessment Score",
	"Venue Upkeep",
)

# What is assigned to a legal advisor, whatever the unit: the field that holds the advisor. Who may read one of
# these kinds by the role of Legal Advisor alone sees no other record of it.
ADVISOR_ROLE = "Legal Advisor"
ADVISED = {"Law Advisor": "name", "Law Advisor Consultation": "advisor", "Legality Review": "advisor"}
# what advisors are asked about: they see the very matters of what is assigned to them
MATTERS = ("Major Decision", "Enforcement Case")

# An accusation (检举控告) is not told to those whom it accuses (信访工作条例, art. 30): the kind, the field and the
# value that make a record one. Only those with the role see it, in scope and as far as it does not accuse them.
ACCUSATION_ROLE = "Accusation Handler"
# What is kept of a deleted one has no accused any more: Administrator alone sees it.
CONFIDED = {"Petition": ("purpose", "Accusation"), "Deleted Record": ("is_confided", 1)}

# what is kept beside records, by Frappe or by ourselves: the fields that name the record's kind and the record
KEPT_BESIDE = {
	"Activity Log": ("reference_doctype", "reference_name"),
	"Comment": ("reference_doctype", "reference_name"),
	"Communication": ("reference_doctype", "reference_name"),
	"Deleted Document": ("deleted_doctype", "deleted_name"),
	"Email Queue": ("reference_doctype", "reference_name"),
	"File": ("attached_to_doctype", "attached_to_name"),
	"Notification Log": ("document_type", "document_name"),
	"Reveal Log": ("record_kind", "record"),
	"Tag Link": ("document_type", "document_name"),
	"ToDo": ("reference_type", "reference_name"),
	"Version": ("ref_doctype", "docname"),
	"View Log": ("reference_doctype", "reference_name"),
	"Workflow Action": ("reference_doctype", "reference_name"),
}

# the app's roles; the DocTypes' own permissions say what each may do
ROLES = (
	"Fazhi Manager",
	"Fazhi Officer",
	"Community Clerk",
	"Legal Advisor",
	"Legality Reviewer",
	"Mediator",
	"Petition Officer",
	"Enforcement Clerk",
	"Fazhi Leader",
	"Fazhi Auditor",
	ACCUSATION_ROLE,
)

# Frappe's docstatus of what no longer counts: no figure and no register holds it
CANCELLED = 2
