# Copyright (c) 2026, fazhi_governance developers and Contributors
# See license.txt

# import frappe
from frappe.tests.utils import FrappeTestCase


class TestPublicityProgramme(FrappeTestCase):
	pass
