"""台账: which registers there are, area by area. A new one is a table in `tables/` and its name here."""

import frappe
from frappe import _

from fazhi_governance.register.reckoned import ReckonedRegister
from fazhi_governance.register.records import RecordRegister
from fazhi_governance.register.tables.advice import ADVISOR_ASSESSMENTS, ADVISOR_CONSULTATIONS
from fazhi_governance.register.tables.decisions import MAJOR_DECISIONS
from fazhi_governance.register.tables.disputes import (
	DISPUTES,
	MEDIATION_STATISTICS,
	SCREENED_DISPUTES,
	SCREENINGS,
)
from fazhi_governance.register.tables.enforcement import (
	CASE_FILE_REVIEWS,
	CONTESTED_CASES,
	ENFORCEMENT_CASES,
	JOINT_ENFORCEMENTS,
	SUPERVISION_MATTERS,
)
from fazhi_governance.register.tables.figures import DISCLOSURE_TABLE_ONE, LEADERS_PAGE
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
	PUBLICITY_DUTIES,
	PUBLICITY_SUMMARY,
	PUBLICITY_VENUES,
)
from fazhi_governance.register.tables.reviews import CONTRACTS, LEGALITY_REVIEWS, REVIEW_COVERAGE
from fazhi_governance.register.tables.service import (
	DISCLOSURE_ITEMS,
	DISCLOSURE_STATISTICS,
	MONTHLY_TALLIES,
	SERVICE_INQUIRIES,
)
from fazhi_governance.register.tables.tasks import SUPERVISION_NOTICES, TASK_BREAKDOWN
from fazhi_governance.register.tables.training import (
	ENFORCEMENT_OFFICERS,
	TRAINING_HOURS,
	TRAINING_RECORDS,
)
from fazhi_governance.register.tallies import TallyRegister

Register = RecordRegister | TallyRegister | ReckonedRegister

# as an office sorts its binders
AREAS: dict[str, tuple[Register, ...]] = {
	"综合": (LEADERS_PAGE, LEADER_DUTIES, UNIT_ASSESSMENTS, SHORTCOMINGS),
	"组织领导": (LEADING_GROUP_MEMBERS, MEETINGS, TASK_BREAKDOWN, SUPERVISION_NOTICES),
	"依法决策与合法性审查": (MAJOR_DECISIONS, LEGALITY_REVIEWS, REVIEW_COVERAGE, CONTRACTS),
	"法律顾问": (ADVISOR_CONSULTATIONS, ADVISOR_ASSESSMENTS),
	"学法用法": (TRAINING_RECORDS, TRAINING_HOURS),
	"普法": (
		PUBLICITY_ACTIVITIES,
		PUBLICITY_SUMMARY,
		PUBLICITY_DUTIES,
		LAW_LITERATE_RESIDENTS,
		PUBLICITY_VENUES,
	),
	"矛盾纠纷": (SCREENINGS, SCREENED_DISPUTES, DISPUTES, MEDIATION_STATISTICS),
	"信访": (PETITIONS, LEADER_CASES, RECEPTION_ROSTER, RECEPTIONS, ACCUSATIONS),
	"行政执法": (
		ENFORCEMENT_OFFICERS,
		ENFORCEMENT_CASES,
		CASE_FILE_REVIEWS,
		JOINT_ENFORCEMENTS,
		SUPERVISION_MATTERS,
		CONTESTED_CASES,
	),
	"政务服务与公开": (
		DISCLOSURE_ITEMS,
		DISCLOSURE_STATISTICS,
		DISCLOSURE_TABLE_ONE,
		SERVICE_INQUIRIES,
		MONTHLY_TALLIES,
	),
}
REGISTERS: tuple[Register, ...] = tuple(register for area in AREAS.values() for register in area)


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
