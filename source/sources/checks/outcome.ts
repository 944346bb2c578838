import type {Check} from '../../model/check.js';
import {AccountedError, messageOf, RefusedError, UnreachableError} from '../../model/errors.js';

/** What a check found; fine if it says nothing else. */
export type Found = Pick<Check, 'text'> & Partial<Pick<Check, 'status' | 'advice' | 'cause'>>;

/** A check whose work may fail. */
type Work = {
	readonly name: string;
	readonly limitMs: number;
	readonly signal: AbortSignal;
	readonly run: (signal: AbortSignal) => Promise<Found>;
};

const causeOf = (error: unknown): Pick<Check, 'cause'> => {
	if (error instanceof RefusedError) return {cause: 'refused'};
	return error instanceof UnreachableError ? {cause: 'unreachable'} : {};
};

/** What an error says, for a check. */
export const failure = (error: unknown): Found & Pick<Check, 'status'> => {
	const isAccounted = error instanceof AccountedError;
	return {
		status: 'failed',
		text: isAccounted ? `${error.account.attempted}: ${error.account.answer}` : messageOf(error),
		advice: isAccounted ? (error.account.advice ?? null) : null,
		...causeOf(error),
	};
};

/** Does the work of a check within its time. Never rejects. */
export const checked = async ({name, limitMs, signal, run}: Work): Promise<Check> => {
	const timeout = AbortSignal.timeout(limitMs);
	const either = AbortSignal.any([signal, timeout]);
	const late = new Promise<Found>(resolve => {
		either.addEventListener(
			'abort',
			() => {
				const text = timeout.aborted ? `not over within ${limitMs / 1000} s` : 'interrupted';
				resolve({
					status: 'failed',
					text,
					advice: 'check the network and the server, and try again',
					cause: 'unreachable',
				});
			},
			{once: true},
		);
	});
	const found = await Promise.race([run(either).catch(failure), late]);
	return {status: 'ok', advice: null, ...found, name};
};

/** A check that cannot be done. */
export const skipped = (name: string, text: string): Check => ({name, status: 'skipped', text, advice: null});
