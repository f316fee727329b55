frappe.ui.form.on("Mediation Case", {
	setup(frm) {
		frm.set_query("mediation_committee", () => ({ filters: { kind: "Mediation Committee" } }));
	},
	source(frm) {
		// what no longer applies is hidden, so it must not stay behind
		if (frm.doc.source !== "Referred") frm.set_value("referred_by", "");
	},
	status(frm) {
		if (frm.doc.status === "Concluded" && !frm.doc.closed_on) {
			frm.set_value("closed_on", frappe.datetime.get_today());
		}
	},
	result(frm) {
		if (frm.doc.result && frm.doc.status !== "Concluded") frm.set_value("status", "Concluded");
		// it is in force from its signing, which mostly ends the case
		const is_successful = ["Written Agreement", "Oral Agreement"].includes(frm.doc.result);
		if (is_successful && !frm.doc.agreement_on) {
			frm.set_value("agreement_on", frm.doc.closed_on || frappe.datetime.get_today());
		}
	},
	dispute_type(frm) {
		// a family dispute mostly concerns a marriage; whoever logs it may say otherwise
		if (frm.doc.dispute_type === "Marriage and Family" && frm.doc.personal_status === "None") {
			frm.set_value("personal_status", "Marriage");
		}
	},
});

frappe.ui.form.on("Involved Person", {
	// who asks comes first, then who is asked
	persons_add(frm, doctype, name) {
		if (frm.doctype !== "Mediation Case") return;
		const part = frm.doc.persons.length === 1 ? "Applicant" : "Respondent";
		frappe.model.set_value(doctype, name, "role", part);
	},
});
