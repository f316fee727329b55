// All registers (台账) that the user may export, area by area, for one period and unit.
frappe.pages["registers"].on_page_load = function (wrapper) {
	const page = frappe.ui.make_app_page({ parent: wrapper, title: __("Registers"), single_column: true });
	new RegisterBinder(page);
};

const GRID = "display: grid; grid-template-columns: repeat(auto-fill, minmax(280px, 1fr)); column-gap: 32px";
const escape_html = frappe.utils.escape_html;

class RegisterBinder {
	constructor(page) {
		this.page = page;
		const $main = $(page.main).addClass("frappe-card");
		this.period = this.period_fields($("<div></div>").appendTo($main));
		this.$body = $('<div style="padding: 0 15px 15px"></div>').appendTo($main);
		this.$body.on("change", "input", () => this.tell_chosen());
		this.load();
	}

	period_fields($parent) {
		const [from_date, to_date] = fazhi.period_filters();
		const group = new frappe.ui.FieldGroup({
			body: $parent,
			fields: [
				fazhi.unit_filter(),
				{ fieldname: "before_from", fieldtype: "Column Break" },
				from_date,
				{ fieldname: "before_to", fieldtype: "Column Break" },
				to_date,
			],
		});
		group.make();
		return group;
	}

	async load() {
		const { message: areas } = await frappe.call({
			method: "fazhi_governance.api.register.listing",
			type: "GET",
		});
		if (!areas.length) {
			const text = escape_html(__("None of your roles may export a register."));
			this.$body.html(`<div class="text-muted" style="padding: 48px 0; text-align: center">${text}</div>`);
			return;
		}
		const hint = __("Tick those that you want together, or none for all of them. Personal data stays hidden.");
		this.$body.html(`<div class="text-muted small" style="padding-bottom: 12px">${escape_html(hint)}</div>`);
		for (const area of areas) this.$body.append(this.area(area));
		this.tell_chosen();
	}

	area({ area, registers }) {
		const $lines = $(`<div style="${GRID}"></div>`).append(registers.map((each) => this.line(each)));
		return $(`<div style="padding-bottom: 16px"><h5>${escape_html(area)}</h5></div>`).append($lines);
	}

	line({ register, title }) {
		const $line = $(`<div style="display: flex; align-items: center; gap: 12px; padding: 6px 0;
			border-top: 1px solid var(--border-color)">
			<label style="flex: 1; min-width: 0; margin: 0; display: flex; align-items: center; gap: 8px">
			<input type="checkbox" value="${register}"> ${escape_html(title)}</label>
			<button class="btn btn-default btn-xs">${escape_html(__("Download"))}</button></div>`);
		$line.find("button").on("click", () => this.download("download", { register }));
		return $line;
	}

	chosen() {
		return this.$body
			.find("input:checked")
			.get()
			.map((box) => box.value);
	}

	tell_chosen() {
		const count = this.chosen().length;
		const label = count ? __("Download {0} Registers", [count]) : __("Download All");
		this.page.set_primary_action(label, () => this.download_together());
	}

	download_together() {
		const chosen = this.chosen();
		if (chosen.length === 1) return this.download("download", { register: chosen[0] });
		return this.download("download_all", { chosen: chosen.join(",") });
	}

	download(method, args) {
		// null where one of the days is missing, which the group has said then
		const period = this.period.get_values();
		if (!period) return;
		const given = Object.entries({ ...period, ...args }).filter(([, value]) => value);
		window.open(`/api/method/fazhi_governance.api.register.${method}?${new URLSearchParams(given)}`);
	}
}
