import frappe

from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestServiceItem(GovernanceTestCase):
	def test_an_officer_lists_publishes_and_withdraws(self):
		with self.as_user(self.officer):
			item = factories.make_service_item(self.street_a, is_published=1)
			self.assertEqual((item.channel, item.time_limit), ("Window", 5))
			item.withdrawn_on = "2024-12-31"
			item.save()

	def test_it_is_not_withdrawn_before_it_was_listed(self):
		with self.refused("Service Item“测试补贴申请”", "is before Handled From"):
			factories.make_service_item(self.street_a, withdrawn_on="2023-02-28")

	def test_a_time_limit_is_not_negative(self):
		with self.refused("测试补贴申请", "cannot be negative"):
			factories.make_service_item(self.street_a, time_limit=-1)

	def test_an_item_that_was_asked_about_is_not_deleted(self):
		item = factories.make_service_item(self.street_a).name
		factories.make_inquiry(self.street_a, service_item=item)
		with self.as_user(self.users["Fazhi Manager"]), self.refused(error=frappe.LinkExistsError):
			frappe.delete_doc("Service Item", item)

	def test_a_clerk_lists_none(self):
		with self.as_user(self.clerk), self.refused(error=frappe.PermissionError):
			factories.make_service_item(self.community_1)
