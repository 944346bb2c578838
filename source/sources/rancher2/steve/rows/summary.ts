import type {JsonObject} from '../../../../model/json-object.js';
import {mapOf, mapsOf, textOf} from '../../../requests/json-fields.js';
import {stateWord} from '../../rows/container-state.js';
import {isUnready, isUnschedulable, type PodFacts, podReason, unmet} from '../../rows/pod-state.js';
import type {ReportedState} from '../../rows/states.js';

const isTrouble = ({type, status}: JsonObject): boolean =>
	type === 'Ready'
		? status !== 'True'
		: /Pressure$|^NetworkUnavailable$/.test(String(type)) && status === 'True';

/** The conditions of a node's status that say that it does not work as it should, worst first. */
export const nodeTroubles = (status: JsonObject): readonly JsonObject[] => {
	const troubles = mapsOf(status, 'conditions').filter(isTrouble);
	return [...troubles.filter(({type}) => type === 'Ready'), ...troubles.filter(({type}) => type !== 'Ready')];
};

const plainState = (
	object: JsonObject,
	kind: string,
	pod: PodFacts | null,
): Omit<ReportedState, 'deleting'> => {
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
export const summaryOf = (object: JsonObject, kind: string, pod: PodFacts | null): ReportedState => {
	const metadata = mapOf(object, 'metadata');
	const deleting = textOf(metadata, 'deletionTimestamp') !== null;
	const reported = mapOf(metadata, 'state');
	if (Object.keys(reported).length === 0) return {...plainState(object, kind, pod), deleting};
	return {
		state: textOf(reported, 'name') ?? '',
		error: reported.error === true,
		transitioning: reported.transitioning === true,
		deleting,
		message: textOf(reported, 'message'),
	};
};
