import type {Cell} from '../../model/resource.js';
import {searchableText} from '../rows/reference.js';
import type {Row} from '../rows/row.js';
import type {FilterContext} from './context.js';

/** The row under test, with its searchable text, which is created once for all terms. */
export class Subject {
	readonly row: Row;
	readonly context: FilterContext;
	#text: string | null = null;

	constructor(row: Row, context: FilterContext) {
		this.row = row;
		this.context = context;
	}

	/** Name, kind, state, message, source, id and cells, one a line. */
	get text(): string {
		if (this.#text !== null) return this.#text;
		const {name, kind, state, message, source, id, cells} = this.row.resource;
		let text = `${name}\n${kind}\n${state}\n${message ?? ''}\n${source}\n${id}`;
		for (const title in cells) text += `\n${this.#cellText(cells[title] ?? null)}`;
		this.#text = text;
		return text;
	}

	/**
	 * Whether one of these texts includes `needle`, which is in lower case. Joins nothing: a filter that is typed looks at
	 * every row for every letter.
	 */
	includes(needle: string): boolean {
		const {name, kind, state, message, source, id, cells} = this.row.resource;
		const isIn = (text: string): boolean => text.toLowerCase().includes(needle);
		if (isIn(name) || isIn(state) || isIn(id) || isIn(kind) || isIn(source)) return true;
		if (message !== null && isIn(message)) return true;
		for (const title in cells) if (isIn(this.#cellText(cells[title] ?? null))) return true;
		return false;
	}

	#cellText(cell: Cell): string {
		return searchableText(cell, this.context);
	}
}

/** Whether a row passes. */
export type Test = (subject: Subject) => boolean;
