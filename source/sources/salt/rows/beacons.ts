/** A beacon of a minion that fired. */
export type Beacon = {
	readonly minion: string;
	/** With its suffix: `inotify//etc/passwd`. */
	readonly name: string;
	/** The beacon itself failed: Salt drops the error's text (salt/beacons/__init__.py). */
	readonly failed: boolean;
	/** What it reported, in one line. */
	readonly text: string;
	/** Epoch milliseconds. */
	readonly lastAt: number;
	readonly count: number;
};

/** The row id of a beacon. */
export const beaconId = ({minion, name}: Pick<Beacon, 'minion' | 'name'>): string => `${minion}/${name}`;

/** The beacons that fired last, by row id; at most `max`. */
export class Beacons {
	readonly #beacons = new Map<string, Beacon>();
	readonly #max: number;

	constructor(max: number) {
		this.#max = max;
	}

	get all(): Iterable<Beacon> {
		return this.#beacons.values();
	}

	/** A beacon fired; `forgotten` is the id of the one that was dropped for it. */
	fired(
		minion: string,
		name: string,
		{failed, text}: {readonly failed: boolean; readonly text: string},
		at: number,
	): {readonly beacon: Beacon; readonly forgotten: string | null} {
		const id = beaconId({minion, name});
		const count = (this.#beacons.get(id)?.count ?? 0) + 1;
		const beacon = {minion, name, failed, text, lastAt: at, count};
		this.#beacons.delete(id);
		this.#beacons.set(id, beacon);
		if (this.#beacons.size <= this.#max) return {beacon, forgotten: null};
		const [oldest = id] = this.#beacons.keys();
		this.#beacons.delete(oldest);
		return {beacon, forgotten: oldest};
	}
}
