frappe.ui.form.on("Law Advisor", {
	setup(frm) {
		// the record kinds that belong to a unit
		frm.set_query("matter_kind", "conflicts", () => ({
			filters: [
				["DocField", "fieldname", "=", "unit"],
				["DocField", "options", "=", "Governance Unit"],
			],
		}));
	},
});
