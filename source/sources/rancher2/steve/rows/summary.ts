import {mapOf, mapsOf, textOf, type WireMap} from '../../../requests/wire-map.js';
import {stateWord} from '../../rows/container-state.js';
import {isUnready, isUnschedulable, type PodFacts, podReason, unmet} from '../../rows/pod-state.js';
import type {Said} from '../../rows/states.js';

const isTrouble = ({type, status}: WireMap): boolean =>
	type === 'Ready'
		? status !== 'True'
		: /Pressure$|^NetworkUnavailable$/.test(String(type)) && status === 'True';

/** The conditions of a node's status that say that it does not work as it should, worst first. */
export const nodeTroubles = (status: WireMap): readonly WireMap[] => {
	const troubles = mapsOf(status, 'conditions').filter(isTrouble);
	return [...troubles.filter(({type}) => type === 'Ready'), ...troubles.filter(({type}) => type !== 'Ready')];
};

const plainState = (object: WireMap, kind: string, pod: PodFacts | null): Omit<Said, 'deleting'> => {
	const status = mapOf(object, 'status');
	const phase = textOf(status, 'phase')?.toLowerCase() ?? '';
	if (pod !== null) {
		return {
			state: stateWord(podReason(pod) ?? ''),
			error: isUnschedulable(status),
			transitioning: isUnready(status),
			message: unmet(status),
		};
	}

	if (kind !== 'node') return {state: phase, error: false, transitioning: false, message: null};
	const [worst] = nodeTroubles(status);
	const state = worst === undefined ? 'active' : worst.type === 'Ready' ? 'unavailable' : 'error';
	return {
		state,
		error: worst !== undefined,
		transitioning: false,
		message: worst ? textOf(worst, 'message') : null,
	};
};

/**
 * The state that Steve works out (`metadata.state`, wrangler pkg/summary). An object straight from Kubernetes has none:
 * then what Steve would say, for the kinds whose status is asked anyway.
 */
export const summaryOf = (object: WireMap, kind: string, pod: PodFacts | null): Said => {
	const metadata = mapOf(object, 'metadata');
	const deleting = textOf(metadata, 'deletionTimestamp') !== null;
	const said = mapOf(metadata, 'state');
	if (Object.keys(said).length === 0) return {...plainState(object, kind, pod), deleting};
	return {
		state: textOf(said, 'name') ?? '',
		error: said.error === true,
		transitioning: said.transitioning === true,
		deleting,
		message: textOf(said, 'message'),
	};
};
