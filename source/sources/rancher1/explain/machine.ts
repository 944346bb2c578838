import type {MachineReport, ObservedRow} from '../../../model/explanation.js';
import {nameOf, titleOf} from '../../explain/finding.js';
import type {Scene} from '../../explain/scene.js';

// The states of an agent, which are those of its host (cattle AgentConstants.java).
const silent: ReadonlySet<string> = new Set(['reconnecting', 'disconnecting', 'disconnected']);
const answering: ReadonlySet<string> = new Set([
	'active',
	'deactivating',
	'evacuating',
	'finishing-reconnect',
	'inactive',
	'reconnected',
]);

/** Cattle takes the host of a dead agent for active for so long (test/fixtures/rancher1/frames-host-lost.txt). */
const noticedAfterMs = 45_000;

const presenceOf = ({resource, since}: ObservedRow): Pick<MachineReport, 'presence' | 'how' | 'since'> => {
	const {state} = resource;
	if (silent.has(state)) return {presence: 'silent', how: `it is ${state}`, since};
	return answering.has(state)
		? {presence: 'answers', how: null, since: null}
		: {presence: 'unknown', how: `the host is ${state}`, since: null};
};

/** What a server knows of the machines that are its hosts: whether their agents answer, and whether they are evacuated. */
export const machineReports = (scene: Scene): readonly MachineReport[] =>
	scene.machines.map(row => ({
		row: nameOf(row.resource),
		speaker: `the agent of ${titleOf(row.resource)}`,
		...presenceOf(row),
		noticedAfterMs,
		work: row.resource.state === 'evacuating' ? [nameOf(row.resource)] : [],
	}));
