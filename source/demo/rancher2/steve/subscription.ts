import type {Peer} from '../../serve/serve.js';
import type {Fields, World} from '../../world/world.js';
import type {HubEvent} from './caches.js';
import {type Hub, originMark} from './hub.js';
import {written} from './render.js';

/** One watch on one socket. */
export type Subscription = {
	readonly peer: Peer;
	readonly frame: Fields;
	readonly type: string;
	readonly namespace: string;
	readonly id: string;
	readonly end: (error?: string) => void;
	/** Ends silently: the client is gone. */
	readonly drop: () => void;
};

/** The fields of a watch request that are repeated in every message about it. */
export const echo = (frame: Fields): Fields => {
	const {resourceType, namespace, id, selector, mode} = frame;
	return {
		resourceType: resourceType ?? '',
		...(namespace && {namespace}),
		...(id && {id}),
		...(selector && {selector}),
		...(mode && {mode}),
	};
};

/** The identity of a watch, without its revision (`apiserver pkg/subscribe/handler.go`). */
export const keyOf = ({resourceType, namespace, id, selector, mode, debounceMs}: Fields): string =>
	[resourceType, namespace, id, selector, mode, debounceMs].map(part => String(part ?? '')).join('/');

const originOf = (peer: Peer): string => peer.request.url.origin;

/** Emits an event to a subscription if it concerns it. */
export const emit = (watch: Subscription, {name, revision, data, namespace, id}: HubEvent): void => {
	if (watch.namespace !== '' && watch.namespace !== namespace) return;
	if (watch.id !== '' && watch.id !== id) return;
	const envelope = JSON.stringify({name, ...echo(watch.frame), revision: String(revision)});
	watch.peer.event(`${envelope.slice(0, -1)},"data":${data.replaceAll(originMark, originOf(watch.peer))}}`);
};

/** Where a watch resumes, and how the server keeps its events. */
type Replay = {
	readonly hub: Hub;
	readonly world: World;
	readonly cluster: string;
	readonly sqlCache: boolean;
	readonly revision: string;
};

const replayCache = (watch: Subscription, events: readonly HubEvent[], revision: string): boolean => {
	if (revision === '') return true;
	const at = events.findIndex(event => String(event.revision) === revision);
	for (const event of events.slice(at + 1)) if (at >= 0) emit(watch, event);
	return at >= 0;
};

/** Replays the missed events; false if the revision is no longer known. */
export const replay = (
	watch: Subscription,
	{hub, world, cluster, sqlCache, revision: wanted}: Replay,
): boolean => {
	const events = hub.events(cluster, watch.type);
	if (sqlCache) return replayCache(watch, events, wanted);
	if (wanted === '' || wanted === '0' || wanted === '-1') {
		for (const appearance of hub.appearances(cluster, watch.type)) {
			const revision = hub.versionOf(appearance);
			const namespace = appearance.id.includes('/') ? (appearance.id.split('/', 1)[0] ?? null) : null;
			const data = JSON.stringify(written(appearance, revision, world, originMark));
			emit(watch, {name: 'resource.create', revision, data, namespace, id: appearance.id});
		}

		return true;
	}

	const oldest = events[0]?.revision ?? 0;
	const isKept = Number(wanted) >= oldest - 1;
	for (const event of events) if (isKept && event.revision > Number(wanted)) emit(watch, event);
	return isKept || events.length === 0;
};
