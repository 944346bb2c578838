import type {Field} from '../../../model/action.js';
import {UsageError} from '../../../model/errors.js';
import type {Revision} from './revisions.js';

/** An input with the usual settings, but for those given. */
export const field = (name: string, title: string, more: Partial<Field>): Field => ({
	name,
	title,
	type: 'text',
	of: null,
	required: false,
	nullable: false,
	initial: '',
	options: [],
	minimum: null,
	maximum: null,
	description: null,
	...more,
});

/** The number of pods that there should be. */
export const scaleField = (now: number | null): Field =>
	field('scale', 'Scale', {
		type: 'integer',
		required: true,
		initial: String(now ?? 1),
		minimum: 0,
		description: 'How many pods there should be',
	});

/** The choice of what to go back to. Throws `UsageError` where there is nothing. */
export const revisionFields = (revisions: readonly Revision[]): readonly Field[] => {
	const options = revisions.map(({label}) => label);
	const [newest] = options;
	if (newest === undefined) throw new UsageError('Cannot roll back: there is no earlier revision');
	return [field('revision', 'Revision', {type: 'choice', required: true, options, initial: newest})];
};
