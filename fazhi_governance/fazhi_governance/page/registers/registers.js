// All registers (台账) that the user may export, area by area, for one period and unit.
frappe.pages["registers"].on_page_load = function (wrapper) {
	const page = frappe.ui.make_app_page({ parent: wrapper, title: __("Registers"), single_column: true });
	new RegisterBinder(page);
};

class RegisterBinder {
	constructor(page) {
		this.page = page;
		const year = frappe.datetime.get_today().slice(0, 4);
		this.fields = {
			unit: page.add_field({
				fieldname: "unit",
				fieldtype: "Link",
				options: "Governance Unit",
				label: __("Unit"),
				description: __("With all units below it; empty: all that you may see"),
			}),
			from_date: page.add_field({
				fieldname: "from_date",
				fieldtype: "Date",
				label: __("From"),
				default: `${year}-01-01`,
			}),
			to_date: page.add_field({
				fieldname: "to_date",
				fieldtype: "Date",
				label: __("To"),
				default: `${year}-12-31`,
			}),
		};
		page.set_primary_action(__("Download All"), () => this.download_several());
		this.$body = $('<div style="padding: 0 15px 15px"></div>').appendTo($(page.main).addClass("frappe-card"));
		this.load();
	}

	async load() {
		const { message: areas } = await frappe.call({
			method: "fazhi_governance.api.register.listing",
			type: "GET",
		});
		if (!areas.length) {
			const text = __("None of your roles may export a register.");
			this.$body.html(`<div class="text-muted" style="padding: 48px 0; text-align: center">${text}</div>`);
			return;
		}
		const hint = __("Tick those that you want together, or none for all of them. Personal data stays hidden.");
		this.$body.html(`<div class="text-muted small" style="padding: 12px 0">${hint}</div>`);
		for (const area of areas) this.$body.append(this.area(area));
		this.$body.on("change", "input", () => this.tell_chosen());
	}

	area({ area, registers }) {
		const $area = $(`<div style="padding-bottom: 16px"><h5>${frappe.utils.escape_html(area)}</h5></div>`);
		for (const each of registers) $area.append(this.line(each));
		return $area;
	}

	line({ register, title }) {
		const $line = $(`<div style="display: flex; align-items: center; gap: 12px; padding: 6px 0;
			border-top: 1px solid var(--border-color)">
			<label style="flex: 1; min-width: 0; margin: 0; display: flex; align-items: center; gap: 8px">
			<input type="checkbox" value="${register}"> ${frappe.utils.escape_html(title)}</label>
			<button class="btn btn-default btn-xs">${__("Download")}</button></div>`);
		$line.find("button").on("click", () => this.download("download", { register }));
		return $line;
	}

	chosen() {
		return this.$body
			.find("input:checked")
			.map((_index, box) => box.value)
			.get();
	}

	tell_chosen() {
		const count = this.chosen().length;
		this.page.set_primary_action(count ? __("Download {0} Registers", [count]) : __("Download All"), () =>
			this.download_several()
		);
	}

	download_several() {
		const chosen = this.chosen();
		if (chosen.length === 1) return this.download("download", { register: chosen[0] });
		return this.download("download_all", { chosen: chosen.join(",") });
	}

	download(method, args) {
		const period = Object.fromEntries(
			Object.entries(this.fields).map(([name, field]) => [name, field.get_value()])
		);
		if (!(period.from_date && period.to_date)) {
			frappe.msgprint(__("Enter the first and the last day of the period."));
			return;
		}
		const given = Object.entries({ ...period, ...args }).filter(([, value]) => value);
		window.open(`/api/method/fazhi_governance.api.register.${method}?${new URLSearchParams(given)}`);
	}
}
