import {
	type EditCheck,
	type Editing,
	type EditReview,
	type EditSent,
	sizeFault,
} from '../../model/editing.js';
import {ServerError} from '../../model/errors.js';
import type {JsonObject} from '../../model/json-object.js';
import {markHidden} from './hidden-changes.js';
import {isEqual, type Meanwhile, mergeThree} from './merge.js';
import {readEdited, yamlOf, yamlOfJson} from './yaml.js';

/** How the objects of a family are edited. */
export type Edited = {
	readonly fileName: string;
	/** Path of a field that nobody edits. */
	readonly omitted?: readonly string[];
	/** The object now, as JSON as it came. */
	readonly read: (signal: AbortSignal) => Promise<string>;
	/** Replaces the object, or has the server try that; resolves to its warnings. Rejects with `ServerError` where it is refused. */
	readonly replace: (object: JsonObject, isDry: boolean, signal: AbortSignal) => Promise<readonly string[]>;
	/** The object without secrets. */
	readonly redact: (object: JsonObject) => JsonObject;
	/** The edited object with what only the server may change as it is in another version of it. */
	readonly asOf: (edited: JsonObject, other: JsonObject) => JsonObject;
	/** Why it was refused, whole: may have several lines. */
	readonly reasonOf: (error: ServerError) => string;
	/** Whether an error says that the object has changed meanwhile. */
	readonly isConflict: (error: ServerError) => boolean;
	/** Whether an error only says that this cannot be tried without doing it. */
	readonly isUntriable: (error: ServerError) => boolean;
};

// Somebody else may go on changing it.
const maxAttempts = 5;

const nothing: Meanwhile = {changed: [], contested: []};

const notesOf = ({changed, contested}: Meanwhile): readonly string[] => [
	...(changed.length === 0 ? [] : [`changed meanwhile: ${changed.join(', ')}`]),
	...(contested.length === 0 ? [] : [`changed by you too, and yours would be sent: ${contested.join(', ')}`]),
];

const objectIn = (text: string): JsonObject => {
	const read = readEdited(text);
	return read.type === 'object' ? read.object : {};
};

class Session implements Editing {
	readonly fileName: string;
	readonly text: string;
	readonly #edited: Edited;
	/** The newest version that is known. */
	#base: JsonObject;
	/** What others changed since this began. */
	#meanwhile = nothing;

	constructor(edited: Edited, text: string) {
		this.#edited = edited;
		this.fileName = edited.fileName;
		this.text = text;
		this.#base = objectIn(text);
	}

	async check(text: string, signal: AbortSignal): Promise<EditCheck> {
		const read = readEdited(text);
		if (read.type === 'empty') return {type: 'unchanged'};
		if (read.type === 'fault') return {type: 'rejected', reason: read.reason};
		return this.#try(text, this.#edited.asOf(read.object, this.#base), signal, 1);
	}

	async send(text: string, signal: AbortSignal): Promise<EditSent> {
		let wanted = this.#edited.asOf(objectIn(text), this.#base);
		for (let attempt = 1; ; attempt++) {
			try {
				return {type: 'sent', warnings: await this.#edited.replace(wanted, false, signal)};
			} catch (error) {
				if (!(error instanceof ServerError)) throw error;
				if (!this.#edited.isConflict(error) || attempt === maxAttempts)
					return {type: 'rejected', reason: this.#edited.reasonOf(error)};
			}

			const known = this.#meanwhile.changed.length;
			wanted = await this.#catchUp(wanted, signal);
			// Its state changes all the time: only what a person wants of it is worth a question.
			if (this.#meanwhile.changed.length > known) return {type: 'overtaken', text: yamlOf(wanted)};
		}
	}

	async #try(text: string, wanted: JsonObject, signal: AbortSignal, attempt: number): Promise<EditCheck> {
		if (isEqual(wanted, this.#base)) return {type: 'unchanged'};
		const {replace, isConflict, isUntriable, reasonOf} = this.#edited;
		try {
			const warnings = await replace(wanted, true, signal);
			return {type: 'ready', text, review: this.#reviewOf(wanted, warnings)};
		} catch (error) {
			if (!(error instanceof ServerError)) throw error;
			if (isConflict(error) && attempt < maxAttempts) {
				const merged = await this.#catchUp(wanted, signal);
				return this.#try(yamlOf(merged), merged, signal, attempt + 1);
			}

			const reason = reasonOf(error);
			if (!isUntriable(error)) return {type: 'rejected', reason};
			return {type: 'ready', text, review: this.#reviewOf(wanted, [`it was not tried before: ${reason}`])};
		}
	}

	/** Reads the object again, and carries the person's changes over to it. */
	async #catchUp(mine: JsonObject, signal: AbortSignal): Promise<JsonObject> {
		const {asOf, read, omitted} = this.#edited;
		const theirs = objectIn(yamlOfJson(await read(signal), omitted));
		const merged = mergeThree(asOf(this.#base, theirs), asOf(mine, theirs), theirs);
		this.#meanwhile = {
			changed: [...this.#meanwhile.changed, ...merged.changed],
			contested: [...this.#meanwhile.contested, ...merged.contested],
		};
		this.#base = theirs;
		return merged.object;
	}

	#reviewOf(wanted: JsonObject, warnings: readonly string[]): EditReview {
		const {redact} = this.#edited;
		const before = redact(this.#base);
		const after = markHidden({real: this.#base, shown: before}, {real: wanted, shown: redact(wanted)});
		return {
			before: yamlOf(before),
			after: yamlOf(after as JsonObject),
			notes: [...notesOf(this.#meanwhile), ...warnings],
		};
	}
}

/** Begins to edit an object: reads it. Rejects as reading does, and where it is too large. */
export const beginEditing = async (edited: Edited, signal: AbortSignal): Promise<Editing> => {
	const json = await edited.read(signal);
	const fault = sizeFault(json.length);
	if (fault !== null) throw new Error(fault);
	const session = new Session(edited, yamlOfJson(json, edited.omitted));
	return {
		fileName: session.fileName,
		text: session.text,
		check: (text, aborted) => session.check(text, aborted),
		send: (text, aborted) => session.send(text, aborted),
	};
};
