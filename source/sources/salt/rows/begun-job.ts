import type {Resource} from '../../../model/resource.js';
import {noActions} from './action-list.js';
import {rowKey} from './context.js';

/** The row of a job that was just begun, as far as it is known before the bus reports it: enough to follow its log. */
export const begunJobRow = (source: string, jid: string, fun: string): Resource => ({
	key: rowKey(source, 'job', jid),
	source,
	family: 'salt',
	scope: '',
	kind: 'job',
	id: jid,
	name: fun,
	state: '',
	health: 'unknown',
	transitioning: 'no',
	message: null,
	progress: null,
	created: null,
	since: null,
	parents: [],
	cells: {},
	actions: noActions,
});
