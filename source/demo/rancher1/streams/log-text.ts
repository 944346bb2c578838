import type {Random} from '../../world/random.js';

/** Text that a container writes at once: one line, or a trace of several. */
type Burst = {readonly stream: 'stdout' | 'stderr'; readonly lines: readonly string[]};

const paths = [
	'/',
	'/cart',
	'/products/4711',
	'/api/v2/orders?page=3',
	'/healthz',
	'/login',
	'/static/app.5f3c.js',
	'/検索?q=靴',
];
const agents = ['"Mozilla/5.0 (X11; Linux x86_64)"', '"kube-probe/1.13"', '"curl/7.58.0"', '"Googlebot/2.1"'];

const traces: readonly (readonly string[])[] = [
	[
		'2026-01-02 03:04:05,678 ERROR [checkout] order 4711 failed',
		'java.lang.IllegalStateException: no connection to the payment service',
		'\tat net.example.shop.Checkout.pay(Checkout.java:88)',
		'Caused by: java.net.SocketTimeoutException: Read timed out',
		'\t... 41 more',
	],
	[
		'Exception in thread "pool-3-thread-7" java.util.concurrent.TimeoutException: Timeout waiting for connection from pool',
		'\tat org.apache.http.impl.conn.PoolingHttpClientConnectionManager.leaseConnection(PoolingHttpClientConnectionManager.java:316)',
		'\tat net.example.shop.CheckoutClient.reserve(CheckoutClient.java:88)',
		'\tat java.lang.Thread.run(Thread.java:748)',
	],
	[
		'Traceback (most recent call last):',
		'  File "/app/worker.py", line 212, in run',
		'    job.perform()',
		"KeyError: 'customer_id'",
	],
	[
		'UnhandledPromiseRejectionWarning: Error: connect ECONNREFUSED 10.42.88.14:6379',
		'    at TCPConnectWrap.afterConnect [as oncomplete] (net.js:1097:14)',
	],
];

const access = (random: Random): string =>
	`10.42.${random.integer(0, 250)}.${random.integer(1, 250)} - - "${random.pick(['GET', 'GET', 'GET', 'POST', 'PUT'])} ` +
	`${random.pick(paths)} HTTP/1.1" ${random.pick([200, 200, 200, 200, 304, 302, 404, 500])} ${random.integer(180, 48_000)} ` +
	`"-" ${random.pick(agents)} rt=0.${random.integer(100, 999)}`;

const plain = (random: Random): string =>
	random.pick([
		() => `level=info msg="job done" job=${random.hex(8)} took=${random.integer(4, 900)}ms`,
		() =>
			`{"level":30,"msg":"request completed","reqId":${random.integer(1, 9999)},"responseTime":${random.integer(1, 400)}}`,
		() => `level=warn msg="queue is long" queue=mail length=${random.integer(100, 900)}`,
		() => `INFO  [main] c.e.s.Inventory - 在庫を同期しました (${random.integer(1, 300)} 件)`,
		() => `debug: cache hit ratio ${random.integer(60, 99)}.${random.integer(0, 9)} %`,
		() => `用户登录成功 user=王小明 session=${random.hex(6)}`,
	])();

const strange = (random: Random): string =>
	random.pick([
		'\u001b[32mready\u001b[0m in 3.2 s ✨',
		'\u001b[2J\u001b[H\u001b]0;owned\u0007 a line that would clear your screen',
		'progress 10%\rprogress 55%\rprogress 100%',
		`a very long line ${'lorem ipsum dolor sit amet '.repeat(24)}end`,
	]);

/** The next thing that a container writes. */
export const nextBurst = (random: Random): Burst => {
	const dice = random.next();
	if (dice < 0.62) return {stream: 'stdout', lines: [access(random)]};
	if (dice < 0.86) return {stream: 'stdout', lines: [plain(random)]};
	if (dice < 0.94) {
		const seconds = random.integer(2, 30);
		return {stream: 'stderr', lines: [`[warn] upstream slow: ${seconds} s, will try again`]};
	}

	if (dice < 0.97) return {stream: 'stdout', lines: [strange(random)]};
	return {stream: 'stderr', lines: random.pick(traces)};
};
