import type {PageView} from '../page.js';
import type {Page} from '../state.js';
import {faultLinesOf} from './fault-lines.js';

/** The answers of servers that could not be parsed, newest last. Scrolls by lines of the screen. */
export const faultsPage: Page<PageView> = {
	name: 'faults',
	summary: 'answers of servers that could not be read',
	list: {from: 'end', count: state => faultLinesOf(state).length},
};
