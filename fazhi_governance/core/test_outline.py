from unittest import TestCase

from fazhi_governance.core import outline


class TestOutline(TestCase):
	def test_numbers_are_ordered_part_by_part(self):
		numbers = ["10", "1.10", "2", "1.9", "1", "1.9.1"]
		self.assertEqual(sorted(numbers, key=outline.key), ["1", "1.9", "1.9.1", "1.10", "2", "10"])

	def test_an_item_stands_below_the_one_whose_number_it_continues(self):
		for number, parent, level in (("1", "", 1), ("1.12", "1", 2), ("1.1.3", "1.1", 3)):
			self.assertEqual((outline.parent(number), outline.level(number)), (parent, level))

	def test_what_is_no_number_is_refused(self):
		for text in ("", "0", "1.", ".1", "1.0", "01", "1..1", "一", "1.a", "1 1", "1\n"):
			with self.subTest(text), self.assertRaisesRegex(ValueError, "no number of an outline"):
				outline.key(text)
