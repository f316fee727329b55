from fazhi_governance.kinds import GOVERNED_DOCTYPES, KEPT_BESIDE, TABLES

app_name = "fazhi_governance"
app_title = "Fazhi Governance"
app_publisher = "fazhi_governance developers"
app_description = "The workbench of law-based government for Chinese sub-district and township offices"
app_email = "fazhi_governance@example.com"
app_license = "mit"
app_logo_url = "/assets/fazhi_governance/images/logo.svg"

export_python_type_annotations = True
require_type_annotated_api_methods = True

add_to_apps_screen = [
	{
		"name": "fazhi_governance",
		"logo": app_logo_url,
		"title": app_title,
		"route": "/app/law-based-government",
		"has_permission": "fazhi_governance.scope.may_open_app",
	}
]

# a list filtered by a unit shows the units below it too, as figures count them
treeviews = ["Governance Unit"]

app_include_js = "fazhi_governance.bundle.js"

extend_bootinfo = "fazhi_governance.audit.trail.offer_kinds"

jinja = {
	"methods": [
		"fazhi_governance.annual_report.word.annual_report_page",
		"fazhi_governance.legality_opinion.legality_opinion_page",
	]
}

before_install = "fazhi_governance.compat.check_frappe_version"
before_migrate = "fazhi_governance.compat.check_frappe_version"
after_install = "fazhi_governance.install.after_install"
after_migrate = "fazhi_governance.install.after_migrate"
before_uninstall = "fazhi_governance.uninstall.before_uninstall"
after_uninstall = "fazhi_governance.uninstall.after_uninstall"

ignore_links_on_delete = [
	# what the demo has made may be deleted by anyone who may delete it
	"Demo Record",
	# what is kept of deleted records passes to the unit above
	"Deleted Record",
	# who saw a record outlives it
	"Reveal Log",
]

scheduler_events = {
	"daily": [
		"fazhi_governance.fazhi_governance.doctype.legality_review.legality_review.void_changed",
		"fazhi_governance.privacy.sealing.erase_orphans",
		"fazhi_governance.register.importing.job.remove_leftovers",
		"fazhi_governance.annual_report.drift.check_all",
	],
	# before the office opens
	"cron": {"0 7 * * *": ["fazhi_governance.statute.reminders.send_digests"]},
}

# errors are logged with the request and all variables
before_request = ["fazhi_governance.privacy.traces.blacken_log_files"]
before_job = ["fazhi_governance.privacy.traces.blacken_log_files"]

doc_events = {
	"Error Log": {"before_insert": "fazhi_governance.privacy.traces.blacken_error_log"},
	"File": {
		"after_insert": "fazhi_governance.evidence.disown_confided",
		"on_trash": "fazhi_governance.evidence.refuse_loss",
	},
	"Workflow": {"on_update": "fazhi_governance.workflow_states.offer"},
	# what has been recorded stays: see audit/keeping.py
	"Property Setter": {
		"before_insert": "fazhi_governance.audit.keeping.refuse_untracked_property",
		"validate": "fazhi_governance.audit.keeping.refuse_untracked_property",
	},
	"DocType": {"validate": "fazhi_governance.audit.keeping.refuse_untracked_doctype"},
	"Version": {
		event: "fazhi_governance.audit.keeping.refuse_change_of_version" for event in ("validate", "on_trash")
	},
	"Comment": {
		event: "fazhi_governance.audit.keeping.refuse_change_of_comment" for event in ("validate", "on_trash")
	},
	"Access Log": {
		event: "fazhi_governance.audit.keeping.refuse_change_of_access_log"
		for event in ("validate", "on_trash")
	},
	"Log Settings": {"validate": "fazhi_governance.audit.keeping.spare_logs"},
} | {
	doctype: {"after_delete": "fazhi_governance.audit.keeping.keep_trail"}
	for doctype in ("Governance Unit", *GOVERNED_DOCTYPES)
	if doctype != "Deleted Record"
}

# the one scope rule: what a list holds and what a single document answers
permission_query_conditions = {
	doctype: f"fazhi_governance.list_conditions.{doctype.lower().replace(' ', '_')}"
	for doctype in ("Governance Unit", *GOVERNED_DOCTYPES, *TABLES, *KEPT_BESIDE)
} | {
	"File": "fazhi_governance.scope.file_condition",
	"Workflow Action": "fazhi_governance.scope.workflow_action_condition",
}
# functions of Frappe's that would tell of other units' records, leave no trace, or lead to a refusal
override_whitelisted_methods = {
	"frappe.client.get_count": "fazhi_governance.api.counts.get_count",
	"frappe.desk.listview.get_group_by_count": "fazhi_governance.api.counts.get_group_by_count",
	"frappe.desk.search.search_link": "fazhi_governance.api.lookups.search_link",
	"frappe.desk.search.search_widget": "fazhi_governance.api.lookups.search_widget",
	"frappe.client.validate_link": "fazhi_governance.api.lookups.validate_link",
	"frappe.utils.global_search.search": "fazhi_governance.api.lookups.search_all",
	"frappe.desk.search.get_link_title": "fazhi_governance.api.lookups.get_link_title",
	"frappe.desk.form.linked_with.get": "fazhi_governance.api.lookups.get_linked",
	"frappe.desk.notifications.get_open_count": "fazhi_governance.api.connections.get_open_count",
	"frappe.desk.desktop.get_desktop_page": "fazhi_governance.api.workspace.get_desktop_page",
	"frappe.desk.desktop.update_onboarding_step": "fazhi_governance.api.onboarding.update_onboarding_step",
	"frappe.desk.query_report.export_query": "fazhi_governance.api.exports.export_query",
	"frappe.model.workflow.apply_workflow": "fazhi_governance.api.workflow.apply_workflow",
}
has_permission = {doctype: "fazhi_governance.scope.may_read_beside" for doctype in KEPT_BESIDE} | {
	doctype: "fazhi_governance.scope.has_permission" for doctype in ("Governance Unit", *GOVERNED_DOCTYPES)
}
has_permission |= dict.fromkeys(("Dashboard Chart", "Number Card"), "fazhi_governance.api.charts.may_see")
