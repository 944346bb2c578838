import type {ResourceKey} from '../../model/resource.js';
import type {SourceEvent} from '../../model/source.js';
import type {Change} from '../rows/change.js';
import type {PendingAction, Row, RowLookup} from '../rows/row.js';
import type {JournalLine, Outcome} from './line.js';

/** An action on one row, or a command, that is not over. */
type Open = {
	readonly id: string;
	/** The id of the effect that sent it. */
	readonly request: number;
	readonly key: ResourceKey | null;
	readonly source: string;
	/** Its end is not seen in its row, but said by `finish`. */
	readonly lasts: boolean;
	/** Further states that may be written: a row that flaps must not fill the file. */
	left: number;
};

/** What is written about one row without its id and time. */
type About =
	| {readonly type: 'answered'; readonly message: string | null}
	| {readonly type: 'state'; readonly state: string; readonly message: string | null}
	| {readonly type: 'ended'; readonly outcome: Outcome; readonly message: string | null};

const maxStates = 50;

/** A time as it stands in the journal. */
export const timeOf = (at: number): string => new Date(at).toISOString();

/** Follows what was sent until it is over, and says what is to be written. Constant work per event. */
export class OpenActions {
	readonly #byRequest = new Map<number, Open>();
	readonly #byRow = new Map<ResourceKey, Open>();
	#lines: JournalLine[] = [];

	/** How many are not over. */
	get size(): number {
		return this.#byRequest.size;
	}

	/** Begins to follow an action on a row, or a command where `key` is null. */
	begin(begun: Omit<Open, 'left'>, at: number): void {
		const {request, key, lasts} = begun;
		const open = {...begun, left: maxStates};
		this.#byRequest.set(request, open);
		if (key === null || lasts) return;
		const before = this.#byRow.get(key);
		if (before) this.#end(before, at, 'unknown', 'another action followed');
		this.#byRow.set(key, open);
	}

	/** Writes a line. */
	write(line: JournalLine): void {
		this.#lines.push(line);
	}

	/** The server answered; unless the row itself `follows` with its end, it is over. */
	answered(
		request: number,
		at: number,
		{follows, message}: {readonly follows: boolean; readonly message: string | null},
	): void {
		const open = this.#byRequest.get(request);
		if (!open) return;
		this.#note(open, at, {type: 'answered', message});
		if (!follows && !open.lasts) this.#end(open, at, 'done', null);
	}

	/** What lasts is over. */
	finish(request: number, at: number, outcome: Outcome, message: string): void {
		const open = this.#byRequest.get(request);
		if (open) this.#end(open, at, outcome, message);
	}

	/** The server refused, or could not be reached. */
	failed(request: number, at: number, message: string): void {
		const open = this.#byRequest.get(request);
		if (open) this.#end(open, at, 'failed', message);
	}

	/** Takes what an event of a source changed, and what came of the action on that row. */
	observe(event: SourceEvent, changes: readonly Change[], rows: RowLookup): void {
		if (this.#byRow.size === 0) return;
		for (const {type, resource, before, at} of changes) {
			const open = this.#byRow.get(resource.key);
			if (!open) continue;
			const isNews = before?.state !== resource.state || before.message !== resource.message;
			if (type === 'removed') this.#note(open, at, {type: 'state', state: 'removed', message: null});
			else if (isNews && open.left-- > 0) {
				const {state, message} = resource;
				this.#note(open, at, {type: 'state', state, message});
			}

			this.settle(resource.key, rows.get(resource.key), at);
		}

		if (event.type === 'changed') this.settle(event.resource.key, rows.get(event.resource.key), event.at);
		else if (event.type === 'removed') this.settle(event.key, rows.get(event.key), event.at);
	}

	/** Ends the action on a row if the row says that it is over, or is no longer there to say anything. */
	settle(key: ResourceKey, row: Pick<Row, 'action'> | undefined, at: number): void {
		const open = this.#byRow.get(key);
		if (!open) return;
		const action = row?.action;
		if (!row) this.#end(open, at, 'unknown', 'its row is not followed any more');
		else if (action?.id === open.request && action.endedAt !== null)
			this.#endAs(open, action, action.endedAt);
	}

	/** A source was turned off: nothing more is heard of what was sent there. */
	lose(source: string, at: number): void {
		for (const open of [...this.#byRequest.values()])
			if (open.source === source && !open.lasts) this.#end(open, at, 'unknown', `${source} was turned off`);
	}

	/** What is to be written since the last call. */
	drain(): readonly JournalLine[] {
		if (this.#lines.length === 0) return this.#lines;
		const lines = this.#lines;
		this.#lines = [];
		return lines;
	}

	#endAs(open: Open, {phase, message}: PendingAction, at: number): void {
		if (phase === 'gone') this.#end(open, at, 'unknown', 'its row was removed');
		else this.#end(open, at, phase === 'failed' ? 'failed' : 'done', message);
	}

	#note({id, key}: Open, at: number, about: About): void {
		this.write({...about, id, time: timeOf(at), row: key});
	}

	#end(open: Open, at: number, outcome: Outcome, message: string | null): void {
		this.#byRequest.delete(open.request);
		if (open.key !== null && !open.lasts) this.#byRow.delete(open.key);
		this.#note(open, at, {type: 'ended', outcome, message});
	}
}
