// `node -r loopback.cjs SERVER`: the realtime server of Frappe listens on all addresses; here it has the loopback only.
const { Server } = require("node:net");

const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...rest) {
	return listen.call(this, { port: Number(port), host: "127.0.0.1" }, ...rest.filter((r) => typeof r == "function"));
};
