from unittest import TestCase

from fazhi_governance.core import terms


class TestTerms(TestCase):
	def test_names_each_slip_once_with_its_correction(self):
		text = "把各项工作纳入法制化轨道，运用法制思维，运用法制思维推动工作。"
		self.assertEqual(terms.wrong_terms(text), [("法制化轨道", "法治轨道"), ("法制思维", "法治思维")])

	def test_the_legal_system_itself_is_no_slip(self):
		self.assertEqual(terms.wrong_terms("法制审核人员参加法制审核，法治思维不断增强。"), [])

	def test_finds_a_request_in_a_report(self):
		self.assertEqual(terms.requests("以上报告，特此请示。"), ["特此请示"])
		self.assertEqual(terms.requests("妥否，请批示。"), ["妥否，请批示"])
		self.assertEqual(terms.requests("以上报告，请审阅。"), [])
