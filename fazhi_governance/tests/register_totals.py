"""What the registers add up, beside the standard figures that state the same: the same number everywhere.

A register and a figure agree when both count the same records by the same day. Where they do not, the register's
note says by which day it counts, and the column stands in `NOT_STATED` with the reason.
"""

from collections.abc import Iterator
from datetime import date

from fazhi_governance.register import export, registers
from fazhi_governance.register.reckoned import ReckonedRegister
from fazhi_governance.register.records import RecordRegister
from fazhi_governance.register.tallies import Tally, TallyRegister
from fazhi_governance.reporting import Asked
from fazhi_governance.statistics import cube
from fazhi_governance.statistics.figures import Period, figures

ROWS = "rows"

# register → what it adds up, by header → figure
STATED = {
	"leader_duties": {ROWS: "duty.acts"},
	"shortcomings": {ROWS: "shortcoming.raised"},
	"supervision_notices": {ROWS: "notice.issued"},
	"major_decisions": {ROWS: "decision.started"},
	"legality_reviews": {ROWS: "review.submitted"},
	"contracts": {ROWS: "matter.contracts"},
	"advisor_consultations": {ROWS: "consultation.asked"},
	"advisor_assessments": {"咨询（件）": "consultation.asked"},
	"training_records": {ROWS: "training.sessions", "实到": "training.attendances", "学时": "training.hours"},
	"publicity_activities": {
		ROWS: "publicity.activities",
		"受众（人次）": "publicity.audience",
		"资料（份）": "publicity.materials",
		"横幅（条）": "publicity.banners",
		"咨询（件次）": "publicity.consultations",
	},
	"publicity_summary": {
		"活动（场次）": "publicity.activities",
		"法治讲座": "publicity.lectures",
		"受众（人次）": "publicity.audience",
		"资料（份）": "publicity.materials",
		"横幅（条）": "publicity.banners",
		"咨询（件次）": "publicity.consultations",
	},
	"screenings": {
		ROWS: "screening.screenings",
		"走访户数": "screening.households",
		"发现纠纷（件）": "screening.disputes",
		"未处置（件）": "screening.open",
	},
	"screened_disputes": {ROWS: "screening.disputes"},
	"disputes": {ROWS: "mediation.received", "涉及人数": "mediation.persons"},
	"mediation_statistics": {
		"受理（件）": "mediation.received",
		"涉及人数（人）": "mediation.persons",
		"在办（件）": "mediation.open",
		"书面": "mediation.written_agreements",
		"口头": "mediation.oral_agreements",
		"成功（件）": "mediation.resolved",
		"不成（件）": "mediation.failed",
		"成功率": "mediation.success_rate",
		"协议金额（元）": "mediation.amount",
		"履行（件）": "mediation.performed",
		"申请司法确认（件）": "mediation.confirmation_applied",
		"确认有效（件）": "mediation.confirmed",
		"民转刑（件）": "mediation.crimes_prevented",
		"民转刑（人）": "mediation.crimes_prevented_persons",
		"群体性上访（件）": "mediation.petitions_prevented",
		"群体性上访（人）": "mediation.petitions_prevented_persons",
	},
	"petitions": {ROWS: "petition.received", "人数": "petition.persons"},
	"leader_cases": {ROWS: "petition.leader_cases"},
	"accusations": {ROWS: "accusation.received"},
	"receptions": {ROWS: "reception.held", "批次": "reception.groups", "人次": "reception.persons"},
	"disclosure_statistics": {
		"公开（条）": "disclosure.published",
		"按期公开（条）": "disclosure.in_time",
		"逾期公开（条）": "disclosure.late",
		"按期公开率": "disclosure.in_time_rate",
		"不予公开（条）": "disclosure.withheld",
	},
	"service_inquiries": {ROWS: "inquiry.asked", "用时（分钟）": "inquiry.minutes"},
	"enforcement_cases": {ROWS: "enforcement.cases"},
	"contested_cases": {ROWS: "enforcement.contested"},
	"joint_enforcements": {
		ROWS: "joint.times",
		"出动（人次）": "joint.officers",
		"检查点位（处）": "joint.sites",
		"发现问题（个）": "joint.problems",
		"已整改（个）": "joint.rectified",
	},
	"supervision_matters": {ROWS: "supervision.matters"},
}

ANOTHER_DAY = "the figure counts by another day"
NO_FIGURE = "no standard figure adds it up"
NOT_STATED = {
	("meetings", "应到（人）"): "the figure leaves out what was not held",
	("meetings", "实到（人）"): "the figure leaves out what was not held",
	("task_breakdown", "督促（次）"): "the figure counts tasks, not how often",
	("legality_reviews", "审查意见（条）"): ANOTHER_DAY,
	("advisor_consultations", "时长（小时）"): ANOTHER_DAY,
	("enforcement_cases", "罚没（元）"): ANOTHER_DAY,
	("law_literate_residents", "培训学时"): "of the whole time in the post",
	("law_literate_residents", "履职次数"): "of the whole time in the post",
	("publicity_venues", "维护次数"): "of the whole time in use",
	("disputes", "涉及金额（元）"): "the figure adds up agreements alone",
	("screened_disputes", "涉及人数"): NO_FIGURE,
	("screenings", "走访场所"): NO_FIGURE,
	("contracts", "合同金额（元）"): NO_FIGURE,
	("training_records", "应到"): NO_FIGURE,
	**{("mediation_statistics", header): NO_FIGURE for header in ("主动调解", "当事人申请", "委托移送")},
	**{
		("publicity_summary", header): NO_FIGURE
		for header in ("集中宣传", "入户宣传", "线上宣传", "法律咨询", "展览展示", "旁听庭审", "其他")
	},
	("disclosure_statistics", "产生（条）"): NO_FIGURE,
	("disclosure_statistics", "撤下（条）"): NO_FIGURE,
}


def unexplained() -> Iterator[tuple[str, str]]:
	"""What a register adds up and neither table above names."""
	for register in registers.REGISTERS:
		if isinstance(register, RecordRegister):
			added = [column.header for column in register.columns if column.is_summed]
		elif isinstance(register, TallyRegister):
			added = [column.header for column in register.columns if isinstance(column, Tally)]
		else:
			assert isinstance(register, ReckonedRegister)
			continue
		for header in added:
			if header not in STATED.get(register.code, {}) and (register.code, header) not in NOT_STATED:
				yield register.code, header


def differences(from_date: date, to_date: date, unit: str) -> Iterator[str]:
	"""Where a register and its figure do not agree, as the session's user sees both."""
	codes = sorted({code for pairs in STATED.values() for code in pairs.values()})
	values = cube.compute(figures(codes), Period(from_date, to_date), unit)
	for name, pairs in STATED.items():
		rows = export.rows_of(registers.find(name), Asked(unit, from_date, to_date))
		count = len(list(rows))
		headers = [column.header for column in rows.columns]
		for header, code in pairs.items():
			added = count if header == ROWS else rows.total[headers.index(header)]
			stated = values[code].value or 0
			if added != stated:
				yield f"{name} {header}: {added}; {code}: {stated}"
