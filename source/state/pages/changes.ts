import type {PageView} from '../page.js';
import type {Page} from '../state.js';

/** The changes of all rows, or of one, newest last. */
export const changesPage: Page<PageView> = {
	name: 'changes',
	summary: 'what changed in all rows',
	list: {
		from: 'end',
		count: ({changes}, {of}) => (of ? changes.of(of.key).length : changes.size),
	},
};
