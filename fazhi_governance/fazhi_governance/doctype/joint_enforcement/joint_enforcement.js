frappe.ui.form.on("Joint Enforcement", {
	problems_count(frm) {
		// what no longer applies is hidden, so it must not stay behind
		if (!frm.doc.problems_count) frm.set_value({ rectify_by: null, rectified_count: 0, rectified_on: null });
	},
	rectified_on(frm) {
		if (frm.doc.rectified_on && !frm.doc.rectified_count) {
			frm.set_value("rectified_count", frm.doc.problems_count);
		}
	},
});
