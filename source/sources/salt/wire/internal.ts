import type {JsonObject} from '../../../model/json-object.js';
import type {Low} from './low.js';

// Calls that programs make all the time to look around: shown only when asked for. The idea and much of the list are
// SaltGUI's (panels/Jobs.js). rwatch's own polls are all among them.
const internal =
	/^(?:status\.loadavg,status\.cpustats,status\.meminfo,status\.netdev|saltutil\.(?:find_job|running)|grains\.items?|mine\.(?:update|send)|sys\.(?:doc|list_functions)|event\.fire|runner\.(?:jobs|manage|cache)\..*|runner\.batch\.(?:list_active|status)|wheel\.(?:key\.(?:list_all|list|finger|name_match)|minions\.connected|config\.values))$/;

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
