// kind of review → the kind of record it is about, and which of its records await one
const MATTERS = {
	"Major Decision": { kind: "Major Decision", open: { workflow_state: "In Preparation" } },
	"Enforcement Decision": { kind: "Enforcement Case", open: { decided_on: ["is", "not set"] } },
};

frappe.ui.form.on("Legality Review", {
	setup(frm) {
		frm.set_query("review_type", () => ({ filters: { is_in_use: 1 } }));
		frm.set_query("matter", () => ({ filters: (MATTERS[frm.doc.review_kind] || {}).open }));
		frm.set_query("advisor", () => ({
			query: "fazhi_governance.api.lookups.get_advisors",
			filters: { unit: frm.doc.unit, day: frm.doc.submitted_on },
		}));
	},
	refresh(frm) {
		const findings = frm.fields_dict.findings.grid;
		findings.cannot_add_rows = frm.doc.docstatus === 1;
		findings.cannot_delete_rows = frm.doc.docstatus === 1;
		if (frm.doc.docstatus === 1) {
			frm.add_custom_button(__("Opinion as Word"), () => {
				const name = encodeURIComponent(frm.doc.name);
				window.open(`/api/method/fazhi_governance.api.legality_review.word?name=${name}`);
			});
		}
		if (frm.doc.voided_on) {
			frm.set_intro(__("The opinion is void: {0}", [frm.doc.void_reason]), "red");
		}
	},
	review_kind(frm) {
		const { kind } = MATTERS[frm.doc.review_kind] || {};
		if (frm.doc.matter_kind === (kind || "")) return;
		frm.set_value("matter", "");
		frm.set_value("matter_kind", kind || "");
	},
	review_type(frm) {
		if (!frm.doc.review_type || (frm.doc.materials || []).some((row) => row.is_provided)) return;
		frappe.db.get_doc("Review Type", frm.doc.review_type).then(({ materials }) => {
			frm.clear_table("materials");
			for (const { material, is_required } of materials) {
				frm.add_child("materials", { material, is_required });
			}
			frm.refresh_field("materials");
		});
	},
	matter(frm) {
		if (!frm.doc.matter || frm.doc.subject) return;
		frappe.db
			.get_value(frm.doc.matter_kind, frm.doc.matter, "title")
			.then(({ message: { title } }) => frm.set_value("subject", title));
	},
});
