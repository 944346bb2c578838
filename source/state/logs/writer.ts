import type {Instant} from '../../model/instant.js';
import type {Resource} from '../../model/resource.js';
import {Blocks} from './block.js';
import {Lag} from './lag.js';

/** Who writes to a log view: a container, or a row with a log of its own. Changed in place, as rows are. */
export type Writer = {
	/** Its number within the view: somebody who comes again has another one. */
	readonly id: number;
	/** Names its log: the key of its row, with its container where the row has several. */
	readonly log: string;
	readonly resource: Resource;
	readonly container: string | null;
	/** It had ended well before it was found: its log is read once. */
	readonly isOver: boolean;
	/** The smallest number that no other present writer has: its colour. */
	readonly colour: number;
	/** Its name beside the others. Untrusted. */
	label: string;
	state: 'connecting' | 'live' | 'stopped' | 'left';
	/** Why it stopped; null while it is live. */
	message: string | null;
	/** When it is tried again, epoch milliseconds; null for not by itself. */
	retryAt: number | null;
	/** Since when its stream is what `state` says, epoch milliseconds. */
	since: number;
	/** What wrote it had ended when it stopped last; else it could only not be read. */
	hasEnded: boolean;
	/** Its stream was interrupted: what comes from before that is late. */
	wasInterrupted: boolean;
	/** The place of its newest line, or of what happened to it. */
	newest: Instant | null;
	/** The time of its newest line. */
	lastTime: Instant | null;
	/** What it wrote up to then is there already, as it was followed before; null if it was not. */
	readonly after: Instant | null;
	/** How late its lines come. */
	readonly lag: Lag;
	/** Which of its lines belong together. */
	readonly blocks: Blocks;
	/** Entries of it that are kept. */
	entries: number;
};

/** A writer that was just found. */
export const newWriter = (
	of: Pick<Writer, 'id' | 'log' | 'resource' | 'container' | 'isOver' | 'colour' | 'after'>,
	at: number,
): Writer => ({
	...of,
	label: of.container ?? of.resource.name,
	state: 'connecting',
	message: null,
	retryAt: null,
	since: at,
	hasEnded: false,
	wasInterrupted: false,
	newest: null,
	lastTime: null,
	lag: new Lag(),
	blocks: new Blocks(),
	entries: 0,
});
