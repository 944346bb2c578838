import type {Health, Resource, ResourceKey} from './resource.js';

/** A row with what was observed of it. */
export type ObservedRow = {
	readonly resource: Resource;
	/** Since when it is in its state, epoch milliseconds; null if unknown. */
	readonly since: number | null;
	/** In transition for longer than it should be. */
	readonly stuck: boolean;
};

/** A row to be explained, with the rows around it. */
export type Surroundings = {
	readonly subject: ObservedRow;
	/** What it depends on, directly or not, and what depends on it; bounded, the worst first. */
	readonly rows: readonly ObservedRow[];
	/** How many rows that depend on it the bound left out. */
	readonly omitted: number;
	/** Epoch milliseconds. */
	readonly now: number;
};

/** An answer of the server that a finding may be based on, or why there is none. */
export type Evidence = {
	/** What was asked: `events of pod shop/web-1`. Untrusted. */
	readonly title: string;
	/** The row that it was asked about. */
	readonly about: ResourceKey;
	/** What was asked about that row, in the words of its family: `object`, `events`. */
	readonly what: string;
	/** When the answer came, epoch milliseconds. */
	readonly at: number;
	/** The answer without secrets; null where there is none. */
	readonly answer: unknown;
	/** Why there is no answer; null where there is one. */
	readonly error: string | null;
};

/** A row by what is needed to name it and to go there. */
export type RowName = Pick<Resource, 'key' | 'kind' | 'name'>;

/**
 * Something that is wrong with a row. `role`: a cause explains others; a sign is what the server says without a reason;
 * a consequence follows from a cause that was found.
 */
export type Finding = {
	readonly severity: Health;
	readonly role: 'cause' | 'sign' | 'consequence';
	/** One sentence. Untrusted. */
	readonly text: string;
	/** What the server said, word by word. Untrusted. */
	readonly quotes: readonly string[];
	/** Since when, or when it was last seen, epoch milliseconds; null if unknown. */
	readonly since: number | null;
	/** The row behind it; null where there is none. */
	readonly row: RowName | null;
};

/** What one server knows of a machine, for those who know it by another one. All texts are untrusted. */
export type MachineReport = {
	/** The machine as this server knows it. */
	readonly row: RowName;
	/** What answers for it: `the kubelet of node wk-1`, `minion wk-1`. */
	readonly speaker: string;
	/** Unknown: this server cannot say, which proves nothing. */
	readonly presence: 'answers' | 'silent' | 'unknown';
	/** How that is known, or why it is not: `the master sees it connected`; null where there is nothing to add. */
	readonly how: string | null;
	/** Silent since, or when it last answered; epoch milliseconds, null if unknown. */
	readonly since: number | null;
	/** So long something that died may still count as answering, in milliseconds. */
	readonly noticedAfterMs: number;
	/** The rows of what is changing it right now: `findings` say what that is, and who does it. */
	readonly work: readonly RowName[];
};

/** Something that a server noted of a row. The text is untrusted. */
export type NotedEvent = {
	readonly row: RowName;
	/** The answer that it is from, as in `Evidence`. */
	readonly what: string;
	/** When it was noted last, epoch milliseconds; null if unknown. */
	readonly at: number | null;
	readonly severity: Health;
	readonly text: string;
};

/** What a source says of a row. */
export type Explanation = {
	readonly findings: readonly Finding[];
	/** Of the machines among the row and those around it. */
	readonly machines: readonly MachineReport[];
	/** What was noted of the rows that were asked about, of each the newest first. */
	readonly events: readonly NotedEvent[];
};

/** What a source can say of why its rows are unhealthy. */
export type Explaining = {
	/**
	 * Why a row is unhealthy, by what is known: asks nothing of the server, so that it works for one that is down and for a
	 * recording. The same input gives the same findings, in the order of their causes.
	 */
	readonly explain?: (surroundings: Surroundings, evidence: readonly Evidence[]) => Promise<Explanation>;
	/** Asks the server for what explains a row, at most ten things; emits each answer, or why there is none. */
	readonly gather?: (
		surroundings: Surroundings,
		emit: (evidence: Evidence) => void,
		signal: AbortSignal,
	) => Promise<void>;
};
