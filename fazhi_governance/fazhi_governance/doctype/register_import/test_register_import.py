"""Who may import, and what becomes of an import whose worker dies."""

import subprocess
import sys
import threading
import unittest
from unittest.mock import patch

import frappe

from fazhi_governance.api import register_import as api
from fazhi_governance.register import registers
from fazhi_governance.register.importing import attempt, job, states, undo
from fazhi_governance.register.importing.reading import why_not_read
from fazhi_governance.register.importing.test_import import ImportTestCase, book_of, bytes_of, case_row
from fazhi_governance.tests import factories


class TestWhoMay(ImportTestCase):
	def test_each_role_imports_what_it_may_enter(self):
		def offered(role, kind=None):
			with self.as_user(self.users[role]):
				return [row["register"] for row in api.importable(kind)]

		self.assertIn("disputes", offered("Fazhi Officer"))
		self.assertNotIn("petitions", offered("Fazhi Officer"))
		self.assertIn("petitions", offered("Fazhi Manager"))
		self.assertEqual(offered("Fazhi Manager", "Mediation Case"), ["disputes"])
		for role in ("Community Clerk", "Mediator", "Fazhi Leader", "Fazhi Auditor", "Legal Advisor"):
			self.assertEqual(offered(role), [], role)

	def test_a_register_that_the_user_may_not_enter(self):
		with self.refused("may not enter"):
			factories.make(states.DOCTYPE, {"unit": self.street_a, "register": "petitions"})
		with self.refused("may not enter", error=frappe.PermissionError):
			api.download_template("petitions")

	def test_registers_that_are_not_imported_say_why(self):
		for code in ("accusations", "mediation_statistics", "major_decisions"):
			with self.refused(why_not_read(registers.find(code))):
				factories.make(states.DOCTYPE, {"unit": self.street_a, "register": code})

	def test_no_row_goes_to_a_unit_out_of_scope(self):
		doc = self.checked(book_of(case_row(社区="测试三社区")))
		self.assertIn("no such unit", self.problems(doc)[0])
		doc = self.checked(book_of(case_row(社区="测试二社区")), unit=self.community_1)
		self.assertIn("no such unit", self.problems(doc)[0])
		with self.refused(error=frappe.PermissionError):
			factories.make(states.DOCTYPE, {"unit": self.street_b, "register": "disputes"})

	def test_another_street_sees_nothing_of_it(self):
		doc = self.checked(book_of(case_row(受理日期="2023.2.30")))
		with self.as_user(self.stranger):
			self.assertEqual(frappe.get_list(states.DOCTYPE), [])
			for ask in (
				lambda: api.progress(doc.name),
				lambda: frappe.get_doc(states.DOCTYPE, doc.name).check(),
			):
				with self.refused(error=frappe.PermissionError):
					ask()

	def test_a_status_is_not_sent(self):
		doc = self.make_import(book_of(case_row()))
		doc.status = states.READY
		doc.records_count = 7
		doc.save()
		doc.reload()
		self.assertEqual((doc.status, doc.records_count), (states.NEW, 0))
		with self.refused("Only a ledger that was checked"):
			doc.put_in()

	def test_a_file_in_the_open_is_refused(self):
		file = factories.make(
			"File", {"file_name": "open.xlsx", "is_private": 0, "content": bytes_of(book_of())}
		)
		self.addCleanup(self.delete_file, file.file_url)
		with self.refused("open to everyone"):
			factories.make(
				states.DOCTYPE, {"unit": self.street_a, "register": "disputes", "file": file.file_url}
			)


class TestRunning(ImportTestCase):
	def test_whose_worker_has_died_can_be_run_again(self):
		doc = self.checked(book_of(case_row()))
		with patch.object(frappe, "enqueue"):
			doc.put_in()
		doc.reload()
		self.assertEqual((doc.status, doc.is_interrupted), (states.IMPORTING, False))
		self.assertEqual(job.running_in(self.community_1), [doc.name])
		self.assertEqual(job.running_in(self.street_b), [])
		with self.refused("already"):
			doc.put_in()
		job._still(doc.name)  # silent for a minute
		self.assertTrue(doc.is_interrupted)
		self.assertEqual(api.progress(doc.name)["is_interrupted"], True)
		self.assertEqual(job.running_in(self.community_1), [])
		doc.put_in()
		doc.reload()
		self.assertEqual((doc.status, doc.records_count), (states.IMPORTED, 1))

	def test_a_breakdown_leaves_nothing_and_says_so(self):
		doc = self.checked(book_of(case_row(1), case_row(2)))
		insert = attempt.Batch.insert

		def broken(batch, values):
			if values["subject"].endswith("2"):
				raise RuntimeError("测试中断")
			return insert(batch, values)

		with patch.object(attempt.Batch, "insert", broken):
			doc.put_in()
		doc.reload()
		self.assertEqual(doc.status, states.FAULTY)
		self.assertIn("broke off unexpectedly", self.problems(doc)[0])
		self.assertEqual(frappe.db.count("Mediation Case", {"unit": self.community_1}), 0)
		self.assertIsNone(frappe.flags.batch)


WORKER = """
import sys, time
import frappe
frappe.init(site=sys.argv[1], sites_path=sys.argv[2])
frappe.connect()
frappe.set_user("Administrator")
from fazhi_governance.register.importing import batch, job
if sys.argv[4] == "stuck":
	write = batch.Batch.write
	def written(self):
		write(self)
		print("written", flush=True)
		time.sleep(60)
	batch.Batch.write = written
job.run(sys.argv[3])
frappe.db.commit()
"""


class TestKilledWorker(unittest.TestCase):
	"""Workers as processes of their own; what they and the test see of each other is committed."""

	UNIT, ROWS = "测试中断社区", 5

	def setUp(self):
		self.apart(self.prepare)
		self.addCleanup(self.apart, self.clear)

	def prepare(self):
		factories.make_unit(self.UNIT)
		doc = factories.make_register_import(self.UNIT)
		attached = {
			"attached_to_doctype": states.DOCTYPE,
			"attached_to_name": doc.name,
			"attached_to_field": "file",
		}
		content = bytes_of(book_of(*(case_row(number, 社区=self.UNIT) for number in range(self.ROWS))))
		doc.file = factories.make(
			"File", {"file_name": "killed.xlsx", "is_private": 1, "content": content, **attached}
		).file_url
		doc.save()
		doc.check()
		doc.reload()
		with patch.object(frappe, "enqueue"):
			doc.put_in()
		self.name = doc.name
		frappe.db.commit()

	def clear(self):
		frappe.db.set_value(states.DOCTYPE, self.name, "status", states.UNDOING)
		undo.undo(self.name)
		frappe.db.delete(states.RECORDS, {"register_import": self.name})
		frappe.delete_doc(states.DOCTYPE, self.name, delete_permanently=True)
		frappe.delete_doc("Governance Unit", self.UNIT, delete_permanently=True)
		frappe.db.delete("Deleted Record", {"record": ["in", [self.name, self.UNIT]]})
		frappe.db.delete("Series", {"name": ["like", f"%{self.UNIT}%"]})
		frappe.db.commit()

	def apart(self, work):
		"""In a thread, which has a connection and session of its own; what fails there fails here."""
		site, sites_path, failed = frappe.local.site, frappe.local.sites_path, []

		def run():
			frappe.init(site=site, sites_path=sites_path)
			frappe.connect()
			try:
				frappe.set_user("Administrator")
				frappe.flags.in_test = True
				work()
			except Exception as error:
				failed.append(error)
			finally:
				frappe.destroy()

		thread = threading.Thread(target=run)
		thread.start()
		thread.join(120)
		self.assertEqual(failed, [])

	def worker(self, how: str = "") -> subprocess.Popen:
		return subprocess.Popen(
			[sys.executable, "-c", WORKER, frappe.local.site, frappe.local.sites_path, self.name, how],
			stdout=subprocess.PIPE,
			text=True,
		)

	def test_who_dies_leaves_nothing_and_who_runs_twice_makes_no_doubles(self):
		worker = self.worker("stuck")
		self.assertEqual(worker.stdout.readline(), "written\n")
		worker.kill()
		worker.communicate()
		self.apart(self.assert_nothing_has_remained)

		workers = [self.worker(), self.worker()]
		for each in workers:
			each.communicate(timeout=120)
		self.assertEqual([each.returncode for each in workers], [0, 0])
		self.apart(self.assert_all_is_in_once)

	def assert_nothing_has_remained(self):
		assert not frappe.db.count("Mediation Case", {"unit": self.UNIT})
		doc = frappe.get_doc(states.DOCTYPE, self.name)
		assert doc.status == states.IMPORTING
		job._still(self.name)  # silent for a minute
		assert doc.is_interrupted
		with patch.object(frappe, "enqueue"):
			doc.put_in()
		frappe.db.commit()

	def assert_all_is_in_once(self):
		doc = frappe.get_doc(states.DOCTYPE, self.name)
		assert (doc.status, doc.records_count, doc.file) == (states.IMPORTED, self.ROWS, None), doc.findings
		assert frappe.db.count("Mediation Case", {"unit": self.UNIT}) == self.ROWS
		assert frappe.db.count(states.RECORDS, {"register_import": self.name}) == self.ROWS
