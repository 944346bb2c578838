import type {LogEvent, LogLine, LogOptions} from '../../../model/log.js';
import type {Clock} from '../../../transport/clock.js';
import type {BusListener, Model} from '../watch/model.js';
import {type BusEvent, timeOf} from '../wire/frames.js';
import {glance} from '../wire/redact.js';
import {listenUntilAborted} from './listen.js';

/** What the log of a minion, or of the whole bus, needs. */
type BusLogOptions = {
	readonly model: Model;
	readonly clock: Clock;
	/** Only events about this minion; null for all. */
	readonly minion: string | null;
	readonly options: LogOptions;
	readonly emit: (event: LogEvent) => void;
	readonly signal: AbortSignal;
};

const lineOf = (event: BusEvent): LogLine => ({
	stream: event.data.success === false ? 'stderr' : 'combined',
	time: timeOf(event.data._stamp),
	text: `${event.tag}  ${glance(event.payload, 400)}`,
	origin: null,
});

/** Follows the events of the bus that are about a minion, those first that are kept. Resolves on abort. */
export const followBus = ({model, clock, minion, options, emit, signal}: BusLogOptions): Promise<void> => {
	const isWanted = (about: string | null): boolean => minion === null || about === minion;
	const {lines, sinceSeconds, once} = options;
	const oldest = sinceSeconds === null ? Number.NEGATIVE_INFINITY : clock.now() - sinceSeconds * 1000;
	const kept = [...model.rows.events]
		.filter(each => isWanted(each.minion))
		.flatMap(({event}) => event ?? [])
		.map(lineOf)
		.filter(({time}) => time === null || time.at >= oldest);
	for (const line of lines > 0 ? kept.slice(-lines) : []) emit({type: 'line', line});
	if (once) {
		emit({type: 'stopped', why: 'ended', message: 'that is all that is kept', retryMs: null});
		return Promise.resolve();
	}

	emit({type: 'live'});
	const listener: BusListener = {
		event(event, meaning, about) {
			if (meaning.type !== 'duplicate' && meaning.type !== 'copy' && isWanted(about))
				emit({type: 'line', line: lineOf(event)});
		},
		opened() {
			emit({type: 'lost', count: null, message: 'events while the stream was down'});
			emit({type: 'live'});
		},
		closed: message => emit({type: 'stopped', why: 'broken', message, retryMs: null}),
	};
	return listenUntilAborted(model, listener, signal);
};
