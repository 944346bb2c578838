import type {Kind} from '../model/kind.ts';
import type {ResourceKey} from '../model/resource.ts';
import {type Filter, matches, withKinds} from '../state/filter.ts';
import {changeFormat} from './change-lines.ts';
import {ChangeStream} from './change-stream.ts';
import {pipeTo} from './pipe.ts';
import type {Report, UntilOptions} from './report.ts';
import {exitCodeOf, hasListed, isHopeless, isKnownWhole, troubleOf} from './source-states.ts';
import {warn} from './warn.ts';

/** Counts the rows of the filter and those that match, row by row. */
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

/** Whether all that can be known is known: stale or missing rows prove nothing. */
const isKnown = ({states, selection}: ChangeStream): boolean => {
	const {all} = states;
	// Of one that refuses a part nothing can be said.
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

/** The exit code, and why, once nothing more is to be expected; null before. */
const hopelessEnd = ({states: {all}, selection}: ChangeStream): End | null => {
	if (all.every(isHopeless))
		return {exitCode: exitCodeOf(all, selection.kindName ?? 'all') || 3, reason: null};
	const settled = all.every(state => state.status === 'live' || isHopeless(state));
	return settled && selection.kindFault !== null ? {exitCode: 2, reason: selection.kindFault} : null;
};

/**
 * `--until`: prints every change until there are rows in the filter and all of them match (exit code 0); else
 * 5 at the time limit, 3 or 4 when no source could be listed, 2 for an unknown kind.
 */
export const until = (options: UntilOptions): Report => {
	const {stdout, stderr, timeoutMs} = options;
	const pipe = pipeTo(stdout);
	const format = changeFormat(options.format);
	const tally = new Tally();
	pipe.write(format.head);
	let end: (how: End) => void = () => undefined;
	const given = new Promise<End>(resolve => {
		end = resolve;
	});

	// A promise later, so that what a source says of itself after the same event is known.
	const finish = ({exitCode, reason}: End): number => {
		const kind = stream.selection.kindName ?? 'all';
		for (const line of stream.states.all.flatMap(state => troubleOf(state, kind))) warn(stderr, line);
		warn(stderr, reason);
		return exitCode;
	};

	// Kinds may be spelt in any way, which is known once the sources have told theirs.
	let wanted: {readonly kinds: readonly Kind[]; readonly filter: Filter} = {kinds: [], filter: options.until};
	const condition = (): Filter => {
		const {kinds} = stream.selection;
		if (wanted.kinds !== kinds) wanted = {kinds, filter: withKinds(options.until, kinds)};
		return wanted.filter;
	};

	const check = () => {
		const hopeless = hopelessEnd(stream);
		if (hopeless) end(hopeless);
		else if (tally.isMet && isKnown(stream)) end({exitCode: 0, reason: null});
	};

	const stream = new ChangeStream(
		options,
		{
			changed: change => pipe.write(format.line(change)),
			judged(row, included) {
				const matching = included ? matches(condition(), row, stream.selection.resources) : null;
				tally.set(row.resource.key, matching);
			},
		},
		check,
	);
	const giveUp = () => {
		const failed = exitCodeOf(stream.states.all, stream.selection.kindName ?? 'all');
		const counts = `${tally.matched} of ${tally.total} rows match “${options.until.text}”`;
		end({exitCode: failed || 5, reason: failed ? null : `not met in time: ${counts}`});
	};
	const timer = timeoutMs === null ? undefined : setTimeout(giveUp, timeoutMs);
	let over = false;
	return {
		tell(event) {
			if (over) return;
			stream.tell(event);
			check();
		},
		ended: Promise.race([given.then(finish), pipe.closed.then(() => 0)]).finally(() => {
			over = true;
			clearTimeout(timer);
			stream.close();
		}),
	};
};
