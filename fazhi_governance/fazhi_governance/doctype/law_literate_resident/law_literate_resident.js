frappe.ui.form.on("Law Literate Resident", {
	refresh(frm) {
		if (frm.is_new()) return;
		// a form may be refreshed twice in a row
		frm.dashboard.stats_area_row.empty();
		const { training_hours } = frm.doc.__onload || {};
		frm.dashboard.add_indicator(
			__("Hours of training: {0}", [training_hours || 0]),
			training_hours ? "green" : "gray"
		);
	},
});
