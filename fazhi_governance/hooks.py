from fazhi_governance.kinds import GOVERNED_DOCTYPES

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

before_install = "fazhi_governance.compat.check_frappe_version"
before_migrate = "fazhi_governance.compat.check_frappe_version"
after_install = "fazhi_governance.install.after_install"
after_migrate = "fazhi_governance.install.after_migrate"
before_uninstall = "fazhi_governance.uninstall.before_uninstall"
after_uninstall = "fazhi_governance.uninstall.after_uninstall"

# what the demo has made may be deleted by anyone who may delete it
ignore_links_on_delete = ["Demo Record"]

# the one scope rule: what a list holds and what a single document answers
permission_query_conditions = {
	doctype: f"fazhi_governance.list_conditions.{doctype.lower().replace(' ', '_')}"
	for doctype in ("Governance Unit", *GOVERNED_DOCTYPES)
}
# two counts of Frappe's that would tell of other units' records
override_whitelisted_methods = {
	"frappe.client.get_count": "fazhi_governance.api.counts.get_count",
	"frappe.desk.listview.get_group_by_count": "fazhi_governance.api.counts.get_group_by_count",
}
has_permission = {
	doctype: "fazhi_governance.scope.has_permission" for doctype in ("Governance Unit", *GOVERNED_DOCTYPES)
}
