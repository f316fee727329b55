frappe.listview_settings["Disclosure Item"] = {
	hide_name_column: true,
	onload: (listview) => fazhi.add_register_button(listview),
	add_fields: [
		"published_on",
		"withdrawn_on",
		"is_late",
		"check_result",
		"disclosure_due_on",
		"disclosure_warn_on",
	],
	get_indicator(doc) {
		if (doc.withdrawn_on) return [__("Taken Down"), "gray", "withdrawn_on,is,set"];
		if (doc.published_on) {
			return doc.is_late
				? [__("Published Late"), "yellow", "is_late,=,1"]
				: [__("Published in Time"), "green", "published_on,is,set|is_late,=,0"];
		}
		if (doc.check_result === "Not to Be Published") {
			return [__("Withheld"), "gray", "check_result,=,Not to Be Published"];
		}
		const today = frappe.datetime.get_today();
		const open = "published_on,is,not set|check_result,!=,Not to Be Published";
		if (doc.disclosure_due_on < today) {
			return [__("Overdue"), "red", `${open}|disclosure_due_on,<,${today}`];
		}
		const late = fazhi.clock_indicator(doc.disclosure_due_on, doc.disclosure_warn_on);
		return [...(late || [__("Not Yet Published"), "blue"]), `${open}|disclosure_due_on,>=,${today}`];
	},
};
