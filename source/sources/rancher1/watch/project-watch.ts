import {AccountedError, isFatal, RefusedError, ServerError, UnreachableError} from '../../../model/errors.js';
import type {Resource, ResourceKey} from '../../../model/resource.js';
import type {SocketEnd} from '../../../transport/websocket.js';
import {ListFaults} from '../../follow/list-faults.js';
import {Surge} from '../../follow/surge.js';
import type {WatchAdapter, WatchEvent, WatchStream} from '../../follow/watch-adapter.js';
import {subjectIn, timeIn} from '../wire/envelope.js';
import {frameOf, type Rancher1Object} from '../wire/frames.js';
import {isHidden, listKind} from './list-kind.js';
import type {ProjectOptions} from './project-options.js';
import {ProjectStream} from './project-stream.js';
import type {Subject} from './silent-rows.js';

const heartbeat: WatchEvent = {type: 'heartbeat'};

const includeOf = ({version}: ProjectOptions) => (version === 'v1' ? '&include=hosts&include=services' : '');

const endOf = (end: SocketEnd, base: string): Error | null =>
	end.by === 'peer' && end.code !== 1000 && end.code !== 1001 && end.code !== 1006
		? new UnreachableError({attempted: 'Cannot follow changes', target: base, answer: end.detail})
		: null;

const loggedOut = (target: string) =>
	new RefusedError({
		attempted: 'Cannot follow changes',
		target,
		answer: 'the server logged this account out: it is used elsewhere, and only one session is allowed',
		advice: 'end the other session, or use another key',
	});

/** Opens the subscription; resolves when nothing can be missed any more. */
const openStream = async (
	options: ProjectOptions,
	stream: ProjectStream,
	emit: (event: WatchEvent) => void,
	signal: AbortSignal,
): Promise<WatchStream> => {
	const {api, base} = options;
	let refuse: (error: Error) => void = () => undefined;
	const refused = new Promise<Error>(resolve => {
		refuse = resolve;
	});
	const surge = new Surge({
		subjectIn,
		timeIn,
		...(options.everyChange && {max: Number.POSITIVE_INFINITY}),
		read(text, skipped) {
			const frame = frameOf(text);
			if (frame.type === 'changed') stream.change(frame.object, frame.time, skipped);
			else if (frame.type === 'fault') stream.fault(frame.message);
			else if (frame.type === 'logout') refuse(loggedOut(api.url));
			else emit(heartbeat);
		},
	});
	signal.addEventListener('abort', () => surge.close(), {once: true});
	const socket = await api.socket({
		url: `${base}/subscribe?eventNames=resource.change${includeOf(options)}`,
		attempted: 'Cannot follow changes',
		silenceMs: null,
		signal,
		onFrame: text => surge.take(text),
	});
	void refused.then(() => socket.close());
	const closed = socket.ended.then(end => {
		surge.flush();
		return endOf(end, api.url);
	});
	// The server subscribes before it answers the upgrade: its first ping comes five seconds later
	// (frames-cattle-restart.txt), changes at once.
	return {ended: Promise.race([refused, closed])};
};

/** A kind to be listed. */
type Listed = {
	readonly kind: string;
	readonly isAwaited: boolean;
	readonly faults: ListFaults;
};

const listRows = async (
	options: ProjectOptions,
	stream: ProjectStream | null,
	{kind, isAwaited, faults}: Listed,
	page: (resources: readonly Resource[]) => void,
	signal: AbortSignal,
): Promise<void> => {
	const collection = options.catalogue().collections.get(kind);
	if (collection === undefined) return;
	const {api, base} = options;
	const scope = options.scope();
	const before = scope.names.keysOf(kind);
	const keys = new Set<ResourceKey>();
	const onRow = (plain: Resource, object: Rancher1Object, kinds: readonly string[]) => {
		keys.add(plain.key);
		const resource = stream?.listed(plain, object, kinds) ?? plain;
		const renamed = scope.names.note(plain);
		stream?.reportAgain(renamed);
		return resource;
	};
	const include = includeOf(options);
	const onMiscount = faults.miscount(kind);
	const request = {api, base, kind, collection, include, scope, onRow, isAwaited, onMiscount, signal};
	(await listKind(request, page)).forEach(faults.entry(kind));
	for (const key of before) if (!keys.has(key)) scope.names.forget(key);
};

/** Whether the API answers plain requests. */
const isUp = async ({api, base}: ProjectOptions, signal: AbortSignal): Promise<boolean> => {
	try {
		const path = base.slice(0, base.indexOf('/projects/'));
		const {status} = await api.ask({path, attempted: 'Cannot reach the API', signal});
		return status < 500;
	} catch (error) {
		if (error instanceof AccountedError) return false;
		throw error;
	}
};

/** What hears of the actions that the server accepted. */
export type ActedOn<Followed> = Followed & {
	readonly accepted: (key: ResourceKey, subject: Subject) => void;
};

/** Follows one project by its subscription and its collections, for `reflect`. */
export const createProjectWatch = (options: ProjectOptions): ActedOn<WatchAdapter> => {
	let stream: ProjectStream | null = null;
	const listed = new Set<string>();
	const faults = new ListFaults();
	const isAwaited = (kind: string) => !listed.has(kind) && options.isAwaited(kind);
	return {
		accepted(key, subject) {
			options.acceptances.add(key);
			stream?.accepted(key, subject);
		},
		async open(kinds, emit, signal) {
			faults.emit = emit;
			stream = new ProjectStream(options, kinds, emit, signal);
			listed.clear();
			try {
				return await openStream(options, stream, emit, signal);
			} catch (error) {
				if (signal.aborted || isFatal(error) || !(error instanceof Error)) throw error;
				// The server's own proxy answers so while the server is down (websocket-proxy `can't dial`).
				if (error instanceof ServerError && error.status >= 500) throw error;
				if (!(await isUp(options, signal))) throw error;
				// Another proxy in between lets requests through that are not an upgrade.
				return {ended: new Promise(() => undefined), unfollowed: error};
			}
		},
		async list(kinds, page, signal) {
			for (const kind of kinds) {
				try {
					const list = {kind, isAwaited: isAwaited(kind), faults};
					await listRows(options, stream, list, page, signal);
					listed.add(kind);
				} catch (error) {
					if (!isHidden(error, kind)) throw error;
				}
			}

			return null;
		},
	};
};
