const ROUTES = {
	"Public Suggestion": ["Study of Suggestion"],
	Accusation: ["Accusation Procedure"],
	Claim: [
		"Handling Opinion",
		"Performance of Duty",
		"Administrative Procedure",
		"Judicial Procedure",
		"Arbitration Procedure",
		"Party Member Appeal",
	],
};

frappe.ui.form.on("Petition", {
	setup(frm) {
		frm.set_query("root_petition", () => ({ filters: { name: ["!=", frm.doc.name || ""] } }));
		frm.set_query("local_unit", () => ({
			filters: { name: ["descendants of (inclusive)", frm.doc.unit] },
		}));
		frm.set_query("accused_unit", () => ({
			query: "fazhi_governance.api.petitions.get_accused_units",
			filters: { unit: frm.doc.unit },
		}));
	},
	refresh(frm) {
		frm.trigger("offer_routes");
		if (frm.doc.workflow_state !== "In Handling" || frm.is_new()) return;
		if (frm.doc.conclusion_due_on && frappe.user.has_role("Fazhi Leader")) {
			frm.add_custom_button(__("Grant Extension"), () => grant_extension(frm));
		}
	},
	purpose(frm) {
		if (ROUTES[frm.doc.purpose].length === 1) frm.set_value("route", ROUTES[frm.doc.purpose][0]);
		else if (!ROUTES[frm.doc.purpose].includes(frm.doc.route)) frm.set_value("route", "");
		frm.trigger("offer_routes");
	},
	offer_routes(frm) {
		frm.set_df_property("route", "options", ["", ...ROUTES[frm.doc.purpose]]);
	},
	channel(frm) {
		if (["Transferred From Above", "Assigned From Above"].includes(frm.doc.channel)) {
			frm.set_value("is_from_above", 1);
		}
	},
	content_class(frm) {
		if (frm.doc.content_class === "Litigation-Related" && frm.doc.purpose === "Claim" && !frm.doc.route) {
			frm.set_value("route", "Judicial Procedure");
		}
	},
	async before_save(frm) {
		if (frm.doc.purpose !== "Accusation") return;
		const { message: stays } = await frappe.call({
			method: "fazhi_governance.api.petitions.stays_in_sight",
			type: "GET",
			args: { accused_unit: frm.doc.accused_unit || "", accused_user: frm.doc.accused_user || "" },
		});
		frm.goes_out_of_sight = !stays;
		if (stays) return;
		await new Promise((go_on) =>
			frappe.confirm(
				__(
					"An accusation is seen by accusation handlers alone, and not by those whom it accuses: after saving you will not see this petition any more. Save it?"
				),
				go_on,
				() => {
					frappe.validated = false;
					go_on();
				}
			)
		);
	},
	after_save(frm) {
		if (frm.goes_out_of_sight) frappe.set_route("List", "Petition");
	},
});

function grant_extension(frm) {
	frappe.prompt(
		[
			{ fieldname: "length", label: __("Extended By"), fieldtype: "Int", default: 30, reqd: 1 },
			{ fieldname: "reason", label: __("Reason"), fieldtype: "Small Text", reqd: 1 },
		],
		({ length, reason }) => {
			frm.add_child("clock_events", {
				clock: "P2",
				event: "Extension",
				from_date: frappe.datetime.get_today(),
				length,
				reason,
			});
			frm.save();
		},
		__("Grant Extension")
	);
}

frappe.ui.form.on("Involved Person", {
	persons_add(frm, doctype, name) {
		if (frm.doctype === "Petition") frappe.model.set_value(doctype, name, "role", "Petitioner");
	},
});
