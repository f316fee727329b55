frappe.ui.form.on("Major Decision", {
	refresh(frm) {
		if (frm.is_new()) return;
		fazhi.show_timeline(frm, course(frm.doc));
		fazhi.add_advice_buttons(frm, {
			review_kind: "Major Decision",
			consultation_kind: "Decision",
			is_open: frm.doc.workflow_state === "In Preparation",
		});
	},
	lead_unit(frm) {
		if (!frm.doc.executing_unit) frm.set_value("executing_unit", frm.doc.lead_unit);
	},
});

// the days of the procedure, in the order of the law
function course(doc) {
	const first = (rows, field) => (rows || []).map((row) => row[field]).sort()[0];
	return [
		{ label: __("Procedure Started On"), date: doc.started_on },
		{ label: __("Public Participation"), date: first(doc.participations, "from_date") },
		{ label: __("Expert Opinions"), date: first(doc.experts, "dated") },
		{ label: __("Risk Assessment"), date: doc.risk_assessed_on },
		{ label: __("Fair Competition Review"), date: doc.competition_reviewed_on },
		{ label: __("Legality Review"), date: (doc.__onload || {}).reviewed_on },
		{ label: __("Agenda Locked On"), date: doc.agenda_locked_on },
		{ label: __("Discussed On"), date: doc.discussed_on },
		{ label: __("Published On"), date: doc.published_on },
		{ label: __("Archived On"), date: doc.archived_on },
		{ label: __("Carried Out On"), date: doc.executed_on },
		{ label: __("Evaluated On"), date: doc.evaluated_on },
	].filter(({ date }) => date);
}
