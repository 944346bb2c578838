import type {Writable} from 'node:stream';
import {onTestFinished} from 'vitest';
import {follow} from '../../source/output/follow.js';
import type {Report, ReportOptions} from '../../source/output/report.js';
import {type Collected, stage} from './stage.js';

/** Reads no more from a stream: a report ends when nobody reads any more. */
export const hangUp = (stream: Writable): void => {
	stream.destroy(Object.assign(new Error('write EPIPE'), {code: 'EPIPE'}));
};

/** Starts a report that follows the sources until the end of the test. */
export const start = (
	wanted: Partial<ReportOptions> = {},
): {report: Report; stdout: Collected; stderr: Collected} => {
	const {options, stdout, stderr} = stage(wanted);
	onTestFinished(() => hangUp(stdout));
	return {report: follow(options), stdout, stderr};
};
