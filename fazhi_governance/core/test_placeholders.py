from unittest import TestCase

from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_governance.core.placeholders import (
	CHANGE,
	EXACT,
	LAST_YEAR,
	ROUNDED,
	Placeholder,
	PlaceholderError,
	mentions,
	names,
	nearest,
	parse,
	render,
)

NAMES = st.text(alphabet="调解成功数mediation._ 1", min_size=1, max_size=12).map(str.strip).filter(bool)
SEGMENTS = st.lists(
	st.text(alphabet="共件，。 a\n|", min_size=1, max_size=8)
	| st.builds(Placeholder, NAMES, st.sampled_from([EXACT, ROUNDED])),
	max_size=8,
)


def written(segment):
	if isinstance(segment, str):
		return segment
	return f"{{{{{segment.name}{'|rounded' if segment.wording == ROUNDED else ''}}}}}"


class TestReading(TestCase):
	def test_text_and_placeholders_come_in_order(self):
		self.assertEqual(
			parse("化解纠纷{{mediation.resolved|rounded}}，成功率{{调解成功率}}。"),
			[
				"化解纠纷",
				Placeholder("mediation.resolved", ROUNDED),
				"，成功率",
				Placeholder("调解成功率", EXACT),
				"。",
			],
		)

	def test_the_rounded_wording_may_be_asked_for_in_chinese(self):
		self.assertEqual(parse("{{ 调解数 | 约数 }}"), [Placeholder("调解数", ROUNDED)])

	def test_last_year_and_the_change_from_it_may_be_asked_for(self):
		for written_as, wording in (
			("上年", LAST_YEAR),
			("last_year", LAST_YEAR),
			("同比", CHANGE),
			("change", CHANGE),
		):
			self.assertEqual(parse(f"{{{{调解数|{written_as}}}}}"), [Placeholder("调解数", wording)])

	def test_text_without_figures_is_one_stretch_and_no_text_none(self):
		self.assertEqual(parse("没有数字{的}一句。"), ["没有数字{的}一句。"])
		self.assertEqual(parse(""), [])

	def test_names_come_once_each_in_order(self):
		self.assertEqual(names("{{b}}{{a|rounded}}{{b|约数}}{{c}}"), ["b", "a", "c"])

	def test_a_text_mentions_what_it_names_and_nothing_when_it_cannot_be_read(self):
		self.assertTrue(mentions("化解{{化解纠纷|约数}}", ("mediation.resolved", "化解纠纷")))
		self.assertFalse(mentions("化解纠纷", ("化解纠纷",)))
		self.assertFalse(mentions("{{化解纠纷}}{{", ("化解纠纷",)))
		self.assertFalse(mentions(None, ("化解纠纷",)))

	def test_render_puts_each_figure_in_its_place(self):
		words = {Placeholder("a", ROUNDED): "60余件", Placeholder("a", EXACT): "62件"}
		self.assertEqual(render("共{{a|rounded}}（{{a}}）。", words.__getitem__), "共60余件（62件）。")

	def test_a_figure_that_reads_like_a_placeholder_is_not_read_again(self):
		self.assertEqual(render("{{a}}", lambda placeholder: "{{b}}"), "{{b}}")

	@settings(deadline=None, max_examples=100)
	@given(SEGMENTS)
	def test_what_is_parsed_is_what_was_written(self, segments):
		text = "".join(written(segment) for segment in segments)
		parsed = parse(text)
		self.assertEqual("".join(written(segment) for segment in parsed), text)
		self.assertEqual(
			[segment for segment in parsed if isinstance(segment, Placeholder)],
			[segment for segment in segments if isinstance(segment, Placeholder)],
		)


class TestFaults(TestCase):
	def assert_fault(self, text, excerpt, message):
		with self.assertRaisesRegex(PlaceholderError, message) as raised:
			parse(text)
		self.assertEqual(raised.exception.excerpt, excerpt)
		self.assertIn("{{name}}", str(raised.exception), "says what to write instead")
		self.assertIn(excerpt, str(raised.exception))

	def test_braces_without_a_partner(self):
		self.assert_fault("化解{{abc", "{{abc", "no partner")
		self.assert_fault("化解{{abc}件", "{{abc}件", "no partner")
		self.assert_fault("{{a}}化解abc}}件", "化解abc}}", "no partner")
		self.assert_fault("{{a{{b}}", "{{a{{b}}", "no partner")
		self.assert_fault("{{a}}}}", "}}", "no partner")
		self.assert_fault("{{a\n}}", "{{a\n}}", "no partner")

	def test_the_excerpt_of_a_long_text_is_short(self):
		self.assert_fault("{{" + "一" * 500, "{{" + "一" * 18, "no partner")

	def test_a_missing_name(self):
		self.assert_fault("共{{}}件", "{{}}", "no name")
		self.assert_fault("共{{ |rounded}}件", "{{ |rounded}}", "no name")

	def test_an_unknown_wording(self):
		self.assert_fault("共{{a|大约}}件", "{{a|大约}}", "wording is unknown")
		self.assert_fault("共{{a|}}件", "{{a|}}", "wording is unknown")
		self.assert_fault("共{{a|rounded|rounded}}件", "{{a|rounded|rounded}}", "wording is unknown")

	def test_it_is_a_value_error(self):
		self.assertTrue(issubclass(PlaceholderError, ValueError))

	@settings(deadline=None, max_examples=100)
	@given(st.text(alphabet="{}|a约\n", max_size=20))
	def test_no_text_does_worse_than_a_placeholder_error(self, text):
		try:
			segments = parse(text)
		except PlaceholderError:
			return
		self.assertFalse(
			[
				segment
				for segment in segments
				if isinstance(segment, str) and ("{{" in segment or "}}" in segment)
			]
		)


class TestNearest(TestCase):
	LABELS = ("调解成功数", "调解受理数", "普法活动场次", "发放宣传资料份数", "法律咨询件次")
	CODES = ("mediation.resolved", "mediation.accepted", "publicity.activities", "publicity.materials")

	def test_a_slip_in_a_chinese_label(self):
		self.assertEqual(nearest("调解成功件数", self.LABELS)[0], "调解成功数")

	def test_a_slip_in_a_dotted_code(self):
		self.assertEqual(nearest("mediation.resolvd", self.CODES)[0], "mediation.resolved")
		self.assertEqual(nearest("MEDIATION.RESOLVED", self.CODES)[0], "mediation.resolved")
		self.assertEqual(nearest("Publicity.Activity", self.CODES)[0], "publicity.activities")

	def test_a_part_of_a_label_is_near(self):
		self.assertEqual(nearest("宣传", self.LABELS), ["发放宣传资料份数"])
		self.assertEqual(nearest("本街道全年调解成功数合计", self.LABELS)[0], "调解成功数")

	def test_nothing_like_it_gives_nothing(self):
		self.assertEqual(nearest("信访", self.LABELS), [])
		self.assertEqual(nearest("", self.LABELS), [])

	def test_no_more_than_asked_for_and_none_twice(self):
		self.assertEqual(nearest("a", ["a1", "a1", "a2", "a3", "a4"]), ["a1", "a2", "a3"])
		self.assertEqual(nearest("a", ["a1", "a2"], limit=1), ["a1"])
