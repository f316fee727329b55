import frappe
from frappe.utils import add_days, formatdate, today

from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestLawPublicityActivity(GovernanceTestCase):
	def activity(self, **values):
		with self.as_user(self.clerk):
			return factories.make_activity(self.community_1, **values)

	def test_a_clerk_logs_an_activity_with_the_least_there_is_to_say(self):
		activity = self.activity(held_on=None)
		self.assertEqual(frappe.utils.getdate(activity.held_on), frappe.utils.getdate())
		self.assertEqual(activity.activity_form, "Street Stall")

	def test_the_own_unit_is_filled_in(self):
		with self.as_user(self.clerk):
			activity = frappe.new_doc("Law Publicity Activity", title="测试普法活动")
			activity.insert()
		self.assertEqual(activity.unit, self.community_1)

	def test_an_activity_of_tomorrow_is_refused(self):
		tomorrow = add_days(today(), 1)
		with self.refused(
			"Law Publicity Activity“测试普法活动”",
			f"Held On is {formatdate(tomorrow)}, a day that has not come yet",
			"enter the day on which it took place",
		):
			self.activity(held_on=tomorrow)

	def test_a_negative_count_is_refused(self):
		for fieldname in ("materials_count", "banners_count", "consultations_count", "audience_count"):
			label = frappe.get_meta("Law Publicity Activity").get_label(fieldname)
			with self.refused(
				"“测试普法活动”", f"{label} is -1, but a count cannot be negative", "Enter 0 or more"
			):
				self.activity(**{fieldname: -1})

	def test_an_end_before_the_start_is_refused(self):
		with self.refused("“测试普法活动”", "is before Held On", "Correct one of the two dates"):
			self.activity(held_on="2024-05-06", ended_on="2024-05-05")
		self.activity(held_on="2024-05-06", ended_on="2024-05-06")

	def test_a_programme_is_made_on_the_way(self):
		with self.as_user(self.clerk):
			programme = factories.make_programme()
		self.assertEqual(self.activity(programme=programme).programme, programme)

	def test_a_change_leaves_its_trace(self):
		activity = self.activity()
		with self.as_user(self.officer):
			activity.materials_count = 7
			activity.save(ignore_version=False)  # Frappe leaves it out in tests
		version = frappe.db.get_value("Version", {"docname": activity.name}, ["owner", "data"], as_dict=True)
		self.assertEqual(version.owner, self.officer)
		self.assertIn("materials_count", version.data)
