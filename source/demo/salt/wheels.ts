import {isObject} from '../../model/json-object.js';
import type {Fields, Json} from '../world/world.js';
import {rememberCall} from './job-cache.js';
import type {KeyFolder, Master} from './master.js';

const folders: readonly KeyFolder[] = ['minions', 'minions_pre', 'minions_rejected', 'minions_denied'];

const fingerprint = (id: string): string => {
	let state = 7;
	return Array.from({length: 32}, (_, index) => {
		state = (state * 31 + (id.codePointAt(index % id.length) ?? 0) + index) % 256;
		return state.toString(16).padStart(2, '0');
	}).join(':');
};

/** Keys by directory that `match` names: a pattern, or for the `*_dict` functions ids by directory. */
const matched = (
	master: Master,
	match: Json | undefined,
	from: readonly KeyFolder[],
): [string, KeyFolder][] => {
	if (isObject(match)) {
		return folders.flatMap(folder => {
			const ids = match[folder];
			const known = Array.isArray(ids) ? ids.map(String) : [];
			return known
				.filter(id => master.keys.get(id)?.has(folder) === true)
				.map((id): [string, KeyFolder] => [id, folder]);
		});
	}

	const pattern = new RegExp(
		`^${String(match ?? '')
			.replace(/[.+^${}()|\\]/g, '\\$&')
			.replaceAll('*', '.*')}$`,
	);
	return from.flatMap(folder =>
		master
			.keysIn(folder)
			.filter(id => pattern.test(id))
			.map((id): [string, KeyFolder] => [id, folder]),
	);
};

/** `act` of a key event: a verb up to 3007, the state's own name since 3008. */
const actName = (master: Master, act: 'accept' | 'reject' | 'delete'): string => {
	if (master.options.version < '3008') return act;
	return {accept: 'accepted', reject: 'rejected', delete: 'delete'}[act];
};

/** What there still is of ids of which keys were deleted (test/fixtures/salt/found/08-delete-denied-key.json). */
const keysLeft = (master: Master, deleted: readonly [string, KeyFolder][]): Fields => {
	const ids = new Set(deleted.map(([id]) => id));
	return Object.fromEntries(
		folders.flatMap(folder => {
			const left = master.keysIn(folder).filter(id => ids.has(id));
			return left.length === 0 ? [] : [[folder, left]];
		}),
	);
};

const move = (master: Master, act: 'accept' | 'reject' | 'delete', low: Fields): Fields => {
	const from = new Set<KeyFolder>(['minions_pre']);
	if (low.include_rejected === true || act === 'delete') from.add('minions_rejected');
	if (low.include_denied === true || act === 'delete') from.add('minions_denied');
	if (low.include_accepted === true || act === 'delete') from.add('minions');
	const found = matched(master, low.match, [...from]).filter(([, folder]) => from.has(folder));
	const to: KeyFolder = act === 'accept' ? 'minions' : 'minions_rejected';
	for (const [id, folder] of found) {
		if (act === 'delete') master.dropKey(id, folder);
		else master.keys.set(id, new Set([to]));
		master.fire('salt/key', {result: true, act: actName(master, act), id});
		const minion = master.minions.get(id);
		if (minion === undefined) continue;
		// A minion that runs is let in within seconds, or comes back as a new one.
		if (act === 'accept') {
			minion.up = false;
			master.world.after(1500, () => master.setUp(id, true));
		} else if (minion.up) {
			master.fire('key', {rotate_aes_key: true});
			if (act === 'delete') master.world.after(4000, () => master.keys.has(id) || master.sayHello(id));
		}
	}

	if (act === 'delete') return keysLeft(master, found);
	return found.length === 0 ? {} : {[to]: found.map(([id]) => id)};
};

const listAll = (master: Master): Fields => ({
	...Object.fromEntries(folders.map(folder => [folder, master.keysIn(folder)])),
	local: ['master.pem', 'master.pub'],
});

const finger = (master: Master, low: Fields): Fields => {
	const found: {[folder: string]: {[id: string]: Json}} = {};
	for (const [id, folder] of matched(master, low.match, folders)) {
		found[folder] = {...found[folder], [id]: fingerprint(id)};
	}

	return found;
};

const wheels: Readonly<Record<string, (master: Master, low: Fields) => Json>> = {
	'key.list_all': listAll,
	'key.finger': finger,
	'key.accept': (master, low) => move(master, 'accept', low),
	'key.accept_dict': (master, low) => move(master, 'accept', low),
	'key.reject': (master, low) => move(master, 'reject', low),
	'key.reject_dict': (master, low) => move(master, 'reject', low),
	'key.delete': (master, low) => move(master, 'delete', low),
	'key.delete_dict': (master, low) => move(master, 'delete', low),
	'minions.connected': master => master.connected(),
	'config.values': master => ({version: master.options.version}),
};

/**
 * Runs a wheel function. Up to 3007 that is four events under two jids, the inner of which the job cache has; a `__jid__`
 * becomes the inner jid, and one that reads `nocache` is not kept (salt/utils/job.py). Since 3008 it is two events under
 * one jid, without a `tag` in them (test/fixtures/salt/found/06-wheel-events-*.sse).
 */
export const runWheel = (master: Master, fun: string, low: Fields, user: string, detached: boolean): Json => {
	const {client: _client, fun: _fun, arg, kwarg, __jid__: wanted, ...named} = low;
	const first = Array.isArray(arg) && arg[0] !== undefined ? {match: arg[0]} : {};
	const kwargs: Fields = {...first, ...named, ...(isObject(kwarg) ? kwarg : {})};
	const jid = master.newJid();
	const tag = `salt/wheel/${jid}`;
	const outer: Fields = {fun: `wheel.${fun}`, jid, tag, user};
	const isOld = master.options.version < '3008';
	if (isOld) master.fire(`${tag}/new`, outer);
	const innerJid = isOld ? String(wanted ?? master.newJid()) : jid;
	const args = Object.keys(kwargs).length > 0 ? [kwargs] : [];
	const inner: Fields = {
		fun: `wheel.${fun}`,
		jid: innerJid,
		user: isOld ? 'UNKNOWN' : user,
		fun_args: args,
	};
	master.fire(`salt/wheel/${innerJid}/new`, inner);
	const known = wheels[fun];
	const value =
		known?.(master, kwargs) ??
		`Exception occurred in wheel ${fun}: Traceback (most recent call last):\nsalt.exceptions.CommandExecutionError: '${fun}' is not available.\n`;
	const over: Fields = {
		return: value,
		success: known !== undefined,
		...(known === undefined ? {retcode: 1} : {}),
	};
	if (innerJid !== 'nocache') rememberCall(master, {...inner, ...over});
	master.fire(`salt/wheel/${innerJid}/ret`, {...inner, ...over});
	if (isOld) master.fire(`${tag}/ret`, {...outer, ...over});
	if (detached) return {tag, jid};
	// The events of older masters leave their stamp in the reply.
	return {tag, data: {...outer, ...(isOld ? {_stamp: master.stamp()} : {}), ...over}};
};
