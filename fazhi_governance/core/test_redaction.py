from unittest import TestCase

from fazhi_governance.core import redaction
from fazhi_governance.core.redaction import RedactionError


class TestRedaction(TestCase):
	def test_who_gets_the_passages_sees_no_marks(self):
		self.assertEqual(
			redaction.whole("完成12件，[[其中督办3件，]]完成率100%。"), "完成12件，其中督办3件，完成率100%。"
		)

	def test_what_is_left_reads_as_if_nothing_had_stood_there(self):
		for text, left in (
			("完成12件，[[其中督办3件，]]完成率100%。", "完成12件，完成率100%。"),
			("完成12件[[，其中督办3件]]。", "完成12件。"),
			("完成12件，[[其中督办3件]]。", "完成12件。"),
			("甲、[[乙、]]丙。", "甲、丙。"),
			("甲、[[乙]]、丙。", "甲、丙。"),
			("甲、[[乙]]，丙。", "甲，丙。"),
			("完成任务（[[含督办]]），完成率100%。", "完成任务，完成率100%。"),
			("情况如下：[[一是内部；]]二是公开。", "情况如下：二是公开。"),
			("[[内部，]]公开。", "公开。"),
			("宣传[[《甲法》]]《乙法》。", "宣传《乙法》。"),
			("[[整段内部。]]\n第二段。", "第二段。"),
			("办结3件。[[督办2件。]][[约谈1次。]]其余正常。", "办结3件。其余正常。"),
			("[[全部内部。]]", ""),
		):
			with self.subTest(text=text):
				self.assertEqual(redaction.redacted(text), left)

	def test_a_text_without_marks_stays_as_it_is(self):
		text = "甲，，乙。。\n\n丙（）"
		self.assertEqual(redaction.redacted(text), text)

	def test_marks_that_do_not_pair_are_refused_with_their_place(self):
		for text in ("完成[[督办3件。", "完成督办3件]]。", "[[外[[内]]外]]", "[[跨\n行]]"):
			with self.subTest(text=text), self.assertRaises(RedactionError) as caught:
				redaction.check(text)
			self.assertTrue(caught.exception.excerpt)
		redaction.check("[[甲]]乙[[丙]]")
