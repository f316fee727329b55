import frappe
from frappe.model.workflow import apply_workflow, get_transitions
from frappe.utils import getdate

from fazhi_governance.statistics import cube
from fazhi_governance.statistics.figures import Period, figures
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

KIND = "Unit Assessment"


class AssessmentTestCase(GovernanceTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.manager = cls.users["Fazhi Manager"]
		cls.scheme = factories.make_scheme(cls.street_a).name

	def start(self, unit: str | None = None, scheme: str | None = None):
		with self.as_user(self.officer):
			return factories.make_assessment(unit or self.community_1, scheme or self.scheme)

	def write(self, doc, user: str, scores: list[dict] | None = None, action: str | None = None, **values):
		"""As a form does: what is written is saved, then an action is taken."""
		with self.as_user(user):
			doc = frappe.get_doc(KIND, doc.name)
			doc.update(values)
			for row, written in zip(doc.scores, scores or (), strict=False):
				row.update(written)
			if scores or values:
				doc.save()
			return apply_workflow(doc.as_json(), action) if action else doc

	def stored(self, doc):
		return frappe.get_doc(KIND, doc.name)

	def handed_over(self):
		scores = [
			{"self_score": 30, "self_evidence": "测试会议纪要三份"},
			{"self_score": 8},
			{"self_score": 60},
		]
		return self.write(self.start(), self.clerk, scores, "Hand Over Self-Score")

	def confirmed(self):
		scores = [{"review_score": 30}, {"deduction_reason": "测试方案未细化"}, {"review_score": 60}]
		return self.write(self.handed_over(), self.manager, scores, "Confirm Scores")

	def counted(self, unit: str | None = None, **figure):
		"""An assessment by one indicator of 10 points that a figure scores."""
		indicator = {
			"number": "1",
			"indicator": "测试开展普法活动",
			"full_score": 10,
			"figure": "publicity.activities",
			"scored_by": "Proportional to Target",
			"target": 4,
			**figure,
		}
		scheme = factories.make_scheme(self.street_a, (indicator,), full_score=10)
		return self.start(unit, scheme.name)


class TestUnitAssessment(AssessmentTestCase):
	def test_an_assessment_goes_its_way_from_hand_to_hand(self):
		started = self.start()
		self.assertEqual([row.number for row in started.scores], ["1.1", "1.2", "2"])
		self.assertEqual(started.scores[0].deduction_rule, "少一次扣10分")
		self.assertEqual((started.year, str(started.assessed_to)), (2024, "2024-12-31"))
		with self.as_user(self.clerk):
			actions = [each["action"] for each in get_transitions(frappe.get_doc(KIND, started.name))]
			self.assertEqual(actions, ["Hand Over Self-Score"])
		scores = [{"self_score": 30}, {"self_score": 8, "self_evidence": "测试方案"}, {"self_score": 60}]
		handed = self.write(started, self.clerk, scores, "Hand Over Self-Score")
		self.assertEqual((handed.self_total, handed.full_total, handed.self_scored_on), (98, 100, getdate()))
		self.assertEqual([row.review_score for row in handed.scores], [30, 8, 60])
		reviewed = self.write(
			started,
			self.officer,
			[
				{"review_score": 20, "deduction_reason": "测试少开一次会议"},
				{"deduction_reason": "测试方案未细化"},
			],
			review_opinion="测试总体较好",
		)
		self.assertEqual([row.lost_score for row in reviewed.scores], [10, 2, 0])
		with self.as_user(self.officer):
			actions = {each["action"] for each in get_transitions(reviewed)}
			self.assertEqual(actions, {"Return Self-Score"})
		confirmed = self.write(started, self.manager, action="Confirm Scores")
		self.assertEqual((confirmed.review_total, confirmed.confirmed_on), (88, getdate()))
		again = self.write(started, self.manager, action="Review Again")
		self.assertEqual((again.confirmed_on, again.self_scored_on), (None, getdate()))

	def test_a_self_score_that_is_returned_is_the_clerks_again(self):
		handed = self.handed_over()
		self.write(handed, self.officer, [{}, {"deduction_reason": "测试：佐证不足"}])
		self.write(handed, self.officer, action="Return Self-Score")
		handed = self.write(
			handed, self.clerk, [{"self_score": 10}, {"self_score": 10}], "Hand Over Self-Score"
		)
		# where the reviewer has given a reason the review stands
		self.assertEqual([row.review_score for row in handed.scores], [10, 8, 60])

	def test_scores_keep_to_their_range(self):
		started = self.start()
		for score in (31, -1):
			with self.refused("Indicator 1.1: Self-Score is", "goes from 0 to 30"):
				self.write(started, self.clerk, [{"self_score": score}])
		handed = self.write(started, self.clerk, action="Hand Over Self-Score")
		with self.refused("Indicator 1.1: Review Score is 30.5"):
			self.write(handed, self.officer, [{"review_score": 30.5}])

	def test_a_deduction_without_a_reason_is_not_confirmed(self):
		handed = self.handed_over()
		for reason in (None, " "):
			with self.refused(
				f"Unit Assessment“{self.community_1}”",
				"without a reason: indicators 1.1、1.2",
				"Enter the Reason",
			):
				self.write(
					handed, self.manager, [{"review_score": 0, "deduction_reason": reason}], "Confirm Scores"
				)

	def test_rows_are_the_schemes_whatever_is_sent(self):
		started = self.start()
		with self.as_user(self.clerk):
			doc = frappe.get_doc(KIND, started.name)
			doc.scores[0].update(
				{"full_score": 99, "indicator": "测试改", "is_computed": 1, "computed_score": 9}
			)
			doc.scores[1].self_score = 5
			doc.append("scores", {"number": "9", "full_score": 50, "self_score": 50})
			doc.scores.pop(2)
			doc.save()
		rows = [(row.number, row.full_score, row.self_score, row.is_computed) for row in doc.scores]
		self.assertEqual(rows, [("1.1", 30, 0, 0), ("1.2", 10, 5, 0), ("2", 60, 0, 0)])
		self.assertEqual(doc.scores[0].indicator, "测试会议研究")
		self.assertEqual([row.name for row in doc.scores][:2], [row.name for row in started.scores][:2])

	def test_only_units_below_are_assessed_and_once(self):
		for unit in (self.street_a, self.community_3):
			with self.as_user("Administrator"), self.refused(f"{unit} does not stand below {self.street_a}"):
				factories.make_assessment(unit, self.scheme)
		first = self.start()
		with self.refused(f"assessed by this scheme already: {first.name}"):
			self.start()

	def test_days_and_states_are_not_written_by_hand(self):
		started = self.start()
		written = self.write(started, self.clerk, self_scored_on="2024-01-01", confirmed_on="2024-01-01")
		self.assertEqual((written.self_scored_on, written.confirmed_on), (None, None))
		with self.refused(error=frappe.ValidationError):
			self.write(started, self.clerk, workflow_state="Scores Confirmed")

	def test_what_was_handed_over_keeps_its_files(self):
		with self.as_user(self.clerk):
			url = factories.make_file()
		started = self.write(self.start(), self.clerk, [{"self_file": url}])
		self.assertEqual(started.kept_files(), [])
		handed = self.write(started, self.clerk, action="Hand Over Self-Score")
		self.assertEqual(handed.kept_files(), [url])


class TestComputedScores(AssessmentTestCase):
	def row(self, doc):
		row = doc.scores[0]
		return row.figure_value, row.figure_wording, row.is_computed, row.computed_score

	def test_a_figure_of_the_unit_and_year_becomes_a_score(self):
		for day in ("2024-03-01", "2024-06-01", "2023-06-01"):
			factories.make_activity(self.community_1, held_on=day)
		factories.make_activity(self.community_2)
		assessment = self.counted()
		self.assertEqual(self.row(assessment), (2, "2场次", 1, 5))
		factories.make_activity(self.community_1)
		with self.as_user(self.clerk):
			frappe.get_doc(KIND, assessment.name).compute_anew()
		self.assertEqual(self.row(self.stored(assessment)), (3, "3场次", 1, 7.5))
		factories.make_activity(self.community_1)
		handed = self.write(assessment, self.clerk, [{"self_score": 10}], "Hand Over Self-Score")
		# what was counted is proposed, not what the unit gives itself
		self.assertEqual((self.row(handed), handed.scores[0].review_score), ((4, "4场次", 1, 10), 10))

	def test_what_is_missing_and_what_is_too_much_is_deducted(self):
		factories.make_activity(self.community_1)
		for method, target, score in (
			("Deduct per Missing One", 4, 4),
			("Deduct per Missing One", 1, 10),
			("Deduct per Missing One", 9, 0),
			("Deduct per One Above", 0, 8),
		):
			assessment = self.counted(scored_by=method, target=target, deduction_each=2)
			self.assertEqual(self.row(assessment)[3], score, (method, target))

	def test_a_rate_is_scored_in_per_cent(self):
		for result in ("Written Agreement", "Written Agreement", "No Agreement"):
			factories.make_case(self.community_1, **factories.concluded(result))
		assessment = self.counted(figure="mediation.success_rate", target=100)
		value, wording, _is_computed, score = self.row(assessment)
		self.assertEqual((round(value, 2), wording, score), (66.67, "66.7%", 6.67))

	def test_no_data_is_no_score_of_0(self):
		assessment = self.counted()
		self.assertEqual(self.row(assessment), (0, "无数据", 0, 0))
		handed = self.write(assessment, self.clerk, [{"self_score": 6}], "Hand Over Self-Score")
		self.assertEqual(handed.scores[0].review_score, 6)

	def test_a_faulty_figure_says_so_and_stops_nothing(self):
		figure = factories.make_figure("test.gone")
		assessment = self.counted(figure=figure.name)
		frappe.db.set_value("Statistical Figure", figure.name, "is_enabled", 0)
		frappe.get_doc("Statistical Figure", figure.name).save()
		written = self.write(assessment, self.clerk, [{"self_score": 3}])
		self.assertIn("There is no figure", written.scores[0].figure_wording)
		self.assertFalse(written.scores[0].is_computed)

	def test_figures_are_counted_for_who_may_not_read_their_records(self):
		factories.make_officer(self.community_1, certificate_from="2024-03-01", joined_on="2024-03-01")
		assessment = self.counted(figure="officer.certified", target=1)
		self.assertEqual(self.row(self.write(assessment, self.clerk, [{"self_score": 9}])), (1, "1名", 1, 10))

	def test_confirmed_scores_stand(self):
		factories.make_activity(self.community_1)
		assessment = self.counted()
		self.write(assessment, self.clerk, action="Hand Over Self-Score")
		reason = [{"deduction_reason": "测试少三场"}]
		confirmed = self.write(assessment, self.manager, reason, "Confirm Scores")
		factories.make_activity(self.community_1)
		with self.as_user(self.manager):
			with self.refused("have been confirmed", "Review Again"):
				frappe.get_doc(KIND, confirmed.name).compute_anew()
			frappe.get_doc(KIND, confirmed.name).save()
		self.assertEqual(self.row(self.stored(confirmed)), (1, "1场次", 1, 2.5))
		again = self.write(confirmed, self.manager, action="Review Again")
		self.assertEqual(self.row(self.stored(again))[0], 1)
		self.assertEqual(self.row(self.write(again, self.officer, review_opinion="测试"))[0], 2)

	def test_all_figures_are_counted_in_one_query_per_kind(self):
		few = self.counted()
		indicators = [
			{
				"number": str(number),
				"indicator": code,
				"full_score": 2,
				"figure": code,
				"scored_by": "Proportional to Target",
				"target": 4,
			}
			for number, code in enumerate(
				("publicity.activities", "publicity.materials", "publicity.lectures", "publicity.banners"), 1
			)
		]
		scheme = factories.make_scheme(self.street_a, tuple(indicators), full_score=8)
		many = self.start(self.community_2, scheme.name)
		self.assertEqual(self.queries(few), self.queries(many))

	def queries(self, assessment) -> int:
		with self.as_user(self.officer):
			doc = frappe.get_doc(KIND, assessment.name)
			doc.compute_scores()
			with self.counted_queries() as sent:
				doc.compute_scores()
		return len([each for each in sent if "tabLaw Publicity Activity" in each])


class TestHands(AssessmentTestCase):
	"""Who writes what."""

	def test_the_clerk_writes_no_review(self):
		started = self.start()
		another = self.start(scheme=factories.make_scheme(self.street_a).name)
		handed = self.write(another, self.clerk, action="Hand Over Self-Score")
		for doc, says in ((started, "has not been handed over yet"), (handed, "for the office of")):
			for written in ({"review_score": 1}, {"deduction_reason": "测试"}):
				with self.refused("cannot be written by you", says):
					self.write(doc, self.clerk, [written])

	def test_the_office_does_not_score_in_the_units_place(self):
		started = self.start()
		for user in (self.officer, self.manager):
			for written in ({"self_score": 1}, {"self_evidence": "测试"}):
				with self.refused("cannot be written by you", "scores itself with an account of its own"):
					self.write(started, user, [written])
			with self.refused("Status cannot be written by you"):
				self.write(started, user, action="Hand Over Self-Score")

	def test_what_was_handed_over_is_not_scored_any_more(self):
		with self.refused("Self-Score cannot be written by you", "after the action Return Self-Score"):
			self.write(self.handed_over(), self.clerk, [{"self_score": 1}])

	def test_what_was_confirmed_is_not_reviewed_any_more(self):
		with self.refused("Review Score cannot be written by you", "after the action Review Again"):
			self.write(self.confirmed(), self.manager, [{"review_score": 1}])

	def test_a_unit_without_an_account_hands_in_its_paper(self):
		started = self.start(self.community_2)
		scores = [{"self_score": 25, "self_evidence": "测试纸质自评"}]
		self.write(started, self.officer, scores)
		with self.refused("signed paper is missing", "Attach the Signed Self-Assessment"):
			self.write(started, self.officer, action="Hand Over Self-Score")
		with self.as_user(self.officer):
			url = factories.make_file()
		handed = self.write(started, self.officer, action="Hand Over Self-Score", signed_self_score=url)
		self.assertEqual(handed.self_total, 25)

	def test_an_officer_of_the_unit_alone_scores_and_does_not_review(self):
		own = factories.make_user("officer@station.invalid", "Fazhi Officer", self.station)
		started = self.start(self.station)
		self.write(started, own, [{"self_score": 30}], "Hand Over Self-Score")
		with self.refused("Review Score cannot be written by you", f"for the office of {self.street_a}"):
			self.write(started, own, [{"review_score": 29}])
		with self.refused("Status cannot be written by you", f"for the office of {self.street_a}"):
			self.write(started, own, action="Return Self-Score")
		another = factories.make_scheme(self.street_a).name
		with self.as_user(own), self.refused("begun by the office of"):
			factories.make_assessment(self.station, another)

	def test_a_clerk_begins_none_and_finds_no_other_units(self):
		other = self.start(self.community_2)
		with self.as_user(self.clerk), self.refused(error=frappe.PermissionError):
			factories.make_assessment(self.community_1, self.scheme)
		with self.refused(error=frappe.PermissionError):
			self.write(other, self.clerk, [{"self_score": 1}])


class TestFigures(AssessmentTestCase):
	def test_what_an_office_reports_of_its_assessments(self):
		factories.make_scheme(self.street_a, weight_in_year_end=15)
		self.confirmed()
		self.start(self.community_2)
		codes = (
			*("assessment.units", "assessment.confirmed", "assessment.deductions"),
			*("assessment.score_rate", "assessment.schemes", "assessment.weight"),
		)
		with self.as_user(self.officer):
			values = cube.compute(figures(list(codes)), Period.year(2024), self.street_a)
		self.assertEqual([values[code].value for code in codes], [2, 1, 1, 0.98, 2, 15])
		self.assertEqual(values["assessment.weight"].worded(), "15%")
		self.assertEqual(values["assessment.score_rate"].worded(), "98%")
