import type {Kind} from '../model/kind.js';
import {longestTimerMs} from '../model/longest-timer.js';
import type {ResourceKey} from '../model/resource.js';
import {Subject} from '../state/filter/subject.js';
import {type Condition, holds, matching} from '../state/watching/condition.js';
import {changeFormat} from './change-lines.js';
import {ChangeStream} from './change-stream.js';
import {createDoubts} from './doubts.js';
import {FurtherKinds} from './further-kinds.js';
import {pipeTo} from './pipe.js';
import type {Report, UntilOptions} from './report.js';
import type {Selection} from './selection.js';
import {exitCodeOf, hasListed, isHopeless, isKnownWhole, troubleOf} from './source-state.js';
import {warn} from './warn.js';

/** Counts the rows in the filter, and those of them that match. */
class Tally {
	readonly #matching = new Map<ResourceKey, boolean>();
	#matched = 0;

	get total(): number {
		return this.#matching.size;
	}

	get matched(): number {
		return this.#matched;
	}

	get isMet(): boolean {
		return this.total > 0 && this.#matched === this.total;
	}

	set(key: ResourceKey, matching: boolean | null): void {
		if (this.#matching.get(key)) this.#matched -= 1;
		if (matching === null) this.#matching.delete(key);
		else this.#matching.set(key, matching);
		if (matching) this.#matched += 1;
	}
}

/** Whether the count is conclusive: stale or missing rows prove nothing. */
const isKnown = ({states, selection}: ChangeStream): boolean => {
	const {all} = states;
	// A source that refuses a part is inconclusive.
	const hopeful = all.filter(state => !isHopeless(state));
	const {kind} = selection;
	return (
		selection.kindFault === null &&
		hopeful.length > 0 &&
		hopeful.every(
			state =>
				isKnownWhole(state, selection.kindName ?? 'all') &&
				(!kind || !selection.isListedLate(state.name) || hasListed(state, kind.name)),
		)
	);
};

type End = {readonly exitCode: number; readonly reason: string | null};

/** The exit code once the result is final; null before. */
const hopelessEnd = ({states: {all}, selection}: ChangeStream): End | null =>
	all.every(isHopeless) ? {exitCode: exitCodeOf(all, selection.kindName ?? 'all') || 3, reason: null} : null;

const sayEnd = (
	{states, selection}: ChangeStream,
	{exitCode, reason}: End,
	{stderr, timeoutMs}: UntilOptions,
) => {
	const kind = selection.kindName ?? 'all';
	for (const line of states.all.flatMap(state => troubleOf(state, kind, timeoutMs))) warn(stderr, line);
	warn(stderr, reason);
	return exitCode;
};

/** The result at the time limit. */
const timeUp = ({states, selection}: ChangeStream, tally: Tally, text: string): End => {
	const exitCode = exitCodeOf(states.all, selection.kindName ?? 'all');
	if (exitCode !== 0) return {exitCode, reason: null};
	if (selection.kindFault !== null) return {exitCode: 2, reason: selection.kindFault};
	const counts = `${tally.matched} of ${tally.total} rows match '${text}'`;
	return {exitCode: 5, reason: `not met in time: ${counts}`};
};

/** Kinds can be spelt in several ways, which are known once the sources have reported theirs. */
const withKindsOf = (condition: Condition, selection: () => Selection): (() => Condition) => {
	let read: {readonly kinds: readonly Kind[]; readonly condition: Condition} = {kinds: [], condition};
	return () => {
		const {kinds} = selection();
		if (read.kinds !== kinds) read = {kinds, condition: condition.withKinds(kinds)};
		return read.condition;
	};
};

/**
 * `--until`: prints every change until there are rows in the filter and all of them match (exit code 0). Else exits
 * with 5 at the time limit, 3 or 4 if no source could be listed, 2 for an unknown kind.
 */
export const until = (options: UntilOptions): Report => {
	const {stdout, stderr, timeoutMs, filter, until: wanted} = options;
	const pipe = pipeTo(stdout);
	const format = changeFormat(options.format);
	const tally = new Tally();
	pipe.write(format.head);
	let end: (how: End) => void = () => undefined;
	const given = new Promise<End>(resolve => {
		end = resolve;
	});

	const condition = withKindsOf(matching(wanted), () => stream.selection);
	const check = () => {
		const hopeless = hopelessEnd(stream);
		if (hopeless) end(hopeless);
		else if (tally.isMet && isKnown(stream)) end({exitCode: 0, reason: null});
		else if (stream.states.all.every(({isOver}) => isOver)) giveUp();
	};

	const stream = new ChangeStream(
		options,
		{
			changed: change => pipe.write(format.line(change)),
			judged(row, included) {
				const isMet = included ? holds(condition(), new Subject(row, stream.selection.resources)) : null;
				tally.set(row.resource.key, isMet);
			},
			filters: [wanted],
		},
		check,
	);
	const doubt = createDoubts(stream, {'--filter': filter, '--until': wanted}, stderr);
	const furtherKinds = new FurtherKinds(stream, doubt, fault => end({exitCode: 2, reason: fault}));
	const giveUp = () => {
		const how = timeUp(stream, tally, wanted.text);
		if (how.exitCode === 5) doubt();
		end(how);
	};
	const timer = timeoutMs === null ? undefined : setTimeout(giveUp, Math.min(timeoutMs, longestTimerMs));
	let over = false;
	return {
		emit(event) {
			if (over) return;
			stream.emit(event);
			check();
			furtherKinds.observe(event);
		},
		// A microtask later, when the status that follows the same event is known.
		ended: Promise.race([given.then(how => sayEnd(stream, how, options)), pipe.closed.then(() => 0)]).finally(
			() => {
				over = true;
				clearTimeout(timer);
				stream.close();
				furtherKinds.close();
			},
		),
	};
};
