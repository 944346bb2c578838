import {chmodSync, renameSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {messageOf} from '../model/errors.js';
import {isObject} from '../model/json-object.js';
import type {RememberedDocument, RememberedEntries} from '../model/remembered-document.js';
import {appendPrivate, endsWithinLine} from './append.js';
import {fileFault} from './fault.js';
import {withLock} from './lock.js';
import {readText} from './read.js';
import {makeFolder, replacePrivate} from './write.js';

type Entries = Map<string, unknown>;

/** No document of a bounded number of entries is larger. */
const maxBytes = 4 * 1024 * 1024;

/** A file that is appended to is not much larger. */
const maxAppended = 1024 * 1024;

/** What is set within this time is written in one go. */
const delayMs = 200;

const sizeOf = (path: string): number => statSync(path, {throwIfNoEntry: false})?.size ?? 0;

/** Where a file is that has grown too large: `journal.1.ndjson`. */
const former = (path: string): string => path.replace(/(\.\w+)?$/, '.1$1');

const rotate = (path: string): Promise<void> =>
	withLock(`${path}.lock`, () => {
		// Another process may have been faster.
		if (sizeOf(path) > maxAppended) renameSync(path, former(path));
	});

const parse = (text: string, {version}: RememberedDocument): Entries => {
	const content: unknown = JSON.parse(text);
	if (!isObject(content) || typeof content.version !== 'number' || !Array.isArray(content.entries))
		throw new SyntaxError('it is not what rwatch wrote');
	if (content.version > version) throw new Error('a newer rwatch has written it');
	return new Map(
		content.entries.filter(
			(entry: unknown): entry is [string, unknown] => Array.isArray(entry) && typeof entry[0] === 'string',
		),
	);
};

const apply = (entries: Entries, set: Entries, {maxEntries, merge}: RememberedDocument): void => {
	for (const [name, value] of set) {
		const stored = entries.get(name);
		entries.delete(name);
		if (value !== null) entries.set(name, merge ? merge(stored, value) : value);
	}

	for (const name of entries.keys()) {
		if (entries.size <= maxEntries) break;
		entries.delete(name);
	}
};

/**
 * What is remembered from one run to the next: documents of named entries, each a file that is replaced atomically, and
 * files that lines are appended to. Only the owner can read any of it. Several processes may share the directory: what is
 * set is merged, under a lock, into what the file holds by then, so that no update is lost.
 *
 * Where a file cannot be read or written (no permission, a full disk, not what rwatch wrote) it stays as it is, and what
 * belongs there is kept in memory only, by whoever set it; that is reported once in a run. With `isFresh` no document is
 * read or written; lines are appended all the same.
 *
 * To remember something new: declare its document in `state/remembered/documents.ts`.
 */
export class StateDirectory {
	readonly #path: string;
	readonly #isFresh: boolean;
	readonly #warn: (text: string) => void;
	readonly #set = new Map<RememberedDocument, Entries>();
	/** Files that this run has appended to. */
	readonly #appended = new Set<string>();
	/** Files that are left alone from now on. */
	readonly #failed = new Set<string>();
	#timer: NodeJS.Timeout | undefined;
	#writing: Promise<void> = Promise.resolve();
	#hasWarned = false;

	/** @param warn takes why something is not remembered; called at most once */
	constructor(path: string, isFresh: boolean, warn: (text: string) => void) {
		this.#path = path;
		this.#isFresh = isFresh;
		this.#warn = warn;
	}

	/** The entries of a document as they were last written; none where they cannot be read. */
	read(document: RememberedDocument): ReadonlyMap<string, unknown> {
		if (this.#isFresh) return new Map();
		const file = this.#fileOf(document);
		try {
			return this.#stored(document);
		} catch (error) {
			this.#fail(file, 'read', error);
			return new Map();
		}
	}

	/** Sets entries, or removes those that are null; they are written a moment later. */
	write(document: RememberedDocument, entries: RememberedEntries): void {
		if (this.#isFresh || this.#failed.has(this.#fileOf(document))) return;
		const set: Entries = this.#set.get(document) ?? new Map();
		for (const name of Object.keys(entries)) {
			const value = entries[name];
			const before = set.get(name);
			const isMerged = document.merge !== undefined && before !== undefined && before !== null;
			set.delete(name);
			set.set(name, isMerged && value !== null ? document.merge?.(before, value) : value);
		}

		this.#set.set(document, set);
		this.#timer ??= setTimeout(() => void this.flush(), delayMs);
	}

	/**
	 * Appends lines to a file of this name, as a journal is kept. Once it has grown too large it gets another name, and the
	 * one that had that name before is lost: so it never is, nor is a line of another process.
	 */
	append(name: string, lines: readonly string[]): void {
		const file = join(this.#path, name);
		if (this.#failed.has(file)) return;
		try {
			this.#open();
			const start = this.#appended.has(file) || !endsWithinLine(file) ? '' : '\n';
			this.#appended.add(file);
			appendPrivate(file, start + lines.map(line => `${line}\n`).join(''));
			if (sizeOf(file) > maxAppended)
				this.#writing = this.#writing
					.then(() => rotate(file))
					.catch(error => this.#fail(file, 'write', error));
		} catch (error) {
			this.#fail(file, 'write', error);
		}
	}

	/** The lines that were appended to a file of this name, oldest first; none in a fresh run. */
	lines(name: string): readonly string[] {
		if (this.#isFresh) return [];
		const file = join(this.#path, name);
		try {
			const texts = [former(file), file].map(path => readText(path) ?? '');
			return texts.flatMap(text => text.split('\n')).filter(line => line !== '');
		} catch (error) {
			this.#fail(file, 'read', error);
			return [];
		}
	}

	/** Writes what was set and is not written yet; resolves when it is. */
	flush(): Promise<void> {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		const due = [...this.#set];
		this.#set.clear();
		this.#writing = this.#writing.then(async () => {
			for (const [document, set] of due) await this.#merge(document, set);
		});
		return this.#writing;
	}

	#fileOf({name}: RememberedDocument): string {
		return join(this.#path, `${name}.json`);
	}

	#stored(document: RememberedDocument): Entries {
		const file = this.#fileOf(document);
		if (sizeOf(file) > maxBytes) throw new Error('it is too large for what rwatch wrote');
		const text = readText(file);
		return text === null ? new Map() : parse(text, document);
	}

	async #merge(document: RememberedDocument, set: Entries): Promise<void> {
		const file = this.#fileOf(document);
		if (this.#failed.has(file)) return;
		try {
			this.#open();
			await withLock(`${file}.lock`, () => {
				const entries = this.#stored(document);
				apply(entries, set, document);
				replacePrivate(file, `${JSON.stringify({version: document.version, entries: [...entries]})}\n`);
			});
		} catch (error) {
			this.#fail(file, 'write', error);
		}
	}

	#open(): void {
		makeFolder(this.#path);
		if ((statSync(this.#path).mode & 0o077) !== 0) chmodSync(this.#path, 0o700);
	}

	#fail(file: string, what: 'read' | 'write', error: unknown): void {
		this.#failed.add(file);
		if (this.#hasWarned) return;
		this.#hasWarned = true;
		const reason = error instanceof SyntaxError ? 'it is not what rwatch wrote' : fileFault(error);
		this.#warn(
			`Cannot ${what} ${file}: ${reason || messageOf(error)}; what belongs there is kept for this run only`,
		);
	}
}
