import type {GuardRule} from '../../source/model/guard-rule.js';

/** A rule about everything, everywhere, that says nothing but for these parts of it. */
export const guardRule = (changes: Partial<GuardRule>): GuardRule => ({
	source: null,
	actions: [],
	when: '',
	deny: null,
	confirmName: false,
	maxRows: null,
	...changes,
});
