// in the first days of a month it is the one before that is counted
const STILL_COUNTED = 15;

frappe.ui.form.on("Monthly Tally", {
	onload(frm) {
		if (!frm.is_new() || frm.doc.month_on) return;
		const today = frappe.datetime.get_today();
		const is_past = Number(today.slice(8)) <= STILL_COUNTED;
		frm.set_value("month_on", is_past ? frappe.datetime.add_months(today, -1) : today);
	},
});
