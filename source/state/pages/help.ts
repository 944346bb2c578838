import {helpColumns, helpLines} from '../keys/help.js';
import {layoutOf} from '../layout.js';
import type {PageView} from '../page.js';
import type {Page} from '../state.js';

/** The keys of the view below it. */
export const helpPage: Page<PageView> = {
	name: 'help',
	summary: 'the keys of the view',
	list: {
		from: 'top',
		count: state => helpLines(state).length,
		capacity: state => layoutOf(state).body * helpColumns(state),
	},
};
