import type {Action} from '../../../model/action.js';
import type {ResourceKey} from '../../../model/resource.js';
import type {ObjectColumns} from '../../requests/object-columns.js';
import type {Job} from '../jobs/job.js';
import type {Jobs} from '../jobs/jobs.js';
import type {Keys} from '../minions/keys.js';
import type {Minions} from '../minions/minions.js';
import type {KeyState} from '../wire/key-state.js';

/** What the rows are made of. */
export type Content = {readonly keys: Keys; readonly minions: Minions; readonly jobs: Jobs};

/** What rows are made with. A read-only source offers no actions; `keyState` is the state of a minion's key. */
export type RowContext = {
	readonly source: string;
	readonly readOnly: boolean;
	/** Those that the configuration makes of paths. */
	readonly columns?: ObjectColumns;
	readonly permitted: (actions: readonly Action[]) => readonly Action[];
	readonly keyState: (minion: string) => KeyState | null;
	readonly job: (jid: string) => Job | undefined;
	/** The key of a job's row. */
	readonly jobKey: (job: Job) => ResourceKey;
	/** The key of a minion's row. */
	readonly minionKey: (id: string) => ResourceKey;
};

/** The key of a row. Internal jobs are rows of `job` too. */
export const rowKey = (source: string, type: string, id: string): ResourceKey => `${source}//${type}/${id}`;

/** The key of a job's row. */
export const jobKey = (source: string, {jid, row: parts}: Job): ResourceKey => {
	parts.key ||= rowKey(source, 'job', jid);
	return parts.key;
};

/** The context of the rows of one source. */
export const createContext = (
	options: Pick<RowContext, 'source' | 'readOnly' | 'permitted' | 'columns'>,
	{keys, minions, jobs}: Content,
): RowContext => {
	const {source, readOnly, permitted, columns} = options;
	return {
		source,
		readOnly,
		permitted,
		...(columns && {columns}),
		keyState: id => keys.of(id)?.state ?? null,
		job: jid => jobs.get(jid),
		jobKey: job => jobKey(source, job),
		minionKey(id) {
			const minion = minions.get(id);
			if (minion === undefined) return rowKey(source, 'minion', id);
			minion.key ||= rowKey(source, 'minion', id);
			return minion.key;
		},
	};
};
