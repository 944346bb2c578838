import type {Field} from '../../model/action.ts';

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
