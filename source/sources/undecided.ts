import {isFatal, messageOf, RefusedError, retryAfterOf} from '../model/errors.js';
import type {Family} from '../model/resource.js';
import type {Source, SourceStatus} from '../model/source.js';
import type {SourceConfig} from '../model/source-config.js';
import {createBackoff} from '../transport/backoff.js';
import {wait} from '../transport/clock.js';
import {discoverFamily} from './discover.js';
import type {SourceFamily} from './family.js';

/** How long a server that is none of ours is left alone before it is asked again. */
const hopelessMs = 60_000;

const statusAfter = (error: unknown): SourceStatus => {
	if (error instanceof RefusedError) return 'refused';
	return isFatal(error) ? 'failed' : 'retrying';
};

/** What is asked of the source once there is one. */
const asking = (
	decided: () => Source,
	name: string,
): Pick<
	Source,
	| 'form'
	| 'act'
	| 'object'
	| 'explain'
	| 'gather'
	| 'webAddress'
	| 'logs'
	| 'stats'
	| 'command'
	| 'whoami'
	| 'shell'
	| 'connectPort'
	| 'edit'
	| 'secrets'
> => ({
	form: async (...asked) => decided().form(...asked),
	act: async (...asked) => decided().act(...asked),
	object: async (...asked) => decided().object(...asked),
	async explain(...asked) {
		const source = decided();
		if (!source.explain) throw new Error(`${name} explains nothing`);
		return source.explain(...asked);
	},
	gather: async (...asked) => decided().gather?.(...asked),
	webAddress: async (...asked) => decided().webAddress?.(...asked) ?? null,
	logs: async (...asked) => decided().logs(...asked),
	stats: async (...asked) => decided().stats?.(...asked),
	async command(...asked) {
		const source = decided();
		if (!source.command) throw new Error(`${name} takes no commands`);
		return source.command(...asked);
	},
	async whoami(...asked) {
		const source = decided();
		if (!source.whoami) throw new Error(`${name} does not say who is logged in`);
		return source.whoami(...asked);
	},
	async edit(...asked) {
		const source = decided();
		if (!source.edit) throw new Error(`nothing of ${name} can be edited`);
		return source.edit(...asked);
	},
	async secrets(...asked) {
		const source = decided();
		if (!source.secrets) throw new Error(`${name} has no secrets to show`);
		return source.secrets(...asked);
	},
	async shell(...asked) {
		const source = decided();
		if (!source.shell) throw new Error(`${name} offers no shell`);
		return source.shell(...asked);
	},
	async connectPort(...asked) {
		const source = decided();
		if (!source.connectPort) throw new Error(`${name} forwards no ports`);
		return source.connectPort(...asked);
	},
});

/**
 * A source whose family nobody named: it asks the server first, for as long as that takes, and is then the
 * source that `openFamily` makes.
 */
export const openUndecided = (
	config: SourceConfig,
	families: readonly SourceFamily[],
	openFamily: (family: Family, config: SourceConfig) => Promise<Source>,
): Source => {
	const {name, url, insecure} = config;
	let found: Source | null = null;
	let shown: readonly string[] = [];
	let measured: Parameters<NonNullable<Source['measure']>> = [[]];
	let pause = new AbortController();

	const decided = (): Source => {
		if (found === null) throw new Error(`${name} (${url}) has not answered yet: nothing can be asked of it`);
		return found;
	};

	const discover = async (emit: Parameters<Source['watch']>[0], signal: AbortSignal): Promise<Source> => {
		const status = (status: SourceStatus, message: string | null, retryAt: number | null) =>
			emit({type: 'status', source: name, scope: '', at: Date.now(), status, message, retryAt});
		const backoff = createBackoff();
		status('connecting', null, null);
		for (;;) {
			try {
				return await openFamily(await discoverFamily(config, families, signal), config);
			} catch (error) {
				signal.throwIfAborted();
				const delayMs = isFatal(error) ? hopelessMs : Math.max(backoff.next(0), retryAfterOf(error));
				status(statusAfter(error), messageOf(error), Date.now() + delayMs);
				pause = new AbortController();
				await wait(delayMs, AbortSignal.any([signal, pause.signal]));
			}
		}
	};

	return {
		name,
		url,
		insecure,
		get family() {
			return found?.family ?? null;
		},
		async watch(emit, signal) {
			try {
				found ??= await discover(emit, signal);
			} catch (error) {
				if (signal.aborted) return;
				throw error;
			}

			if (shown.length > 0) found.show(shown);
			found.measure?.(...measured);
			await found.watch(emit, signal);
		},
		show(kinds) {
			shown = kinds;
			found?.show(kinds);
		},
		measure(...asked) {
			measured = asked;
			found?.measure?.(...asked);
		},
		relist() {
			pause.abort();
			found?.relist();
		},
		...asking(decided, name),
		get commands() {
			return found?.commands ?? {};
		},
		get harmless() {
			return found?.harmless ?? {};
		},
		get ordinary() {
			return found?.ordinary ?? {};
		},
		get pages() {
			return found?.pages ?? {};
		},
	};
};
