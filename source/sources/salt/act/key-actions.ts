import type {ActionOutcome} from '../../../model/action-request.js';
import {ServerError, UsageError} from '../../../model/errors.js';
import {asObject} from '../../requests/json-values.js';
import type {Key, Keys} from '../minions/keys.js';
import type {Api} from '../wire/api.js';
import {asTexts} from '../wire/frames.js';
import {untraced} from '../wire/internal.js';
import {folderOf} from '../wire/key-state.js';
import type {Low} from '../wire/low.js';
import {wheelReturn} from '../wire/reply.js';

const verbs: Readonly<
	Record<string, {readonly fun: string; readonly folder: string; readonly done: string}>
> = {
	accept: {fun: 'key.accept_dict', folder: 'minions', done: 'accepted'},
	reject: {fun: 'key.reject_dict', folder: 'minions_rejected', done: 'rejected'},
};

/** Keys by directory, as the `*_dict` functions want them: exact, where `match` of the others is a pattern. */
const byFolder = (keys: readonly Key[]): Readonly<Record<string, readonly string[]>> => {
	const folders: Record<string, string[]> = {};
	for (const {minion, state} of keys) {
		const folder = folderOf(state);
		folders[folder] = [...(folders[folder] ?? []), minion];
	}

	return folders;
};

const failure = (api: Api, attempted: string, answer: string): ServerError =>
	new ServerError(
		{attempted, target: api.url, answer, advice: 'refresh to see the present state of the key'},
		200,
		'KeyUnchanged',
	);

const keyOf = (keys: Keys, id: string): Key => {
	const key = keys.get(id);
	if (key === undefined) throw new UsageError(`The key of ${id} is gone`);
	return key;
};

/** A wheel call that did nothing and one that worked can both answer `{}` (salt/wheel/key.py): so the keys are listed. */
const verifyGone = async (
	api: Api,
	ids: readonly string[],
	attempted: string,
	signal: AbortSignal,
): Promise<void> => {
	const folders = asObject(wheelReturn(await api.run(untraced('key.list_all'), attempted, signal)));
	const left = ids.filter(id => asTexts(folders.minions).includes(id));
	if (left.length > 0) throw failure(api, attempted, `the key of ${left.join(', ')} is still there`);
};

/** Deletes the keys of minions, whatever their state. A minion that runs asks to be let in again within seconds. */
export const deleteKeys = async (
	api: Api,
	keys: Keys,
	minions: readonly string[],
	signal: AbortSignal,
): Promise<ActionOutcome> => {
	const attempted = 'Cannot delete the key';
	const found = [...keys.all].filter(({minion}) => minions.includes(minion));
	if (found.length === 0) throw new UsageError(`There is no key of ${minions.join(', ')}`);
	await api.run({client: 'wheel', fun: 'key.delete_dict', match: byFolder(found)}, attempted, signal);
	await verifyGone(api, minions, attempted, signal);
	return {follow: false, message: `deleted ${minions.join(', ')}`};
};

/** Accepts, rejects or deletes one key, exactly that one, and makes sure that it was done. */
export const changeKey = async (
	api: Api,
	keys: Keys,
	id: string,
	name: string,
	signal: AbortSignal,
): Promise<ActionOutcome> => {
	const key = keyOf(keys, id);
	const verb = verbs[name];
	const attempted = `Cannot ${name} the key`;
	if (verb === undefined) {
		const low = {client: 'wheel', fun: 'key.delete_dict', match: byFolder([key])};
		await api.run(low, attempted, signal);
		if (key.state === 'accepted') await verifyGone(api, [key.minion], attempted, signal);
		return {follow: false, message: `deleted ${key.minion}`};
	}

	const low: Low = {
		client: 'wheel',
		fun: verb.fun,
		match: byFolder([key]),
		...(key.state === 'rejected' && {include_rejected: true}),
		...(key.state === 'denied' && {include_denied: true}),
		...(key.state === 'accepted' && {include_accepted: true}),
	};
	const changed = asObject(wheelReturn(await api.run(low, attempted, signal)));
	if (!asTexts(changed[verb.folder]).includes(key.minion)) {
		throw failure(api, attempted, 'the master answered, and changed nothing');
	}

	return {follow: false, message: `${verb.done} ${key.minion}`};
};
