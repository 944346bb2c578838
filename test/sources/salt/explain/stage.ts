import {readFileSync} from 'node:fs';
import type {Evidence} from '../../../../source/model/explanation.js';
import type {JsonObject} from '../../../../source/model/json-object.js';
import type {Resource} from '../../../../source/model/resource.js';
import {explain} from '../../../../source/sources/salt/explain/explain.js';
import {resource} from '../../../state/rows.js';
import {lineOf, surround} from '../../explain/surround.js';

/** When all of it is explained, epoch milliseconds. */
export const now = Date.parse('2026-11-20T16:00:00Z');

/** The id of the job. */
export const jid = '20261120154923976870';

/** A row of a minion that is up. */
export const minion = (name: string, changes: Partial<Resource> = {}): Resource =>
	resource({
		source: 'eu',
		family: 'salt',
		kind: 'minion',
		key: `eu//minion/${name}`,
		id: name,
		name,
		state: 'up',
		cells: {KEY: 'accepted', BY: 'presence', SEEN: now - 60_000},
		...changes,
	});

/** A minion of the job. */
export const a = minion('web-a.example');

/** The other minion of the job. */
export const b = minion('web-b.example');

/** A row of a state run that failed. */
export const job = (changes: Partial<Resource> = {}): Resource =>
	resource({
		source: 'eu',
		family: 'salt',
		kind: 'job',
		key: `eu//job/${jid}`,
		id: jid,
		name: 'state.apply bad',
		state: 'failed',
		health: 'error',
		transitioning: 'error',
		message: 'web-a.example: 1 of 3 states ok, breaks: Failure!',
		parents: [a.key, b.key],
		cells: {TARGET: 'web-*', USER: 'saltdev', FAILED: 1},
		...changes,
	});

/** What describing a job answers: the job cache's entry, made from the format of `jobs.list_job`. */
export const cached = (results: JsonObject, more: JsonObject = {}): JsonObject => ({
	jid,
	cache: {
		jid,
		Function: 'state.apply',
		Target: 'web-*',
		Minions: [a.id, b.id],
		Result: results,
		...more,
	},
});

/** The findings about a row, a line each. */
export const explained = async (
	subject: Resource,
	around: readonly Resource[],
	evidence: readonly Evidence[] = [],
): Promise<readonly string[]> => {
	const {findings} = await explain(surround(subject, around, now), evidence);
	return findings.map(finding => lineOf(finding));
};

/** The return of a real minion of a state run in which one state fails and another requires it. */
export const recordedReturn = (): JsonObject => {
	const text = readFileSync(new URL('../../../fixtures/salt/3006-odd-events.http', import.meta.url), 'utf8');
	const line = text.split('\n').find(one => one.includes('"_return"') && one.includes('requisite failed'));
	const {data} = JSON.parse(line?.slice('data: '.length) ?? '{}') as {data: JsonObject};
	return data;
};
