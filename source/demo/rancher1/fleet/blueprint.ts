/** A service to be built: `lb`, `dns` and `external` are its subtypes, `once` runs to its end. */
export type ServicePlan = {
	readonly name: string;
	readonly image: string;
	readonly scale: number;
	readonly type: 'service' | 'loadBalancerService' | 'dnsService' | 'externalService';
	readonly ports: readonly string[];
	/** It has a health check. */
	readonly checked: boolean;
	readonly tty: boolean;
	readonly system: boolean;
	/** Mount point of a named volume, or null. */
	readonly volume: string | null;
};

/** A stack with its services. */
type StackPlan = {
	readonly name: string;
	readonly system: boolean;
	readonly services: readonly ServicePlan[];
};

/** A project with its hosts and stacks. */
export type ProjectPlan = {
	readonly name: string;
	readonly hosts: readonly string[];
	readonly stacks: readonly StackPlan[];
};

// `service image ×scale [lb|dns|external] [port] [check] [tty] [volume]`. The names are of the sort that breaks
// screens: wide, joined, long, with an escape sequence.
const plan = `
project Production
hosts node-1.fra.example.net node-2.fra.example.net node-3.fra.example.net
stack shop
 lb rancher/lb-service-haproxy:v0.9.14 3 lb 80:80 443:443 check
 web registry.example.net/shop/web:2.41.0 8 8080 check
 api registry.example.net/shop/api:5.3.2 9 9000 check
 cart registry.example.net/shop/cart:1.9.0 4 check
 redis redis:4.0.14-alpine 3 /data check
 postgres postgres:11.2 1 /var/lib/postgresql/data check
 db-alias - 0 dns
stack billing
 worker registry.example.net/billing/worker:3.7.1 9
 scheduler registry.example.net/billing/scheduler:3.7.1 1
 invoice-api registry.example.net/billing/invoice-api:3.7.1 4 check
 mailer registry.example.net/billing/mailer:1.2.0 3
 payment-provider - 0 external
stack search
 elasticsearch docker.elastic.co/elasticsearch/elasticsearch:6.6.2 5 /usr/share/elasticsearch/data check
 indexer registry.example.net/search/indexer:0.18.4 6
 query registry.example.net/search/query:0.18.4 6 check
stack monitoring
 prometheus prom/prometheus:v2.8.0 2 9090:9090 /prometheus check
 grafana grafana/grafana:6.0.2 2 3000:3000 check
 alertmanager prom/alertmanager:v0.16.1 3 check
 node-exporter prom/node-exporter:v0.17.0 3
stack 媒体转码
 转码-worker registry.example.net/media/transcode:4.0.0 8
 uploader registry.example.net/media/uploader:4.0.0 3 check
 サムネイル registry.example.net/media/thumbs:4.0.0 4 tty
stack ipsec system
 ipsec rancher/net:v0.13.17 3
 cni-driver rancher/net:v0.13.17 3
project Staging
hosts stage-a.example.net stage-b.example.net
stack shop
 lb rancher/lb-service-haproxy:v0.9.14 2 lb 80:80 check
 web registry.example.net/shop/web:2.42.0-rc.3 4 check
 api registry.example.net/shop/api:5.4.0-rc.1 4 check
 cart registry.example.net/shop/cart:2.0.0-beta 2 check
 redis redis:5.0.4-alpine 1 /data
stack payments-sandbox-for-the-acceptance-tests-of-the-new-provider
 gateway-simulator-with-an-unreasonably-long-service-name registry.example.net/payments/simulator:nightly 3 check
 webhook-recorder registry.example.net/payments/recorder:0.3.0 4
stack ci
 runner gitlab/gitlab-runner:alpine-v11.8.0 12
 cache minio/minio:RELEASE.2019-03-06T22-47-10Z 2 /data check
stack healthcheck system
 healthcheck rancher/healthcheck:v0.3.8 4
project 研发 🧪 Lab
hosts 实验-01.lab.example.net
stack 🚀-demo
 web nginx:1.15 6 check
 👩‍💻-notebook jupyter/datascience-notebook:9b06df75e445 5 tty
stack legacy
 \u001b[31mcron\u001b[0m registry.example.net/legacy/cron:2014.11 2
 soap-bridge registry.example.net/legacy/soap-bridge:1.0.0 3 check
stack ops
 toolbox alpine:3.9 2 tty
`;

const parseService = (line: string, system: boolean): ServicePlan => {
	const [name = '', image = '', scale = '1', ...words] = line.trim().split(' ');
	const types = {lb: 'loadBalancerService', dns: 'dnsService', external: 'externalService'} as const;
	const named = Object.entries(types).find(([word]) => words.includes(word));
	return {
		name,
		image,
		scale: Number(scale),
		type: named?.[1] ?? 'service',
		ports: words.filter(word => /^\d/.test(word)),
		checked: words.includes('check'),
		tty: words.includes('tty'),
		system,
		volume: words.find(word => word.startsWith('/')) ?? null,
	};
};

const parseStack = (text: string): StackPlan => {
	const [head = '', ...lines] = text.trim().split('\n');
	const [name = '', mark] = head.split(' ');
	return {
		name,
		system: mark === 'system',
		services: lines.map(line => parseService(line, mark === 'system')),
	};
};

/** The projects of the demonstration. */
export const projectPlans: readonly ProjectPlan[] = plan
	.trim()
	.split(/^project /m)
	.slice(1)
	.map(text => {
		const [head = '', ...stacks] = text.split(/^stack /m);
		const [name = '', hosts = ''] = head.split('\n');
		return {name, hosts: hosts.replace('hosts ', '').split(' '), stacks: stacks.map(parseStack)};
	});
