import type {Answer, DemoRequest, Peer} from '../../serve/serve.js';
import type {Clock} from '../../world/clock.js';
import type {Entity} from '../../world/world.js';
import type {Fleet} from '../fleet/fleet.js';
import {normanError} from '../wire/answers.js';
import {projectOf, written} from './render.js';
import {type NormanType, normanTypes, shownAs} from './types.js';

/** Where a subscription is: everything, a cluster, a project. */
export type Place =
	| {readonly context: 'global'}
	| {readonly context: 'cluster'; readonly cluster: string}
	| {readonly context: 'project'; readonly cluster: string; readonly project: string};

/** The subscriptions of the management API. */
export type Subscriptions = {
	/** Takes a subscription, or refuses it. */
	readonly connect: (place: Place, request: DemoRequest) => Answer | ((peer: Peer) => void);
	/** These types cannot be watched from now on: each subscription that has one ends soon after it began. */
	readonly breakTypes: (types: readonly string[]) => void;
	readonly close: () => void;
};

type Subscriber = {
	readonly peer: Peer;
	readonly place: Place;
	readonly types: ReadonlySet<string>;
	readonly origin: string;
	/** Events that wait to be sent. */
	waiting: number;
};

/** So many events wait for a subscriber; with one more its watch ends, and the socket with it (norman pkg/broadcast). */
const maxWaiting = 100;

const isIn = (fleet: Fleet, entity: Entity, place: Place): boolean => {
	if (place.context === 'global') return true;
	if (entity.scope !== place.cluster) return false;
	return place.context === 'cluster' || projectOf(fleet, entity) === `${place.cluster}:${place.project}`;
};

/** `/v3/subscribe` in its three forms: passive, no revisions, three names (`norman pkg/subscribe/handler.go`). */
export const createSubscriptions = (
	fleet: Fleet,
	options: {readonly pingMs: number; readonly clock: Clock},
): Subscriptions => {
	const {pingMs, clock} = options;
	const subscribers = new Set<Subscriber>();
	const broken = new Set<string>();

	const emit = (subscriber: Subscriber, name: string, entity: Entity, type: NormanType): void => {
		const {peer, origin} = subscriber;
		if (subscriber.waiting === 0) setImmediate(() => Object.assign(subscriber, {waiting: 0}));
		subscriber.waiting += 1;
		if (subscriber.waiting > maxWaiting) peer.cut();
		else peer.event(JSON.stringify({name, data: written(fleet, entity, type, origin)}));
	};

	const unwatch = fleet.world.watch(({type: how, entity}) => {
		const type = shownAs(entity.type);
		if (!type || subscribers.size === 0) return;
		for (const subscriber of subscribers) {
			const {place, types} = subscriber;
			if (place.context !== type.context || !types.has(type.id) || !isIn(fleet, entity, place)) continue;
			emit(subscriber, how === 'removed' ? 'resource.remove' : 'resource.change', entity, type);
		}
	});

	const start = (peer: Peer, subscriber: Subscriber): void => {
		let cancel: () => void = () => undefined;
		subscribers.add(subscriber);
		const ping = (): void => {
			peer.send('{"name":"ping","data":{}}');
			// The handler ends with the first watch that does: no close frame, 1006 for the client.
			if ([...subscriber.types].some(type => broken.has(type))) peer.cut();
			else cancel = clock.after(pingMs, ping);
		};

		cancel = clock.after(pingMs, ping);
		peer.onClose(() => {
			subscribers.delete(subscriber);
			cancel();
		});
	};

	return {
		connect(place, {url}) {
			const here = normanTypes.filter(({context}) => context === place.context).map(({id}) => id);
			const wanted = url.searchParams.getAll('resourceTypes');
			const types = new Set(wanted.length > 0 ? here.filter(id => wanted.includes(id)) : here);
			if (types.size === 0) return normanError(404, 'NotFound', 'no resources types matched');
			const origin = url.origin.replace(/^ws/, 'http');
			return peer => start(peer, {peer, place, types, origin, waiting: 0});
		},
		breakTypes(types) {
			broken.clear();
			for (const type of types) broken.add(type);
		},
		close: unwatch,
	};
};
