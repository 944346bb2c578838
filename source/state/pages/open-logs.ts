import type {LogOptions} from '../../model/log.js';
import type {Resource} from '../../model/resource.js';
import {next, type Step} from '../next.js';
import {targetsOf} from '../subject.js';
import {pushView} from '../view-stack.js';
import {LogBuffer} from './log-buffer.js';
import type {LogsView} from './views.js';

/** The initial range of logs. */
export const tailOptions: LogOptions = {lines: 500, sinceSeconds: null, previous: false, container: null};

/** A log view without lines yet. */
export const newLogs = (id: number, targets: readonly Resource[], options: LogOptions): LogsView => ({
	type: 'logs',
	id,
	targets,
	options,
	buffer: new LogBuffer(),
	frozenAt: null,
	frozenTotal: 0,
	wrap: false,
	times: false,
	left: 0,
	search: '',
	found: null,
	status: 'connecting',
	message: null,
	retryAt: null,
});

/** Follows the logs of all marked rows, or of the one under the cursor. */
export const openLogs: Step = state => {
	const targets = targetsOf(state);
	const pushed = pushView(state, id => newLogs(id, targets, tailOptions));
	return next(pushed.state, ...pushed.effects, {
		type: 'open-logs',
		view: state.nextId,
		targets,
		options: tailOptions,
	});
};
