import type {Finding, ObservedRow, RowName} from '../../../model/explanation.js';
import type {Cell} from '../../../model/resource.js';
import {cause, messageOf, sign, stateSign, titleOf} from '../../explain/finding.js';
import {isUnwell, type Scene} from '../../explain/scene.js';
import {isStateRun} from '../jobs/outcome.js';
import {returnsOf} from './returns.js';
import {failureFindings} from './states.js';

const keyWords: ReadonlyMap<Cell, string> = new Map<Cell, string>([
	['pending', 'waits to be accepted: until then the master tells it nothing'],
	['denied', 'is denied: another key of the same id is known'],
	['rejected', 'is rejected'],
]);

/** What is wrong with the key of a minion. */
const keyFindings = (scene: Scene, row: ObservedRow): readonly Finding[] => {
	const {resource} = row;
	const {KEY: state = null} = resource.cells;
	const word = keyWords.get(state);
	if (word === undefined) return [];
	const key = scene.below.find(one => one.resource.kind === 'key');
	const severity = state === 'denied' ? 'error' : 'warning';
	const since = key?.since ?? null;
	return [cause(key?.resource ?? resource, `the key of ${titleOf(resource)} ${word}`, {severity, since})];
};

const byWords: ReadonlyMap<Cell, string> = new Map<Cell, string>([
	['tcp', 'no connection of it is open'],
	['presence', 'the master does not see it connected'],
	['event', 'it said that it stops'],
	['no answer', 'it did not answer a job'],
]);

/** Whether a minion is there, and how that is known. */
export const presenceFindings = ({resource, since}: ObservedRow): readonly Finding[] => {
	const {state, cells} = resource;
	if (state !== 'down' && state !== 'suspect') return [];
	const why = byWords.get(cells.BY ?? null);
	const text = `${titleOf(resource)} is ${state}${why === undefined ? '' : `: ${why}`}`;
	const seen = typeof cells.SEEN === 'number' ? cells.SEEN : null;
	const severity = state === 'down' ? 'error' : 'warning';
	const machine = state === 'down' ? {machine: 'lost' as const} : {};
	return [cause(resource, text, {severity, since: since ?? seen, ...machine})];
};

const ofMinion = (row: RowName, minion: string) => (id: string) => (id === minion ? row : null);

/** What failed on a minion in the jobs that are known of it, newest first. */
const failedJobs = (scene: Scene, {resource}: ObservedRow): readonly Finding[] =>
	scene.below.flatMap(job => {
		const {key, name} = job.resource;
		const returns = returnsOf(scene.answer(key, 'object'));
		const failed = returns?.failed.filter(({minion}) => minion === resource.id) ?? [];
		return failureFindings(failed, name, job.since, ofMinion(job.resource, resource.id));
	});

const runningJobs = (scene: Scene, {resource: minion}: ObservedRow): readonly Finding[] =>
	scene.below.flatMap(({resource, since}) => {
		if (resource.kind !== 'job' || resource.transitioning !== 'yes') return [];
		const {USER: user} = resource.cells;
		const by = typeof user === 'string' ? ` by ${user}` : '';
		const [fun = ''] = resource.name.split(' ', 1);
		const isChange = isStateRun(fun);
		const what = isChange ? 'is being changed right now' : 'is at work';
		const text = `${titleOf(minion)} ${what}: ${titleOf(resource)}${by} is running on it`;
		const machine = isChange ? {machine: 'changing' as const} : {};
		return [sign(resource, text, {severity: 'transitioning', since, ...machine})];
	});

/** What is wrong with a minion: its key, whether it is there, what failed on it, and what runs on it now. */
export const minionFindings = (scene: Scene, row: ObservedRow): readonly Finding[] => {
	const before = [...keyFindings(scene, row), ...presenceFindings(row)];
	const failed = isUnwell(row) ? failedJobs(scene, row) : [];
	const {resource, since} = row;
	const [message] = messageOf(row);
	const isWork = message !== undefined && resource.transitioning !== 'yes';
	const own = isWork
		? [
				sign(resource, `the last work of ${titleOf(resource)} failed`, {
					severity: resource.health,
					since,
					quotes: [message],
				}),
			]
		: [];
	const found = [...before, ...failed, ...own];
	return [...(found.length > 0 || !isUnwell(row) ? found : stateSign(row)), ...runningJobs(scene, row)];
};
