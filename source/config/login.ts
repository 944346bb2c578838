import type {Ask} from '../model/ask.js';
import type {Environment} from '../model/environment.js';
import type {Credentials} from '../model/source-config.js';
import type {Draft} from './draft.js';

/** The questions for logging in to servers of a family. */
export type LoginRules = {
	/** What is asked first, and then, with the answer to the first shown or not: `user name`, `password`. */
	readonly questions: readonly [string, string];
	readonly isFirstShown: boolean;
	/** Credentials that the first answer is all by itself; null where the second question is needed. */
	readonly alone: (first: string) => Credentials | null;
	readonly both: (first: string, second: string) => Credentials;
	/** What to do about a source without credentials; omitted where servers may take whoever comes. */
	readonly missing?: (draft: Draft, environment: Environment) => string;
};

/** A token holds a colon, as no user name does. */
export const tokenAlone = (first: string): Credentials | null =>
	first.includes(':') ? {type: 'bearer', token: first} : null;

const isAccessKey = (text: string): boolean => /^(?:[0-9A-F]{20}|(?:token|kubeconfig)-\S+)$/.test(text);

/** A user with a password, or an access key with its secret key, by its format. */
export const keyOrUser = (username: string, password: string): Credentials =>
	isAccessKey(username)
		? {type: 'basic', username, password}
		: {type: 'login', username, password, eauth: null};

/** For a server whose family is not known yet. */
const anyLogin: LoginRules = {
	questions: ['user name, access key or token (Enter for none)', 'password or secret key'],
	isFirstShown: false,
	alone: tokenAlone,
	both: keyOrUser,
};

/** How to log in to a server of a family; null: of one that is not known yet. */
export const loginRules = (
	families: ReadonlyArray<{readonly name: string; readonly login: LoginRules}>,
	family: string | null,
): LoginRules => families.find(({name}) => name === family)?.login ?? anyLogin;

/** The credentials that a person types for a source; null for none. Rejects with `PromptInterrupted`. */
export const askCredentials = async (
	source: string,
	{questions: [first, second], isFirstShown, alone, both}: LoginRules,
	ask: Ask,
): Promise<Credentials | null> => {
	const answer = await ask(`${source}: ${first}: `, {secret: !isFirstShown});
	if (answer === '') return null;
	return alone(answer) ?? both(answer, await ask(`${source}: ${second}: `, {secret: true}));
};
