import type {Action} from '../model/action.js';
import type {Resource} from '../model/resource.js';
import type {Dialog} from './actions/dialogs.js';

/** What went through a forwarded port so far. Untrusted texts: must pass `printable`. */
export type Traffic = {
	/** Connections that are open now, and all that there were. */
	readonly connections: number;
	readonly total: number;
	/** To the resource, and from it. */
	readonly sentBytes: number;
	readonly receivedBytes: number;
	readonly errors: number;
	/** The newest error, whole. */
	readonly lastError: string | null;
	/** What the newest connection led to, such as a pod. */
	readonly to: string | null;
};

/** Nothing yet. */
export const noTraffic: Traffic = {
	connections: 0,
	total: 0,
	sentBytes: 0,
	receivedBytes: 0,
	errors: 0,
	lastError: null,
	to: null,
};

/** A port that is, or was, forwarded in this run. */
export type Forward = {
	/** The id of the action that began it. */
	readonly id: number;
	readonly resource: Resource;
	readonly action: Action;
	readonly port: number;
	/** The port of this machine. */
	readonly localPort: number;
	readonly status: 'starting' | 'open' | 'stopped' | 'failed';
	/** When it came into its status, epoch milliseconds. */
	readonly since: number;
	readonly traffic: Traffic;
	/** Why it failed. */
	readonly error: string | null;
	/** The form that it was begun with: shown again where the local port cannot be had. */
	readonly form: Extract<Dialog, {readonly type: 'form'}> | null;
};

/** Whether a forward is not over. */
export const isForwarding = ({status}: Pick<Forward, 'status'>): boolean =>
	status === 'starting' || status === 'open';
