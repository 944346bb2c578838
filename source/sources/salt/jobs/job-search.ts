import {isObject, type JsonObject} from '../../../model/json-object.js';
import {asList, asObject, asText} from '../../requests/json-values.js';
import {isJid} from '../wire/frames.js';
import {isInternal} from '../wire/internal.js';

/** What a runner said: its value; null where it failed or may not be called, and in that case why. */
type Answer = {readonly value: unknown; readonly refused: string | null};

/** Calls a runner function. `quiet`: that it fails is nothing to report. */
export type CallRunner = (fun: string, kwargs: JsonObject, quiet: boolean) => Promise<Answer>;

/** The jobs that were found, as the job cache lists them, by jid; null where they may not be listed, and why. */
type Found = {readonly jobs: ReadonlyMap<string, unknown> | null; readonly refused: string | null};

/** So many jobs of other people are enough; the oldest are omitted. */
const enough = 200;
/** The first page of the search. */
const lately = 2 * 3_600_000;
const maxListed = 25_600;

/**
 * Globs that together match every text but those that begin with one of these: Salt's filters know no "not". Each text
 * must be longer than what it begins with.
 */
export const notBeginning = (starts: readonly string[], before = ''): readonly string[] => {
	const letters = [...new Set(starts.map(start => start.charAt(0)))];
	if (letters.includes('')) return [];
	const longer = letters.flatMap(letter => {
		const rest = starts.filter(start => start.startsWith(letter)).map(start => start.slice(1));
		return [before + letter, ...notBeginning(rest, before + letter)];
	});
	return [`${before}[!${letters.join('')}]*`, ...longer];
};

const suffix = '_master';
/** What runs on the master has the master's id as its target, `<host>_master` (salt/config/__init__.py). */
const ofMaster = [`*${suffix}`];
const ofMinions = [...suffix].flatMap((letter, at) => {
	const rest = suffix.slice(at + 1);
	return [`*[!${letter}]${rest}`, rest];
});
// Each letter costs the master a glob: the looks that are repeated most, and `isInternal` drops the others.
const ofPeople = notBeginning([
	'runner.jobs.',
	'runner.cache.grains',
	'runner.manage.status',
	'runner.manage.up',
	'runner.batch.list_active',
	'wheel.key.list',
	'wheel.key.finger',
	'wheel.key.name_match',
	'wheel.minions.connected',
	'wheel.config.values',
]);

/** What minions did. Their functions are not matched: they can be lists. */
const byMinions: JsonObject = {search_target: ofMinions};
/** What people had the master itself do. */
const byMaster: JsonObject = {search_target: ofMaster, search_function: ofPeople};

const isOfPeople = (job: unknown): boolean => {
	const fun = asObject(job).Function;
	return !isInternal([fun].flat().join(','));
};

type Jobs = readonly (readonly [string, unknown])[];

/** Null where they cannot be had. */
const search = async (call: CallRunner, filter: JsonObject): Promise<Jobs | null> => {
	const {value} = await call('jobs.list_jobs', filter, true);
	return isObject(value) ? Object.entries(value).filter(([, job]) => isOfPeople(job)) : null;
};

const newest = (jobs: Jobs): Map<string, unknown> =>
	new Map(
		jobs
			.filter(([jid]) => isJid(jid))
			.toSorted(([one], [other]) => (one < other ? -1 : 1))
			.slice(-enough),
	);

/** Without filters: more and more of the newest, until enough of them are other people's. */
const pageNewest = async (call: CallRunner): Promise<Found> => {
	for (let count = enough; ; count *= 4) {
		const {value, refused} = await call('jobs.list_jobs_filter', {count}, false);
		if (refused !== null) return {jobs: null, refused};
		const listed = asList(value);
		const jobs = listed.filter(isOfPeople).map(job => [asText(asObject(job).JID) ?? '', job] as const);
		if (jobs.length >= enough || listed.length < count || count >= maxListed)
			return {jobs: newest(jobs), refused: null};
	}
};

/**
 * Finds the newest jobs of other people: programs that look around, this one among them, fill the cache of a master with
 * jobs of their own (test/fixtures/salt/found/02-list_jobs_filter-200-own-polls.json). Asked by filters, first for the
 * last two hours, because the whole answer goes over the bus and into the job cache.
 *
 * @param now epoch milliseconds
 */
export const findJobs = async (call: CallRunner, now: number): Promise<Found> => {
	// Compared with times that have no offset (salt/runners/jobs.py).
	const start_time = new Date(now - lately).toISOString().slice(0, 19);
	const recent = await search(call, {...byMinions, start_time});
	const isEnough = recent !== null && recent.length >= enough;
	const parts = await Promise.all([
		isEnough ? recent : search(call, byMinions),
		search(call, isEnough ? {...byMaster, start_time} : byMaster),
	]);
	const found = parts.flatMap(part => part ?? []);
	return parts.includes(null) ? pageNewest(call) : {jobs: newest(found), refused: null};
};
