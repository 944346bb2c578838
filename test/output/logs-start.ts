import {onTestFinished} from 'vitest';
import type {LogEvent, LogOptions} from '../../source/model/log.js';
import type {Resource} from '../../source/model/resource.js';
import {type LogsOptions, logs} from '../../source/output/logs.js';
import {changed, kind, listed} from '../state/rows.js';
import {hangUp} from './follow-start.js';
import {type Collected, now, pass, stage, status, stopTime} from './stage.js';

/** What a row with a log offers. */
export const actions = [{name: 'logs', title: 'Logs', verb: 'logs' as const, dangerous: false}];

/** A log that is read: what it was asked for, and what its source emits and ends. */
type OpenLog = {
	readonly options: LogOptions;
	readonly emit: (event: LogEvent) => void;
	readonly end: () => void;
};

/** Prints logs of a source `prod`; its logs are fed by the test, by name and container of their rows. */
export const startLogs = (wanted: Partial<LogsOptions> = {}) => {
	stopTime();
	const {options, stdout, stderr} = stage();
	const opened = new Map<string, OpenLog>();
	let passedMs = 0;
	const report = logs({
		...options,
		rows: 'web',
		format: 'ndjson',
		follow: false,
		sinceSeconds: null,
		now: () => now + passedMs,
		read: (resource, asked, emit, signal) =>
			new Promise(resolve => {
				opened.set(nameOf(resource, asked), {options: asked, emit, end: resolve});
				signal.addEventListener('abort', () => resolve());
			}),
		...wanted,
	});
	onTestFinished(() => hangUp(stdout));
	return {
		report,
		stdout,
		stderr,
		opened,
		/** The log of this name. Throws if it is not read. */
		log(name: string): OpenLog {
			const log = opened.get(name);
			if (!log) throw new Error(`the log of ${name} is not read, only ${[...opened.keys()].join(', ')}`);
			return log;
		},
		async wait(durationMs: number) {
			for (let leftMs = durationMs; leftMs > 0; leftMs -= 50) {
				passedMs += 50;
				await pass(50);
			}
		},
	};
};

const nameOf = ({name}: Resource, {container}: LogOptions): string =>
	container === null ? name : `${name} ${container}`;

/** What the source of these tests has. */
export const listRows = async (
	{report}: Pick<ReturnType<typeof startLogs>, 'report'>,
	rows: readonly Partial<Resource>[],
): Promise<void> => {
	const kinds = [kind('container'), kind('service', {gathersLogs: true})];
	report.emit({type: 'kinds', source: 'prod', at: now, whole: true, kinds});
	for (const row of rows) report.emit(changed(now, {actions, ...row}, true));
	report.emit(listed(now, rows, {kinds: ['container', 'service']}));
	report.emit(status('live'));
	await pass(0);
};

/** A line of a log, written so many milliseconds after `now`. */
export const line = (text: string, afterMs: number | null): LogEvent => ({
	type: 'line',
	line: {
		stream: 'stdout',
		time: afterMs === null ? null : {at: now + afterMs, nanos: 0},
		text,
		origin: null,
	},
});

/** The fields of interest of what was printed. */
export const printed = ({stdout}: {readonly stdout: Collected}): readonly unknown[] =>
	stdout.values.map(value => {
		const {type, name, line: text, message} = value as Record<string, unknown>;
		return text === undefined ? [type, name, message] : [name, text];
	});
