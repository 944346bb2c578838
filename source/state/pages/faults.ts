import type {PageView} from '../page.js';
import type {Page} from '../state.js';
import {faultLinesOf} from './fault-lines.js';

/** What could not be read of the servers' answers, newest last; counted in lines of the screen. */
export const faultsPage: Page<PageView> = {
	name: 'faults',
	list: {from: 'end', count: state => faultLinesOf(state).length},
};
