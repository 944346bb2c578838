/** What the flood server is to be. */
export type ServerOptions = {readonly containers: number};

/** What the flood server is to send. */
export type Flood = {
	readonly count: number;
	/** The changes go round so many containers. */
	readonly ids: number;
	/** Null: as fast as they are taken. */
	readonly perSecond: number | null;
};

/** What a receiver is to do. */
export type ReceiverOptions = {
	readonly url: string;
	readonly containers: number;
	/** Messages to take. */
	readonly count: number;
	readonly view: {readonly kind: string; readonly filter: string; readonly sort: string};
	/** Messages that come before those, and are not measured. */
	readonly warm?: number;
	/** Nothing is skipped, however much comes. */
	readonly everyChange?: boolean;
};

/** What a receiver measured. */
export type Received = {
	/** From the first message to the last one painted (or parsed). */
	readonly elapsedMs: number;
	/** Processor time of that, all threads. */
	readonly cpuMs: number;
	readonly frames: number;
	readonly bytes: number;
	/** Moments in timelines, with those that their bound forgot and those that came too fast and are only counted. */
	readonly moments: number;
	/** Memory in use after a collection, before and after the messages. */
	readonly heapBefore: number;
	readonly heapAfter: number;
};

/** What is measured while events come at a steady rate. */
export type LoadOptions = {
	readonly url: string;
	readonly containers: number;
	readonly seconds: number;
};

/** What a steady load did, times in milliseconds. */
export type Loaded = {
	/** From an event at the socket to its bytes at the terminal, of rows in the window. */
	readonly eventMs: readonly number[];
	readonly keyMs: readonly number[];
	readonly idleKeyMs: readonly number[];
	readonly cpuPercent: number;
	readonly bytesPerSecond: number;
};

/** A name and a password. */
export type Credentials = {readonly username: string; readonly password: string};

/** Which log is followed for how long. */
export type LogOptions = {
	readonly url: string;
	readonly credentials: Credentials;
	readonly seconds: number;
};

/** What became of a fast log. */
export type LogResult = {
	/** Lines that reached the buffer. */
	readonly taken: number;
	readonly keyMs: readonly number[];
	/** Bytes of memory more than before. */
	readonly grown: number;
	readonly cpuPercent: number;
};
