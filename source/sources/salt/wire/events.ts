import type {JsonObject} from '../../../model/json-object.js';
import {asNumber, asObject, asText} from '../../requests/json-values.js';
import {type BatchNews, batchNewsOf} from './batch-news.js';
import {asTexts, type BusEvent, isJid} from './frames.js';
import {callArguments, callReturnOf, type Published, publishedOf, type Returned, returnedOf} from './job.js';
import {type KeyState, keyStateOf} from './key-state.js';

/** A state that a running state run has done. */
export type Step = {
	readonly jid: string;
	readonly minion: string;
	/** Counted from 0. */
	readonly index: number;
	/** How many states there are in the run, where the event says so. */
	readonly total: number | null;
	/** The state's result, `{name, result, changes, comment, __id__, __sls__, duration}`. */
	readonly result: JsonObject;
};

/** What an event of the bus means. */
export type Meaning =
	| {readonly type: 'new'; readonly job: Published}
	| {readonly type: 'return'; readonly returned: Returned}
	| {readonly type: 'step'; readonly step: Step}
	/** A publish that the master refused; the job's own jid is '' where it got none. */
	| {
			readonly type: 'job-error';
			readonly jid: string | null;
			readonly message: string;
			readonly job: Published;
	  }
	/** A runner or a wheel function began on the master. */
	| {readonly type: 'call'; readonly job: Published}
	| {readonly type: 'call-return'; readonly returned: Returned}
	| {readonly type: 'call-progress'; readonly jid: string; readonly text: string}
	| {readonly type: 'key'; readonly minion: string; readonly state: KeyState | null}
	/** A minion said hello: repeated at every reconnect, so only `pending`, `rejected` and `denied` say something about the key. */
	| {readonly type: 'auth'; readonly minion: string; readonly state: KeyState | null}
	| {readonly type: 'present'; readonly minions: readonly string[]}
	| {readonly type: 'presence'; readonly found: readonly string[]; readonly lost: readonly string[]}
	| {readonly type: 'start'; readonly minion: string}
	| {readonly type: 'beacon'; readonly minion: string; readonly beacon: string; readonly failed: boolean}
	/** The master has new grains and pillar of a minion in its cache. */
	| {readonly type: 'refresh'; readonly minion: string}
	/** How far a batch is. */
	| {readonly type: 'batch'; readonly news: BatchNews}
	/** Something that a minion fired. */
	| {readonly type: 'sign'; readonly minion: string}
	/** The same news comes under another tag too. */
	| {readonly type: 'duplicate'}
	/** The same of a wheel function, under the jid that the job cache has: only this one says with what it was called. */
	| {readonly type: 'copy'; readonly job: Published}
	| {readonly type: 'other'};

/** `salt/job/<jid>/<what>/<minion>/…`; a jid is empty where the publish itself was refused (`salt/job/error`). */
const jobMeaning = (event: BusEvent, parts: readonly string[]): Meaning => {
	const [, , jid = '', what, minion = '', number] = parts;
	const {data} = event;
	if (jid === 'error' || what === 'error') {
		const error = asObject(data.error);
		const message = asText(error.message) ?? asText(data.error) ?? 'the master refused the job';
		const reported = [jid, asText(data.jid) ?? ''].find(isJid) ?? null;
		return {type: 'job-error', jid: reported, message, job: publishedOf(reported ?? '', data)};
	}

	if (what === 'new') return {type: 'new', job: publishedOf(jid, data)};
	if (what === 'ret' && minion !== '') return {type: 'return', returned: returnedOf(jid, minion, data)};
	if (what === 'prog' && minion !== '') {
		const {ret, len} = asObject(event.payload);
		if (ret === undefined) return {type: 'sign', minion};
		return {
			type: 'step',
			step: {jid, minion, index: Number(number) || 0, total: asNumber(len), result: asObject(ret)},
		};
	}

	if (what === 'publish') return {type: 'duplicate'};
	return minion === '' ? {type: 'other'} : {type: 'sign', minion};
};

const calledOf = (jid: string, data: JsonObject): Published => ({
	...publishedOf(jid, {...data, arg: callArguments(data.fun_args), tgt: 'master'}),
	minions: null,
	targetType: '',
	...(!('fun_args' in data) && {isBare: true}),
});

/**
 * `salt/run/<jid>/<what>` and `salt/wheel/<jid>/<what>`. Up to 3007 a wheel call is reported twice, under two jids; the
 * inner copy has neither a `tag` nor a user (salt/client/mixins.py). Since 3008 there is one, without a `tag` either
 * (test/fixtures/salt/found/06-wheel-events-*.sse).
 */
const callMeaning = (event: BusEvent, parts: readonly string[]): Meaning => {
	const [, side, jid = '', what] = parts;
	const {data} = event;
	const isInner = asText(data.tag) === null && data.user === 'UNKNOWN';
	if (side === 'wheel' && isInner) return {type: 'copy', job: calledOf(jid, data)};
	if (what === 'ret') return {type: 'call-return', returned: callReturnOf(jid, '', data)};
	if (what === 'args' || what === 'progress') {
		const reported = asText(data.message) ?? [data.type, data.name, data.tgt].filter(Boolean).join(' ');
		return {type: 'call-progress', jid, text: reported};
	}

	return what === 'new' ? {type: 'call', job: calledOf(jid, data)} : {type: 'other'};
};

/** What a minion fired shows that it is there. */
const signOf = (data: JsonObject): Meaning => {
	const id = asText(data.id);
	return id !== null && data.cmd === '_minion_event' ? {type: 'sign', minion: id} : {type: 'other'};
};

/** What `salt/…` events other than jobs mean. */
const masterMeaning = (event: BusEvent, parts: readonly string[]): Meaning => {
	const {data} = event;
	const id = asText(data.id);
	switch (parts[1]) {
		case 'key':
			return id === null ? {type: 'other'} : {type: 'key', minion: id, state: keyStateOf(data.act)};
		case 'auth':
			return id === null ? {type: 'other'} : {type: 'auth', minion: id, state: keyStateOf(data.act)};
		case 'presence':
			return parts[2] === 'present'
				? {type: 'present', minions: asTexts(data.present)}
				: {type: 'presence', found: asTexts(data.new), lost: asTexts(data.lost)};
		case 'batch': {
			const news = batchNewsOf(parts[2] ?? '', parts[3] ?? '', data);
			return news === null ? {type: 'other'} : {type: 'batch', news};
		}

		case 'minion':
			if (parts[3] === 'start' && parts[2]) return {type: 'start', minion: parts[2]};
			return signOf(data);
		case 'beacon': {
			// A tag without suffix ends with a slash; an error is an event with nothing in it (salt/beacons/__init__.py).
			const failed = Object.keys(data).every(name => name.startsWith('_'));
			return {
				type: 'beacon',
				minion: parts[2] ?? '',
				beacon: parts.slice(3).filter(Boolean).join('/'),
				failed,
			};
		}
		default:
			return signOf(data);
	}
};

/** Says what an event of the bus means; `other` for tags that rwatch does not know, which are not an error. */
export const meaningOf = (event: BusEvent): Meaning => {
	const {tag, data} = event;
	const parts = tag.split('/');
	if (parts[0] === 'salt') {
		if (parts[1] === 'job') return jobMeaning(event, parts);
		if (parts[1] === 'run' || parts[1] === 'wheel') return callMeaning(event, parts);
		return masterMeaning(event, parts);
	}

	if (isJid(tag) || tag === 'minion_start' || tag === 'syndic_start') return {type: 'duplicate'};
	if (parts[0] === 'minion' && parts[1] === 'refresh' && parts[2]) return {type: 'refresh', minion: parts[2]};
	return signOf(data);
};
