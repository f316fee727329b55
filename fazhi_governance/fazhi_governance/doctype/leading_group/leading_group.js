// Copyright (c) 2026, fazhi_governance developers and contributors
// For license information, please see license.txt

// frappe.ui.form.on("Leading Group", {
// 	refresh(frm) {

// 	},
// });
