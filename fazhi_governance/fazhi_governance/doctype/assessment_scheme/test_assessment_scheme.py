import frappe

from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase

# the one in early v15
NO_PERMISSION = (frappe.ValidationError, frappe.PermissionError)
RECORD = "Assessment Scheme“测试考核方案”"


def leaf(number: str = "1", full_score: float = 100, **values) -> dict:
	return {"number": number, "indicator": f"测试指标{number}", "full_score": full_score, **values}


class TestAssessmentScheme(GovernanceTestCase):
	def make(self, *indicators: dict, **values):
		with self.as_user(self.officer):
			return factories.make_scheme(self.street_a, indicators, **values)

	def test_indicators_stand_as_a_tree_in_the_order_of_their_numbers(self):
		scheme = self.make(
			leaf("10", 10),
			leaf("2", 60),
			leaf("1.2", 10),
			leaf("1", 30),
			leaf("1.1", 20),
			leaf(" 1.1.1 ", 20),
		)
		self.assertEqual(
			[(row.number, row.level) for row in scheme.indicators],
			[("1", 1), ("1.1", 2), ("1.1.1", 3), ("1.2", 2), ("2", 1), ("10", 1)],
		)
		self.assertEqual([row.number for row in scheme.leaves], ["1.1.1", "1.2", "2", "10"])
		self.assertEqual([row.idx for row in scheme.indicators], [1, 2, 3, 4, 5, 6])

	def test_children_add_up_to_their_parent(self):
		with self.refused(RECORD, "below 1 (测试指标1) add up to 28.0", "its own full score is 30.0"):
			self.make(leaf("1", 30), leaf("1.1", 20), leaf("1.2", 8), leaf("2", 70))

	def test_the_first_level_adds_up_to_the_total(self):
		with self.refused(RECORD, "add up to 98.0, but the total is 100.0"):
			self.make(leaf("1", 98))
		self.assertTrue(self.make(leaf("1", 98), full_score=98).name)

	def test_decimals_add_up_without_a_rest(self):
		thirds = (leaf("1.1", 0.1), leaf("1.2", 0.2), leaf("1", 0.3))
		self.assertTrue(self.make(*thirds, full_score=0.3).name)

	def test_faulty_numbers_are_refused(self):
		for numbers, says in (
			(("1", "1"), "The number 1 stands twice: rows 1 and 2"),
			(("1", "2.1"), "2.1 stands below 2, which there is not"),
			(("一", "1"), "“一” is no number of an indicator"),
			(("1.0", "1"), "“1.0” is no number"),
		):
			with self.refused(RECORD, says):
				self.make(*(leaf(number, 50) for number in numbers))

	def test_a_faulty_scoring_by_a_figure_is_refused(self):
		activities = {"figure": "publicity.activities", "scored_by": "Proportional to Target", "target": 4}
		missing = {**activities, "scored_by": "Deduct per Missing One"}
		for values, says in (
			({**activities, "figure": "publicity.laws"}, "lists names, which cannot be scored"),
			({**activities, "scored_by": ""}, "does not say how it scores"),
			({**activities, "target": 0}, "has a target of 0.0"),
			({**activities, "target": -1}, "has a target of -1.0"),
			(missing, "how much is deducted for each"),
			({"full_score": 0}, "a full score of 0"),
		):
			with self.refused(RECORD, says):
				self.make(leaf(**values))
		with self.refused(RECORD, "but has indicators below it"):
			self.make(leaf("1", 100, **activities), leaf("1.1", 100))

	def test_a_scheme_in_use_is_frozen_whoever_changes_it(self):
		scheme = factories.make_scheme(self.street_a)
		scheme.indicators[0].indicator = "测试改前"
		scheme.save()
		factories.make_assessment(self.community_1, scheme.name)
		for user in (self.officer, "Administrator"):
			with self.as_user(user):
				for change in ({"title": "测试改名"}, {"weight_in_year_end": 20}, {"year": 2023}):
					changed = frappe.get_doc(scheme.doctype, scheme.name).update(change)
					with self.refused("It is frozen: 1 assessments", "New Version"):
						changed.save()
				changed = frappe.get_doc(scheme.doctype, scheme.name)
				changed.indicators[1].scoring_standard = "测试新标准"
				with self.refused("It is frozen"):
					changed.save()
		frappe.get_doc(scheme.doctype, scheme.name).save()  # nothing has changed

	def test_a_new_version_takes_its_place(self):
		scheme = self.make(leaf(), document_number="测发〔2024〕1号")
		with self.as_user(self.officer):
			factories.make_assessment(self.community_1, scheme.name)
			name = frappe.get_doc(scheme.doctype, scheme.name).new_version()
			newer = frappe.get_doc(scheme.doctype, name)
			self.assertEqual((newer.version, newer.replaces), (2, scheme.name))
			self.assertEqual((newer.document_number, newer.indicators[0].number), (None, "1"))
			newer.indicators[0].scoring_standard = "测试新标准"
			newer.save()
			scheme.reload()
			self.assertEqual(scheme.replaced_by, name)
			with self.refused(RECORD, f"has been replaced by {name}"):
				scheme.new_version()
			with self.refused(RECORD, f"has been replaced by {name}"):
				factories.make_assessment(self.community_2, scheme.name)
		frappe.delete_doc(scheme.doctype, name)
		self.assertIsNone(frappe.db.get_value(scheme.doctype, scheme.name, "replaced_by"))

	def test_nobody_writes_the_versions(self):
		other = self.make(leaf())
		scheme = self.make(leaf(), version=7, replaces=other.name, replaced_by=other.name)
		self.assertEqual((scheme.version, scheme.replaces, scheme.replaced_by), (1, None, None))

	def test_assessments_are_started_once_for_each_unit(self):
		scheme = self.make(leaf())
		with self.as_user(self.officer):
			made = scheme.start_assessments([self.community_1, self.station])
			self.assertEqual(len(made), 2)
			self.assertEqual(len(scheme.start_assessments([self.community_1, self.community_2])), 1)
			with self.refused("does not stand below"):
				scheme.start_assessments([self.street_a])
		with self.as_user(self.clerk), self.refused(error=NO_PERMISSION):
			scheme.start_assessments([self.community_1])
		with self.as_user(self.users["Fazhi Leader"]), self.refused(error=NO_PERMISSION):
			scheme.new_version()

	def test_a_year_has_four_digits(self):
		with self.refused(RECORD, "Its year is 24", "four digits"):
			self.make(leaf(), year=24)
