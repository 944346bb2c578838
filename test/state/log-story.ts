import type {Instant} from '../../source/model/instant.js';
import type {LogEvent, LogLine} from '../../source/model/log.js';
import type {Resource} from '../../source/model/resource.js';
import {asWritten} from '../../source/state/logs/layout.js';
import type {LogBuffer} from '../../source/state/logs/log-buffer.js';
import {shownEntry} from '../../source/state/logs/shown-entry.js';
import {changed} from './events.js';
import {action, containers, kinds, ofContainers, type Play, playing, resource, start} from './stage.js';

/** A time so many milliseconds after the start of the story. */
export const time = (afterMs: number, nanos = 0): Instant => ({at: start + afterMs, nanos});

/** A line of a log. */
export const line = (text: string, changes: Partial<LogLine> = {}): LogEvent & {type: 'line'} => ({
	type: 'line',
	line: {stream: 'stdout', time: time(500), text, origin: null, ...changes},
});

/** Lines `line 0` to `line <count - 1>`. */
export const lines = (count: number): readonly LogEvent[] =>
	Array.from({length: count}, (_none, index) => line(`line ${index}`));

/** How the stream of a log broke. */
export const broken = (message: string, retryMs: number | null = null): LogEvent => ({
	type: 'stopped',
	why: 'broken',
	message,
	retryMs,
});

/** What one writer of the shown log sends, so long after the start of the story. */
export const sent = (play: Play, writer: number, afterMs: number, ...events: readonly LogEvent[]): Play =>
	play.dispatch({
		type: 'log',
		view: play.view('logs').id,
		at: start + afterMs,
		events: events.map(event => ({writer, event})),
	});

/** What the only writer of the shown log sends at the start of the story. */
export const log = (play: Play, ...events: readonly LogEvent[]): Play => sent(play, 1, 0, ...events);

/** A log of `web-1` with so many lines, on a screen of ten lines: it shows seven of them. */
export const reading = (count: number): Play => {
	const play = playing(containers(2), {...ofContainers, size: {columns: 80, rows: 10}}).press('l');
	play.take();
	return log(play, {type: 'live'}, ...lines(count));
};

/** What a log holds, as it is shown. */
export const texts = (buffer: LogBuffer): readonly string[] =>
	Array.from({length: buffer.size}, (_none, at) => {
		const entry = buffer.entry(buffer.first + at);
		return entry ? shownEntry(entry, {times: false, dated: false, layout: asWritten}).text : '';
	});

const offered = [action('logs', 'logs')];
/** A service, which writes nothing itself. */
export const web = resource('service', 'web', {actions: offered});

const gathering = kinds.map(kind => (kind.name === 'service' ? {...kind, gathersLogs: true as const} : kind));

/** A container of it. */
export const pod = (name: string, changes: Partial<Resource> = {}): Resource =>
	resource('container', name, {parents: [web.key], actions: offered, ...changes});

/** How the log of somebody who is done ends. */
export const ended: LogEvent = {type: 'stopped', why: 'ended', message: 'that is all', retryMs: null};

/** A container of a row that names its own. */
export const main = (name: string) => ({name, role: 'main', isOver: false}) as const;

/** The log of a service with these containers. */
export const following = (...containers: readonly Resource[]): Play => {
	const play = playing([web, ...containers], {view: {kind: 'services', filter: '', sort: ''}}).dispatch({
		type: 'events',
		events: [{type: 'kinds', source: 'prod', at: start, kinds: gathering}],
	});
	return play.press('l');
};

/** What a source reports later. */
export const observed = (play: Play, at: number, ...events: Parameters<typeof changed>[0][]) =>
	play.dispatch({type: 'events', events: events.map(one => changed(one, start + at, false))});

/** What the shown log holds. */
export const shown = (play: Play) => texts(play.view('logs').buffer);
