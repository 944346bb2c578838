import type {Alert} from '../../model/alert.js';
import type {Kind} from '../../model/kind.js';
import type {Resource} from '../../model/resource.js';
import type {SourceEvent} from '../../model/source.js';
import type {Change} from '../rows/change.js';
import type {Row, RowLookup} from '../rows/row.js';
import {Alerts, type Fired} from './alerts.js';
import type {Answer} from './answer.js';
import type {Condition} from './condition.js';
import {Deliveries, type Delivery} from './deliveries.js';
import {SourceRows} from './source-rows.js';
import {type Granted, type Wish, Wishes} from './wishes.js';

/** How an answer reaches the person. */
type Means = Pick<Alert, 'bell' | 'notify' | 'run'>;

/** An answer on its way to a person. */
export type News = {readonly answer: Answer; readonly row: Row; readonly means: Means};

/** More answers are forgotten, oldest first. */
const maxAnswers = 500;

// All answers to wishes are delivered as one group; those of alerts by the alert's place.
const wishGroup = -1;

const usualMeans: Means = {bell: true, notify: true, run: []};

/** What is waited for: wishes about single rows, and the alerts of the configuration. Changes in place. */
export class Watching {
	/** Grows with everything that is shown of it. */
	revision = 0;
	readonly #alerts: Alerts;
	readonly #wishes: Wishes;
	readonly #sources = new SourceRows();
	readonly #deliveries = new Deliveries<News>();
	#answers: readonly Answer[] = [];
	#unseen = 0;
	#nextId = 1;
	#lost = 0;

	/** @param lookup the rows */
	constructor(alerts: readonly Alert[], lookup: RowLookup) {
		this.#alerts = new Alerts(alerts, lookup, fired => this.#fired(fired));
		this.#wishes = new Wishes(lookup, granted => this.#granted(granted));
	}

	/** The alerts, with how many rows match each. */
	get alerts(): Alerts['all'] {
		return this.#alerts.all;
	}

	/** The kinds that alerts name and those of the rows that are waited for, which sources must follow. */
	get kinds(): readonly string[] {
		return [...this.#alerts.kinds, ...this.#wishes.kinds];
	}

	/** Whether something is waited for that rows of a kind use. */
	measures(kind: Kind): boolean {
		return this.#alerts.measured.includes(kind.name) || this.#wishes.measures(kind);
	}

	/** What is waited for, oldest first. */
	get open(): readonly Wish[] {
		return this.#wishes.open;
	}

	/** What was answered and not dismissed yet, newest first. */
	get answers(): readonly Answer[] {
		return this.#answers;
	}

	/** How many of them nobody has seen. */
	get unseen(): number {
		return this.#unseen;
	}

	/** Answers that the bound lost. */
	get lost(): number {
		return this.#lost;
	}

	/** Waits for a condition of a row; returns whether it holds already, so that it has to end first. */
	ask(row: Row, condition: Condition, now: number): boolean {
		this.revision += 1;
		return this.#wishes.add(row, condition, now);
	}

	/** Gives up a wish. */
	drop(wish: Wish): void {
		this.revision += 1;
		this.#wishes.drop(wish);
	}

	/** Dismisses answers: one, or all. */
	dismiss(answer: Answer | null): void {
		this.revision += 1;
		this.#keep(answer === null ? [] : this.#answers.filter(({id}) => id !== answer.id));
	}

	/** Somebody has seen an answer, or all of them. */
	see(seen: Answer | null): void {
		if (this.#unseen === 0) return;
		this.revision += 1;
		this.#keep(
			this.#answers.map(answer =>
				seen === null || answer.id === seen.id ? {...answer, isSeen: true} : answer,
			),
		);
	}

	/** Takes the kinds of all sources. */
	takeKinds(kinds: readonly Kind[], rows: () => Iterable<Row>): void {
		this.#alerts.takeKinds(kinds, rows);
		this.#wishes.takeKinds(kinds);
	}

	/** Takes an event of a source, with what it changed. Constant work. */
	take(event: SourceEvent, changes: readonly Change[]): void {
		const sourceRow = this.#sources.take(event);
		this.#alerts.take(event, changes, sourceRow);
		for (const {row, at} of changes) this.#wishes.test(row, at);
		if (sourceRow) this.#wishes.test(sourceRow, event.at);
	}

	/** Tests a row for which time has passed, or that was measured. */
	retest(row: Row, now: number): void {
		this.#alerts.retest(row, now);
		this.#wishes.test(row, now);
	}

	/** Tests what is due by now. */
	expire(now: number): void {
		this.#alerts.expire(now);
		this.#wishes.expire(now);
	}

	/** The row of a source itself; undefined before it has reported how it is. */
	sourceRow(source: string): Row | undefined {
		return this.#sources.get(source);
	}

	/** Forgets the rows of a source that was turned off. */
	forget(source: string): void {
		this.#sources.delete(source);
		this.#alerts.forget(source);
	}

	/** The answer to deliver now, at most one a second. */
	deliver(now: number): Delivery<News> | null {
		return this.#deliveries.take(now);
	}

	/** When something is due next, epoch milliseconds; infinity for never. May be early. */
	get nextDue(): number {
		return Math.min(this.#alerts.nextDue, this.#wishes.nextDue, this.#deliveries.nextDue);
	}

	#fired({alert, place, row, at}: Fired): void {
		const answer = this.#add({at, resource: row.resource, condition: alert.when, type: 'alert'});
		this.#deliveries.add(place, {answer, row, means: alert});
	}

	#granted({wish, row, isMet, at}: Granted): void {
		const resource: Resource = row.resource;
		const type = isMet ? 'met' : 'gone';
		const answer = this.#add({at, resource, condition: wish.condition.text, type});
		this.#deliveries.add(wishGroup, {answer, row: {...row}, means: usualMeans});
	}

	#add(content: Omit<Answer, 'id' | 'isSeen'>): Answer {
		const answer = {...content, id: this.#nextId++, isSeen: false};
		this.revision += 1;
		this.#lost += this.#answers.length < maxAnswers ? 0 : 1;
		this.#keep([answer, ...this.#answers.slice(0, maxAnswers - 1)]);
		return answer;
	}

	#keep(answers: readonly Answer[]): void {
		this.#answers = answers;
		this.#unseen = answers.filter(({isSeen}) => !isSeen).length;
	}
}
