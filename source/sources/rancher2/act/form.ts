import type {Field} from '../../../model/action.js';
import {UsageError} from '../../../model/errors.js';
import {field} from '../../act/form.js';
import type {Revision} from './revisions.js';

/** The field to choose a revision. Throws `UsageError` if there is none. */
export const revisionFields = (revisions: readonly Revision[]): readonly Field[] => {
	const options = revisions.map(({label}) => label);
	const [newest] = options;
	if (newest === undefined) throw new UsageError('Cannot roll back: there is no earlier revision');
	return [field('revision', 'Revision', {type: 'choice', required: true, options, initial: newest})];
};
