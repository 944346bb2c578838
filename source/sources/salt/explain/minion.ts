import type {Finding, ObservedRow, RowName} from '../../../model/explanation.js';
import type {Cell} from '../../../model/resource.js';
import {cause, messageOf, sign, stateSign, titleOf} from '../../explain/finding.js';
import {isUnwell, type Scene} from '../../explain/scene.js';
import {isStateRun} from '../jobs/outcome.js';
import {returnsOf} from './returns.js';
import {failureFindings} from './states.js';

const keyWords: ReadonlyMap<Cell, string> = new Map<Cell, string>([
	['pending', 'waits to be accepted: until then the master sends it no commands'],
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

/** How it is known that a minion is not there, by its cell. */
export const downBy: ReadonlyMap<Cell, string> = new Map<Cell, string>([
	['tcp', 'no connection of it is open'],
	['presence', 'the master does not see it connected'],
	['event', 'it said that it stops'],
	['no answer', 'it did not answer a job'],
]);

/** Whether a minion is there, and how that is known. */
export const presenceFindings = ({resource, since}: ObservedRow): readonly Finding[] => {
	const {state, cells} = resource;
	if (state !== 'down' && state !== 'suspect') return [];
	const why = downBy.get(cells.BY ?? null);
	const text = `${titleOf(resource)} is ${state}${why === undefined ? '' : `: ${why}`}`;
	const seen = typeof cells.SEEN === 'number' ? cells.SEEN : null;
	const severity = state === 'down' ? 'error' : 'warning';
	return [cause(resource, text, {severity, since: since ?? seen})];
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

const runningOn = (scene: Scene): readonly ObservedRow[] =>
	scene.below.filter(({resource: {kind, transitioning}}) => kind === 'job' && transitioning === 'yes');

// A trial changes nothing.
const isChange = ({resource: {name}}: ObservedRow): boolean =>
	isStateRun(name.split(' ', 1)[0] ?? '') && !/\btest=True\b/.test(name);

/** The jobs that change the minion that is explained right now; one that is down does not work on what was sent to it. */
export const changesOn = (scene: Scene): readonly ObservedRow[] =>
	scene.subject.resource.state === 'down' ? [] : runningOn(scene).filter(isChange);

const runningJobs = (scene: Scene, {resource: minion}: ObservedRow): readonly Finding[] =>
	runningOn(scene).map(job => {
		const {resource, since} = job;
		const {USER: user} = resource.cells;
		const title = `${titleOf(resource)}${typeof user === 'string' ? ` by ${user}` : ''}`;
		const what = isChange(job) ? 'is being changed right now' : 'is at work';
		const text =
			minion.state === 'down'
				? `${title} was sent to ${titleOf(minion)}, which is not there`
				: `${titleOf(minion)} ${what}: ${title} is running on it`;
		return sign(resource, text, {severity: 'transitioning', since});
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
