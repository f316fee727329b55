frappe.ui.form.on("Law Advisor Consultation", {
	setup(frm) {
		frm.set_query("advisor", () => ({
			query: "fazhi_governance.api.lookups.get_advisors",
			filters: { unit: frm.doc.unit || "", day: frm.doc.asked_on || "" },
		}));
		fazhi.offer_matter_kinds(frm, "matter_kind");
	},
	matter_kind(frm) {
		frm.set_value("matter", "");
	},
	refresh(frm) {
		// it stands beside the title, in the user's language
		frm.set_df_property("workflow_state", "hidden", 1);
		const { locked_fields } = frm.doc.__onload || {};
		if (frm.is_new() || !locked_fields) return;
		const may_answer = !locked_fields.includes("opinion");
		frm.toggle_display("give_answer", may_answer && frm.doc.workflow_state === "Asked");
		frm.get_field("give_answer").$input?.addClass("btn-primary");
		show_to_advisor(frm, may_answer && locked_fields.includes("question"));
	},
	// with the day of a paper that the office logs
	give_answer: (frm) => fazhi.save_as(frm, "Answered", __("Your answer has been given.")),
});

// whoever answers and does not ask sees the question and the answer alone
function show_to_advisor(frm, is_advisor) {
	const office = ["subject", "advisor", "asked_by", "answered_on", "clocks_section"];
	for (const field of office) {
		frm.set_df_property(field, "hidden", is_advisor ? 1 : 0);
	}
}
