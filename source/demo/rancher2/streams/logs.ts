import type {Answer, DemoRequest, Peer} from '../../serve/serve.js';
import {numberOf, textOf, textsOf} from '../../world/json-values.js';
import type {Entity, World} from '../../world/world.js';
import {statusError} from '../wire/answers.js';
import {createTapes, type Line, type Tape} from './log-tapes.js';

/** The logs of all containers of all pods. */
export type Logs = {
	/** Answers `…/pods/<name>/log`. */
	readonly answer: (pod: Entity, request: DemoRequest) => Answer;
	readonly write: (pod: Entity, text: string, container?: string) => void;
	readonly close: () => void;
};

/** Cuts bytes in the middle of characters. */
const pieces = (bytes: Buffer): readonly Buffer[] => {
	const cuts: Buffer[] = [];
	for (let index = 0; index < bytes.length; index += 97) cuts.push(bytes.subarray(index, index + 97));
	return cuts;
};

/** The container that is meant, or why there is no log of it (`kubernetes pkg/registry/core/pod/strategy.go`). */
const chosen = ({fields}: Entity, query: URLSearchParams): string | Answer => {
	const names = textsOf(fields.containers);
	const name = textOf(fields.name);
	const container = query.get('container') ?? (names.length === 1 ? (names[0] ?? '') : '');
	const refuse = (message: string): Answer => statusError(400, 'BadRequest', message);
	if (container === '')
		return refuse(`a container name must be specified for pod ${name}, choose one of: [${names.join(' ')}]`);
	if (![...names, ...textsOf(fields.debuggers)].includes(container))
		return refuse(`container ${container} is not valid for pod ${name}`);
	const waiting = ['Pending', 'ContainerCreating', 'ImagePullBackOff'].includes(textOf(fields.status));
	if (!waiting) return container;
	return refuse(`container "${container}" in pod "${name}" is waiting to start: ${textOf(fields.status)}`);
};

/** From when lines are wanted, epoch milliseconds: in whole seconds, as Kubernetes reads it. */
const fromTime = (query: URLSearchParams, now: number): number => {
	const seconds = query.get('sinceSeconds');
	if (seconds !== null) return now - Number(seconds) * 1000;
	const time = query.get('sinceTime');
	return time === null ? 0 : Math.floor(Date.parse(time) / 1000) * 1000;
};

/** Keeps what containers write; `alive` ones write by themselves while somebody listens. */
export const createLogs = (world: World, alive: boolean): Logs => {
	const tapes = createTapes(world.clock, alive);
	/** How often each pod was started again. */
	const restarts = new Map<string, number>();
	const forget = world.watch(({entity}) => {
		if (entity.type !== 'pod') return;
		const count = numberOf(entity.fields.restarts);
		const before = restarts.get(entity.key) ?? 0;
		restarts.set(entity.key, count);
		if (count > before) {
			for (const name of textsOf(entity.fields.containers))
				tapes.restart(tapes.tapeOf(`${entity.key} ${name}`));
		}
	});

	const follow =
		(pod: Entity, tape: Tape, send: (peer: Peer, line: Line) => void) =>
		(peer: Peer): void => {
			const ignore = tapes.listen(tape, line => send(peer, line));
			const unwatch = world.watch(({entity, type}) => {
				if (entity === pod && (type === 'removed' || entity.fields.status === 'CrashLoopBackOff'))
					peer.close();
			});
			peer.onClose(() => {
				ignore();
				unwatch();
			});
		};

	return {
		answer(pod, {url}) {
			const query = url.searchParams;
			const container = chosen(pod, query);
			if (typeof container !== 'string') return container;
			const tape = tapes.tapeOf(`${pod.key} ${container}`);
			const previous = query.get('previous') === 'true';
			const running = pod.fields.status === 'Running';
			const from = fromTime(query, world.clock.now());
			const kept = (previous ? tape.previous : tapes.past(tape, running)).filter(({at}) => at >= from);
			const tail = query.get('tailLines');
			const lines = tail === null ? kept : Number(tail) === 0 ? [] : kept.slice(-Number(tail));
			const stamped = query.get('timestamps') === 'true';
			const textFor = ({stamp, text}: Line): string => `${stamped ? `${stamp} ` : ''}${text}\n`;
			const send = (peer: Peer, line: Line): void => {
				for (const piece of pieces(Buffer.from(textFor(line)))) peer.send(piece);
			};
			const headers = {'Content-Type': 'text/plain'};
			if (query.get('follow') !== 'true' || previous || !running)
				return {status: 200, headers, body: lines.map(textFor).join('')};
			return {
				status: 200,
				headers,
				stream(peer) {
					for (const line of lines) send(peer, line);
					follow(pod, tape, send)(peer);
				},
			};
		},
		write(pod, text, container) {
			const name = container ?? textsOf(pod.fields.containers)[0] ?? '';
			tapes.put(tapes.tapeOf(`${pod.key} ${name}`), world.clock.now(), text);
		},
		close() {
			forget();
			tapes.close();
		},
	};
};
