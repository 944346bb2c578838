import {afterEach, beforeEach, describe} from 'vitest';
import type {Arena} from './arena.js';
import {keepsCredentials} from './contract/credentials.js';
import {endsAtAbort} from './contract/end.js';
import {findsLosses} from './contract/losses.js';
import {answersRequests} from './contract/requests.js';
import {keepsRows} from './contract/rows.js';
import {type Stage, stageOf} from './contract/stage.js';

/**
 * What every source promises, whatever it speaks.
 *
 * @param family its name, for the titles
 * @param start makes a server and what else a test needs
 */
export const contract = (family: string, start: () => Promise<Arena>): void => {
	describe(`${family} keeps the contract of a source`, () => {
		let current: Stage | null = null;

		beforeEach(async () => {
			current = stageOf(await start());
		});

		afterEach(async () => {
			await current?.end();
			current = null;
		});

		const stage = (): Stage => {
			if (current) return current;
			throw new Error('The stage is set before each test');
		};

		keepsRows(stage);
		findsLosses(stage);
		keepsCredentials(stage);
		answersRequests(stage);
		endsAtAbort(stage);
	});
};
