import type {Kind} from '../../source/model/kind.js';
import type {Resource} from '../../source/model/resource.js';
import type {Source, SourceEvent} from '../../source/model/source.js';
import {resource as resting} from '../state/rows.js';

const text = (title: string) => ({title, type: 'text', wide: false}) as const;

const kind: Kind = {
	name: 'container',
	plural: 'containers',
	aliases: [],
	columns: [text('IP'), text('IMAGE'), text('PORTS')],
	main: true,
	mainStates: null,
	children: [],
};

const source = 'bench';
const actions = [{name: 'logs', title: 'Logs', verb: 'logs', dangerous: false}] as const;
/** When everything in a feed began, epoch milliseconds. */
export const feedStart = 1_793_900_000_000;

/** A container of a number at rest, with what is wanted of it. */
export const containerRow = (index: number, wanted: Partial<Resource> = {}): Resource =>
	resting({
		key: `${source}/1a5/instance/1i${index}`,
		source,
		scope: '1a5',
		kind: kind.name,
		id: `1i${index}`,
		name: `web-${index}`,
		created: feedStart - 3 * 86_400_000,
		since: feedStart - 2 * 86_400_000,
		parents: [`${source}/1a5/host/1h${index % 50}`],
		cells: {IP: `10.42.${(index >> 8) & 255}.${index & 255}`, IMAGE: 'shop/web:v1.24', PORTS: '80:80/tcp'},
		actions,
		...wanted,
	});

const moves = [
	{state: 'stopping', health: 'transitioning', transitioning: 'yes', message: 'Waiting for the end'},
	{state: 'stopped', health: 'warning', transitioning: 'no', message: null},
	{state: 'starting', health: 'transitioning', transitioning: 'yes', message: 'Pulling the image'},
	{state: 'running', health: 'ok', transitioning: 'no', message: null},
] as const;

/** The same container after so many changes of its state. */
export const movedRow = (index: number, step: number): Resource =>
	containerRow(index, moves[(step + moves.length - 1) % moves.length]);

/** What a source emits when a resource changed. */
export const reported = (resource: Resource, at: number, listed = false): SourceEvent => ({
	type: 'changed',
	source,
	at,
	resource,
	listed,
});

/** A source without a server: it emits what it is made to emit. */
export type Feed = {readonly source: Source; readonly emit: (event: SourceEvent) => void};

/** A feed with that many containers, live. */
export const createFeed = (containers: number, logs?: Source['logs']): Feed =>
	feedOf(
		[kind],
		Array.from({length: containers}, (_none, index) => reported(containerRow(index), feedStart, true)),
		logs,
	);

/** A feed of these kinds, live, to which this has happened. */
export const feedOf = (kinds: readonly Kind[], past: readonly SourceEvent[], logs?: Source['logs']): Feed => {
	let emit: (event: SourceEvent) => void = () => undefined;
	const refuse = () => Promise.reject(new Error('The feed takes no orders'));
	return {
		emit: event => emit(event),
		source: {
			name: source,
			family: 'rancher1',
			url: 'http://bench.example',
			insecure: false,
			watch(listener, signal) {
				emit = listener;
				const at = feedStart;
				emit({type: 'kinds', source, at, kinds});
				for (const event of past) emit(event);
				emit({type: 'status', source, scope: '', at, status: 'live', message: null, retryAt: null});
				return new Promise(resolve => signal.addEventListener('abort', () => resolve(), {once: true}));
			},
			show: () => undefined,
			relist: () => undefined,
			form: refuse,
			act: refuse,
			object: refuse,
			logs: logs ?? refuse,
		},
	};
};
