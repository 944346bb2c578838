import type {Resource} from '../../../model/resource.js';
import type {Api} from '../wire/api.js';
import {masterActions} from './action-list.js';
import {rowKey} from './context.js';
import type {RowFeed} from './row-feed.js';
import {row} from './to-resource.js';

/** The row of the master itself: who is logged in, until when, and what does not work. */
export const masterRow = (rows: RowFeed, api: Api, notices: readonly string[]): Resource => {
	const session = api.login.current;
	return row(rows.context, {
		key: rowKey(rows.context.source, 'master', 'master'),
		kind: 'master',
		id: 'master',
		name: new URL(api.url).host,
		state: notices.length === 0 ? 'up' : 'limited',
		health: notices.length === 0 ? 'ok' : 'warning',
		message: notices.length === 0 ? null : notices.join(' · '),
		cells: {
			USER: session?.user ?? null,
			EXPIRES: session?.expires == null ? null : Math.round(session.expires),
			'CLIENTS OFF': api.disabled.size === 0 ? null : [...api.disabled].join(' '),
			EVENTS: rows.changeCount,
		},
		actions: masterActions,
	});
};
