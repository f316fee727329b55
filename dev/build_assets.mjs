// Builds public/**/*.bundle.{js,ts,css,scss} of the bench's apps, for the restored framework whose wheel has the
// sources and no builder. `bench build` and `bench watch` call it as `yarn run production|build|watch [--apps a,b]`.
// Writes APP/public/dist/{js,css,css-rtl} and merges sites/assets/assets.json and assets-rtl.json.
import { execSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import rtlcss from "rtlcss";
import * as sass from "sass";
import * as sfc from "vue/compiler-sfc";

const argv = process.argv.slice(2);
const flag = (name) => argv.includes(`--${name}`);
const option = (name) => (flag(name) ? argv[argv.indexOf(`--${name}`) + 1].split(",") : null);

const frappe = path.dirname(fileURLToPath(import.meta.url));
const bench = process.env.BENCH_PATH || path.resolve(frappe, "../..");
const sites = path.join(bench, "sites");
const production = flag("production");
const listed = fs.readFileSync(path.join(sites, "apps.txt"), "utf8").split(/\s+/).filter(Boolean);
const apps = (option("apps") || listed).filter((app) => !(flag("skip_frappe") && app == "frappe"));
const root = (app) => fs.realpathSync(path.join(bench, "apps", app));
// a bare import is looked for in each app's node_modules, then as "APP/public/..."
const modules = [...new Set(["frappe", ...listed])]
	.flatMap((app) => [path.join(root(app), "node_modules"), root(app)])
	.filter(fs.existsSync);

const KINDS = { js: /\.bundle\.(js|ts)$/, css: /\.bundle\.s?css$/ };
const FILES = ["svg", "png", "gif", "jpg", "woff", "woff2", "ttf", "eot"];

function filesBelow(folder) {
	return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		if (["node_modules", "dist"].includes(entry.name)) return [];
		const file = path.join(folder, entry.name);
		return entry.isDirectory() ? filesBelow(file) : [file];
	});
}

function sassOptions(file) {
	const findFileUrl = (url) => {
		if (!url.startsWith("~")) return null;
		const base = modules.find((m) => fs.existsSync(path.join(m, url.slice(1).split("/")[0])));
		return base ? pathToFileURL(path.join(base, url.slice(1))) : null;
	};
	const loadPaths = [path.dirname(file), ...modules];
	return { loadPaths, importers: [{ findFileUrl }], quietDeps: true, logger: sass.Logger.silent };
}

const scss = {
	name: "scss",
	setup(builder) {
		builder.onLoad({ filter: /\.scss$/ }, ({ path: file }) => {
			const { css, loadedUrls } = sass.compile(file, sassOptions(file));
			const watchFiles = loadedUrls.map(fileURLToPath);
			return { contents: css, loader: "css", resolveDir: path.dirname(file), watchFiles };
		});
	},
};

// import "x.html" puts the template in frappe.templates.x
const html = {
	name: "html",
	setup(builder) {
		builder.onLoad({ filter: /\.html$/ }, ({ path: file }) => {
			const name = JSON.stringify(path.basename(file, ".html"));
			const text = fs.readFileSync(file, "utf8").replace(/<!--[\s\S]*?-->/g, "").replace(/\s+/g, " ");
			return { contents: `frappe.templates[${name}] = ${JSON.stringify(text)};`, loader: "js" };
		});
	},
};

// single-file components; the bundle itself puts their styles in the page
const vue = {
	name: "vue",
	setup(builder) {
		builder.onLoad({ filter: /\.vue$/ }, async ({ path: file }) => {
			const { descriptor, errors } = sfc.parse(fs.readFileSync(file, "utf8"), { filename: file });
			if (errors.length) throw errors[0];
			const { script, scriptSetup, styles } = descriptor;
			const loader = (scriptSetup || script || {}).lang == "ts" ? "ts" : "js";
			const hash = createHash("sha1").update(path.relative(bench, file)).digest("hex");
			const id = `data-v-${hash.slice(0, 8)}`;
			const parts = [componentCode(descriptor, file, id)];
			if (styles.some((style) => style.scoped)) parts.push(`component.__scopeId = "${id}";`);
			for (const style of styles) {
				const css = JSON.stringify(await styleCode(style, file, id));
				parts.push(`((s) => { s.textContent = ${css}; document.head.append(s); })(document.createElement("style"));`);
			}
			parts.push("export default component;");
			return { contents: parts.join("\n"), loader, resolveDir: path.dirname(file) };
		});
	},
};

function componentCode(descriptor, file, id) {
	const { script, scriptSetup, template, styles } = descriptor;
	const scoped = styles.some((style) => style.scoped);
	const compilerOptions = { scopeId: scoped ? id : undefined };
	const templateOptions = { id, scoped, filename: file, compilerOptions };
	let code = "const component = {};";
	if (script || scriptSetup) {
		const inlineTemplate = Boolean(scriptSetup);
		code = sfc.compileScript(descriptor, { id, genDefaultAs: "component", inlineTemplate, templateOptions }).content;
	}
	if (template && !scriptSetup) {
		const rendered = sfc.compileTemplate({ ...templateOptions, source: template.content }).code;
		code += `\n${rendered.replace("export function render", "component.render = function")}`;
	}
	return code;
}

async function styleCode(style, file, id) {
	let source = style.content;
	if (style.lang == "scss") {
		// "x.css" without its ending is compiled in, not left as a CSS @import
		source = source.replace(/(@import\s+["'][^"']+)\.css(["'])/g, "$1$2");
		source = sass.compileString(source, sassOptions(file)).css;
	}
	const { code } = sfc.compileStyle({ source, filename: file, id, scoped: style.scoped });
	return (await esbuild.transform(code, { loader: "css", minify: production })).code;
}

function bundle(app, kind, entryPoints, out) {
	return esbuild.build({
		entryPoints,
		outdir: path.join(out, kind),
		entryNames: "[name].[hash]",
		assetNames: "[name].[hash]",
		absWorkingDir: frappe,
		bundle: true,
		metafile: true,
		minify: production,
		sourcemap: true,
		target: "es2020",
		nodePaths: [path.join(root(app), "node_modules"), ...modules],
		plugins: [scss, html, vue],
		external: ["/assets/*"],
		logLevel: "error",
		logOverride: { "unsupported-css-property": "silent" },
		loader: Object.fromEntries(FILES.map((ending) => [`.${ending}`, "file"])),
		define: {
			"process.env.NODE_ENV": JSON.stringify(production ? "production" : "development"),
			__VUE_OPTIONS_API__: "true",
			__VUE_PROD_DEVTOOLS__: "false",
			__VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
		},
	});
}

async function build(app) {
	const out = path.join(root(app), app, "public", "dist");
	const files = fs.existsSync(path.dirname(out)) ? filesBelow(path.dirname(out)) : [];
	const map = {};
	const rtl = {};
	const written = new Set();
	for (const [kind, pattern] of Object.entries(KINDS)) {
		const entryPoints = files.filter((file) => pattern.test(file));
		if (!entryPoints.length) continue;
		const { metafile } = await bundle(app, kind, entryPoints, out);
		const url = (file, folder = kind) => `/assets/${app}/dist/${folder}/${path.basename(file)}`;
		for (const [output, { entryPoint, cssBundle }] of Object.entries(metafile.outputs)) {
			const file = path.resolve(frappe, output);
			written.add(file);
			if (!entryPoint || file.endsWith(".map")) continue;
			const name = path.basename(entryPoint).replace(/\.ts$/, ".js").replace(/\.scss$/, ".css");
			map[name] = url(file);
			if (cssBundle) map[name.replace(/\.js$/, ".css")] ||= url(cssBundle); // css imported by a script
			if (kind == "js") continue;
			const rtlFile = path.join(out, "css-rtl", path.basename(file));
			written.add(rtlFile);
			fs.mkdirSync(path.dirname(rtlFile), { recursive: true });
			fs.writeFileSync(rtlFile, rtlcss.process(fs.readFileSync(file, "utf8")));
			rtl[`rtl_${name}`] = url(file, "css-rtl");
		}
	}
	return { out, map, rtl, written };
}

function merge(name, added) {
	const file = path.join(sites, "assets", name);
	const old = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {};
	fs.mkdirSync(path.dirname(file), { recursive: true });
	fs.writeFileSync(file, JSON.stringify({ ...old, ...added }, null, 4));
}

// what the last build left, only once the map names the new files
function sweep(out, written) {
	for (const kind of ["js", "css", "css-rtl"]) {
		const folder = path.join(out, kind);
		if (!fs.existsSync(folder)) continue;
		for (const file of filesBelow(folder)) if (!written.has(file)) fs.rmSync(file);
	}
}

// the web server keeps the map in Redis
function forgetMap() {
	const { redis_cache } = JSON.parse(fs.readFileSync(path.join(sites, "common_site_config.json"), "utf8"));
	if (!redis_cache) return;
	const { hostname, port } = new URL(redis_cache);
	const connection = net.connect(port, hostname, () => connection.end("DEL assets_json\r\n"));
	connection.on("error", (error) => console.warn(`assets_json stays in Redis: ${error.message}`));
}

async function run(app) {
	const start = Date.now();
	const { out, map, rtl, written } = await build(app);
	merge("assets.json", map);
	merge("assets-rtl.json", rtl);
	sweep(out, written);
	console.log(`${app}: ${Object.keys(map).length} bundles in ${Date.now() - start} ms`);
}

// an app's own `yarn build`, as bench asks for it
function runOwnBuild(app) {
	const own = path.join(root(app), "package.json");
	if (app == "frappe" || !flag("run-build-command") || !fs.existsSync(own)) return;
	if (JSON.parse(fs.readFileSync(own, "utf8")).scripts?.build)
		execSync("yarn run build", { cwd: root(app), stdio: "inherit" });
}

function watch(app) {
	const folder = path.join(root(app), app, "public");
	if (!fs.existsSync(folder)) return;
	let timer;
	fs.watch(folder, { recursive: true }, (event, file) => {
		if (!file || /^dist(\/|$)/.test(file)) return;
		clearTimeout(timer);
		timer = setTimeout(() => run(app).then(forgetMap, (error) => console.error(error.message)), 200);
	});
}

for (const app of apps) {
	await run(app);
	runOwnBuild(app);
}
forgetMap();
if (flag("watch")) apps.forEach(watch);
