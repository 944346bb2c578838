import process from 'node:process';
import {statePath} from '../config/config.js';
import {StateDirectory} from '../files/state-directory.js';
import type {Environment} from '../model/environment.js';
import {isObject} from '../model/json-object.js';
import type {RememberedEntries} from '../model/remembered-document.js';
import type {Memory} from '../runtime/performers.js';
import {redactMessage} from '../secrets/text.js';
import {redactValue} from '../secrets/value.js';
import type {Remembered} from '../state/remembered/documents.js';
import {recall} from '../state/remembered/remember.js';
import {homeOf} from './system.js';

/** What this run remembers of earlier ones, and where it saves what later ones remember. */
type ProgramMemory = {
	/** Saves entries, without secrets. */
	readonly memory: Memory;
	readonly remembered: Remembered;
	/** Receives warnings about what could not be saved, including earlier ones. */
	readonly report: (emit: (text: string) => void) => void;
	readonly close: () => Promise<void>;
};

const journal = 'journal.ndjson';

/** Input of a person, such as a filter, can contain a secret. */
const redactTexts = (value: unknown): unknown => {
	if (typeof value === 'string') return redactMessage(value);
	if (Array.isArray(value)) return value.map(redactTexts);
	return isObject(value) ? redactEntries(value) : value;
};

const redactEntries = (entries: RememberedEntries): RememberedEntries =>
	Object.fromEntries(Object.entries(entries).map(([name, each]) => [redactMessage(name), redactTexts(each)]));

const parsedLine = (line: string): unknown => {
	try {
		return JSON.parse(line);
	} catch {
		// A crash can leave half a line.
		return null;
	}
};

/** Opens the state directory and reads it, unless the run is a fresh one. */
export const openMemory = (environment: Environment, isFresh: boolean): ProgramMemory => {
	const faults: string[] = [];
	let warn = (text: string): void => void faults.push(text);
	const path = statePath({environment, home: homeOf(environment)});
	// Several runs write to one journal.
	const run = `${process.pid}-${Date.now().toString(36)}`;
	const directory = new StateDirectory(path, isFresh, text => warn(text));
	return {
		memory: {
			write: (document, entries) => directory.write(document, redactEntries(entries)),
			append(lines) {
				// By the names of inputs, then by what is held and what looks like a secret.
				const written = lines.map(line => redactTexts(redactValue({run, ...line})));
				directory.append(
					journal,
					written.map(line => JSON.stringify(line)),
				);
				return written;
			},
			journal: () => directory.lines(journal).map(parsedLine),
		},
		remembered: recall(document => directory.read(document)),
		report(emit) {
			warn = emit;
			for (const fault of faults.splice(0)) emit(fault);
		},
		close: () => directory.flush(),
	};
};
