import pLimit from 'p-limit';
import type {Field} from '../model/action.js';
import {UsageError} from '../model/errors.js';
import type {Resource} from '../model/resource.js';
import type {Source} from '../model/source.js';
import {type RowForm, sharedFields} from '../state/actions/shared-fields.js';
import type {Effect} from '../state/effect.js';

/** Throws if there is no such source. */
export type SourceOf = (resource: Pick<Resource, 'source'>) => Source;

/** So many rows are asked for their inputs at the same time. */
const rowsAtOnce = 6;

const withLocalPort = async (fields: readonly Field[]): Promise<readonly Field[]> =>
	(await import('./ports/local-port-field.js')).withLocalPort(fields);

/** The inputs of an action: those that all rows share. Rejects with `UsageError` where there are none. */
export const loadForm = async (
	{resource, others, action}: Pick<Extract<Effect, {type: 'load-form'}>, 'resource' | 'others' | 'action'>,
	sourceOf: SourceOf,
	signal: AbortSignal,
): Promise<readonly Field[]> => {
	const formOf = (one: Resource) => sourceOf(one).form(one, action, signal);
	if (others.length === 0) {
		const own = await formOf(resource);
		return action.verb === 'forward' ? withLocalPort(own) : own;
	}

	const limit = pLimit(rowsAtOnce);
	const rowForm = (one: Resource): Promise<RowForm> =>
		limit(async () => ({name: one.name, fields: await formOf(one)}));
	const [first, rest] = await Promise.all([rowForm(resource), Promise.all(others.map(rowForm))]);
	const shared = sharedFields(first, rest);
	if ('error' in shared) throw new UsageError(shared.error);
	return shared.fields;
};
