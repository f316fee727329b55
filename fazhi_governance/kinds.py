"""The record kinds that belong to a Governance Unit. A new kind is one line here and its own folder."""

GOVERNED_DOCTYPES = (
	"Annual Report",
	"Calendar Exception",
	"Law Publicity Activity",
	"Leading Group",
	"Local Rule",
	"Mediation Case",
)

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
