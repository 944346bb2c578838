import type {Peer} from './peer.js';

/** The answer: a text, or a stream that stays open after its head was sent. */
export type Answer = {
	readonly status: number;
	/** Several values of one name are several lines. */
	readonly headers?: Readonly<Record<string, string | string[]>>;
	readonly body?: string;
	readonly stream?: (peer: Peer) => void;
};
