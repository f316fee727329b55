from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from fazhi_governance.core.scoring import METHODS, PER_EXCESS, PER_MISSING, PROPORTIONAL, ranks, score

numbers = st.floats(0, 1e6)


class TestScore(TestCase):
	def test_in_proportion_up_to_the_target(self):
		for value, expected in ((0, 0), (1, 2.5), (3, 7.5), (4, 10), (9, 10)):
			self.assertEqual(score(PROPORTIONAL, value, 10, 4), expected)
		self.assertEqual(score(PROPORTIONAL, 1, 10, 3), 3.33)

	def test_so_much_off_for_each_that_is_missing(self):
		for value, expected in ((4, 10), (5, 10), (3, 8.5), (0, 4)):
			self.assertEqual(score(PER_MISSING, value, 10, 4, 1.5), expected)
		self.assertEqual(score(PER_MISSING, 0, 10, 4, 5), 0)

	def test_so_much_off_for_each_above(self):
		for value, expected in ((0, 10), (1, 10), (2, 8), (9, 0)):
			self.assertEqual(score(PER_EXCESS, value, 10, 1, 2), expected)

	def test_a_proportion_of_nothing_and_an_unknown_method_are_refused(self):
		for method, target, says in ((PROPORTIONAL, 0, "target of 0"), ("Guess", 1, "no method 'Guess'")):
			with self.assertRaisesRegex(ValueError, says):
				score(method, 1, 10, target)

	@given(st.sampled_from(METHODS), numbers, st.floats(0.01, 1e3), st.floats(0.01, 1e6), numbers)
	def test_never_below_0_nor_above_full(self, method, value, full, target, deduction):
		self.assertTrue(0 <= score(method, value, full, target, deduction) <= round(full, 2))


class TestRanks(TestCase):
	def test_equals_share_a_rank(self):
		self.assertEqual(ranks([90, 95, 95, 88]), [3, 1, 1, 4])
		self.assertEqual(ranks([]), [])
