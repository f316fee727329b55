from datetime import date

import frappe
from frappe.custom.doctype.custom_field.custom_field import create_custom_field

from fazhi_governance.api.statistics import drill_down
from fazhi_governance.compat import clear_request_cache
from fazhi_governance.kinds import ACCUSATION_ROLE
from fazhi_governance.setup import seed
from fazhi_governance.statistics import cube, figures, splits
from fazhi_governance.statistics.figures import Period
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase, forget
from fazhi_governance.tests.factories import concluded

YEAR = Period.year(2024)


class FigureTestCase(GovernanceTestCase):
	def compute(self, *names: str, period: Period = YEAR, unit: str | None = None) -> list[figures.Value]:
		"""As a user of street A would see them."""
		values = cube.compute(figures.figures(list(names)), period, unit or self.street_a, self.officer)
		return list(values.values())

	def value(self, name: str, **asked):
		return self.compute(name, **asked)[0].value

	def drill_down(self, name: str, period: Period = YEAR) -> list[str]:
		"""The names in the list that the figure opens onto."""
		with self.as_user(self.officer):
			opened = drill_down(name, period.from_date.isoformat(), period.to_date.isoformat(), self.street_a)
			return frappe.get_list(
				opened["doctype"], filters=opened["filters"], pluck="name", limit_page_length=0, distinct=True
			)


class TestAggregates(FigureTestCase):
	def test_no_records_is_no_data_and_never_0(self):
		for aggregate, aggregate_field in (
			("Count", None),
			("Sum", "persons_count"),
			("Distinct", "unit"),
			("Names", "mediator"),
		):
			code = f"test.{aggregate.lower()}"
			factories.make_figure(code, aggregate=aggregate, aggregate_field=aggregate_field)
			(value,) = self.compute(code)
			self.assertIsNone(value.value)
			self.assertFalse(value.has_data)
			with self.refused("no data to be worded", error=ValueError):
				value.worded()

	def test_records_of_which_none_matches_are_0(self):
		factories.make_case(self.community_1)
		(red,) = self.compute("mediation.red")
		self.assertEqual((red.value, red.rows, red.has_data, red.worded()), (0, 0, True, "0件"))

	def test_a_sum_adds_up_what_was_counted(self):
		for count in (120, 0, 903):
			factories.make_activity(self.community_1, materials_count=count)
		(materials,) = self.compute("publicity.materials")
		self.assertEqual((materials.value, materials.rows), (1023, 3))
		self.assertEqual(materials.worded(), "1023份")
		self.assertEqual(materials.worded(is_rounded=True), "1000余份")

	def test_a_sum_of_nothing_but_0_is_no_data(self):
		"""A number that nobody counted is stored as 0."""
		factories.make_activity(self.community_1)
		(materials,) = self.compute("publicity.materials")
		self.assertEqual((materials.value, materials.has_data, materials.rows), (None, False, 1))

	def test_a_sum_of_money_keeps_its_fen(self):
		for amount in (1000.5, 0.25):
			factories.make_case(self.community_1, **concluded(amount=amount))
		self.assertEqual(self.compute("mediation.amount")[0].worded(), "1000.75元")

	def test_distinct_counts_each_once(self):
		for unit in (self.community_1, self.community_1, self.community_2):
			factories.make_case(unit)
		(units,) = self.compute("mediation.units")
		self.assertEqual((units.value, units.rows), (2, 3))

	def test_names_are_listed_once_without_the_empty_ones(self):
		first, second = (factories.make_programme(name) for name in ("测试品牌乙", "测试品牌甲"))
		for programme in (first, second, first, None):
			factories.make_activity(self.community_1, programme=programme)
		(programmes,) = self.compute("publicity.programmes")
		self.assertEqual(programmes.value, sorted([first, second]))
		self.assertEqual(set(programmes.worded().strip("“”").split("”“")), {first, second})
		self.assertEqual(programmes.rows, 4)

	def test_the_name_met_most_often_comes_first(self):
		for count, name in ((1, "测试甲品牌"), (3, "测试丙品牌"), (2, "测试乙品牌")):
			programme = factories.make_programme(name)
			for _number in range(count):
				factories.make_activity(self.community_1, programme=programme)
		self.assertEqual(self.value("publicity.programmes"), ["测试丙品牌", "测试乙品牌", "测试甲品牌"])

	def test_names_that_all_records_lack_are_no_data(self):
		factories.make_activity(self.community_1)
		(programmes,) = self.compute("publicity.programmes")
		self.assertEqual((programmes.value, programmes.has_data), ([], False))

	def test_a_ratio_tells_its_two_parts(self):
		for result in ("Written Agreement", "Oral Agreement", "No Agreement"):
			factories.make_case(self.community_1, **concluded(result))
		factories.make_case(self.community_1, **concluded("Withdrawn"))
		(rate,) = self.compute("mediation.success_rate")
		self.assertAlmostEqual(rate.value, 2 / 3)
		self.assertEqual((rate.numerator.value, rate.denominator.value, rate.rows), (2, 3, 3))
		self.assertEqual(rate.worded(), "66.7%")

	def test_a_ratio_of_nothing_is_no_data(self):
		self.assertIsNone(self.value("mediation.success_rate"))
		factories.make_case(self.community_1, **concluded("Withdrawn"))
		self.assertIsNone(self.value("mediation.success_rate"))
		factories.make_case(self.community_1, **concluded("No Agreement"))
		self.assertEqual(self.value("mediation.success_rate"), 0)

	def test_a_breakdown_adds_up_to_the_figure(self):
		for dispute_type in ("Neighbours", "Neighbours", "Labour"):
			factories.make_case(self.community_1, dispute_type=dispute_type)
		(received,) = self.compute("mediation.received")
		self.assertEqual(received.breakdown, {"Neighbours": 2, "Labour": 1})

	def test_the_first_and_the_last_day_of_the_period_count(self):
		for day in ("2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01"):
			factories.make_activity(self.community_1, held_on=day)
		self.assertEqual(self.value("publicity.activities"), 2)
		cut = Period.year(2024, date(2024, 12, 30))
		self.assertEqual(self.value("publicity.activities", period=cut), 1)

	def test_a_cut_off_before_the_year_is_refused(self):
		with self.refused("choose a day in that year"):
			Period.year(2024, date(2023, 12, 31))

	def test_several_date_fields_do_not_mix(self):
		"""Received last year and concluded in this one: one figure counts it, the other does not."""
		factories.make_case(
			self.community_1,
			**concluded(closed_on="2024-01-10", agreement_on="2024-01-10"),
			received_on="2023-12-20",
		)
		factories.make_case(self.community_1, received_on="2024-12-20")
		codes = ("mediation.received", "mediation.resolved", "mediation.closed", "mediation.units")
		amounts = [value.value for value in self.compute(*codes)]
		self.assertEqual(amounts, [1, 1, 1, 1])
		amounts = [value.value for value in self.compute(*codes, period=Period.year(2023))]
		self.assertEqual(amounts, [1, None, None, 1])

	def test_what_stands_on_the_last_day_is_counted_and_listed(self):
		"""Whoever came before and has not left; who leaves on that very day is no longer there."""
		for joined_on, left_on in (
			("2022-03-01", None),
			("2024-12-31", "2025-03-01"),
			("2022-03-01", "2024-12-31"),
			("2025-01-01", None),
		):
			factories.make_officer(
				self.community_1,
				f"测试{joined_on}{left_on}",
				**{"joined_on": joined_on, "left_on": left_on},
			)
		factories.make_figure(
			"test.in_service",
			record_kind="Enforcement Officer",
			date_field="joined_on",
			until_field="left_on",
			breakdown_field="unit",
		)
		(value,) = self.compute("test.in_service")
		self.assertEqual((value.value, value.breakdown), (2, {self.community_1: 2}))
		self.assertEqual(len(self.drill_down("test.in_service")), 2)
		self.assertEqual(self.value("test.in_service", period=Period.year(2025)), 2)
		self.assertIsNone(self.value("test.in_service", period=Period.year(2021)))
		self.assertEqual(self.drill_down("test.in_service", Period.year(2021)), [])
		# beside a figure that counts by its days alone
		self.assertEqual(
			[each.value for each in self.compute("test.in_service", "officer.certified")], [2, None]
		)

	def test_what_is_valid_until_a_day_still_stands_on_it(self):
		for valid_until in ("2024-12-30", "2024-12-31", "2025-01-01"):
			certificate = {"certificate_from": "2022-03-01", "certificate_to": valid_until}
			factories.make_officer(
				self.community_1, f"测试{valid_until}", joined_on="2022-03-01", **certificate
			)
		span = {"record_kind": "Enforcement Officer", "date_field": "certificate_from"}
		span["until_field"] = "certificate_to"
		factories.make_figure("test.until", **span)
		factories.make_figure("test.inclusive", **span, is_until_day_counted=1)
		self.assertEqual([each.value for each in self.compute("test.until", "test.inclusive")], [1, 2])
		self.assertEqual(len(self.drill_down("test.until")), 1)
		self.assertEqual(len(self.drill_down("test.inclusive")), 2)
		months = splits.Months(YEAR, self.street_a)
		parts = cube.compute_parts(figures.figures(["test.inclusive"]), months, self.officer)
		self.assertEqual([part["test.inclusive"].value for part in parts.values()], [*[3] * 11, 2])

	def test_an_average_is_worded_in_its_own_unit(self):
		for persons_count in (2, 3, 3):
			factories.make_case(self.community_1, received_on="2024-06-03", persons_count=persons_count)
		factories.make_figure(
			"test.persons_each",
			aggregate="Ratio",
			numerator="mediation.persons",
			denominator="mediation.received",
			unit_of_measure="人",
		)
		(value,) = self.compute("test.persons_each")
		self.assertEqual((value.worded(), value.denominator.value), ("2.7人", 3))

	def test_child_rows_are_counted_by_their_own_day(self):
		adjustments = [
			{"adjusted_on": day, "document_number": f"测发〔{day[:4]}〕1号"}
			for day in ("2023-06-01", "2024-06-01", "2024-09-01")
		]
		factories.make_group(self.street_a, adjustments=adjustments)
		factories.make_group(self.community_1, group_name="测试另一小组")
		counted, named = self.compute("leading_group.adjustments", "leading_group.adjusted_names")
		self.assertEqual((counted.value, counted.rows), (2, 2))
		self.assertEqual(named.value, ["测试领导小组"])

	def test_child_rows_are_counted_by_their_records_day(self):
		for law in ("测试甲法", "测试乙法"):
			factories.make_law(law)
		factories.make_activity(self.community_1, laws=[{"law": "测试甲法"}, {"law": "测试乙法"}])
		factories.make_activity(self.community_1, laws=[{"law": "测试甲法"}])
		factories.make_activity(self.community_1, held_on="2023-05-01", laws=[{"law": "民法典"}])
		factories.make_activity(self.community_3, laws=[{"law": "民法典"}])
		(laws,) = self.compute("publicity.laws")
		self.assertEqual((set(laws.value), laws.rows), ({"测试甲法", "测试乙法"}, 3))
		self.assertIn("《测试甲法》", laws.worded())

	def test_options_are_worded_in_chinese(self):
		factories.make_case(self.community_1, dispute_type="Marriage and Family")
		(types,) = self.compute("mediation.types")
		self.assertEqual(types.value, ["Marriage and Family"])
		self.assertRegex(types.worded(), "婚姻")


class TestQueries(FigureTestCase):
	def test_one_query_per_record_kind_whatever_the_number_of_figures(self):
		factories.make_case(self.community_1, **concluded())
		few, many = (
			["mediation.resolved"],
			[
				figure.code
				for figure in figures.figures()
				if figure.source == "Mediation Case" and figure.aggregate != "Distinct"
			],
		)
		self.assertGreater(len(many), 10)
		self.assertEqual(self.queries(few), 1)
		self.assertEqual(self.queries(many), 1)
		self.assertEqual(self.queries([*many, "mediation.success_rate"]), 1)

	def test_distinct_figures_share_one_query_more(self):
		self.assertEqual(self.queries(["mediation.received", "mediation.units"]), 2)

	def test_every_standard_figure_together_asks_once_per_source_and_once_per_distinct(self):
		asked = {
			(each.record_kind, each.child_table, each.aggregate == "Distinct")
			for each in figures.figures(self.standard())
			if each.record_kind
		}
		self.assertEqual(self.queries(self.standard()), len(asked))

	def test_what_lies_in_several_groups_is_counted_once(self):
		for kind in ("Special", "Routine"):
			factories.make_stored(
				"Dispute Screening",
				unit=self.community_1,
				target="测试",
				kind=kind,
				screened_on=YEAR.from_date,
			)
		factories.make_figure(
			"test.units",
			record_kind="Dispute Screening",
			aggregate="Distinct",
			date_field="screened_on",
			aggregate_field="unit",
			filters='[["kind", "in", ["Special", "Routine"]]]',
		)
		(value,) = cube.compute(figures.figures(["test.units"]), YEAR, self.street_a).values()
		self.assertEqual((value.value, value.rows), (1, 2))

	def standard(self) -> list[str]:
		return frappe.get_all("Statistical Figure", filters={"is_standard": 1}, pluck="name", order_by="name")

	def queries(self, codes: list[str]) -> int:
		wanted = figures.figures(codes)
		tables = {f"tab{each.source}" for each in figures.figures() if each.record_kind}
		with self.counted_queries() as sent:
			cube.compute(wanted, YEAR, self.street_a, self.officer)
		return sum(any(f"`{table}`" in query for table in tables) for query in sent)


class TestDrillDown(FigureTestCase):
	"""Every figure opens onto exactly the records that make it up; to an officer who handles accusations, too."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		role = {"parenttype": "User", "parentfield": "roles", "role": ACCUSATION_ROLE}
		factories.make_stored("Has Role", parent=cls.officer, **role)
		forget()
		law = factories.make_law("测试甲法").name
		other_law = factories.make_law("测试乙法").name
		programme = factories.make_programme()
		for unit in (cls.community_1, cls.community_2, cls.community_3):
			for year in (2023, 2024):
				day = f"{year}-06-03"
				common = {"received_on": day, "persons_count": 3}
				ended = {"closed_on": day, "agreement_on": day}
				factories.make_case(unit, **common, risk_level="Red")
				factories.make_case(unit, **common)
				factories.make_case(
					unit, **common, **concluded(**ended, amount=50, confirmation_applied_on=day)
				)
				factories.make_case(
					unit, **common, **concluded("Oral Agreement", **ended, followed_up_on=day)
				)
				for result in ("No Agreement", "Mediation Refused", "Withdrawn", "Transferred"):
					factories.make_case(unit, **common, **concluded(result, closed_on=day))
				factories.make_activity(
					unit,
					held_on=day,
					programme=programme,
					laws=[{"law": law}, {"law": other_law}],
					materials_count=100,
				)
				factories.make_activity(unit, held_on=day, activity_form="Lecture")
				factories.make_group(
					unit, group_name=f"测试调委会{year}", kind="Mediation Committee", established_on=day
				)
				factories.make_group(
					unit,
					group_name=f"测试小组{year}",
					established_on=f"{year}-01-02",
					adjustments=[{"adjusted_on": day, "document_number": f"测发〔{year}〕1号"}],
				)
				cls.make_disputes(unit, day)
				cls.make_assessments(unit, day)
				cls.make_decisions(unit, day)
				cls.make_reviews(unit, day)
				cls.make_consultations(unit, day)
				cls.make_trainings(unit, day, law)
				cls.make_publicity(unit, year, day)
				cls.make_services(unit, day)
				cls.make_organisation(unit, day)
				cls.make_enforcement(unit, day)
				cls.make_petitions(unit, day)

	@classmethod
	def make_disputes(cls, unit: str, day: str):
		"""One that has gone all its way, and one found dispute of each outcome."""
		factories.make_stored(
			**factories.case_values(unit, received_on=day, source="Referred", referred_by="Court"),
			**concluded(closed_on=day, agreement_on=day),
			**dict.fromkeys(("performed_on", "perform_by", "confirmation_decided_on", "archived_on"), day),
			followed_up_on=day,
			mediator="测试丁",
			confirmation_result="Confirmed by the Court",
			escalation_prevented="Crime and Group Petition",
			persons_count=7,
			is_group_dispute=1,
			is_dossier_complete=1,
			sessions=[{"mediated_on": day, "record": "测试经过"}],
			follow_ups=[{"followed_on": day, "satisfaction": "Satisfied"}],
		)
		factories.make_screening(unit, screened_on=day, kind="Special", households_count=20)
		found = {"brief": "测试纠纷", "dispute_type": "Neighbours"}
		for outcome in ("Not Dealt With", "Settled on the Spot", "Handed Over"):
			factories.make_screening(unit, screened_on=day, disputes=[{**found, "outcome": outcome}])
		factories.make_case(unit, received_on=day, source="Own Initiative")
		case = factories.make_case(unit, received_on=day, persons_count=1).name
		factories.make_screening(unit, screened_on=day, disputes=[{**found, "mediation_case": case}])

	@classmethod
	def make_assessments(cls, unit: str, day: str):
		"""With what the heads did in person and what the year lacked."""
		scheme = {"unit": unit, "title": "测试考核方案", "issued_on": day, "weight_in_year_end": 15}
		factories.make_stored("Assessment Scheme", **scheme)
		factories.make_stored("Assessment Scheme", **scheme, replaced_by="测试新版本")
		rows = [{"number": "1", "full_score": 10, "lost_score": 2}, {"number": "2", "full_score": 10}]
		assessment = {"unit": unit, "assessed_to": day, "full_total": 20, "review_total": 18, "scores": rows}
		factories.make_stored("Unit Assessment", **assessment, workflow_state="Scores Under Review")
		factories.make_stored("Unit Assessment", **assessment, workflow_state="Scores Confirmed")
		meta = frappe.get_meta("Leader Duty Record")
		for act in filter(None, meta.get_options("personal_act").split("\n")):
			for post in filter(None, meta.get_options("post_kind").split("\n")):
				factories.make_duty_record(unit, acted_on=day, personal_act=act, post_kind=post)
		factories.make_duty_record(unit, acted_on=day, duty="Law Publicity and Study", post_kind="Party Head")
		lack = {"unit": unit, "title": "测试问题", "text": "测试表现。", "raised_on": day}
		factories.make_stored("Shortcoming", **lack)
		factories.make_stored(
			"Shortcoming", **lack, measure="测试措施", task="测试任务", repeated_years=1, closed_on=day
		)

	@classmethod
	def make_enforcement(cls, unit: str, day: str):
		"""A penalty gone all the way to the court, one imposed on the spot, a check; all that was found is put right."""
		case = {"unit": unit, "title": "测试执法案件", "filed_on": day, "lane": "Penalty"}
		days = (
			*("decided_on", "reviewed_on", "hearing_on", "published_on", "lawsuit_heard_on"),
			*("contested_on", "set_aside_on"),
		)
		factories.make_stored(
			"Enforcement Case",
			**case,
			**dict.fromkeys((*days, "reconsideration_received_on", "lawsuit_received_on"), day),
			result="Penalty Imposed",
			used_days=30,
			fine=500,
			confiscated=20,
			head_appearance="Head of the Office",
			reconsideration_result="Decision Changed",
			lawsuit_result="Revoked",
			discussed_on=day,
			officers=[{"officer": "测试甲"}],
		)
		factories.make_stored("Enforcement Case", **case, decided_on=day, is_simple=1, used_days=100)
		factories.make_stored(
			"Enforcement Case", **{**case, "lane": "Inspection"}, decided_on=day, is_withheld=1
		)
		for lane, result in (
			("Inspection", "Rectification Ordered"),
			("Coercion", "Measure Taken"),
			("Licence", "Licence Granted"),
		):
			factories.make_stored("Enforcement Case", **{**case, "lane": lane}, decided_on=day, result=result)
		factories.make_stored(
			"Enforcement Item",
			unit=unit,
			item_name="测试事项",
			kind="Penalty",
			held_from="2022-01-01",
			held_to=day,
		)
		factories.make_stored(
			"Enforcement Item", unit=unit, item_name="测试事项", kind="Penalty", held_from=day
		)
		counts = {"officers_count": 4, "sites_count": 6, "problems_count": 3, "rectified_count": 2}
		for field in ("Production Safety", "Traffic Safety", "Illegal Construction", "Other"):
			factories.make_stored(
				"Joint Enforcement", unit=unit, title="测试联合检查", field=field, held_on=day, **counts
			)
		matter = {"unit": unit, "title": "测试监督事项", "found_on": day}
		factories.make_stored("Supervision Matter", **matter, problem_class="Arbitrary Fines")
		factories.make_stored("Supervision Matter", **matter, rectified_on=day, closed_on=day)
		for source in ("Discipline Inspection", "Procuratorate", "Case File Review"):
			factories.make_stored("Supervision Matter", **matter, source=source)

	@classmethod
	def make_petitions(cls, unit: str, day: str):
		"""A claim gone through everything, a suggestion taken up, an accusation; receptions held and called off."""
		petition = {"unit": unit, "subject": "测试信访事项", "received_on": day}
		days = ("accepted_on", "notice_due_on", "concluded_on", "conclusion_due_on", "case_accepted_on")
		days += ("settlement_on", "closed_on", "review_asked_on", "recheck_asked_on")
		factories.make_stored(
			"Petition",
			**petition,
			**dict.fromkeys(days, day),
			**dict.fromkeys(
				("is_from_above", "is_repeat", "is_extended", "is_resolved_locally", "is_backlog"), 1
			),
			**dict.fromkeys(("is_notified_in_time", "is_concluded_in_time"), 1),
			purpose="Claim",
			channel="Visit in Person",
			acceptance="Accepted for Handling",
			route="Handling Opinion",
			case_leader="测试领导",
			satisfaction="Petitioner Satisfied",
			persons_count=3,
		)
		suggestion = {"purpose": "Public Suggestion", "suggestion_result": "Suggestion Adopted"}
		factories.make_stored("Petition", **petition, **suggestion, concluded_on=day)
		factories.make_stored("Petition", **petition, purpose="Accusation", concluded_on=day)
		reception = {"unit": unit, "leader_name": "测试领导", "planned_on": day}
		factories.make_stored(
			"Leader Reception",
			**reception,
			kind="Visit to the People",
			status="Reception Held",
			held_on=day,
			groups_count=2,
			persons_count=5,
		)
		factories.make_stored("Leader Reception", **reception, status="Reception Called Off")

	@classmethod
	def make_organisation(cls, unit: str, day: str):
		factories.make_work_plan(unit, adopted_on=day, persons_count=5, budget=8000)
		for values in (
			{"status": "In Progress", "urged_count": 1},
			{"status": "Done", "is_on_time": 1, "is_assessed": 1, "source_kind": "Shortcoming"},
			{"status": "Cancelled"},
		):
			factories.make_stored(
				"Governance Task", unit=unit, title="测试任务", deployed_on=day, due_on=day, **values
			)
		meeting = {"unit": unit, "title": "测试会议", "held_on": day, "expected_count": 2, "present_count": 1}
		factories.make_stored("Governance Meeting", **meeting, meeting_type="Other", status="Planned")
		for meeting_type in (
			*("Leading Group Session", "Party Committee Meeting", "Office Directors' Meeting"),
			*("Joint Conference", "Joint Party and Government Meeting"),
		):
			factories.make_stored(
				"Governance Meeting",
				**meeting,
				meeting_type=meeting_type,
				status="Held",
				agenda_items=[{"topic": "测试议题", "task": "GT-测试"}],
				attendees=[{"person_name": "测试甲", "capacity": "Legal Advisor", "attendance": "Present"}],
			)
		notice = {"unit": unit, "subject": "测试督办", "issue": "测试", "issued_on": day, "reply_by": day}
		factories.make_stored("Supervision Notice", **notice, workflow_state="Issued")
		factories.make_stored("Supervision Notice", **notice, workflow_state="Closed", is_on_time=1)

	@classmethod
	def make_decisions(cls, unit: str, day: str):
		"""One of each stage; what demands them is none of a figure's business."""
		after = ("discussed_on", "published_on", "archived_on", "evaluated_on")
		assessed = ("risk_assessed_on", "competition_reviewed_on")
		factories.make_stored("Major Decision", unit=unit, title="测试未决事项", started_on=day)
		factories.make_stored(
			"Major Decision",
			unit=unit,
			title="测试方案",
			started_on=day,
			result="Passed",
			participations=[{"method": "Public Comment", "from_date": day, "persons_count": 9}],
			experts=[{"expert": "测试专家", "dated": day}],
			**dict.fromkeys((*after, *assessed), day),
		)
		factories.make_stored(
			"Major Decision",
			unit=unit,
			title="测试缓议方案",
			started_on=day,
			discussed_on=day,
			result="Put Off",
			participations=[{"method": "Hearing", "from_date": day, "persons_count": 5}],
		)

	@classmethod
	def make_reviews(cls, unit: str, day: str):
		kinds = frappe.get_meta("Legality Review").get_options("review_kind").split("\n")
		for kind in filter(None, kinds):
			common = {"unit": unit, "subject": "测试事项", "review_kind": kind, "submitted_on": day}
			given = {"docstatus": 1, "opinion_on": day}
			findings = [{"dimension": "Content", "finding": "测试意见", "response": "Partly Adopted"}]
			factories.make_stored("Legality Review", **common)
			factories.make_stored("Legality Review", **common, **given, conclusion="Lawful")
			factories.make_stored(
				"Legality Review", **common, **given, conclusion="Unlawful", voided_on=day, findings=findings
			)
			factories.make_stored("Legality Review", **common, opinion_on=day, docstatus=2, findings=findings)
		for kind in ("Normative Document", "Contract"):
			factories.make_matter(unit, kind=kind, issued_on=day)
			factories.make_stored(
				"Reviewable Matter", unit=unit, title="测试事项", kind=kind, issued_on=day, review="LR-测试"
			)

	@classmethod
	def make_consultations(cls, unit: str, day: str):
		advisor = factories.make_stored(
			"Law Advisor",
			unit=unit,
			advisor_name="测试律师",
			engaged_from=day,
			engaged_to=f"{day[:4]}-12-31",
		).name
		kinds = frappe.get_meta("Law Advisor Consultation").get_options("kind").split("\n")
		for kind in kinds:
			common = {"unit": unit, "subject": "测试咨询", "kind": kind, "asked_on": day, "advisor": advisor}
			factories.make_stored("Law Advisor Consultation", **common)
			factories.make_stored(
				"Law Advisor Consultation",
				**common,
				answered_on=day,
				hours=1.5,
				signed_document="/private/files/测试意见书.pdf",
				adoption="Adopted",
				adopted_on=day,
			)

	@classmethod
	def make_trainings(cls, unit: str, day: str, law: str):
		meta = frappe.get_meta("Training Record")
		for kind in meta.get_options("kind").split("\n"):
			factories.make_training(
				unit,
				kind=kind,
				held_on=day,
				laws=[{"law": law}],
				attendees=[{"person_name": "测试甲", "score": 80 if kind == "Exam" else 0}],
			)
		for body in filter(None, meta.get_options("held_by").split("\n")):
			factories.make_training(unit, held_by=body, held_on=day, people=())
		factories.make_officer(
			unit,
			f"测试{unit}{day}",
			joined_on="2023-01-01",
			certificate_from="2023-01-02",
			certificate_to=day,
		)
		factories.make_officer(unit, f"测试换证{unit}{day}", joined_on="2023-01-01", certificate_from=day)

	@classmethod
	def make_publicity(cls, unit: str, year: int, day: str):
		factories.make_publicity_plan(
			unit, title=f"测试规划{unit}{year}", from_year=year, to_year=year, adopted_on=day
		)
		factories.make_activity(unit, held_on=day, duty_unit=unit, laws=[])
		resident = factories.make_resident(
			unit, f"测试{year}", chosen_on=day, actions=[{"acted_on": day, "kind": "Other"}]
		).name
		factories.make_resident(unit, "测试离任", chosen_on="2022-01-01", left_on=day)
		factories.make_training(unit, held_on=day, attendees=[{"resident": resident}])
		upkeep = [{"upkept_on": day, "kind": "Content Renewed", "theme": "《民法典》"}]
		factories.make_venue(unit, built_on=day, upkeep=upkeep)
		factories.make_venue(unit, built_on="2022-01-01", closed_on=day)

	@classmethod
	def make_services(cls, unit: str, day: str):
		factories.make_service_item(unit, listed_on=day, is_published=1, channel="Online")
		factories.make_service_item(unit, listed_on="2022-01-01", withdrawn_on=day)
		factories.make_inquiry(unit, asked_on=day, minutes=5, satisfaction="Pleased")
		factories.make_inquiry(unit, asked_on=day, is_answered_at_once=0)
		in_time = {"check_result": "May Be Published", "published_on": day}
		for values in (
			{"created_on": day, **in_time, "channel": "Government Website"},
			{"created_on": day, **in_time, "channel": "Notice Board", "is_late": 1},
			{"created_on": day},
			{"created_on": day, "check_result": "Not to Be Published"},
		):
			factories.make_stored("Disclosure Item", unit=unit, title="测试信息", category="Fees", **values)
		for row in seed.read(seed.FOLDER / "tally_kinds.json"):
			factories.make_tally(unit, tally_kind=row["kind_name"], month_on=day)

	def test_every_standard_figure_has_as_many_rows_as_its_list_has_records(self):
		codes = frappe.get_all(
			"Statistical Figure", filters={"is_standard": 1}, pluck="name", order_by="name"
		)
		values = self.compute(*codes)
		self.assertGreater(len(values), 30)
		for value in values:
			with self.subTest(value.figure.code):
				self.assertTrue(value.rows, "the records above leave it at 0")
				records = self.drill_down(value.figure.code)
				self.assertEqual(len(records), len(set(records)))
				if value.figure.code == "publicity.laws":
					# a row per law: two activities, each with two laws
					self.assertEqual((len(records), value.rows), (2, 4))
				else:
					self.assertEqual(len(records), value.rows)

	def test_a_list_holds_the_records_of_the_figure_and_no_other(self):
		expected = frappe.get_all(
			"Mediation Case",
			filters={
				"unit": ["in", [self.community_1, self.community_2]],
				"result": ["in", ["Written Agreement", "Oral Agreement"]],
				"closed_on": ["between", ["2024-01-01", "2024-12-31"]],
			},
			pluck="name",
		)
		self.assertEqual(len(expected), 6)
		self.assertEqual(set(self.drill_down("mediation.resolved")), set(expected))

	def test_a_ratio_opens_onto_its_denominator(self):
		self.assertEqual(
			set(self.drill_down("mediation.success_rate")), set(self.drill_down("mediation.concluded"))
		)

	def test_the_list_of_another_unit_is_empty(self):
		with self.as_user(self.officer):
			opened = drill_down("mediation.received", "2024-01-01", "2024-12-31", self.street_b)
			self.assertEqual(frappe.get_list(opened["doctype"], filters=opened["filters"]), [])

	def test_a_list_of_records_that_the_user_may_not_read_is_refused(self):
		refusals = (frappe.PermissionError, frappe.ValidationError)  # early v15 raises the latter
		with self.as_user(self.users["Legal Advisor"]), self.refused(error=refusals):
			drill_down("mediation.received", "2024-01-01", "2024-12-31")


class TestParts(FigureTestCase):
	"""Each part has what `compute` says of its own period or unit."""

	NAMES = ("mediation.received", "mediation.resolved", "mediation.success_rate", "mediation.units")
	NAMES += ("mediation.amount", "mediation.types", "resident.in_post", "resident.actions")

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		for unit in (cls.street_a, cls.community_1, cls.community_2, cls.street_b):
			for month, type_ in ((1, "Family"), (3, "Neighbours"), (3, "Family"), (12, "Neighbours")):
				days = {"received_on": f"2024-{month:02}-01", "closed_on": f"2024-{min(month + 1, 12):02}-28"}
				values = {"unit": unit, "subject": "测试纠纷", "dispute_type": type_, "amount": month}
				factories.make_stored("Mediation Case", **values, **days, result="Written Agreement")
			factories.make_stored("Mediation Case", unit=unit, subject="测试", received_on="2024-05-31")
		factories.make_resident(cls.street_a, "测试甲", chosen_on="2020-01-01", left_on="2024-03-15")
		factories.make_resident(cls.street_a, "测试乙", chosen_on="2024-02-29")
		actions = [{"acted_on": "2024-03-31", "kind": "Other"}, {"acted_on": "2024-04-01", "kind": "Other"}]
		factories.make_resident(cls.community_2, "测试丙", chosen_on="2024-03-01", actions=actions)

	def amounts(self, values) -> dict:
		"""A part is not broken down."""
		return {code: (each.value, each.rows) for code, each in values.items()}

	def assert_parts(self, split, alone):
		parts = cube.compute_parts(figures.figures(list(self.NAMES)), split, self.officer)
		self.assertEqual(list(parts), [key for key, _period, _unit in alone])
		for key, period, unit in alone:
			one = cube.compute(figures.figures(list(self.NAMES)), period, unit, self.officer)
			with self.subTest(key):
				self.assertEqual(self.amounts(parts[key]), self.amounts(one))
		return parts

	def test_months(self):
		period = Period(date(2024, 1, 15), date(2024, 12, 31))
		months = list(splits.months(period))
		self.assertEqual((months[0].to_date, months[1].from_date), (date(2024, 1, 31), date(2024, 2, 1)))
		parts = self.assert_parts(
			splits.Months(period, self.street_a),
			[(month.from_date, month, self.street_a) for month in months],
		)
		self.assertEqual([values["resident.in_post"].value for values in parts.values()], [1, *[2] * 11])

	def test_units(self):
		split = splits.Branches.of(YEAR, self.street_a, self.officer)
		self.assertEqual(split.parts[:1], [self.street_a])
		parts = cube.compute_parts(figures.figures(list(self.NAMES)), split, self.officer)
		whole = cube.compute(figures.figures(list(self.NAMES)), YEAR, self.street_a, self.officer)
		for unit in split.parts[1:]:
			one = cube.compute(figures.figures(list(self.NAMES)), YEAR, unit, self.officer)
			with self.subTest(unit):
				self.assertEqual(self.amounts(parts[unit]), self.amounts(one))
		for code in ("mediation.received", "mediation.amount", "mediation.units"):
			amounts = [values[code].value for values in parts.values() if values[code].value]
			self.assertEqual(sum(amounts), whole[code].value)

	def test_one_without_units_below_is_its_own_part(self):
		split = splits.Branches.of(YEAR, self.community_1, self.officer)
		self.assertEqual(split.parts, [self.community_1])
		self.assert_parts(split, [(self.community_1, YEAR, self.community_1)])

	def test_several_topmost_units_are_compared(self):
		split = splits.Branches.of(YEAR, None, "Administrator")
		self.assertIn(
			self.street_a, [*split.parts, *splits.Branches.of(YEAR, split.parts[0], "Administrator").parts]
		)

	def test_values_of_a_select(self):
		split = splits.Values.of(YEAR, self.street_a, "Mediation Case", "dispute_type")
		codes = [code for code in self.NAMES if code.startswith("mediation.")]
		parts = cube.compute_parts(figures.figures(codes), split, self.officer)
		amounts = {part: values["mediation.received"].value for part, values in parts.items()}
		# what the field does not offer is with what has no value
		self.assertEqual(
			{part: amount for part, amount in amounts.items() if amount}, {"Neighbours": 6, "": 9}
		)
		self.assertEqual(parts["Neighbours"]["mediation.units"].value, 3)
		self.assertEqual(parts["Neighbours"]["mediation.amount"].value, 45)
		self.assertIsNone(parts["Labour"]["mediation.received"].value)
		self.assertEqual(
			split.list_filter("Neighbours"), ["Mediation Case", "dispute_type", "=", "Neighbours"]
		)
		self.assertEqual(split.list_filter(""), ["Mediation Case", "dispute_type", "is", "not set"])

	def test_values_of_a_table(self):
		"""An activity belongs to each of its laws; a figure may itself count rows of that table."""
		civil, fraud = (factories.make_law(name).name for name in ("测试民法", "测试反诈法"))
		factories.make_activity(self.street_a, laws=[{"law": civil}, {"law": fraud}], materials_count=5)
		factories.make_activity(self.community_1, laws=[{"law": civil}], materials_count=2)
		factories.make_activity(self.community_1)
		split = splits.Values.of(YEAR, self.street_a, "Law Publicity Activity", "laws")
		codes = ["publicity.activities", "publicity.materials", "publicity.units", "publicity.laws"]
		parts = cube.compute_parts(figures.figures(codes), split, self.officer)
		amounts = {part: [values[code].value for code in codes] for part, values in parts.items()}
		self.assertEqual(amounts[civil], [2, 7, 2, [civil, fraud]])
		self.assertEqual(amounts[fraud], [1, 5, 1, sorted([civil, fraud])])
		self.assertEqual(amounts[""][:3], [1, None, 1])
		self.assertEqual(split.list_filter(civil), ["Law Reference", "law", "=", civil])

	def test_the_whole_comes_with_its_parts(self):
		"""What counts each unit once is not added up; nor are an activity with two laws, and what lasts for months."""
		laws = [{"law": factories.make_law(name).name} for name in ("测试民法", "测试反诈法")]
		factories.make_activity(self.street_a, laws=laws, materials_count=5)
		publicity = ("publicity.activities", "publicity.materials", "publicity.units", "publicity.laws")
		disputes = [code for code in self.NAMES if code.startswith("mediation.")]
		for split, codes in (
			(splits.Months(YEAR, self.street_a), self.NAMES),
			(splits.Branches.of(YEAR, self.street_a, self.officer), self.NAMES),
			(splits.Branches.of(YEAR, None, self.officer), self.NAMES),
			(splits.Values.of(YEAR, self.street_a, "Mediation Case", "dispute_type"), disputes),
			(splits.Values.of(YEAR, self.street_a, "Law Publicity Activity", "laws"), publicity),
			(splits.Branches.of(Period.year(1999), self.street_a, self.officer), self.NAMES),
		):
			wanted = figures.figures(list(codes))
			whole, parts = cube.compute_whole_and_parts(wanted, split, self.officer)
			with self.subTest(split=type(split).__name__, period=split.period):
				alone = cube.compute(wanted, split.period, split.unit, self.officer)
				self.assertEqual(self.amounts(whole), self.amounts(alone))
				self.assertEqual(parts, cube.compute_parts(wanted, split, self.officer))

	def test_as_many_queries_as_for_the_whole(self):
		wanted = figures.figures(list(self.NAMES))
		with self.as_user(self.officer):
			cube.compute(wanted, YEAR, self.street_a)
			for split in (splits.Months(YEAR, self.street_a), splits.Branches.of(YEAR, self.street_a)):
				with self.assertQueryCount(7):
					cube.compute_parts(wanted, split)
			with self.assertQueryCount(7):
				cube.compute_whole_and_parts(wanted, splits.Branches.of(YEAR, self.street_a))


class TestFindingFigures(FigureTestCase):
	def test_a_figure_is_found_by_code_and_by_label(self):
		self.assertEqual(figures.find("mediation.resolved"), figures.find("化解矛盾纠纷"))

	def test_an_unknown_figure_is_refused_with_the_nearest(self):
		with self.refused("no figure “化解矛盾纠份”", "化解矛盾纠纷"):
			figures.find("化解矛盾纠份")
		with self.refused("no figure “mediation.resolve”", "mediation.resolved"):
			figures.find("mediation.resolve")

	def test_where_none_is_near_the_list_is_named(self):
		with self.refused("See the list of Statistical Figures"):
			figures.find("☃")

	def test_a_figure_out_of_use_is_not_found(self):
		factories.make_figure("test.unused", is_enabled=0)
		with self.refused("no figure “test.unused”"):
			figures.find("test.unused")


class TestRatiosOfRatios(FigureTestCase):
	"""A figure may be made a ratio after another ratio has been made of it."""

	def setUp(self):
		super().setUp()
		self.part = factories.make_figure("test.part", label="测试部分")
		self.ratio("test.of_ratio", "test.part")

	def ratio(self, code: str, numerator: str):
		factories.make_figure(
			code, label=code, aggregate="Ratio", numerator=numerator, denominator="mediation.received"
		)

	def assert_only_faulty(self, *codes: str):
		clear_request_cache()
		found, faults = figures.sound(figures.in_use())
		self.assertEqual(set(faults), set(codes))
		for error in faults.values():
			self.assertIn("a ratio needs two figures that are counts or sums", str(error))
		self.assertIn("mediation.received", [figure.code for figure in found])

	def test_a_ratio_of_what_has_become_a_ratio_is_faulty_and_no_other(self):
		self.part.update(
			{"aggregate": "Ratio", "numerator": "mediation.resolved", "denominator": "mediation.received"}
		).save()
		self.assert_only_faulty("test.of_ratio")

	def test_ratios_of_each_other_are_faulty_and_no_other(self):
		"""Refused on the form; as someone may write them into the database."""
		self.part.db_set({"aggregate": "Ratio", "numerator": "test.of_ratio", "denominator": "test.of_ratio"})
		self.assert_only_faulty("test.of_ratio", "test.part")


class TestCustomFigure(FigureTestCase):
	"""An administrator adds a figure, also over a field of the office's own, without code."""

	FIELD = "test_colour"

	@classmethod
	def setUpClass(cls):
		# a new column commits: make it before, and remove it after, the class's own transaction
		create_custom_field(
			"Mediation Case",
			{
				"fieldname": cls.FIELD,
				"label": "Test Colour",
				"fieldtype": "Select",
				"options": "\n测试红\n测试蓝",
				"insert_after": "subject",
			},
		)
		cls.addClassCleanup(cls.remove_field)
		super().setUpClass()

	@classmethod
	def remove_field(cls):
		"""Frappe keeps the column, as it does after any administrator."""
		frappe.db.delete("Custom Field", {"dt": "Mediation Case", "fieldname": cls.FIELD})
		frappe.db.commit()
		frappe.clear_cache(doctype="Mediation Case")

	def test_a_figure_over_a_custom_field_counts_and_opens(self):
		for colour in ("测试红", "测试红", "测试蓝", ""):
			factories.make_case(self.community_1, **{self.FIELD: colour})
		with self.as_user(self.users["Fazhi Manager"]):
			factories.make_figure(
				"test.red",
				label="测试红色纠纷",
				filters='[["test_colour", "=", "测试红"]]',
				breakdown_field=self.FIELD,
			)
			factories.make_figure("test.colours", aggregate="Names", aggregate_field=self.FIELD)
			factories.make_figure(
				"test.rate", aggregate="Ratio", numerator="test.red", denominator="mediation.received"
			)
		red, colours, rate = self.compute("测试红色纠纷", "test.colours", "test.rate")
		self.assertEqual((red.value, red.breakdown), (2, {"测试红": 2}))
		self.assertEqual(colours.value, sorted(["测试红", "测试蓝"]))
		self.assertEqual(rate.value, 0.5)
		self.assertEqual(len(self.drill_down("test.red")), 2)
