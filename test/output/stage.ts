import {Writable} from 'node:stream';
import {onTestFinished, vi} from 'vitest';
import type {SourceEvent, SourceStatus} from '../../source/model/source.js';
import type {OnceOptions} from '../../source/output/report.js';
import {noFilter, parseFilter} from '../../source/state/filter/filter.js';
import {column, kind} from '../state/rows.js';

/** Collects what is written. */
export class Collected extends Writable {
	text = '';

	override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
		this.text += chunk.toString();
		done();
	}

	/** The lines as JSON values. */
	get values(): readonly unknown[] {
		return this.text
			.split('\n')
			.filter(line => line !== '')
			.map((line): unknown => JSON.parse(line));
	}
}

/** From here to the end of the test what waits for its time waits for `pass`. */
export const stopTime = (): void => {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
	onTestFinished(() => void vi.useRealTimers());
};

/** Lets so many milliseconds pass. */
export const pass = (durationMs: number): Promise<unknown> => vi.advanceTimersByTimeAsync(durationMs);

/** A filter that is known to be right. */
export const filterOf = (text: string) => {
	const filter = parseFilter(text);
	if ('error' in filter) throw new Error(filter.error);
	return filter;
};

/** A moment at which nothing rounds: 2026-01-02T03:04:05.678Z. */
export const now = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

/** What the sources of these tests can show. */
export const kinds = [
	kind('container', {
		aliases: ['co'],
		columns: [column('IMAGE'), column('HOST', 'reference'), column('STARTED', 'time')],
	}),
	kind('job', {mainStates: ['running']}),
	kind('volume', {main: false}),
];

/** Options of a report on one source, `prod`, with what was written and asked for. */
export const stage = (wanted: Partial<OnceOptions> = {}) => {
	const stdout = new Collected();
	const stderr = new Collected();
	const shown: string[][] = [];
	const options: OnceOptions = {
		sources: [{name: 'prod', family: 'rancher1', url: 'https://prod'}],
		kind: 'all',
		filter: noFilter,
		sort: null,
		format: 'ndjson',
		timeoutMs: null,
		stuckAfterMs: 60_000,
		now: () => now,
		show: names => shown.push([...names]),
		stdout,
		stderr,
		object: null,
		drawTable: null,
		...wanted,
	};
	return {options, stdout, stderr, shown};
};

/** What a source reports about its kinds. */
export const kindsEvent = (source = 'prod'): SourceEvent => ({type: 'kinds', source, at: now, kinds});

/** The same of a source that has no others. */
export const allKindsEvent = (): SourceEvent => ({
	type: 'kinds',
	source: 'prod',
	at: now,
	kinds,
	whole: true,
});

/** What a source reports about its connection. */
export const status = (
	of: SourceStatus,
	message: string | null = null,
	source = 'prod',
	scope = '',
): Extract<SourceEvent, {type: 'status'}> => ({
	type: 'status',
	source,
	scope,
	at: now,
	status: of,
	message,
	retryAt: null,
});
