"""The base of the script reports' tests: a report as the desk runs it, and the records it reads."""

import json

import frappe
from frappe.desk import query_report
from frappe.utils import add_days, today

from fazhi_governance.tests.base import GovernanceTestCase
from fazhi_governance.tests.factories import make_stored

YEAR = {"from_date": "2024-01-01", "to_date": "2024-12-31"}


class ReportTestCase(GovernanceTestCase):
	report: str

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.contracts = make_stored(
			"Review Type", type_name="测试合同审查", kind="Contract", time_limit=5
		).name

	def run_report(self, user: str | None = None, report: str | None = None, **filters) -> dict:
		"""By the way the desk takes, with all that Frappe itself checks.

		:param user: by default an officer of street A
		"""
		with self.as_user(user or self.officer):
			return query_report.run(report or self.report, json.dumps({**YEAR, **filters}))

	def figures(self, result: dict) -> dict:
		return {each["label"]: each["value"] for each in result["report_summary"]}

	def series(self, result: dict) -> dict:
		"""The chart as name → {label: value}."""
		data = result["chart"]["data"]
		return {
			each["name"]: dict(zip(data["labels"], each["values"], strict=True)) for each in data["datasets"]
		}

	def lines(self, result: dict) -> dict:
		"""The rows of a report of figures by what stands at their head."""
		return {row["title"]: row for row in result["result"]}

	def line(self, result: dict, title: str, *codes: str) -> tuple:
		"""What a row of a report of figures has in these columns."""
		row = self.lines(result)[title]
		return tuple(row.get(code.replace(".", "_")) for code in codes)

	def petition(self, unit: str, **values):
		return make_stored(
			"Petition",
			**{
				"unit": unit,
				"subject": "测试小区供暖",
				"purpose": "Claim",
				"channel": "Visit in Person",
				"received_on": "2024-03-04",
				"persons_count": 1,
				**values,
			},
		)

	def activity(self, unit: str, *laws: str, **values):
		return make_stored(
			"Law Publicity Activity",
			**{
				"unit": unit,
				"title": "测试普法活动",
				"activity_form": "Street Stall",
				"held_on": "2024-05-06",
				"laws": [{"law": law} for law in laws],
				**values,
			},
		)

	def task(self, unit: str, **values):
		return make_stored(
			"Governance Task",
			**{
				"unit": unit,
				"title": "测试重点任务",
				"deployed_on": "2024-03-01",
				"due_on": "2024-06-30",
				"status": "In Progress",
				**values,
			},
		)

	def enforcement_case(self, unit: str, **values):
		return make_stored(
			"Enforcement Case",
			**{
				"unit": unit,
				"title": "测试擅自占道案",
				"lane": "Penalty",
				"filed_on": "2024-03-04",
				**values,
			},
		)

	def disclosure(self, unit: str, **values):
		return make_stored(
			"Disclosure Item",
			**{
				"unit": unit,
				"title": "测试年度预算",
				"category": "Budget and Accounts",
				"created_on": "2024-03-04",
				**values,
			},
		)

	def dispute(self, unit: str, **values):
		return make_stored(
			"Mediation Case",
			**{
				"unit": unit,
				"subject": "测试纠纷",
				"dispute_type": "Neighbours",
				"received_on": "2024-06-03",
				"status": "In Mediation",
				**values,
			},
		)

	def review(self, unit: str, submitted_on: str = "2024-03-04", **values):
		return make_stored(
			"Legality Review",
			**{
				"unit": unit,
				"subject": "测试设备采购合同",
				"review_type": self.contracts,
				"review_kind": "Contract",
				"submitted_on": submitted_on,
				"review_due_on": "2024-03-11",
				"review_warn_on": "2024-03-07",
				**values,
			},
		)

	def concluded(self, unit: str, opinion_on: str = "2024-03-08", **values):
		return self.review(unit, opinion_on=opinion_on, **{"conclusion": "Lawful", "docstatus": 1, **values})

	def decision(self, unit: str, **values):
		return make_stored(
			"Major Decision",
			**{
				"unit": unit,
				"lead_unit": unit,
				"title": "测试老旧小区改造方案",
				"category": "Plan",
				"started_on": "2024-01-08",
				**values,
			},
		)

	def advisor(self, unit: str, **values):
		return make_stored(
			"Law Advisor",
			**{
				"unit": unit,
				"advisor_name": "测试律师甲",
				"engaged_from": "2024-01-01",
				"engaged_to": "2024-12-31",
				**values,
			},
		)

	def consultation(self, unit: str, advisor: str, **values):
		return make_stored(
			"Law Advisor Consultation",
			**{
				"unit": unit,
				"advisor": advisor,
				"subject": "测试租赁合同咨询",
				"kind": "Contract",
				"asked_on": "2024-05-06",
				**values,
			},
		)

	def training(self, unit: str, *attendees: dict, **values):
		return make_stored(
			"Training Record",
			**{
				"kind": "Study",
				"unit": unit,
				"topic": "测试行政处罚法",
				"held_by": "All Staff",
				"held_on": "2024-05-06",
				"hours": 4,
				"attendees": [{"attendance": "Present", "hours": 4, **each} for each in attendees],
				**values,
			},
		)

	def plan(self, unit: str, *duties: dict, **values):
		return make_stored(
			"Publicity Plan",
			**{
				"unit": unit,
				"title": f"测试普法规划{frappe.generate_hash(length=8)}",
				"from_year": 2021,
				"to_year": 2025,
				"duties": duties,
				**values,
			},
		)

	def assessment(self, unit: str, scheme: str | None = None, scores: tuple[dict, ...] = (), **values):
		"""With confirmed scores, by a scheme of its own unless one is given."""
		return make_stored(
			"Unit Assessment",
			**{
				"unit": unit,
				"scheme": scheme or self.scheme(unit),
				"year": 2024,
				"assessed_to": "2024-12-31",
				"workflow_state": "Scores Confirmed",
				"full_total": 100,
				"self_total": 95,
				"review_total": 90,
				"scores": [{"number": "1", "full_score": 100, **each} for each in scores],
				**values,
			},
		)

	def scheme(self, unit: str) -> str:
		return make_stored(
			"Assessment Scheme", unit=unit, title="测试考核方案", year=2024, issued_on="2024-03-01"
		).name

	def enforcement_officer(self, unit: str, **values):
		"""With a certificate that expires in thirty days, unless told otherwise."""
		return make_stored(
			"Enforcement Officer",
			**{
				"unit": unit,
				"officer_name": "测试执法员甲",
				"certificate_number": f"测试{frappe.generate_hash(length=8)}",
				"status": "On Staff",
				**certificate(30),
				**values,
			},
		)


def certificate(days: int) -> dict:
	"""One that expires in so many days; the warning begins sixty days before."""
	return {
		"certificate_to": add_days(today(), days),
		"certificate_due_on": add_days(today(), days),
		"certificate_warn_on": add_days(today(), days - 60),
	}
