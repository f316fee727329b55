from unittest.mock import patch

import click
import frappe

from fazhi_governance import compat
from fazhi_governance.tests.base import GovernanceTestCase


class TestFrappeVersion(GovernanceTestCase):
	def test_supported_versions_pass(self):
		for version in ("15.0.0-dev", "15.44.2", "16.0.0", "16.31.0"):
			with self.subTest(version), patch.object(frappe, "__version__", version):
				compat.check_frappe_version()

	def test_any_other_is_refused_with_the_version_found_and_the_way_out(self):
		for version in ("14.99.1", "17.0.0-dev"):
			with self.subTest(version), patch.object(frappe, "__version__", version):
				with self.assertRaises(click.ClickException) as refused:
					compat.check_frappe_version()
				for fragment in (version, "15 and 16", "Nothing was changed", "switch-to-branch"):
					self.assertIn(fragment, refused.exception.message)

	def test_it_comes_before_anything_else_touches_data(self):
		check = "fazhi_governance.compat.check_frappe_version"
		for hook in ("before_install", "before_migrate"):
			self.assertEqual(frappe.get_hooks(hook, app_name="fazhi_governance"), [check])
