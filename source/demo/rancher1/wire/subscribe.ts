import type {Peer} from '../../serve/serve.js';
import type {Clock} from '../../world/clock.js';
import {createRandom, type Random} from '../../world/random.js';
import type {Entity, Fields, Json, World} from '../../world/world.js';
import {stateOf} from '../fleet/fleet.js';
import {schemaOf} from '../schemas/schemas.js';
import type {Caller} from './caller.js';
import {written} from './render.js';

/** Subscriptions to the changes of a world. */
type Subscriptions = {
	/** Takes a peer that asked for `eventNames` in the caller's project. */
	readonly take: (peer: Peer, caller: Caller, eventNames: readonly string[]) => void;
	/** Sends everybody a logout, and closes (`cattle TokenResourceManager.java`). */
	readonly logout: () => void;
	readonly close: () => void;
};

/** Times of a subscription in milliseconds, and its bounds. */
type SubscribeOptions = {
	readonly pingMs: number;
	readonly flushMs: number;
	readonly maxPings: number;
	readonly oldEnvelope: boolean;
};

type Subscriber = {readonly peer: Peer; readonly caller: Caller; slow: boolean};

/** So many bytes waiting count as a slow client. */
const slowBytes = 8 * 1024 * 1024;

/** With random numbers of its own: subscribers do not change what happens in the world. */
type EnvelopeStyle = {readonly random: Random; readonly clock: Clock; readonly old: boolean};

type Envelope = {readonly name: string; readonly id: Json; readonly type: Json; readonly payload: Json};

const envelope = (style: EnvelopeStyle, of: Envelope): string => {
	const id = style.random.uuid();
	const time = style.clock.now();
	const {name, id: resourceId, type: resourceType, payload: data} = of;
	const frame: Fields = style.old
		? {
				id,
				name,
				replyTo: null,
				resourceId,
				resourceType,
				publisher: null,
				transitioning: null,
				transitioningMessage: null,
				transitioningInternalMessage: null,
				previousIds: null,
				previousNames: null,
				data,
				time,
				timeoutMillis: null,
				transitioningProgress: null,
				context: null,
			}
		: {id, name, resourceId, resourceType, data, time};
	return JSON.stringify(frame);
};

// Never pushed, or no longer visible (`cattle ResourceChangeEventProcessor.java`).
const isSilent = (entity: Entity): boolean =>
	['auditLog', 'processInstance', 'project', 'setting'].includes(entity.type) ||
	((entity.fields.removed ?? null) !== null && stateOf(entity) !== 'removed');

const startPings = (subscriber: Subscriber, style: EnvelopeStyle, options: SubscribeOptions): void => {
	const {peer} = subscriber;
	let left = options.maxPings;
	let cancel: () => void = () => undefined;
	const ping = (): void => {
		if (left <= 0 || subscriber.slow) {
			peer.close();
			return;
		}

		left -= 1;
		peer.send(
			envelope(style, {
				name: 'ping',
				id: null,
				type: null,
				payload: {options: {}, resources: []},
			}),
		);
		cancel = style.clock.after(options.pingMs, ping);
	};

	peer.onClose(() => cancel());
	// The first comes as late as the others: five seconds after the upgrade.
	cancel = style.clock.after(options.pingMs, ping);
};

/**
 * Level-triggered: changes are collected, and with each flush every changed resource is sent as it is then, in no
 * particular order (`cattle ResourceChangeEventListenerImpl.java`).
 */
export const createSubscriptions = (world: World, options: SubscribeOptions): Subscriptions => {
	const style = {random: createRandom(1), clock: world.clock, old: options.oldEnvelope};
	const subscribers = new Set<Subscriber>();
	const dirty = new Map<string, Entity>();
	let cancelFlush: (() => void) | null = null;

	const sendToAll = (entity: Entity): void => {
		const frames = new Map<string, string>();
		for (const subscriber of subscribers) {
			const {peer, caller} = subscriber;
			const lacking = caller.project !== entity.scope || caller.dialect.lacks(entity.type);
			if (lacking || (caller.dialect.version === 'v1' && entity.type === 'stack')) continue;
			if (peer.buffered() > slowBytes) {
				subscriber.slow = true;
				continue;
			}

			const view = `${caller.base} ${caller.key.role}`;
			const resource = frames.get(view) ?? JSON.stringify(written(entity, caller));
			frames.set(view, resource);
			const frame = envelope(style, {
				name: 'resource.change',
				id: caller.dialect.idName(entity.id),
				type: caller.dialect.typeName(entity.type),
				payload: '\u0000',
			});
			// The resource is written once for all who see it alike, and put into each envelope.
			peer.event(frame.replace(String.raw`"\u0000"`, () => `{"resource":${resource}}`));
		}
	};

	const flush = (): void => {
		cancelFlush = null;
		const changed = style.random.shuffle([...dirty.values()]);
		dirty.clear();
		for (const entity of changed) if (!isSilent(entity)) sendToAll(entity);
	};

	const unwatch = world.watch(({type, entity}) => {
		if (subscribers.size === 0) return;
		if (type === 'removed') {
			if (!schemaOf(entity.type)?.fields.has('state') || (entity.fields.removed ?? null) !== null) return;
			Object.assign(entity.fields, {state: 'removed', removed: world.clock.now(), transitioning: null});
		}

		dirty.set(entity.key, entity);
		cancelFlush ??= world.clock.after(options.flushMs, flush);
	});

	return {
		take(peer, caller, eventNames) {
			const subscriber = {peer, caller, slow: false};
			if (eventNames.some(name => name.split(';')[0] === 'resource.change')) subscribers.add(subscriber);
			peer.onClose(() => subscribers.delete(subscriber));
			startPings(subscriber, style, options);
		},
		logout() {
			for (const {peer} of subscribers) {
				peer.send('{"name":"logout"}');
				peer.close();
			}
		},
		close() {
			unwatch();
			cancelFlush?.();
		},
	};
};
