import type {JsonObject} from '../../../model/json-object.js';
import type {Low} from './low.js';

// Calls that programs make all the time to look around: shown only when asked for. The idea and much of the list are
// SaltGUI's (panels/Jobs.js). rwatch's own polls are all among them.
const internal = new RegExp(
	`^(?:${[
		String.raw`status\.loadavg,status\.cpustats,status\.meminfo,status\.netdev`,
		String.raw`saltutil\.(?:find_job|running)`,
		String.raw`grains\.items?`,
		String.raw`mine\.(?:update|send)`,
		String.raw`sys\.(?:doc|list_functions)`,
		String.raw`event\.fire`,
		String.raw`runner\.jobs\..*`,
		String.raw`runner\.cache\.(?:cloud|fetch|grains|list|mine|pillar)`,
		String.raw`runner\.manage\.(?:status|up|down|versions|list_(?:not_)?state)`,
		String.raw`runner\.manage\.(?:not_)?(?:present|joined|allowed|alived|reaped)`,
		String.raw`runner\.batch\.(?:list_active|status)`,
		String.raw`wheel\.key\.(?:list_all|list|finger|name_match)`,
		String.raw`wheel\.(?:minions\.connected|config\.values)`,
	].join('|')})$`,
);

/** True for functions that look around and change nothing: kept out of the jobs and events unless asked for. */
export const isInternal = (fun: string): boolean => internal.test(fun);

/**
 * A wheel call that changes nothing, in a way that leaves no job in the job cache of masters up to 3007: they run the function
 * itself under this jid, and do not keep what is called `nocache` (salt/utils/job.py). Since 3008 the jid is the master's.
 */
export const untraced = (fun: string, more: JsonObject = {}): Low => ({
	client: 'wheel',
	fun,
	...more,
	__jid__: 'nocache',
});

/**
 * A look at what a minion uses: one call, whose answer is kept out of the job cache by `nocache`
 * (salt/returners/local_cache.py). That there was a call is kept there all the same.
 */
export const lookAround = (minion: string): Low => ({
	client: 'local',
	tgt: [minion],
	tgt_type: 'list',
	fun: ['status.loadavg', 'status.cpustats', 'status.meminfo', 'status.netdev'],
	arg: [[], [], [], []],
	nocache: true,
});
