import {searchableText} from '../rows/reference.js';
import type {Row} from '../rows/row.js';
import type {FilterContext} from './context.js';

/** The row under test, with its searchable text, which is created once for all terms. */
export class Subject {
	readonly row: Row;
	readonly context: FilterContext;
	#text: string | null = null;
	#lower: string | null = null;

	constructor(row: Row, context: FilterContext) {
		this.row = row;
		this.context = context;
	}

	/** Name, kind, state, message, source, id and cells, one a line. */
	get text(): string {
		if (this.#text !== null) return this.#text;
		const {name, kind, state, message, source, id, cells} = this.row.resource;
		let text = `${name}\n${kind}\n${state}\n${message ?? ''}\n${source}\n${id}`;
		for (const title in cells) text += `\n${searchableText(cells[title] ?? null, this.context)}`;
		this.#text = text;
		return text;
	}

	/** The same in lower case. */
	get lower(): string {
		this.#lower ??= this.text.toLowerCase();
		return this.#lower;
	}
}

/** Whether a row passes. */
export type Test = (subject: Subject) => boolean;
