/** What the master thinks of a minion's key. */
export type KeyState = 'accepted' | 'pending' | 'rejected' | 'denied' | 'deleted';

const acts: ReadonlyMap<string, KeyState> = new Map(
	Object.entries<KeyState>({
		accept: 'accepted',
		accepted: 'accepted',
		pend: 'pending',
		pending: 'pending',
		reject: 'rejected',
		rejected: 'rejected',
		denied: 'denied',
		delete: 'deleted',
		deleted: 'deleted',
	}),
);

/**
 * The state that the `act` of a `salt/key` or `salt/auth` event names: a verb up to Salt 3007, the state's own name
 * from 3008 (salt/key.py). Null for `full` and for words that are not known.
 */
export const keyStateOf = (act: unknown): KeyState | null =>
	typeof act === 'string' ? (acts.get(act) ?? null) : null;

/** The names of the master's key directories (salt/key.py), in which `key.list_all` and the `*_dict` calls speak. */
export const keyFolders: Readonly<Record<string, KeyState>> = {
	minions: 'accepted',
	minions_pre: 'pending',
	minions_rejected: 'rejected',
	minions_denied: 'denied',
};

/** The folder that holds keys of a state. */
export const folderOf = (state: KeyState): string =>
	Object.keys(keyFolders).find(folder => keyFolders[folder] === state) ?? 'minions';
