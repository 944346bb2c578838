import type {Alert} from '../../model/alert.js';
import type {Kind} from '../../model/kind.js';
import type {ResourceKey} from '../../model/resource.js';
import type {SourceEvent} from '../../model/source.js';
import {kindsNamedIn} from '../filter/doubts.js';
import {noFilter, parseFilter} from '../filter/filter.js';
import {kindsLimitedTo} from '../filter/kinds-limited.js';
import {Subject} from '../filter/subject.js';
import {filtersFigures} from '../grid/figure-columns.js';
import type {Change} from '../rows/change.js';
import type {Row, RowLookup} from '../rows/row.js';
import {WakeUps} from '../rows/wake-ups.js';
import {type Condition, holds, matching} from './condition.js';
import {sourceKey, sourceKind} from './source-rows.js';
import {TimedContext} from './timed-context.js';

/** A row that matches an alert. */
type Match = {readonly alert: Watched; readonly row: Row; readonly since: number; isOver: boolean};

/** An alert with the rows that match it now. */
type Watched = {
	readonly alert: Alert;
	/** Its place in the configuration. */
	readonly place: number;
	condition: Condition;
	/** The kinds that it names, as they are known. */
	kinds: readonly string[];
	/** The kinds of which it wants to know what rows use, in the singular. */
	measured: readonly string[];
	readonly matches: Map<ResourceKey, Match>;
};

/** An alert that a row set off; the row as it was then. */
export type Fired = {readonly alert: Alert; readonly place: number; readonly row: Row; readonly at: number};

const watched = (alert: Alert, place: number): Watched => {
	const filter = parseFilter(alert.when, [sourceKind]);
	return {
		alert,
		place,
		condition: matching('error' in filter ? noFilter : filter),
		kinds: kindsNamedIn(alert.when, [sourceKind]),
		measured: [],
		matches: new Map(),
	};
};

const measuredBy = ({alert, condition: {filter}}: Watched, kinds: readonly Kind[]): readonly string[] => {
	const only = kindsLimitedTo(alert.when, kinds);
	return kinds.flatMap(kind => {
		const isMeant = only === null || only.includes(kind.name);
		return filter !== null && isMeant && filtersFigures(kind, filter) ? [kind.name] : [];
	});
};

const isSame = (left: readonly string[], right: readonly string[]): boolean => left.join() === right.join();

/**
 * Sets off alerts: each once when a row begins to match, and again only after the row has stopped matching. What matches
 * when a source is first listed sets them off all at once, when the source is whole or says that it will not be. A
 * row's event costs one test for each alert, however many rows there are.
 */
export class Alerts {
	readonly #alerts: readonly Watched[];
	readonly #fire: (fired: Fired) => void;
	readonly #context: TimedContext;
	/** The sources whose first listing is over. */
	readonly #begun = new Set<string>();
	/** The rows of the others that match already. */
	readonly #waiting = new Map<string, Match[]>();
	readonly #due = new WakeUps<Match>();

	/** `fire` is called with each alert that is set off. */
	constructor(alerts: readonly Alert[], lookup: RowLookup, fire: (fired: Fired) => void) {
		this.#alerts = alerts.map(watched);
		this.#fire = fire;
		this.#context = new TimedContext(lookup);
	}

	/** The alerts of the configuration, with how many rows match each. */
	get all(): ReadonlyArray<{readonly alert: Alert; readonly matching: number}> {
		return this.#alerts.map(({alert, matches}) => ({alert, matching: matches.size}));
	}

	/** The kinds that alerts name, in the singular, which sources must follow for them. */
	get kinds(): readonly string[] {
		return this.#alerts.flatMap(({kinds}) => kinds);
	}

	/** The kinds of which alerts want to know what rows use, in the singular. */
	get measured(): readonly string[] {
		return this.#alerts.flatMap(({measured}) => measured);
	}

	/** Takes the kinds of all sources, and tests all rows again for the alerts that name some which were not known. */
	takeKinds(kinds: readonly Kind[], rows: () => Iterable<Row>): void {
		const known = [...kinds, sourceKind];
		const renewed = this.#alerts.filter(one => {
			const named = kindsNamedIn(one.alert.when, known);
			one.condition = one.condition.withKinds(known);
			one.measured = measuredBy(one, known);
			const isRenewed = !isSame(named, one.kinds);
			one.kinds = named;
			return isRenewed;
		});
		if (renewed.length === 0) return;
		for (const row of rows()) this.#test(row, renewed);
	}

	/** Takes an event of a source, with what it changed, also of the row of the source itself. */
	take(event: SourceEvent, changes: readonly Change[], sourceRow: Row | null): void {
		if (this.#alerts.length === 0) return;
		this.#context.pass(event.at);
		for (const {row} of changes) this.#test(row, this.#alerts);
		// It goes without a change.
		if (event.type === 'removed' && event.quiet)
			for (const alert of this.#alerts) this.#end(alert, event.key);
		if (sourceRow) this.#testSource(sourceRow);
		const {source} = event;
		if (event.type === 'status' && event.scope === '' && event.status !== 'connecting') this.#begin(source);
	}

	/** Tests a row for which time has passed, or that was measured. */
	retest(row: Row, now: number): void {
		this.#context.pass(now);
		this.#test(row, this.#alerts);
	}

	/** Sets off what is due by now. */
	expire(now: number): void {
		for (const row of this.#context.ended(now)) {
			if (row.resource.key === sourceKey(row.resource.source)) this.#testSource(row);
			else this.#test(row, this.#alerts);
		}

		for (const match of this.#due.ended(now)) if (!match.isOver) this.#setOff(match);
	}

	/** When `expire` is due next, epoch milliseconds; infinity for never. May be early. */
	get nextDue(): number {
		return Math.min(this.#due.due, this.#context.nextDue);
	}

	/** Forgets the rows of a source that was turned off. */
	forget(source: string): void {
		this.#begun.delete(source);
		this.#waiting.delete(source);
		for (const alert of this.#alerts)
			for (const {row} of [...alert.matches.values()])
				if (row.resource.source === source) this.#end(alert, row.resource.key);
	}

	#end({matches}: Watched, key: ResourceKey): void {
		const match = matches.get(key);
		matches.delete(key);
		if (match) match.isOver = true;
	}

	#testSource(row: Row): void {
		this.#test(
			row,
			this.#alerts.filter(({kinds}) => kinds.includes(sourceKind.name)),
		);
	}

	#test(row: Row, alerts: readonly Watched[]): void {
		const subject = new Subject(row, this.#context);
		const {key} = row.resource;
		for (const alert of alerts) {
			if (!holds(alert.condition, subject)) this.#end(alert, key);
			else if (!alert.matches.has(key)) {
				const match = {alert, row, since: this.#context.now, isOver: false};
				alert.matches.set(key, match);
				this.#note(match);
			}
		}
	}

	#note(match: Match): void {
		const {source} = match.row.resource;
		if (this.#begun.has(source)) {
			this.#schedule(match);
			return;
		}

		const waiting = this.#waiting.get(source);
		if (waiting) waiting.push(match);
		else this.#waiting.set(source, [match]);
	}

	#begin(source: string): void {
		if (this.#begun.has(source)) return;
		this.#begun.add(source);
		const matches = this.#waiting.get(source) ?? [];
		this.#waiting.delete(source);
		for (const match of matches) if (!match.isOver) this.#schedule(match);
	}

	#schedule(match: Match): void {
		const {forMs} = match.alert.alert;
		if (forMs === 0) this.#setOff(match);
		else this.#due.add(match, match.since + forMs);
	}

	#setOff({alert: {alert, place}, row}: Match): void {
		this.#fire({alert, place, row: {...row}, at: this.#context.now});
	}
}
