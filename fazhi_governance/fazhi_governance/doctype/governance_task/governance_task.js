frappe.ui.form.on("Governance Task", {
	setup(frm) {
		fazhi.offer_matter_kinds(frm, "source_kind");
		frm.set_query("co_units", () => ({ filters: { name: ["!=", frm.doc.unit || ""] } }));
	},
	source_kind: (frm) => frm.set_value("source", ""),
	refresh(frm) {
		if (frm.is_new()) return;
		show_course(frm.doc, frm.dashboard);
		if (frappe.model.can_create("Supervision Notice") && !["Done", "Cancelled"].includes(frm.doc.status)) {
			frm.add_custom_button(__("Supervision Notice"), () => issue_notice(frm.doc), __("Create"));
		}
	},
});

// deployed, urged, assessed: all three at a glance
function show_course(doc, dashboard) {
	// a form may be refreshed twice in a row
	dashboard.stats_area_row.empty();
	const day = (date) => frappe.datetime.str_to_user(date, false, true);
	dashboard.add_indicator(__("Deployed: {0}", [day(doc.deployed_on)]), "green");
	dashboard.add_indicator(__("Times Urged: {0}", [doc.urged_count]), doc.urged_count ? "green" : "gray");
	const assessed = doc.is_assessed ? __("Assessed: {0} points", [doc.assessment_score]) : __("Not Assessed");
	dashboard.add_indicator(assessed, doc.is_assessed ? "green" : "gray");
}

function issue_notice(doc) {
	frappe.new_doc("Supervision Notice", {
		unit: doc.unit,
		task: doc.name,
		subject: doc.title,
		replier: doc.in_charge,
	});
}
