import {blank} from './blank.js';

/** How a program takes a secret, each option by its letter. */
type Habit = {
	/** Options whose value, in the next word or right behind it, is a secret. */
	readonly options?: string;
	/** Options whose value is a secret only where it follows without a space: alone they ask. */
	readonly attached?: string;
	/** Options whose value is `user:secret` or `user%secret`. */
	readonly logins?: readonly string[];
	/** Only once this word was read. */
	readonly after?: string;
	/** How many words after this one the secret stands. */
	readonly place?: Readonly<Record<string, number>>;
};

const mysql: Habit = {attached: 'p'};
const login: Habit = {options: 'p', after: 'login'};
const ldap: Habit = {options: 'w'};
const mongo: Habit = {options: 'p'};
const samba: Habit = {logins: ['-U', '--user']};

const habits: ReadonlyMap<string, Habit> = new Map<string, Habit>([
	['sshpass', {options: 'p'}],
	...['mysql', 'mysqldump', 'mysqladmin', 'mysqlimport', 'mysqlcheck', 'mysqlsh'].map(
		name => [name, mysql] as const,
	),
	...['mariadb', 'mariadb-dump', 'mariadb-admin'].map(name => [name, mysql] as const),
	['curl', {logins: ['-u', '-U', '--user', '--proxy-user']}],
	['http', {logins: ['-a', '--auth']}],
	['https', {logins: ['-a', '--auth']}],
	...['docker', 'podman', 'nerdctl', 'buildah', 'skopeo', 'helm', 'oras', 'oc', 'az'].map(
		name => [name, login] as const,
	),
	['redis-cli', {options: 'a'}],
	...['ldapsearch', 'ldapadd', 'ldapmodify', 'ldapdelete', 'ldapwhoami'].map(name => [name, ldap] as const),
	...['mongo', 'mongosh', 'mongodump', 'mongorestore', 'mongoexport'].map(name => [name, mongo] as const),
	['useradd', {options: 'p'}],
	['usermod', {options: 'p'}],
	['sqlcmd', {options: 'P'}],
	['ipmitool', {options: 'P'}],
	['unzip', {options: 'P'}],
	['zip', {options: 'P'}],
	['7z', {attached: 'p'}],
	['etcdctl', {logins: ['--user']}],
	['smbclient', samba],
	['rpcclient', samba],
	['rabbitmqctl', {place: {add_user: 2, change_password: 2, authenticate_user: 2}}],
	['htpasswd', {place: {'-b': 3, '-nb': 2, '-nbB': 2, '-bB': 3, '-bc': 3, '-cb': 3}}],
	['openssl', {options: 'k', after: 'enc'}],
]);

const program = new RegExp(`(?<!\\w|\\w-)(?:${[...habits.keys()].join('|')})(?![\\w-])`);

/** Whether a text names a program that takes secrets as options without a name. */
export const namesProgram = (text: string): boolean => program.test(text);

// Several options in one word: `curl -sSu a:b`.
const bundle = /^-[A-Za-z]{2,8}$/;

const withoutPassword = (value: string): string => value.replace(/^([^:%]*[:%]).+$/s, `$1${blank}`);

/** Reads the words of a command line one after the other, and says what is to be shown of each. */
export class CommandReader {
	#habit: Habit | null = null;
	/** Whether the word was read after which the options count. */
	#ready = true;
	/** What the next word, or that after so many, is. */
	#pending: {readonly as: 'secret' | 'login'; words: number} | null = null;

	/** Whether the next word, or one soon after, is a secret. */
	get expects(): boolean {
		return this.#pending !== null;
	}

	/** A new command begins: after `;`, `|` or a line break. */
	begin(): void {
		this.#habit = null;
		this.#pending = null;
	}

	/** The word as it is to be shown; without its quotation marks. */
	read(word: string): string {
		const name = word.slice(word.lastIndexOf('/') + 1).replace(/^-/, '');
		const habit = this.#pending ? undefined : habits.get(name);
		if (habit) {
			this.#habit = habit;
			this.#ready = habit.after === undefined;
			return word;
		}

		return this.#habit ? this.#readArgument(word, this.#habit) : word;
	}

	#readArgument(word: string, habit: Habit): string {
		const pending = this.#pending;
		if (pending) {
			pending.words -= 1;
			if (pending.words > 0) return word;
			this.#pending = null;
			return pending.as === 'secret' ? blank : withoutPassword(word);
		}

		if (word === habit.after) this.#ready = true;
		if (!this.#ready) return word;
		const place = habit.place && Object.hasOwn(habit.place, word) ? habit.place[word] : undefined;
		if (place !== undefined) this.#pending = {as: 'secret', words: place};
		return word.startsWith('-') ? this.#readOption(word, habit) : word;
	}

	#readOption(word: string, {options = '', attached = '', logins = []}: Habit): string {
		const letter = word.charAt(1);
		const isLong = letter === '-';
		if (!isLong && letter !== '' && (options + attached).includes(letter)) {
			if (word.length > 2) return `-${letter}${blank}`;
			if (options.includes(letter)) this.#pending = {as: 'secret', words: 1};
			return word;
		}

		for (const option of logins) {
			const isLast = !isLong && option.length === 2 && bundle.test(word) && word.endsWith(option.charAt(1));
			if (word === option || isLast) this.#pending = {as: 'login', words: 1};
			else if (word.startsWith(isLong ? `${option}=` : option)) {
				const from = option.length + (isLong ? 1 : 0);
				return word.slice(0, from) + withoutPassword(word.slice(from));
			}
		}

		return word;
	}
}
