frappe.ui.form.on("Enforcement Case", {
	setup(frm) {
		frm.set_query("item", () => ({ filters: { held_from: ["<=", frm.doc.filed_on] } }));
		frm.set_query("officer", "officers", () => ({
			filters: { status: "On Staff", left_on: ["is", "not set"] },
		}));
	},
	refresh(frm) {
		offer_results(frm);
		if (frm.is_new()) return;
		fazhi.show_timeline(frm, course(frm.doc));
		fazhi.add_advice_buttons(frm, {
			review_kind: "Enforcement Decision",
			consultation_kind: "Litigation",
			is_open: frm.doc.lane === "Penalty" && !frm.doc.decided_on,
		});
	},
	party_kind(frm) {
		// what no longer applies is hidden, so it must not stay behind
		if (frm.doc.party_kind === "Citizen") frm.set_value({ party_name: "", party_code: "" });
	},
	decided_on(frm) {
		if (!frm.doc.decided_on) frm.set_value("result", "");
	},
	is_withheld(frm) {
		if (!frm.doc.is_withheld) frm.set_value("withheld_reason", "");
	},
});

// those of its kind of enforcement, once that is known
function offer_results(frm) {
	const { results } = frm.doc.__onload || {};
	if (results) frm.set_df_property("result", "options", ["", ...results]);
}

// the days of the procedure, in the order of the law
function course(doc) {
	return [
		{ label: __("Case Filed On"), date: doc.filed_on },
		{ label: __("Investigated or Checked On"), date: doc.investigated_on },
		{ label: __("Party Told On"), date: doc.told_on },
		{ label: __("Hearing Held On"), date: doc.hearing_on },
		{ label: __("Passed the Review On"), date: doc.reviewed_on },
		{ label: __("Discussed by the Heads On"), date: doc.discussed_on },
		{ label: __("Decided On"), date: doc.decided_on },
		{ label: __("Delivered On"), date: doc.delivered_on },
		{ label: __("Performed On"), date: doc.performed_on },
		{ label: __("Decision Made Public On"), date: doc.published_on },
		{ label: __("Archived On"), date: doc.archived_on },
	].filter(({ date }) => date);
}
