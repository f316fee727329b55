"""The record kinds that belong to a Governance Unit. A new kind is one line here and its own folder."""

GOVERNED_DOCTYPES = (
	"Annual Report",
	"Calendar Exception",
	"Law Publicity Activity",
	"Leading Group",
	"Local Rule",
	"Mediation Case",
)
