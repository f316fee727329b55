frappe.ui.form.on("Law Literate Resident", {
	refresh(frm) {
		if (frm.is_new()) return;
		const { training_hours } = frm.doc.__onload || {};
		frm.dashboard.add_indicator(
			__("Hours of training: {0}", [training_hours || 0]),
			training_hours ? "green" : "gray"
		);
	},
});
