import type {MeasuredType} from '../kube/usage.js';

/** What is asked about for rows of a kind. */
export const typesOf: ReadonlyMap<string, MeasuredType> = new Map([
	['pod', 'pods'],
	['container', 'pods'],
	['node', 'nodes'],
]);

/** The kinds of the rows that an answer is about. */
export const kindsOf = (type: MeasuredType): readonly string[] =>
	[...typesOf].flatMap(([kind, of]) => (of === type ? [kind] : []));

/** How far the questions about one type in one cluster are. */
export type Progress = {
	/** When it was asked last, epoch milliseconds; -Infinity if it is due at once. */
	askedAt: number;
	/** A question is under way, or waits for its turn. */
	isAsked: boolean;
	/** How long it is left alone because the last question failed, milliseconds; 0 if it was answered. */
	pauseMs: number;
	/** Pods are asked about by namespace, as only those of some may be seen. */
	byNamespace: boolean;
	/** Why the last question failed, as it was reported; null if it was answered. */
	said: string | null;
};

/** Makes it due at once. */
export const askAtOnce = (progress: Progress): void => {
	progress.askedAt = Number.NEGATIVE_INFINITY;
	progress.pauseMs = 0;
};

// A timer may be a little early.
const slackMs = 100;

/** Whether it is to be asked now, if that is done every `periodMs` milliseconds. */
export const isDue = ({askedAt, isAsked, pauseMs}: Progress, periodMs: number, now: number): boolean =>
	!isAsked && askedAt + (pauseMs || periodMs) <= now + slackMs;

/** When which cluster is asked next what its rows use. */
export class MeasuringSchedule {
	readonly #progress = new Map<string, Progress>();

	/** That of one type in one cluster: due at once until it was asked. */
	of(cluster: string, type: MeasuredType): Progress {
		const key = `${cluster} ${type}`;
		const known = this.#progress.get(key);
		if (known) return known;
		const never = Number.NEGATIVE_INFINITY;
		const progress = {askedAt: never, isAsked: false, pauseMs: 0, byNamespace: false, said: null};
		this.#progress.set(key, progress);
		return progress;
	}

	/** Asks again at once about what was answered. */
	renew(type: MeasuredType): void {
		for (const [key, progress] of this.#progress)
			if (progress.said === null && key.endsWith(` ${type}`)) askAtOnce(progress);
	}

	/** Asks again at once about what failed. */
	hurry(): void {
		for (const progress of this.#progress.values()) {
			if (progress.said === null) continue;
			askAtOnce(progress);
			progress.said = null;
		}
	}

	/** Whether this was said of the cluster already: what holds for its pods may hold for its nodes too. */
	hasSaid(cluster: string, message: string): boolean {
		return [...this.#progress].some(([key, {said}]) => key.startsWith(`${cluster} `) && said === message);
	}

	/** A cluster is gone. */
	forget(cluster: string): void {
		for (const key of [...this.#progress.keys()])
			if (key.startsWith(`${cluster} `)) this.#progress.delete(key);
	}
}
