// The ways from a record to what is asked about it: its legality review, the legal advisor.
frappe.provide("fazhi");

// review_kind: of its review types; is_open: a review can still be asked for
fazhi.add_advice_buttons = function (frm, { review_kind, consultation_kind, is_open }) {
	if (is_open && frappe.model.can_create("Legality Review")) {
		frm.add_custom_button(__("Submit for Review"), () => submit_for_review(frm, review_kind), __("Create"));
	}
	if (!frappe.model.can_create("Law Advisor Consultation")) return;
	frm.add_custom_button(
		__("Ask the Legal Advisor"),
		() =>
			frappe.new_doc("Law Advisor Consultation", {
				unit: frm.doc.unit,
				subject: frm.doc.title,
				kind: consultation_kind,
				matter_kind: frm.doc.doctype,
				matter: frm.doc.name,
			}),
		__("Create")
	);
};

function submit_for_review(frm, kind) {
	frappe.db.get_list("Review Type", { filters: { kind, is_in_use: 1 }, limit: 1 }).then(([type]) => {
		frappe.new_doc("Legality Review", {
			unit: frm.doc.unit,
			subject: frm.doc.title,
			review_type: type && type.name,
			matter_kind: frm.doc.doctype,
			matter: frm.doc.name,
		});
	});
}
