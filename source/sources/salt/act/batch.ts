import type {ActionOutcome} from '../../../model/action-request.js';
import {jsonText} from '../../../model/json.js';

/** Does one action on several things at once. */
type DoTogether<Input> = (
	ids: readonly string[],
	name: string,
	input: Input,
	signal: AbortSignal,
) => Promise<ActionOutcome>;

/** Does one action on one thing, together with those that are asked for in the same turn of the event loop. */
type DoOne<Input> = (id: string, name: string, input: Input, signal: AbortSignal) => Promise<ActionOutcome>;

/**
 * Gathers equal actions on several rows that are asked for together into one call: marked minions become one list
 * target, and so one job, instead of as many jobs as there are minions.
 */
export const createBatches = <Input>(together: DoTogether<Input>): DoOne<Input> => {
	const open = new Map<string, {readonly ids: string[]; readonly outcome: Promise<ActionOutcome>}>();

	return (id, name, input, signal) => {
		const sort = jsonText([name, input]) ?? '';
		const batch = open.get(sort);
		if (batch !== undefined) {
			batch.ids.push(id);
			return batch.outcome;
		}

		const ids = [id];
		const outcome = new Promise<void>(resolve => {
			setImmediate(resolve);
		}).then(() => {
			open.delete(sort);
			return together(ids, name, input, signal);
		});
		open.set(sort, {ids, outcome});
		return outcome;
	};
};
