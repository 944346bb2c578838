import type {Peer} from '../../serve/serve.js';
import type {Clock} from '../../world/clock.js';
import {textOf} from '../../world/json-values.js';
import type {Fields, World} from '../../world/world.js';
import {bodyOf} from '../wire/answers.js';
import type {Hub} from './hub.js';
import {schemaOf} from './schemas.js';
import {echo, emit, keyOf, replay, type Subscription} from './subscription.js';

/** The behaviour of one cluster's Steve. */
type SteveOptions = {
	/** Keeps its objects in a database, and the last events of each type. */
	readonly sqlCache: boolean;
	readonly pingMs: number;
	/** A watch ends by itself after that long; only without the SQL cache. */
	readonly watchMs: number;
	/** Schemas that are not shown now. */
	readonly isHidden: (schema: string) => boolean;
	readonly clock: Clock;
};

/** The websockets of one cluster's Steve. */
export type SteveSockets = {
	readonly take: (peer: Peer) => void;
	/** Ends watches, of one type or all: as when rights change, without an error, or with one. */
	readonly stop: (type?: string, error?: string) => number;
	/** Emits that schemas changed. */
	readonly schemaChanged: (id: string) => void;
	readonly close: () => void;
};

const startPings = (peer: Peer, {clock, pingMs}: SteveOptions): void => {
	let cancel: () => void = () => undefined;
	const ping = (): void => {
		peer.send('{"name":"ping","data":{"type":"subscribe","links":{},"version":"v2.13.1"}}');
		cancel = clock.after(pingMs, ping);
	};

	cancel = clock.after(pingMs, ping);
	peer.onClose(() => cancel());
};

/** The context of one cluster's watches. */
type Desk = {
	readonly hub: Hub;
	readonly world: World;
	readonly cluster: string;
	readonly options: SteveOptions;
	readonly watches: Set<Subscription>;
};

const isKnown = ({cluster, options}: Desk, asked: string): boolean => {
	const schema = schemaOf(asked);
	if (asked === 'schema' || asked === 'count') return true;
	return schema !== undefined && (!schema.management || cluster === 'local') && !options.isHidden(schema.id);
};

/** Begins a watch for a socket whose other watches are `mine`. */
const start = (desk: Desk, peer: Peer, frame: Fields, mine: Map<string, Subscription>): void => {
	const {options, watches} = desk;
	const key = keyOf(frame);
	if (mine.has(key)) return;
	const asked = textOf(frame.resourceType);
	const send = (name: string, more: Fields = {}): void =>
		peer.send(JSON.stringify({name, ...echo(frame), ...more}));
	if (!isKnown(desk, asked)) {
		send('resource.error', {data: {error: `failed to find schema ${asked}`}});
		send('resource.stop');
		return;
	}

	let cancel: () => void = () => undefined;
	const watch: Subscription = {
		peer,
		frame,
		type: schemaOf(asked)?.id ?? asked,
		namespace: textOf(frame.namespace),
		id: textOf(frame.id),
		drop() {
			cancel();
			watches.delete(watch);
			mine.delete(key);
		},
		end(error) {
			watch.drop();
			if (error !== undefined) send('resource.error', {data: {error}});
			send('resource.stop');
		},
	};
	watches.add(watch);
	mine.set(key, watch);
	if (!options.sqlCache) cancel = options.clock.after(options.watchMs, () => watch.end());
	send('resource.start');
	const revision = textOf(frame.resourceVersion);
	if (!replay(watch, {...desk, sqlCache: options.sqlCache, revision})) watch.end('resourceversion too old');
};

/** The Steve of one cluster, as its sockets see it (`apiserver pkg/subscribe`). */
export const createSockets = (
	hub: Hub,
	world: World,
	cluster: string,
	options: SteveOptions,
): SteveSockets => {
	const watches = new Set<Subscription>();
	const desk = {hub, world, cluster, options, watches};
	const unlisten = hub.listen((at, type, event) => {
		if (at !== cluster) return;
		for (const watch of watches) if (watch.type === type) emit(watch, event);
	});

	return {
		take(peer) {
			const mine = new Map<string, Subscription>();
			peer.onMessage(message => {
				const frame = bodyOf(message);
				if (!frame) peer.send('{"name":"resource.error","data":{"error":"invalid character"}}');
				else if (frame.stop === true) mine.get(keyOf(frame))?.end();
				else start(desk, peer, frame, mine);
			});
			peer.onClose(() => {
				for (const watch of [...mine.values()]) watch.drop();
			});
			startPings(peer, options);
		},
		stop(type, error) {
			const meant = [...watches].filter(watch => type === undefined || watch.type === type);
			for (const watch of meant) watch.end(error);
			return meant.length;
		},
		schemaChanged(id) {
			const name = isKnown(desk, id) ? 'resource.change' : 'resource.remove';
			for (const {peer, type} of watches) {
				if (type !== 'schema') continue;
				peer.send(JSON.stringify({name, resourceType: 'schema', data: {id, type: 'schema', links: {}}}));
			}
		},
		close: unlisten,
	};
};
