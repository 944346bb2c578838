import type {Health} from '../../model/resource.js';
import type {Forward} from '../../state/forward.js';
import {listedForwards} from '../../state/forwards-page.js';
import {keyHint} from '../../state/keys/keymap.js';
import type {PageView} from '../../state/page.js';
import {cursorPlace} from '../../state/pages/page-list.js';
import {field, plain} from '../../state/pages/text-line.js';
import type {State} from '../../state/state.js';
import {byteCountText} from '../../state/text/amount-text.js';
import {durationText, secondOf} from '../../state/text/time-text.js';
import {fitCells, fitName, fitText} from './fit.js';
import type {ListLine} from './list-line.js';
import {listWithDetails} from './list-with-details.js';
import {styled, type Theme} from './theme.js';

const healthOf = ({status, traffic}: Forward): Health => {
	if (status === 'failed') return 'error';
	if (status === 'starting') return 'transitioning';
	if (status === 'stopped') return 'unknown';
	return traffic.lastError === null ? 'ok' : 'warning';
};

type Cells = readonly [
	local: string,
	of: string,
	state: string,
	open: string,
	sent: string,
	received: string,
	errors: string,
];

const widths = {local: 15, state: 12, open: 8, sent: 8, received: 8, errors: 6};

const heads: Cells = ['LOCAL', 'FORWARDS TO', 'STATE', 'OPEN/ALL', 'SENT', 'RECEIVED', 'ERRORS'];

const cellsOf = ({localPort, port, resource, status, since, traffic}: Forward, now: number): Cells => [
	`127.0.0.1:${localPort}`,
	`${resource.name}:${port}`,
	`${status} ${durationText(secondOf(now) - since)}`,
	`${traffic.connections}/${traffic.total}`,
	byteCountText(traffic.sentBytes),
	byteCountText(traffic.receivedBytes),
	String(traffic.errors),
];

const lineOf = (cells: Cells, columns: number, theme: Theme): string => {
	const [local, of, state, open, sent, received, errors] = cells;
	const room = columns - 3 - Object.values(widths).reduce((sum, width) => sum + width + 1, 0);
	return [
		fitCells(local, widths.local, theme),
		fitName(of, Math.max(8, room), theme),
		fitCells(state, widths.state, theme),
		...(
			[
				[open, widths.open],
				[sent, widths.sent],
				[received, widths.received],
				[errors, widths.errors],
			] as const
		).map(([text, width]) => fitCells(text, width, theme, 'right')),
	].join(' ');
};

const detailLines = ({traffic, error, port, resource}: Forward) => [
	field('to', `port ${port} of ${resource.kind} ${resource.name} on ${resource.source}`),
	...(traffic.to === null ? [] : [field('last in', traffic.to)]),
	...(error === null ? [] : [field('failed', error)]),
	...(traffic.lastError === null ? [] : [field('last error', traffic.lastError)]),
	...(error === null && traffic.lastError === null ? [plain('no errors')] : []),
];

/** The forwarded ports, newest first, and at the end all that is known of the one under the cursor, as styled lines. */
export const forwardLines = (state: State, view: PageView, theme: Theme): readonly ListLine[] => {
	const {columns} = state.size;
	const forwards = listedForwards(state);
	const cursor = cursorPlace(state, view);
	const chosen = forwards[cursor];
	if (!chosen) {
		const how = keyHint(
			state.keymap,
			'forward',
			'grid',
			key => `: ${key} forwards one of a pod, a workload or a service`,
		);
		return [styled(theme.styles.dim, `No port is forwarded${how}`)];
	}

	const head = styled(theme.styles.dim, fitText(`   ${lineOf(heads, columns, theme)}`, columns, theme));
	const lines = listWithDetails(
		state,
		{
			entries: forwards,
			cursor,
			details: detailLines(chosen),
			line(forward, isHere) {
				const health = healthOf(forward);
				const text = lineOf(cellsOf(forward, state.now), columns, theme);
				const sign = styled(theme.styles[health], theme.signs[health]);
				return `${isHere ? theme.signs.cursor : ' '}${sign} ${styled(isHere ? theme.styles.strong : '', text)}`;
			},
		},
		theme,
	);
	return [head, ...lines];
};
