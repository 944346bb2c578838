import type {Fields} from '../world/world.js';
import {stateKey, stateResult, stateTree} from './states.js';

const steps = stateTree.base ?? [];

/** What `state.orchestrate` returns: the state results under the master's id. */
export const settledStates: Fields = {
	data: {
		demo_master: Object.fromEntries(
			steps.map((spec, index) => [stateKey(spec), stateResult(spec, index, false)]),
		),
	},
	outputter: 'highstate',
	retcode: 0,
};
