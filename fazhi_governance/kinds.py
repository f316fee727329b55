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
	"Leading Group",
	"Legality Review",
	"Local Rule",
	"Major Decision",
	"Mediation Case",
	"Monthly Tally",
	"Publicity Plan",
	"Publicity Venue",
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
	"Public Comment",
	"Public Participation",
	"Publicity Duty",
	"Publicity Target",
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
)

# Frappe's docstatus of what no longer counts: no figure and no register holds it
CANCELLED = 2
