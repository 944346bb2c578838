import type {Random} from '../../world/random.js';

const access = (random: Random): string =>
	`10.42.${random.integer(0, 9)}.${random.integer(2, 250)} "GET /${random.pick(['', 'cart', 'healthz', 'api/v3/orders', '検索?q=靴'])}" 200 ${random.integer(180, 48_000)}`;

const json = (random: Random, at: number): string =>
	JSON.stringify({
		time: new Date(at).toISOString(),
		level: random.pick(['debug', 'info', 'info', 'info', 'warn', 'error']),
		msg: 'request completed',
		http: {method: random.pick(['GET', 'POST']), status: random.pick([200, 200, 304, 404, 500])},
		ms: random.integer(1, 400),
	});

// klog, which components of Kubernetes write.
const klog = (random: Random, at: number): string => {
	const time = new Date(at).toISOString();
	const stamp = `${time.slice(5, 7)}${time.slice(8, 10)} ${time.slice(11, 23)}000`;
	return random.pick([
		`I${stamp}       1 leaderelection.go:258] successfully renewed lease kube-system/scheduler`,
		`W${stamp}       1 reflector.go:324] failed to list *v1.Pod: the server is currently unable to handle the request`,
		`E${stamp}       1 controller.go:114] sync "shop/web" failed: context deadline exceeded`,
	]);
};

const trace = (random: Random): readonly string[] => [
	`ERROR [http-nio-8080-exec-${random.integer(1, 9)}] n.e.shop.Checkout - order ${random.integer(1000, 9999)} failed`,
	'java.lang.IllegalStateException: no connection to the payment service',
	'\tat net.example.shop.Checkout.pay(Checkout.java:88)',
	'\tat net.example.shop.Orders.place(Orders.java:214)',
	'Caused by: java.net.SocketTimeoutException: Read timed out',
	'\tat java.base/sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:288)',
	'\t... 41 more',
];

/** The lines that a container writes at once, with their time in epoch milliseconds. */
export const nextBurst = (random: Random, at: number): readonly string[] =>
	random.pick([
		() => [access(random)],
		() => [access(random)],
		() => [`level=info msg="job done" job=${random.hex(8)} took=${random.integer(4, 900)}ms`],
		() => [`level=warn msg="job is slow" job=${random.hex(8)} took=${random.integer(900, 9000)}ms`],
		() => [json(random, at)],
		() => [json(random, at)],
		() => [klog(random, at)],
		() => [`在庫を同期しました (${random.integer(1, 300)} 件) ✨`],
		() => [`\u001b[33mWARN\u001b[0m upstream slow: ${random.integer(2, 30)} s, will try again`],
		() => (random.next() < 0.5 ? trace(random) : [access(random)]),
	])();
