import zipfile
from io import BytesIO
from unittest import TestCase

import docx

from fazhi_governance.official_document import template
from fazhi_governance.official_document.template import NUMBER, TRUTH, Field, TemplateFault

SECTION = Field(
	"节", {"标题": Field("标题"), "段落": Field("段", each=Field("段"), has_text=False)}, has_text=False
)


def find(name: str):
	if name != "甲":
		raise LookupError(f"没有{name}。")


FIELDS = {
	"单位": Field("单位"),
	"年度": NUMBER,
	"署名": Field("署名", each=Field("署名"), has_text=False),
	"各节": Field("各节", each=SECTION, has_text=False),
	"指标": Field(
		"指标", named=Field("值", {"上年": Field("上年"), "有数据": TRUTH}), find=find, has_text=False
	),
}
VALUES = {
	"单位": "测试<街道>&办",
	"年度": 2024,
	"署名": ["测试甲", "测试乙"],
	"各节": [{"标题": "一", "段落": ["甲段", "乙段"]}, {"标题": "二", "段落": []}],
	"指标": {"甲": "62件"},
}


def written(*paragraphs: str, header: str = "", cells: tuple[str, ...] = ()) -> bytes:
	document = docx.Document()
	for each in paragraphs:
		document.add_paragraph(each)
	if header:
		document.sections[0].header.paragraphs[0].text = header
	if cells:
		table = document.add_table(1, len(cells))
		for cell, text in zip(table.rows[0].cells, cells, strict=True):
			cell.text = text
	return saved(document)


def saved(document) -> bytes:
	content = BytesIO()
	document.save(content)
	return content.getvalue()


def repacked(content: bytes, added: dict[str, bytes]) -> bytes:
	"""With parts added or put in the place of others."""
	packed = BytesIO()
	with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
		for name in source.namelist():
			target.writestr(name, added.get(name, source.read(name)))
		for name in added.keys() - set(source.namelist()):
			target.writestr(name, added[name])
	return packed.getvalue()


class TemplateTestCase(TestCase):
	def refused(self, content: bytes, *fragments: str, file_name: str = "模板.docx"):
		with self.assertRaises(TemplateFault) as raised:
			template.check(content, file_name, FIELDS)
		for fragment in fragments:
			self.assertIn(fragment, str(raised.exception))
		return raised.exception.faults


class TestFile(TemplateTestCase):
	GOOD = written("{{ 单位 }}")

	def test_only_docx_by_name_and_content_is_taken(self):
		template.check(self.GOOD, "模板.DOCX", FIELDS)
		self.refused(self.GOOD, "no .docx file", "save it as", file_name="模板.doc")
		self.refused(self.GOOD, "macros", file_name="模板.docm")
		self.refused(b"%PDF-1.4", "no Word document, whatever its name says")
		workbook = BytesIO()
		with zipfile.ZipFile(workbook, "w") as package:
			package.writestr("[Content_Types].xml", "<Types/>")
			package.writestr("xl/workbook.xml", "<workbook/>")
		self.refused(workbook.getvalue(), "no Word document, whatever its name says")

	def test_an_old_document_and_a_password_are_told_apart(self):
		self.refused(template.OLE_FILE + b"\0" * 600, "Word 97-2003")
		self.refused(template.OLE_FILE + b"\0" * 600 + template.ENCRYPTED, "password")

	def test_macros_behind_the_name_of_a_document_are_seen(self):
		self.refused(repacked(self.GOOD, {"word/vbaProject.bin": b"x"}), "macros")
		types = zipfile.ZipFile(BytesIO(self.GOOD)).read(template.TYPES_PART)
		disguised = types.replace(
			b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
			b"application/vnd.ms-word.document.macroEnabled.main+xml",
		)
		self.refused(repacked(self.GOOD, {template.TYPES_PART: disguised}), "macros")

	def test_what_is_embedded_or_linked_is_refused(self):
		self.refused(
			repacked(self.GOOD, {"word/embeddings/oleObject1.bin": b"x"}), "embedded object", "oleObject1.bin"
		)
		relations = (
			'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
			'<Relationship Id="rId1" Type="http://x/attachedTemplate" Target="http://far.invalid/a.dotm"'
			' TargetMode="External"/></Relationships>'
		)
		self.refused(
			repacked(self.GOOD, {"word/_rels/settings.xml.rels": relations.encode()}),
			"draws on another file: http://far.invalid/a.dotm",
		)

	def test_a_damaged_or_swollen_file_is_refused(self):
		self.refused(repacked(self.GOOD, {template.MAIN_PART: b"<w:document"}), "damaged")
		entities = b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'
		self.refused(repacked(self.GOOD, {template.MAIN_PART: entities}), "damaged")
		self.refused(self.GOOD[:-40], "no Word document")
		self.refused(self.GOOD + b"\0" * template.MAX_SIZE, "may have 5", "large pictures")
		packed = BytesIO()
		with zipfile.ZipFile(BytesIO(self.GOOD)) as source:
			with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
				for name in source.namelist():
					target.writestr(name, source.read(name))
				target.writestr("word/theme/theme9.xml", b" " * (template.MAX_PART + 1))
		self.refused(packed.getvalue(), "unpacks to more")


class TestFields(TemplateTestCase):
	def test_what_a_template_may_say_passes_and_what_it_uses_is_known(self):
		content = written(
			"{{ 单位 }}{{ 年度 }}年{{ 署名|join('、') }}{{ 署名|length }}",
			"{%p for 节 in 各节 %}",
			"{{ loop.index }}{{ 节.标题 }}",
			"{%p for 段 in 节.段落 %}",
			"{{ 段 }}",
			"{%p endfor %}",
			"{%p endfor %}",
			"{% if 指标[“甲”].有数据 and 年度 > 2000 %}{{ 指标.甲 }}{% elif not 单位 %}无{% else %}{{ 指标['甲'].上年 }}{% endif %}",
			"{# 说明 #}{{ '甲' if 年度 == 2024 else '乙' }}",
			header="{{ 单位 }}",
		)
		use = template.check(content, "模板.docx", FIELDS)
		self.assertEqual(use.named, {("指标", "甲"): {"", "有数据", "上年"}})

	def test_an_unknown_field_is_named_with_its_place_and_the_nearest(self):
		faults = self.refused(
			written("报告单位{{ 单位名 }}。", "{%p for 节 in 各节 %}", "第{{ 节.标提 }}节", "{%p endfor %}"),
			"There is no field “单位名”, here: “报告单位{{ 单位名 }}。”. The nearest are: 单位",
			"There is no field “标提”, here: “第{{ 节.标提 }}节”. The nearest are: 标题",
		)
		self.assertEqual(len(faults), 2)

	def test_an_unknown_field_with_none_near_is_told_with_some_that_there_are(self):
		(fault,) = self.refused(written("{{ 领导寄语 }}"), "no field “领导寄语”", "There are ", " and others")
		self.assertNotIn("nearest", fault)

	def test_an_unknown_entry_is_told_with_what_there_is(self):
		self.refused(written("{{ 指标['乙'] }}"), "没有乙。", "It stands here", "乙")

	def test_fields_in_header_and_table_are_checked(self):
		self.refused(written("{{ 单位 }}", header="{{ 抬头 }}"), "no field “抬头”")
		self.refused(written("{{ 单位 }}", cells=("甲", "{{ 单元 }}")), "no field “单元”", "单位")

	def test_of_many_faults_the_first_are_told_and_the_rest_counted(self):
		faults = self.refused(written(*(f"{{{{ 无{number} }}}}" for number in range(14))))
		self.assertEqual(len(faults), template.MAX_FAULTS + 1)
		self.assertIn("4 more", faults[-1])

	def test_braces_without_partner_name_their_paragraph(self):
		for text in (
			"报告单位{{ 单位 }",
			"报告单位{ 单位 }}",
			"报告单位{% if 单位 }",
			"报告单位｛｛ 单位 ｝｝",
		):
			with self.subTest(text):
				self.refused(written("{{ 年度 }}", text), "The braces have no partner here: “报告单位")

	def test_what_is_begun_must_end(self):
		self.refused(
			written("{%p for 节 in 各节 %}", "{{ 节.标题 }}", "{% if 单位 %}有"),
			"never closed: “{% if 单位 %}有”",
			"{% endif %}",
		)
		self.refused(
			written("{{ 单位 }}", "完{% endfor %}了"), "endfor closes nothing here: “完{% endfor %}了”"
		)

	def test_a_syntax_error_shows_its_paragraph(self):
		self.refused(
			written("{{ 年度 }}", "报告{{ 单位 单位 }}完"), "cannot be read: “报告{{ 单位 单位 }}完”"
		)
		self.refused(
			written("{{ 年度 }}", "报告{% sett 单位 %}完"), "cannot be read: “报告{% sett 单位 %}完”"
		)

	def test_lists_and_groups_are_not_printed_as_they_are(self):
		self.refused(written("{{ 署名 }}"), "署名 is a list")
		self.refused(
			written("{%p for 节 in 各节 %}", "{{ 节 }}", "{%p endfor %}"), "节 cannot be printed by itself"
		)
		self.refused(written("{{ 各节|join }}"), "各节 has no entries that stand in a line")
		self.refused(written("{% for 字 in 单位 %}{{ 字 }}{% endfor %}"), "单位 is none")

	def test_size_is_for_numbers(self):
		self.refused(written("{% if 单位 > 3 %}{{ 单位 }}{% endif %}"), "Only numbers", "单位")

	def test_a_field_without_members_has_none(self):
		self.refused(written("{{ 单位.字数 }}"), "字数 is no field of what stands before it")

	def test_a_text_without_any_field_is_no_template(self):
		self.refused(written("报告"), "There is no field in the template")

	def test_only_one_kind_of_braces_takes_no_letter(self):
		self.refused(written("{{r 单位 }}"), "without a letter")


class TestDanger(TemplateTestCase):
	def test_nothing_but_fields_if_and_for_may_be_said(self):
		for text in (
			"{{ 单位.__class__.__mro__ }}",
			"{{ 单位['__class__'] }}",
			"{{ 单位|attr('__class__') }}",
			"{{ ''.__class__ }}",
			"{{ range(10) }}",
			"{{ 署名.append(1) }}",
			"{{ 年度 * 1000000 }}",
			"{{ 单位 ~ 单位 }}",
			"{{ 单位|upper }}",
			"{{ 单位 is defined }}",
			"{{ [单位] }}",
			"{{ 指标[单位] }}",
			"{{ self }}",
			"{{ cycler }}",
			"{{ 署名|join(单位) }}",
			"{% set 甲 = 单位 %}{{ 单位 }}",
			"{% macro 甲() %}{% endmacro %}{{ 单位 }}",
			"{% include '甲' %}{{ 单位 }}",
			"{% import '甲' as 乙 %}{{ 单位 }}",
			"{% extends '甲' %}{{ 单位 }}",
			"{% block 甲 %}{{ 单位 }}{% endblock %}",
			"{% for 甲, 乙 in 署名 %}{{ 单位 }}{% endfor %}",
			"{% for 甲 in 署名 recursive %}{{ 单位 }}{% endfor %}",
			"{% for 甲 in 署名 if 单位 %}{{ 单位 }}{% endfor %}",
			"{% filter join %}{{ 单位 }}{% endfilter %}",
			"{% with %}{{ 单位 }}{% endwith %}",
		):
			with self.subTest(text):
				self.refused(written(text))

	def test_work_does_not_multiply(self):
		inner = "{% for 甲 in 署名 %}{% for 乙 in 署名 %}{{ 乙 }}{% endfor %}{% endfor %}"
		self.refused(written(inner), "An inner for runs over a list of what the outer one has at hand")
		over_outer = "{% for 甲 in 各节 %}{% for 乙 in 甲.段落 %}{% for 丙 in 甲.段落 %}{{ 丙 }}{% endfor %}{% endfor %}{% endfor %}"
		self.refused(written(over_outer), "An inner for runs")

	def test_a_tag_hidden_in_the_markup_is_read_too(self):
		hidden = written("{{ 单位 }}")
		main = zipfile.ZipFile(BytesIO(hidden)).read(template.MAIN_PART)
		main = main.replace(b"<w:p>", b'<w:p w:rsidR="{{ range(9) }}">', 1)
		self.refused(repacked(hidden, {template.MAIN_PART: main}), "range")


class TestFilling(TemplateTestCase):
	def filled(self, *paragraphs: str, **kwargs) -> docx.document.Document:
		content = written(*paragraphs, **kwargs)
		template.check(content, "模板.docx", FIELDS)
		return docx.Document(BytesIO(template.fill(content, VALUES, "测试题" * 200, "测试甲")))

	def test_loops_and_conditions_are_followed(self):
		document = self.filled(
			"{%p for 节 in 各节 %}",
			"{{ 节.标题 }}、",
			"{%p for 段 in 节.段落 %}",
			"{{ 段 }}{% if loop.last %}。{% endif %}",
			"{%p endfor %}",
			"{%p endfor %}",
			"{{ 署名|join('　') }}",
		)
		self.assertEqual(
			[paragraph.text for paragraph in document.paragraphs],
			["一、", "甲段", "乙段。", "二、", "测试甲　测试乙"],
		)

	def test_signs_of_xml_are_text(self):
		document = self.filled("{{ 单位 }}", header="{{ 单位 }}")
		self.assertEqual(document.paragraphs[0].text, VALUES["单位"])
		self.assertEqual(document.sections[0].header.paragraphs[0].text, VALUES["单位"])

	def test_a_tag_that_word_has_cut_into_runs_is_one(self):
		document = docx.Document()
		paragraph = document.add_paragraph()
		for run in ("{", "{ 单", "位 }", "}"):
			paragraph.add_run(run)
		content = saved(document)
		template.check(content, "模板.docx", FIELDS)
		filled = docx.Document(BytesIO(template.fill(content, VALUES, "", "")))
		self.assertEqual(filled.paragraphs[0].text, VALUES["单位"])

	def test_the_properties_are_the_documents_own(self):
		properties = self.filled("{{ 单位 }}").core_properties
		self.assertEqual((len(properties.title), properties.author), (255, "测试甲"))
