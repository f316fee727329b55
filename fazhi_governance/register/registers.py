"""台账: which registers there are. A new one is a table in `tables/` and a line here."""

import frappe
from frappe import _

from fazhi_governance.register.reckoned import ReckonedRegister
from fazhi_governance.register.records import RecordRegister
from fazhi_governance.register.tables.advice import ADVISOR_CONSULTATIONS
from fazhi_governance.register.tables.decisions import MAJOR_DECISIONS
from fazhi_governance.register.tables.disputes import (
	DISPUTES,
	MEDIATION_STATISTICS,
	SCREENED_DISPUTES,
	SCREENINGS,
)
from fazhi_governance.register.tables.enforcement import (
	CONTESTED_CASES,
	ENFORCEMENT_CASES,
	JOINT_ENFORCEMENTS,
	SUPERVISION_MATTERS,
)
from fazhi_governance.register.tables.meetings import MEETINGS
from fazhi_governance.register.tables.organisation import (
	LEADER_DUTIES,
	LEADING_GROUP_MEMBERS,
	SHORTCOMINGS,
	UNIT_ASSESSMENTS,
)
from fazhi_governance.register.tables.petitions import (
	ACCUSATIONS,
	LEADER_CASES,
	PETITIONS,
	RECEPTION_ROSTER,
	RECEPTIONS,
)
from fazhi_governance.register.tables.publicity import (
	LAW_LITERATE_RESIDENTS,
	PUBLICITY_ACTIVITIES,
	PUBLICITY_VENUES,
)
from fazhi_governance.register.tables.reviews import LEGALITY_REVIEWS
from fazhi_governance.register.tables.service import DISCLOSURE_ITEMS, MONTHLY_TALLIES, SERVICE_INQUIRIES
from fazhi_governance.register.tables.tasks import SUPERVISION_NOTICES, TASK_BREAKDOWN
from fazhi_governance.register.tables.training import (
	ENFORCEMENT_OFFICERS,
	TRAINING_HOURS,
	TRAINING_RECORDS,
)
from fazhi_governance.register.tallies import TallyRegister

Register = RecordRegister | TallyRegister | ReckonedRegister

REGISTERS: tuple[Register, ...] = (
	LEADING_GROUP_MEMBERS,
	MEETINGS,
	TASK_BREAKDOWN,
	SUPERVISION_NOTICES,
	UNIT_ASSESSMENTS,
	LEADER_DUTIES,
	SHORTCOMINGS,
	MAJOR_DECISIONS,
	LEGALITY_REVIEWS,
	ADVISOR_CONSULTATIONS,
	TRAINING_RECORDS,
	TRAINING_HOURS,
	ENFORCEMENT_OFFICERS,
	SCREENED_DISPUTES,
	SCREENINGS,
	DISPUTES,
	MEDIATION_STATISTICS,
	PETITIONS,
	LEADER_CASES,
	ACCUSATIONS,
	RECEPTION_ROSTER,
	RECEPTIONS,
	PUBLICITY_ACTIVITIES,
	LAW_LITERATE_RESIDENTS,
	PUBLICITY_VENUES,
	SERVICE_INQUIRIES,
	DISCLOSURE_ITEMS,
	MONTHLY_TALLIES,
	ENFORCEMENT_CASES,
	CONTESTED_CASES,
	JOINT_ENFORCEMENTS,
	SUPERVISION_MATTERS,
)


def find(name: str) -> Register:
	"""A register by its code or its title.

	:raises frappe.ValidationError: names those there are
	"""
	for register in REGISTERS:
		if name in (register.code, register.title):
			return register
	known = "、".join(f"{register.code} ({register.title})" for register in REGISTERS)
	frappe.throw(
		_("There is no register “{0}”. Choose one of: {1}.").format(frappe.utils.escape_html(name), known),
		title=_("Unknown Register"),
	)


def of(doctype: str) -> list[Register]:
	"""The registers of a record kind."""
	return [register for register in REGISTERS if register.record_kind == doctype]
