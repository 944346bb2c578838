import process from 'node:process';
import {setTimeout as wait} from 'node:timers/promises';
import {serveRancher2} from '../../source/demo/rancher2/server.js';
import type {ServeOptions} from '../../source/demo/serve/serve.js';
import type {Entity} from '../../source/demo/world/world.js';

/** What the fleet is asked to do. `pod`: how the name of one ends, with its namespace. */
export type FleetOrder =
	| {readonly act: 'change' | 'add' | 'remove'; readonly pod: string}
	| {readonly act: 'rollout'; readonly count: number}
	| {readonly act: 'churn'; readonly perSecond: number; readonly seconds: number};

/** Where the fleet is to be had. */
export type FleetAddress = {
	readonly url: string;
	readonly token: string;
	readonly clusters: readonly string[];
	readonly pods: number;
};

// A copy of the simulated clusters has so many pods.
const podsOfCopy = 94;

/** So many listings does each cluster's Steve work on at once: that of the measurement had as many processors. */
const atOnce = 2;

/**
 * How long a real Steve took for a listing, milliseconds (Rancher 2.13.3, 2 cores, 5,056 pods, medians): a page of 100 35,
 * one of 500 with `include=` 127 and without 181 to 223, of 1000 without 304, all with `include=` 1,028 and without 1,514
 * to 1,578.
 */
const realMs = (): NonNullable<ServeOptions['minMs']> => {
	const busyUntil = new Map<string, readonly number[]>();
	return ({url}, {body = ''}) => {
		if (!/\/v1\/[\w.]+$/.test(url.pathname) || /\/v1\/(?:schemas|counts)$/.test(url.pathname)) return 0;
		const rows = body.split('"links":{"self"').length - 2;
		const now = performance.now();
		const [steve = ''] = /^.*\/v1\//.exec(url.pathname) ?? [];
		const [free = 0, ...others] = busyUntil.get(steve) ?? Array.from({length: atOnce}, () => 0);
		const end = Math.max(now, free) + 15 + rows * (url.searchParams.has('include') ? 0.2 : 0.3);
		busyUntil.set(
			steve,
			[...others, end].sort((one, other) => one - other),
		);
		return end - now;
	};
};

// What a row needs least.
const bareFields = ['name', 'namespace', 'state', 'fields'].map(name => `include=metadata.${name}`).join('&');

/** Epoch milliseconds, with fractions: the same for all processes of a machine. */
export const epochMs = (): number => performance.timeOrigin + performance.now();

const nameOf = ({fields}: Entity): string => `${fields.namespace}/${fields.name}`;
const byName = new Intl.Collator('en', {numeric: true});

const failing = {status: 'CrashLoopBackOff', ready: false, message: 'back-off restarting failed container'};
const running = {status: 'Running', ready: true, message: ''};

/**
 * A simulated Rancher 2 with about so many pods, all running; `isReal`: whose listings take as long as those of a real one.
 * Reports the time of each thing that it was asked to do.
 */
export const serveFleet = async (
	{pods, isReal = false}: {readonly pods: number; readonly isReal?: boolean},
	emit: (message: unknown) => void,
	onOrder: (listener: (order: FleetOrder) => void) => void,
): Promise<FleetAddress> => {
	const copies = Math.round(pods / podsOfCopy);
	const server = await serveRancher2({seed: 1, life: false, copies, ...(isReal && {minMs: realMs()})});
	const {world} = server;
	const listed = [...world.list('pod')].sort((one, other) => byName.compare(nameOf(one), nameOf(other)));
	const podOf = (ending: string): Entity => {
		const pod = world.list('pod').find(one => nameOf(one).endsWith(ending));
		if (!pod) throw new RangeError(`The fleet has no pod …${ending}`);
		return pod;
	};
	const change = (pod: Entity) => world.change(pod.key, pod.fields.status === 'Running' ? failing : running);
	const copy = ({id, type, scope, fields}: Entity, ending: string) =>
		world.add({
			id: id + ending,
			type,
			scope,
			fields: {...fields, name: `${fields.name}${ending}`, uid: world.random.uuid()},
		});

	const obey = async (order: FleetOrder): Promise<void> => {
		switch (order.act) {
			case 'change':
				change(podOf(order.pod));
				break;
			case 'add':
				copy(podOf(order.pod), '-0');
				break;
			case 'remove':
				world.remove(`${podOf(order.pod).key}-0`);
				break;
			case 'rollout':
				for (const pod of listed.slice(0, order.count)) {
					const fresh = copy(pod, '-1');
					world.change(fresh.key, {status: 'ContainerCreating', ready: false});
					await wait(60);
					world.change(fresh.key, running);
					world.remove(pod.key);
					await wait(60);
				}

				break;
			case 'churn': {
				const began = performance.now();
				for (let sent = 0; sent < order.perSecond * order.seconds; sent++) {
					const aheadMs = (sent * 1000) / order.perSecond - (performance.now() - began);
					if (aheadMs > 1) await wait(aheadMs);
					const pod = listed[200 + ((sent * 7919) % (listed.length - 200))];
					if (pod) change(pod);
				}
			}
		}
	};

	onOrder(order => {
		emit(epochMs());
		void obey(order);
	});
	process.on('exit', () => void server.close());
	const clusters = world.list('management.cattle.io.cluster').map(({id}) => id);
	return {
		url: server.url,
		token: `${server.token.name}:${server.token.secret}`,
		clusters,
		pods: listed.length,
	};
};

/**
 * The least that a client does for all pods: asks every cluster for what a row needs least of them, all at once and packed,
 * and parses the answers.
 */
export const listBare = async ({
	url,
	token,
	clusters,
}: FleetAddress): Promise<{readonly ms: number; readonly cpuMs: number}> => {
	const began = performance.now();
	const usage = process.cpuUsage();
	await Promise.all(
		clusters.map(async cluster => {
			const path = cluster === 'local' ? '/v1/pods' : `/k8s/clusters/${cluster}/v1/pods`;
			const headers = {Authorization: `Bearer ${token}`, 'Accept-Encoding': 'gzip'};
			const answer = await fetch(`${url}${path}?${bareFields}`, {headers});
			JSON.parse(await answer.text());
		}),
	);
	const {user, system} = process.cpuUsage(usage);
	return {ms: performance.now() - began, cpuMs: (user + system) / 1000};
};
