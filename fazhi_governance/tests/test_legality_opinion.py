import json
from datetime import date
from io import BytesIO
from unittest.mock import patch

import docx
import frappe
from frappe.model.base_document import get_controller
from frappe.www.printview import get_html_and_style

from fazhi_governance import legality_opinion
from fazhi_governance.api.legality_review import word
from fazhi_governance.legality_opinion import legality_opinion_page, opinion_of
from fazhi_governance.official_document.docx import Heading
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase, file_of

KIND, FORMAT = "Legality Review", "Legality Review Opinion"
DIGEST, REVISED = "0123456789abcdef" * 4, "fedcba9876543210" * 4
VALIDITY = "本意见仅对所附摘要值（SHA-256）对应的送审稿有效，送审稿修改后须重新审查或者复核。"


def finding(text: str = "测试：未约定违约责任", **values) -> dict:
	return {"dimension": "Contract Points", "severity": "Must Change", "finding": text, **values}


def texts(document) -> list[str]:
	return [block.text for block in document.blocks]


def headings(document, level: int = 1) -> list[str]:
	return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == level]


class TestContent(GovernanceTestCase):
	"""What the opinion says, by reviews that are not stored."""

	def setUp(self):
		super().setUp()
		# their drafts are no files, either
		patcher = patch.object(get_controller(KIND), "why_void", return_value=None)
		patcher.start()
		self.addCleanup(patcher.stop)

	def opinion(self, **values):
		return opinion_of(
			frappe.get_doc(
				{
					"doctype": KIND,
					"docstatus": 1,
					"unit": self.community_1,
					"subject": "测试设备采购合同",
					"review_type": "合同",
					"review_kind": "Contract",
					"submitted_on": "2024-05-06",
					"draft_version": "第二稿",
					"draft_sha256": DIGEST,
					"reviewer": self.officer,
					"conclusion": "Lawful",
					"opinion": "测试意见",
					"opinion_number": "测合审〔2024〕3号",
					"opinion_on": "2024-05-20",
					**values,
				}
			)
		)

	def says(self, document, *fragments: str):
		text = "\n".join(texts(document))
		for fragment in fragments:
			self.assertIn(fragment, text)

	def test_an_opinion_names_the_matter_and_who_submitted_it(self):
		opinion = self.opinion()
		self.assertEqual(opinion.title, ("合法性审查意见书",))
		self.assertEqual(opinion.document_number, "测合审〔2024〕3号")
		self.assertEqual(opinion.addressee, self.community_1)
		for row in (
			"事项名称：测试设备采购合同",
			"审查类别：合同",
			f"送审单位：{self.community_1}",
			"送审日期：2024年5月6日",
			"送审稿版本：第二稿",
			"送审稿摘要值：SHA-256前16位为0123456789abcdef，全文附后",
		):
			self.assertIn(row, texts(opinion))

	def test_it_is_signed_by_the_office_above_on_the_day_of_the_opinion(self):
		for unit in (self.community_1, self.street_a):
			opinion = self.opinion(unit=unit)
			self.assertEqual(opinion.issuers, (f"{self.street_a}办事处",))
			self.assertEqual(opinion.signed_on, date(2024, 5, 20))
			self.assertEqual(texts(opinion)[-1], f"审查人：{self.officer}")

	def test_a_unit_without_an_office_above_signs_by_the_top_of_its_tree(self):
		department = factories.make_unit("测试局", unit_type="Department", is_group=1)
		station = factories.make_unit("测试站", department, unit_type="Station")
		self.assertEqual(self.opinion(unit=station).issuers, (department,))

	def test_each_conclusion_has_its_sentence(self):
		for conclusion, sentence in {
			"Lawful": "审查结论为合法，可以按规定程序办理。",
			"Lawful After Changes": "审查结论为修改后合法。请按照审查意见修改后送复核，复核同意前不得签订。",
			"Resubmit After Procedure": "审查结论为补正程序后再送审。请按照审查意见补正程序后重新送审，补正前不得签订。",
			"Unlawful": "审查结论为不合法，不得签订。",
			"No Authority": "审查结论为无权限，不得签订，建议不予订立该合同。",
			"Reform With Risk Stated": "审查结论为明示法律风险。",
		}.items():
			with self.subTest(conclusion):
				self.says(self.opinion(conclusion=conclusion, findings=[finding()]), sentence, VALIDITY)

	def test_every_conclusion_and_kind_that_can_be_chosen_has_its_words(self):
		for doctype, fieldname, words in (
			(KIND, "conclusion", legality_opinion.CONCLUSIONS),
			(KIND, "review_kind", legality_opinion.ACTS),
			("Review Finding", "dimension", legality_opinion.DIMENSIONS),
			("Review Finding", "severity", legality_opinion.SEVERITIES),
		):
			options = frappe.get_meta(doctype).get_field(fieldname).options.strip().split("\n")
			self.assertEqual(options, list(words), fieldname)

	def test_what_must_not_happen_follows_from_the_kind_of_matter(self):
		for kind, act in {
			"Major Decision": "不得提交决策机关讨论",
			"Normative Document": "不得提交审议或者印发",
			"Enforcement Decision": "不得作出决定",
		}.items():
			self.says(self.opinion(review_kind=kind, conclusion="Unlawful"), act)

	def test_findings_stand_under_their_dimension_numbered_anew(self):
		opinion = self.opinion(
			conclusion="Lawful After Changes",
			findings=[
				finding("测试丙", dimension="Form and Wording", severity="For Reference"),
				finding("测试甲", dimension="Authority"),
				finding("测试丁", dimension="Form and Wording", severity="Should Change"),
			],
		)
		self.assertEqual(headings(opinion, 2), ["（一）主体权限方面", "（二）形式文字方面"])
		start = texts(opinion).index("（一）主体权限方面")
		self.assertEqual(
			texts(opinion)[start : start + 5],
			[
				"（一）主体权限方面",
				"1.（必须修改）测试甲。",
				"（二）形式文字方面",
				"1.（供参考）测试丙。",
				"2.（建议修改）测试丁。",
			],
		)

	def test_a_finding_names_its_law_and_what_is_suggested(self):
		law = factories.make_law().name
		for article, suggestion in (
			("第二十六条", "补充违约责任"),
			("26", "建议：补充违约责任。"),
			("第26条。", "建议补充违约责任；"),
		):
			row = finding("测试；", law=law, article=article, suggestion=suggestion)
			self.assertIn(
				"1.（必须修改）测试。依据：《中华人民共和国测试法》第二十六条。建议：补充违约责任。",
				texts(self.opinion(findings=[row])),
			)
		row = finding("测试", article="《测试办法》第三条")
		self.says(self.opinion(findings=[row]), "依据：《测试办法》第三条。")

	def test_laws_are_listed_once_with_all_their_articles(self):
		law = factories.make_law().name
		regulation = factories.make_law("测试条例", title="测试条例", document_number="测令第1号").name
		rows = [
			finding(law=law, article="第二条"),
			finding(law=regulation, article="第九条"),
			finding(law=law, article="第一条"),
			finding(law=law, article="第2条"),
			finding(law=law),
			finding(),
		]
		opinion = self.opinion(findings=rows)
		start = texts(opinion).index("二、审查依据")
		self.assertEqual(
			texts(opinion)[start + 1 : start + 4],
			[
				"1.《中华人民共和国测试法》第二条、第一条。",
				"2.《测试条例》（测令第1号）第九条。",
				"三、审查意见",
			],
		)
		self.assertIn("《中华人民共和国测试法》第二条。", texts(self.opinion(findings=rows[:1])))

	def test_what_is_empty_leaves_nothing_behind(self):
		opinion = self.opinion(
			opinion=None, opinion_number=None, draft_version=None, draft_sha256=None, submitted_on=None
		)
		self.assertEqual(headings(opinion), ["一、审查事项", "二、审查结论"])
		self.assertEqual((opinion.document_number, opinion.notes, opinion.mark), ("", (), ""))
		for text in texts(opinion):
			self.assertNotRegex(text, r"None|。。|，，|（）|“”")
		self.assertEqual([text for text in texts(opinion)[2:] if text.endswith("：")], [])
		self.assertNotIn(VALIDITY, texts(opinion))

	def test_a_long_finding_of_several_lines_keeps_its_paragraphs(self):
		long = "测试条款" * 500
		opinion = self.opinion(
			findings=[finding(f"{long}\n\n  第二段；\r\n第三段。", suggestion="删去\n另拟")]
		)
		start = texts(opinion).index(f"1.（必须修改）{long}。")
		self.assertEqual(texts(opinion)[start + 1 : start + 3], ["第二段。", "第三段。建议：删去。另拟。"])

	def test_what_no_document_can_hold_is_left_out(self):
		opinion = self.opinion(
			subject="测试\t“甲”\x0b合同\x00", opinion="测试\x07意见", findings=[finding("甲\x00")]
		)
		self.says(opinion, "送审的“测试‘甲’合同”收悉", "测试意见。", "1.（必须修改）甲。")
		self.says(self.opinion(subject="《测试办法》"), "送审的《测试办法》收悉")

	def test_the_advisors_opinion_stands_with_name_and_day(self):
		advisor = factories.make_advisor(self.street_a, firm="测试律师事务所").name
		values = {
			"advisor": advisor,
			"advisor_opinion": "同意。\n注意期限",
			"advisor_opined_on": "2024-05-10",
		}
		opinion = self.opinion(**values)
		start = texts(opinion).index("三、法律顾问意见")
		self.assertEqual(
			texts(opinion)[start + 1 : start + 4],
			[
				"法律顾问测试律师甲（测试律师事务所）于2024年5月10日提出法律意见：",
				"同意。",
				"注意期限。",
			],
		)
		silent = self.opinion(advisor=advisor)
		self.assertNotIn("法律顾问", "".join(texts(silent)))

	def test_a_reform_pilot_states_its_legal_risks(self):
		opinion = self.opinion(
			review_kind="Major Decision",
			conclusion="Reform With Risk Stated",
			findings=[finding("测试风险", dimension="Authority", severity="For Reference")],
		)
		self.assertIn("二、审查意见和法律风险提示", headings(opinion))
		self.says(opinion, "1.（供参考）测试风险。", "应当将上述法律风险一并提交")

	def test_the_simple_track_has_the_short_form(self):
		opinion = self.opinion(
			is_simple_track=1, template="测试标准文本", findings=[finding("测试", severity="For Reference")]
		)
		self.assertEqual(headings(opinion), [])
		self.assertEqual(
			texts(opinion),
			[
				"你单位2024年5月6日送审的“测试设备采购合同”（采用标准文本“测试标准文本”）收悉。"
				"经按简易程序依法审查，现提出意见如下：",
				"测试意见。",
				"1.（供参考）测试。",
				"经审查，该送审稿符合法律、法规、规章和有关规定，审查结论为合法，可以按规定程序办理。",
				VALIDITY,
				f"审查人：{self.officer}",
			],
		)

	def test_the_full_digest_stands_at_the_end(self):
		self.assertEqual(self.opinion().notes, (f"送审稿SHA-256摘要值：{DIGEST}",))

	def test_a_satisfied_recheck_binds_the_opinion_to_the_revised_draft(self):
		rechecked = {
			"conclusion": "Lawful After Changes",
			"findings": [finding()],
			"revised_sha256": REVISED,
			"rechecked_on": "2024-06-03",
			"rechecked_by": self.officer,
		}
		opinion = self.opinion(**rechecked, recheck_result="Satisfied")
		self.says(
			opinion,
			f"修改稿于2024年6月3日由{self.officer}复核。经复核，修改情况符合审查意见，可以按规定程序办理。",
			"对应的修改稿有效，修改稿修改后须重新审查或者复核。",
		)
		self.assertEqual(opinion.notes[1], f"修改稿SHA-256摘要值：{REVISED}")
		opinion = self.opinion(**rechecked, recheck_result="Not Satisfied")
		self.says(opinion, "修改情况不符合审查意见，不得签订。", VALIDITY)

	def test_a_recheck_makes_nothing_lawful_that_was_not(self):
		opinion = self.opinion(conclusion="Unlawful", findings=[finding()], recheck_result="Satisfied")
		self.says(opinion, "修改稿复核。经复核，修改情况符合审查意见。", VALIDITY)
		self.assertNotIn("可以按规定程序办理", "".join(texts(opinion)))

	def test_a_void_opinion_says_so_and_why(self):
		opinion = self.opinion(voided_on="2024-06-03", void_reason="送审稿已修改。")
		self.assertEqual(opinion.mark, "已失效")
		self.assertEqual(texts(opinion)[0], "本意见书自2024年6月3日起失效。原因：送审稿已修改。")

	def test_a_draft_and_a_cancelled_opinion_are_refused(self):
		with self.refused("测试设备采购合同", "has not been given yet", "Give the opinion first"):
			self.opinion(docstatus=0)
		with self.refused("was cancelled", "took its place"):
			self.opinion(docstatus=2)


class TestPrinting(GovernanceTestCase):
	"""Stored reviews, as each user prints them."""

	def setUp(self):
		super().setUp()
		for key in ("response", "form_dict"):
			self.addCleanup(setattr, frappe.local, key, getattr(frappe.local, key))
		frappe.local.response, frappe.local.form_dict = frappe._dict(), frappe._dict()
		self.advisor_user = self.users["Legal Advisor"]
		advisor = factories.make_advisor(self.street_a, self.advisor_user)
		review = factories.make_review(self.street_a, subject="测试<b>采购</b>合同")
		self.review = factories.conclude(
			review,
			"Lawful After Changes",
			advisor=advisor.name,
			findings=[finding()],
			opinion_number="测合审〔2024〕3号",
		)

	def word(self, user: str):
		with self.as_user(user):
			self.filename, content = file_of(word(self.review.name))
		return docx.Document(BytesIO(content))

	def page(self, user: str = "Administrator", doc=None) -> str:
		with self.as_user(user):
			return get_html_and_style(
				json.dumps(doc) if doc else KIND,
				None if doc else self.review.name,
				print_format=FORMAT,
				no_letterhead=True,
			)["html"]

	def test_the_word_file_opens_and_has_the_layout(self):
		file = self.word(self.officer)
		self.assertEqual(self.filename, "合法性审查意见书测合审〔2024〕3号.docx")
		self.assertEqual(round(file.sections[0].left_margin.mm), 28)
		number, title, addressee, *body = file.paragraphs
		self.assertEqual((number.style.name, number.text), ("发文字号（居中）", "测合审〔2024〕3号"))
		self.assertEqual((title.style.name, title.text), ("公文标题", "合法性审查意见书"))
		self.assertEqual(addressee.text, f"{self.street_a}：")
		*_body, issuer, dated, note = body
		self.assertEqual((issuer.text.strip(), dated.text), (f"{self.street_a}办事处", "2024年5月20日"))
		self.assertEqual(
			(note.style.name, note.text), ("附注", f"（送审稿SHA-256摘要值：{self.review.draft_sha256}）")
		)
		self.assertIn("事项名称：测试<b>采购</b>合同", [each.text for each in body])

	def test_the_print_format_says_the_same(self):
		html = self.page(self.officer)
		for block in opinion_of(self.review).blocks:
			self.assertIn(frappe.utils.escape_html(block.text), html)
		for text in ("合法性审查意见书", "2024年5月20日", self.review.draft_sha256):
			self.assertIn(text, html)
		self.assertNotIn("<b>采购", html)
		self.assertNotIn("{{", html)

	def test_who_may_see_a_review_may_print_it(self):
		for user in (self.officer, self.users["Fazhi Leader"], self.advisor_user):
			with self.subTest(user):
				self.assertIn("合法性审查意见书", [each.text for each in self.word(user).paragraphs])
				self.assertIn("审查人：", self.page(user))

	def test_another_unit_and_an_unassigned_advisor_print_nothing(self):
		unassigned = factories.make_user("other@advisor.invalid", "Legal Advisor", None)
		factories.make_advisor(self.street_a, unassigned)
		for user in (self.stranger, self.clerk, self.unassigned, unassigned):
			with self.subTest(user):
				with self.refused(error=frappe.PermissionError):
					self.word(user)
				with self.refused(error=frappe.PermissionError):
					self.page(user)

	def test_a_document_sent_by_the_browser_prints_what_is_stored_or_nothing(self):
		sent = {**self.review.as_dict(no_nulls=True, convert_dates_to_str=True), "conclusion": "Lawful"}
		self.assertIn("审查结论为修改后合法", self.page(self.officer, sent))
		sent["unit"] = self.street_b
		with self.refused(error=(frappe.PermissionError, frappe.ValidationError)):
			self.page(self.stranger, sent)

	def test_a_draft_prints_the_reason_instead_of_an_opinion(self):
		self.review = factories.make_review(self.street_a)
		html = self.page(self.officer)
		self.assertIn("the opinion has not been given yet", html)
		self.assertNotIn("审查结论", html)
		with self.refused("has not been given yet"):
			self.word(self.officer)

	def test_a_draft_changed_after_the_opinion_voids_the_printed_page(self):
		with patch.object(type(self.review), "why_void", return_value="测试"):
			self.assertEqual(legality_opinion_page(self.review.name)["mark"], "已失效")
			self.assertIn("本意见书失效。原因：审查后送审稿已经修改。", self.page())
		self.assertNotIn("已失效", self.page())
