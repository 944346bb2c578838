import type {MachineReport, ObservedRow} from '../../../model/explanation.js';
import {nameOf, titleOf} from '../../explain/finding.js';
import type {Scene} from '../../explain/scene.js';
import {mapOf, timeOf} from '../../requests/json-fields.js';
import {conditionOf} from '../rows/pod-state.js';

// What is said of a kubelet that is not heard of (kubernetes pkg/controller/nodelifecycle). One that complains is heard of.
const silence = /^Kubelet (?:stopped|never) post/;

/** By default since Kubernetes 1.32, 40 s before (`--node-monitor-grace-period`). */
const noticedAfterMs = 50_000;

const presenceOf = (
	scene: Scene,
	{resource, since}: ObservedRow,
): Pick<MachineReport, 'presence' | 'how' | 'since'> => {
	// What a cluster said before it was lost is not so now.
	const away = resource.parents
		.map(key => scene.row(key)?.resource)
		.find(row => row?.kind === 'cluster' && row.state === 'unavailable');
	if (away) return {presence: 'unknown', how: `${titleOf(away)} is unavailable`, since: null};
	const object = scene.answer(resource.key, 'object');
	const ready = object === null ? undefined : conditionOf(mapOf(object, 'status'), 'Ready');
	if (ready ? ready.status === 'Unknown' : silence.test(resource.message ?? ''))
		return {
			presence: 'silent',
			how: resource.message,
			since: (ready && timeOf(ready, 'lastTransitionTime')) ?? since,
		};
	return {presence: 'answers', how: null, since: null};
};

/** What a cluster knows of the machines that are its nodes: whether their kubelets report, and whether they are drained. */
export const machineReports = (scene: Scene): readonly MachineReport[] =>
	scene.machines.map(row => ({
		row: nameOf(row.resource),
		speaker: `the kubelet of ${titleOf(row.resource)}`,
		...presenceOf(scene, row),
		noticedAfterMs,
		work: row.resource.state === 'draining' ? [nameOf(row.resource)] : [],
	}));
