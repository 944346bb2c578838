import type {PageView} from '../page.js';
import type {Page} from '../state.js';

/** What happened, newest last: of everything, or of one row. */
export const changesPage: Page<PageView> = {
	name: 'changes',
	list: {
		from: 'end',
		count: ({changes}, {of}) => (of ? changes.of(of.key).length : changes.size),
	},
};
