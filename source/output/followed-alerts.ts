import type {SourceEvent} from '../model/source.js';
import type {Change} from '../state/rows/change.js';
import type {Row} from '../state/rows/row.js';
import {Alerts, type Fired} from '../state/watching/alerts.js';
import {Deliveries} from '../state/watching/deliveries.js';
import {SourceRows} from '../state/watching/source-rows.js';
import {alertChange, type ChangeRecord, rowRecord} from './record.js';
import type {FollowOptions} from './report.js';
import type {Selection} from './selection.js';

/** Runs alerts without a terminal: each is printed, and at most one a second runs its programs. */
export class FollowedAlerts {
	readonly #options: FollowOptions;
	readonly #print: (change: ChangeRecord) => void;
	readonly #deliveries = new Deliveries<Fired>();
	readonly #sources = new SourceRows();
	#alerts: Alerts | null = null;
	#selection: Selection | null = null;
	/** The kinds that the report shows by itself. */
	#shown: readonly string[] = [];

	/** `print` is called with each alert that is set off. */
	constructor(options: FollowOptions, print: (change: ChangeRecord) => void) {
		this.#options = options;
		this.#print = print;
	}

	/** There are some. */
	get isOn(): boolean {
		return this.#options.alerts !== undefined;
	}

	/** Watches the rows of a report; those that it does not print too. */
	follow(selection: Selection): void {
		const {alerts} = this.#options;
		if (alerts === undefined) return;
		this.#selection = selection;
		this.#alerts = new Alerts(alerts, selection.resources, this.#fired);
	}

	/** Makes every source follow these kinds, and those that alerts name. */
	readonly show = (kinds: readonly string[]): void => {
		this.#shown = kinds;
		const known = this.#selection?.kinds.map(({name}) => name) ?? [];
		const named = this.#alerts?.kinds.filter(kind => known.includes(kind)) ?? [];
		this.#options.show([...new Set([...kinds, ...named])]);
	};

	/** Takes an event that was applied. */
	readonly applied = (event: SourceEvent, changes: readonly Change[]): void => {
		if (!this.#alerts || !this.#selection) return;
		if (event.type === 'kinds') {
			const {kinds, resources} = this.#selection;
			this.#alerts.takeKinds(kinds, () => resources.rows());
			this.show(this.#shown);
		}

		this.#alerts.take(event, changes, this.#sources.take(event));
		this.#deliver();
	};

	/** The kinds of which alerts want to know what rows use, in the singular. */
	readonly measured = (): readonly string[] => this.#alerts?.measured ?? [];

	/** Takes a row for which time has passed, or that was measured. */
	readonly retest = (row: Row): void => {
		this.#alerts?.retest(row, this.#options.now());
	};

	/** Looks for what is due; to be called each second. */
	readonly tick = (): void => {
		this.#alerts?.expire(this.#options.now());
		this.#deliver();
	};

	readonly #fired = (fired: Fired): void => {
		const {alert, place, row, at} = fired;
		this.#print(alertChange(alert.when, at, rowRecord(row)));
		if (alert.run.length > 0) this.#deliveries.add(place, fired);
	};

	#deliver(): void {
		const delivery = this.#deliveries.take(this.#options.now());
		if (!delivery || !this.#selection) return;
		const {kinds, resources} = this.#selection;
		this.#options.runAlert?.(delivery.item, delivery.more, {kinds, lookup: resources});
	}
}
