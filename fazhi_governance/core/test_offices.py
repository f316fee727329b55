from unittest import TestCase

from fazhi_governance.core.offices import SUB_DISTRICT, TOWNSHIP, Office, office

STREET = ("依法治街", "党工委", "社区", ("党工委书记", "办事处主任"))
TOWN = ("依法治镇", "党委", "村（社区）", ("党委书记", "镇长"))
COUNTRY = ("依法治乡", "党委", "村（社区）", ("党委书记", "乡长"))
OTHER = ("依法治理", "党组织", "所属单位", ("党组织书记", "行政主要负责人"))


class TestOffices(TestCase):
	def test_an_office_has_the_words_of_its_kind(self):
		for unit_name, unit_type, name, words in (
			("测试街道", SUB_DISTRICT, "测试街道办事处", STREET),
			("测试街道办事处", SUB_DISTRICT, "测试街道办事处", STREET),
			("测试开发区", SUB_DISTRICT, "测试开发区", STREET),
			("测试镇", TOWNSHIP, "测试镇人民政府", TOWN),
			("测试镇人民政府", TOWNSHIP, "测试镇人民政府", TOWN),
			("测试苏木", TOWNSHIP, "测试苏木人民政府", TOWN),
			("测试管理处", TOWNSHIP, "测试管理处", TOWN),
			("测试民族乡", TOWNSHIP, "测试民族乡人民政府", COUNTRY),
			("测试乡人民政府", TOWNSHIP, "测试乡人民政府", COUNTRY),
			("测试局", "Department", "测试局", OTHER),
		):
			with self.subTest(unit_name):
				self.assertEqual(office(unit_name, unit_type), Office(name, *words))
