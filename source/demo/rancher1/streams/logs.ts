import type {Peer} from '../../serve/serve.js';
import {numberOf, textOf} from '../../world/json-values.js';
import {createRandom} from '../../world/random.js';
import type {Entity, World} from '../../world/world.js';
import type {Ticket} from '../wire/tickets.js';
import {type LogQuirks, logFrames} from './log-frames.js';
import {createTape, type LogTape} from './log-tape.js';

/** The logs of all containers. */
export type Logs = {
	readonly open: (peer: Peer, ticket: Ticket) => void;
	readonly write: (container: string, text: string, stream: 'stdout' | 'stderr') => void;
	readonly setQuirks: (container: string, quirks: LogQuirks) => void;
	readonly close: () => void;
};

const units: Readonly<Record<string, number>> = {h: 3_600_000, m: 60_000, s: 1000};

/** What docker takes as `since`: a time, seconds of the epoch, or a while ago (`10m`, `1h30m`); epoch milliseconds. */
const sinceOf = (text: string, now: number): number => {
	if (text === '') return 0;
	if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
	const parts = [...text.matchAll(/(\d+)([hms])/g)];
	if (/^(?:\d+[hms])+$/.test(text)) {
		return now - parts.reduce((sum, [, count, unit = 's']) => sum + Number(count) * (units[unit] ?? 0), 0);
	}

	return Date.parse(text) || 0;
};

const isRunning = ({fields}: Entity): boolean =>
	['running', 'restarting', 'stopping'].includes(textOf(fields.state));

/** Keeps what containers write; `alive` ones write by themselves. */
export const createLogs = (world: World, alive: boolean): Logs => {
	const tapes = new Map<string, LogTape>();
	/** How often each container of a tape was started. */
	const starts = new Map<string, number>();
	const quirksOf = new Map<string, LogQuirks>();
	const tapeOf = (container: Entity): LogTape => {
		const kept = tapes.get(container.key);
		if (kept) return kept;
		const seed = [...container.key].reduce(
			(sum, letter) => Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0),
			7,
		);
		// Random numbers of its own: who reads logs does not change what happens in the world.
		const tape = createTape(world.clock, createRandom(seed), alive && isRunning(container));
		tapes.set(container.key, tape);
		starts.set(container.key, numberOf(container.fields.startCount));
		return tape;
	};

	const unwatch = world.watch(({type, entity}) => {
		if (entity.baseType !== 'instance') return;
		const tape = tapes.get(entity.key);
		if (!tape) return;
		// Also where it runs again before anybody sees it stopped (stream-logs-restart.txt).
		const count = numberOf(entity.fields.startCount);
		const wasStarted = count > (starts.get(entity.key) ?? count);
		starts.set(entity.key, count);
		if (type !== 'removed' && isRunning(entity) && !wasStarted) return;
		tape.stop();
		if (type === 'removed') tapes.delete(entity.key);
	});

	return {
		open(peer, {key, input}) {
			const container = world.get(key);
			const tape = tapeOf(container);
			const quirks = quirksOf.get(container.key) ?? {};
			const style = {tty: container.fields.tty === true, timestamps: input.timestamps !== false, quirks};
			const wanted = input.lines === undefined || input.lines === null ? 100 : numberOf(input.lines);
			const since = sinceOf(textOf(input.since), world.clock.now());
			const count = quirks.ignoresLines ? 100 : wanted;
			const past = tape.lines().filter(({at}) => at >= since);
			for (const frame of logFrames(count === 0 ? [] : past.slice(-count), style)) peer.sendText(frame);
			if (input.follow === false || !isRunning(container)) {
				peer.close();
				return;
			}

			const ignore = tape.listen(line => {
				for (const frame of logFrames([line], style)) peer.sendText(frame);
			});
			const forget = tape.onStop(() => peer.close());
			peer.onClose(() => {
				ignore();
				forget();
			});
		},
		write: (container, text, stream) => tapeOf(world.get(container)).write(text, stream),
		setQuirks: (container, quirks) => quirksOf.set(world.get(container).key, quirks),
		close() {
			unwatch();
			for (const tape of tapes.values()) tape.close();
		},
	};
};
