// The realtime server for the restored framework, whose wheel has none: what frappe/realtime.py publishes on Redis
// goes to the browsers that may see it. Rooms and events are those of Frappe's own server.
const fs = require("node:fs");
const http = require("node:http");
const path = require("node:path");
const { createClient } = require("@redis/client");
const { Server } = require("socket.io");

const sites = path.resolve(__dirname, "../../sites");
const config = JSON.parse(fs.readFileSync(path.join(sites, "common_site_config.json"), "utf8"));
const port = Number(process.env.FRAPPE_SOCKETIO_PORT || config.socketio_port);
const redis = createClient({ url: process.env.FRAPPE_REDIS_QUEUE || config.redis_queue });
const server = http.createServer();
const io = new Server(server, { cors: { origin: true, credentials: true }, cleanupEmptyChildNamespaces: true });
const site = io.of(/^\/[\w.-]+$/);

const documentRoom = (doctype, name) => `doc:${doctype}/${name}`;
const hostname = (host) => host.replace(/:\d+$/, "");

// the site answers for the user behind the cookie
async function ask(socket, method, args = {}) {
	const { cookie = "", origin } = socket.handshake.headers;
	const url = new URL(`/api/method/frappe.realtime.${method}`, origin);
	for (const key in args) url.searchParams.set(key, args[key]);
	const answer = await fetch(url, { headers: { cookie, "X-Frappe-Site-Name": socket.nsp.name.slice(1) } });
	if (!answer.ok) throw new Error(`${method}: ${answer.status}`);
	return (await answer.json()).message;
}

async function authenticate(socket, next) {
	const { host, origin } = socket.handshake.headers;
	// no page of another host may ride on the user's cookie
	if (!origin || new URL(origin).hostname != hostname(host)) return next(new Error("Invalid origin"));
	try {
		Object.assign(socket.data, await ask(socket, "get_user_info"));
	} catch (error) {
		return next(new Error(`Unauthorized: ${error.message}`));
	}
	next();
}

function connect(socket) {
	const { user, user_type } = socket.data;
	socket.join([`user:${user}`, "website"]);
	if (user_type == "System User") socket.join("all");

	// a room is entered only by those who may read what is told there
	const allowed = async (method, args) => {
		try {
			await ask(socket, method, args);
			return true;
		} catch (error) {
			console.warn(`${user}: ${error.message}`);
			return false;
		}
	};
	socket.on("doctype_subscribe", async (doctype) => {
		if (await allowed("can_subscribe_doctype", { doctype })) socket.join(`doctype:${doctype}`);
	});
	socket.on("doctype_unsubscribe", (doctype) => socket.leave(`doctype:${doctype}`));
	socket.on("doc_subscribe", async (doctype, docname) => {
		if (await allowed("can_subscribe_doc", { doctype, docname })) socket.join(documentRoom(doctype, docname));
	});
	socket.on("doc_unsubscribe", (doctype, docname) => socket.leave(documentRoom(doctype, docname)));
	for (const event of ["task_subscribe", "progress_subscribe"])
		socket.on(event, (task) => socket.join(`task_progress:${task}`));

	// who else has the form open
	const tellViewers = async (doctype, docname) => {
		const room = io.of(socket.nsp.name).to(`open_${documentRoom(doctype, docname)}`);
		const users = new Set((await room.fetchSockets()).map((other) => other.data.user));
		room.emit("doc_viewers", { doctype, docname, users: [...users] });
	};
	socket.on("doc_open", async (doctype, docname) => {
		if (!(await allowed("can_subscribe_doc", { doctype, docname }))) return;
		socket.join(`open_${documentRoom(doctype, docname)}`);
		await tellViewers(doctype, docname);
	});
	socket.on("doc_close", async (doctype, docname) => {
		socket.leave(`open_${documentRoom(doctype, docname)}`);
		await tellViewers(doctype, docname);
	});
}

function publish(text) {
	const { namespace, room, event, message } = JSON.parse(text);
	const target = io.of(`/${namespace}`);
	(room ? target.to(room) : target).emit(event, message);
}

async function main() {
	site.use(authenticate);
	site.on("connection", connect);
	redis.on("error", (error) => console.error(error.message));
	await redis.connect();
	await redis.subscribe("events", publish);
	server.listen(port, () => console.log("realtime on", port));
	io.attach(server);
}

main();
