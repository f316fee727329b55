from fazhi_governance.tests import factories
from fazhi_governance.tests.report_case import ReportTestCase

CODES = ("publicity.activities", "publicity.audience", "publicity.materials")


class TestPublicityResults(ReportTestCase):
	report = "Publicity Results"

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.civil, cls.fraud = (factories.make_law(name).name for name in ("测试民法典", "测试反诈法"))
		cls.programme = factories.make_programme()

	def setUp(self):
		super().setUp()
		self.activity(self.community_1, self.civil, self.fraud, audience_count=30, materials_count=20)
		self.activity(self.community_1, self.civil, programme=self.programme, audience_count=10)
		self.activity(self.street_a, activity_form="Lecture", materials_count=5)

	def test_units_and_the_streets_own(self):
		result = self.run_report()
		self.assertEqual(self.line(result, f"{self.street_a} itself", *CODES), (1, None, 5))
		self.assertEqual(self.line(result, self.community_1, *CODES), (2, 40, 20))
		self.assertEqual(self.line(result, self.community_2, *CODES), (None, None, None))
		self.assertEqual(self.line(result, "Totals", *CODES), (3, 40, 25))
		self.assertEqual(self.figures(result)["Activities"], 3)
		own = self.lines(result)[f"{self.street_a} itself"]["opens"]
		self.assertEqual((own["unit"], own["itself"]), (self.street_a, 1))

	def test_each_law_has_what_made_it_known_and_the_whole_counts_it_once(self):
		result = self.run_report(rows="laws")
		self.assertEqual(self.line(result, self.civil, *CODES), (2, 40, 20))
		self.assertEqual(self.line(result, self.fraud, *CODES), (1, 30, 20))
		self.assertEqual(self.line(result, "Not Entered", *CODES), (1, None, 5))
		self.assertEqual(self.line(result, "Totals", *CODES), (3, 40, 25))
		self.assertEqual(
			self.lines(result)[self.civil]["opens"]["where"], ["Law Reference", "law", "=", self.civil]
		)

	def test_programmes_and_forms(self):
		programmes = self.run_report(rows="programme")
		self.assertEqual(list(self.lines(programmes)), [self.programme, "Not Entered", "Totals"])
		self.assertEqual(self.line(programmes, self.programme, *CODES), (1, 10, None))
		forms = self.run_report(rows="activity_form")
		self.assertEqual(self.line(forms, "Lecture", *CODES), (1, None, 5))

	def test_the_only_unit_has_no_totals(self):
		result = self.run_report(self.clerk)
		self.assertEqual(list(self.lines(result)), [self.community_1])
