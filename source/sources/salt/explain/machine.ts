import type {MachineReport, ObservedRow, RowName} from '../../../model/explanation.js';
import type {Cell} from '../../../model/resource.js';
import {nameOf, titleOf} from '../../explain/finding.js';
import type {Scene} from '../../explain/scene.js';
import {changesOn, downBy} from './minion.js';

const upBy: ReadonlyMap<Cell, string> = new Map<Cell, string>([
	['tcp', 'a connection of it is open'],
	['presence', 'the master sees it connected'],
	['event', 'the master heard of it'],
]);

/** The connection of a dead machine looks open until it is probed (`tcp_keepalive_idle`, 300 s by default). */
const noticedAfterMs = 300_000;

const presenceOf = ({resource, since}: ObservedRow): Pick<MachineReport, 'presence' | 'how' | 'since'> => {
	const {state, cells} = resource;
	const {BY: by = null, SEEN: seen = null, KEY: key = null} = cells;
	const heardAt = typeof seen === 'number' ? seen : null;
	if (state === 'up') return {presence: 'answers', how: upBy.get(by) ?? null, since: heardAt};
	if (state === 'down') return {presence: 'silent', how: downBy.get(by) ?? null, since: since ?? heardAt};
	if (state === 'suspect')
		return {presence: 'unknown', how: 'it did not answer a job, and may be busy', since: null};
	const how = key === 'accepted' ? 'its master has not said whether it is connected' : `its key is ${key}`;
	return {presence: 'unknown', how, since: null};
};

/** Only of the row that is explained the jobs are known. */
const workOn = (scene: Scene, {resource}: ObservedRow): readonly RowName[] =>
	resource.key === scene.subject.resource.key ? changesOn(scene).map(job => nameOf(job.resource)) : [];

/** What a master knows of the machines that are its minions: whether they are there, and what changes them. */
export const machineReports = (scene: Scene): readonly MachineReport[] =>
	scene.machines.map(row => ({
		row: nameOf(row.resource),
		speaker: titleOf(row.resource),
		...presenceOf(row),
		noticedAfterMs,
		work: workOn(scene, row),
	}));
