import frappe
from frappe.utils import getdate

from fazhi_governance.register.tables.service import SERVICE_INQUIRIES
from fazhi_governance.statistics import cube
from fazhi_governance.statistics.figures import Period, figures
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestServiceInquiry(GovernanceTestCase):
	RECORD = "Service Inquiry“测试如何参保”"

	def inquiry(self, **values):
		with self.as_user(self.clerk):
			return factories.make_inquiry(self.community_1, **values)

	def values(self, *codes) -> dict:
		found = cube.compute(figures(list(codes)), Period.year(2024), self.street_a, self.officer)
		return {code: value.worded() if value.has_data else None for code, value in found.items()}

	def test_a_phone_asks_for_five_fields(self):
		meta = frappe.get_meta("Service Inquiry")
		asked = [df.fieldname for df in meta.fields if df.reqd or df.allow_in_quick_entry]
		self.assertTrue(meta.quick_entry)
		self.assertEqual(asked, ["unit", "asked_on", "topic", "question", "minutes"])

	def test_what_is_answered_at_once_is_answered_on_that_day(self):
		with self.as_user(self.clerk):
			inquiry = frappe.new_doc("Service Inquiry", topic="Employment", question="测试招聘信息")
			inquiry.insert()
		self.assertEqual((inquiry.unit, inquiry.handled_by), (self.community_1, self.clerk))
		self.assertEqual(getdate(inquiry.answered_on), getdate(inquiry.asked_on))

	def test_another_one_is_answered_later(self):
		inquiry = self.inquiry(is_answered_at_once=0)
		self.assertIsNone(inquiry.answered_on)
		with self.as_user(self.clerk):
			inquiry.update({"answered_on": "2024-05-08", "satisfaction": "Pleased"})
			inquiry.save()
		with self.refused(self.RECORD, "is before Asked On"):
			self.inquiry(is_answered_at_once=0, answered_on="2024-05-05")

	def test_no_one_is_pleased_before_the_answer(self):
		with self.refused(self.RECORD, "has not been answered", "clear Satisfaction"):
			self.inquiry(is_answered_at_once=0, satisfaction="Pleased")

	def test_a_personal_number_is_refused(self):
		for number in ("13800000000", "138 0000 0000", "22010419800101001X", "0431-8888888"):
			with self.refused("holds a long number", "not who asked"):
				self.inquiry(question=f"测试 {number} 的补贴")
		self.inquiry(question="2024-05-06 起的补贴，2024年6月能否申请")

	def test_an_item_of_another_street_is_refused(self):
		item = factories.make_service_item(self.street_b).name
		with self.as_user(self.officer), self.refused(self.RECORD, item, "of the own office"):
			factories.make_inquiry(self.street_a, service_item=item)
		own = factories.make_service_item(self.street_a).name
		with self.as_user(self.officer):
			factories.make_inquiry(self.street_a, service_item=own)

	def test_average_and_rates_are_ratios_of_sums(self):
		self.inquiry(minutes=5, satisfaction="Pleased")
		self.inquiry(minutes=10, satisfaction="Fairly Pleased")
		self.inquiry(satisfaction="Not Pleased")
		self.inquiry(is_answered_at_once=0)
		self.assertEqual(
			self.values(
				*("inquiry.average_minutes", "inquiry.satisfaction_rate", "inquiry.at_once_rate"),
				*("inquiry.asked", "inquiry.answered"),
			),
			{
				"inquiry.average_minutes": "7.5分钟",
				"inquiry.satisfaction_rate": "66.7%",
				"inquiry.at_once_rate": "75%",
				"inquiry.asked": "4件",
				"inquiry.answered": "3件",
			},
		)

	def test_the_register_reads_as_a_window_keeps_it(self):
		item = factories.make_service_item(self.street_a).name
		factories.make_inquiry(
			self.street_a, service_item=item, minutes=5, satisfaction="Pleased", handled_by="Administrator"
		)
		rows = SERVICE_INQUIRIES.rows(getdate("2024-01-01"), getdate("2024-12-31"), [self.street_a])
		(row,) = list(rows)
		self.assertEqual(
			row[2:],
			(
				*(self.street_a, "社会保险", "测试如何参保", "测试补贴申请", "是", getdate("2024-05-06")),
				*(5, "满意", "Administrator"),
			),
		)

	def test_a_clerk_logs_of_the_own_community_alone(self):
		with self.as_user(self.clerk), self.refused(error=frappe.PermissionError):
			factories.make_inquiry(self.community_2)
