import type {Alert} from '../model/alert.js';
import {reasonOf} from '../model/errors.js';
import type {Row} from '../state/rows/row.js';
import {durationText} from '../state/text/time-text.js';
import {type RowPlace, runOnRow} from './run-plugin.js';

/** One that takes longer is ended, milliseconds. */
const maxRunMs = 60_000;

/** The last line that a program printed, which usually says why it failed. */
const lastLine = (output: string): string => output.trimEnd().split('\n').at(-1) ?? '';

const runOne = async (
	run: Alert['run'][number],
	row: Row,
	place: RowPlace,
	variables: Readonly<Record<string, string>>,
	signal: AbortSignal,
): Promise<string | null> => {
	const tooLong = AbortSignal.timeout(maxRunMs);
	const ends = AbortSignal.any([signal, tooLong]);
	try {
		const {status, isGood, output} = await runOnRow({run, output: 'page', variables}, row, place, ends);
		if (isGood || signal.aborted) return null;
		if (tooLong.aborted) return `it was ended after ${durationText(maxRunMs)}`;
		return [status, lastLine(output)].filter(text => text !== '').join(': ');
	} catch (error) {
		return signal.aborted ? null : reasonOf(error);
	}
};

/**
 * Runs the programs of an alert on a row; `more` is how many others were held back. Calls `failed` with a line for each
 * that cannot be started, or ends badly.
 */
export const runAlert = async (
	{when, run}: Pick<Alert, 'when' | 'run'>,
	row: Row,
	more: number,
	place: RowPlace,
	failed: (text: string) => void,
	signal: AbortSignal,
): Promise<void> => {
	const variables = {RWATCH_ALERT: when, RWATCH_MORE: String(more)};
	await Promise.all(
		run.map(async one => {
			const fault = await runOne(one, row, place, variables, signal);
			if (fault !== null) failed(`alert ${when}: ${one[0]} failed: ${fault}`);
		}),
	);
};
