/** A beacon of a minion that fired. */
export type Beacon = {
	readonly minion: string;
	/** With its suffix: `inotify//etc/passwd`. */
	readonly name: string;
	/** The beacon itself failed: Salt drops the error's text (salt/beacons/__init__.py). */
	readonly failed: boolean;
	/** What it told, in one line. */
	readonly told: string;
	/** Epoch milliseconds. */
	readonly lastAt: number;
	readonly count: number;
};

/** The row id of a beacon. */
export const beaconId = ({minion, name}: Pick<Beacon, 'minion' | 'name'>): string => `${minion}/${name}`;

/** The beacons that fired last, by row id; at most `most`. */
export class Beacons {
	readonly #beacons = new Map<string, Beacon>();
	readonly #most: number;

	constructor(most: number) {
		this.#most = most;
	}

	get all(): Iterable<Beacon> {
		return this.#beacons.values();
	}

	/** A beacon fired; `forgotten` is the id of the one that made place for it. */
	fired(
		minion: string,
		name: string,
		{failed, told}: {readonly failed: boolean; readonly told: string},
		at: number,
	): {readonly beacon: Beacon; readonly forgotten: string | null} {
		const id = beaconId({minion, name});
		const count = (this.#beacons.get(id)?.count ?? 0) + 1;
		const beacon = {minion, name, failed, told, lastAt: at, count};
		this.#beacons.delete(id);
		this.#beacons.set(id, beacon);
		if (this.#beacons.size <= this.#most) return {beacon, forgotten: null};
		const [oldest = id] = this.#beacons.keys();
		this.#beacons.delete(oldest);
		return {beacon, forgotten: oldest};
	}
}
