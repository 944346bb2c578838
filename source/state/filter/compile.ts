import {healthRank} from '../../model/health.js';
import type {Kind} from '../../model/kind.js';
import type {Resource} from '../../model/resource.js';
import {kindNamed} from '../rows/kinds.js';
import {searchableText} from '../rows/reference.js';
import type {Row, RowLookup} from '../rows/row.js';
import {type Expression, FilterError} from './parse.js';
import type {Pattern} from './pattern.js';
import type {FilterValue} from './scan.js';
import {looksLikePattern, parsePattern, type TextMatch} from './text-match.js';

type FieldTerm = Extract<Expression, {type: 'field'}>;

/** The row that is being tested, with its searchable text, which is made once for all terms that want it. */
export class Subject {
	readonly row: Row;
	readonly rows: RowLookup;
	#text: string | null = null;
	#lower: string | null = null;

	constructor(row: Row, rows: RowLookup) {
		this.row = row;
		this.rows = rows;
	}

	/** Name, kind, state, message, source, id and cells, one a line. */
	get text(): string {
		if (this.#text !== null) return this.#text;
		const {name, kind, state, message, source, id, cells} = this.row.resource;
		let text = `${name}\n${kind}\n${state}\n${message ?? ''}\n${source}\n${id}`;
		for (const title in cells) text += `\n${searchableText(cells[title] ?? null, this.rows)}`;
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

const fields: Readonly<Record<string, (resource: Resource) => string>> = {
	name: ({name}) => name,
	kind: ({kind}) => kind,
	state: ({state}) => state,
	health: ({health}) => health,
	source: ({source}) => source,
	message: ({message}) => message ?? '',
	id: ({id}) => id,
	scope: ({scope}) => scope,
	family: ({family}) => family,
	transitioning: ({transitioning}) => transitioning,
};

const patternOf = (source: string): Pattern => {
	const pattern = parsePattern(source);
	if ('error' in pattern) throw new FilterError(pattern.error);
	return pattern;
};

const isPattern = ({type, text}: FilterValue): boolean =>
	type === 'slashes' || (type === 'word' && looksLikePattern(text));

const textTest = (value: FilterValue): Test => {
	if (isPattern(value)) {
		const pattern = patternOf(value.text);
		return subject => pattern.test(subject.text);
	}

	const needle = value.text.toLowerCase();
	return subject => subject.lower.includes(needle);
};

const valueMatch = (operator: FieldTerm['operator'], value: FilterValue): TextMatch => {
	if (operator !== ':') {
		const whole = value.type === 'slashes' ? patternOf(`^(?:${value.text})$`) : null;
		const wanted = value.text.toLowerCase();
		const equal: TextMatch = whole ? text => whole.test(text) : text => text.toLowerCase() === wanted;
		return operator === '=' ? equal : text => !equal(text);
	}

	if (isPattern(value)) {
		const pattern = patternOf(value.text);
		return text => pattern.test(text);
	}

	const needle = value.text.toLowerCase();
	return text => text.toLowerCase().includes(needle);
};

const stuckTest = ({operator, value}: FieldTerm): Test => {
	const wanted = /^(?:true|yes)$/i.test(value.text);
	if (!wanted && !/^(?:false|no)$/i.test(value.text)) throw new FilterError('stuck: is either true or false');
	return ({row}) => (row.stuck === wanted) === (operator !== '!=');
};

const healthTest = ({operator, value}: FieldTerm): Test => {
	const match = valueMatch(operator, value);
	const words = Object.keys(healthRank);
	if (!words.some(match)) throw new FilterError(`health: is one of ${words.join(', ')}; not ${value.text}`);
	const matchStuck = operator !== '!=' && match('stuck');
	return ({row}) => match(row.resource.health) || (matchStuck && row.stuck);
};

/** How the column of this title is named in a filter: `host-ip` for HOST IP. */
export const fieldOfTitle = (title: string): string => title.toLowerCase().replaceAll(' ', '-');

/** Whether every row has this field. */
export const isField = (name: string): boolean => name === 'stuck' || Object.hasOwn(fields, name);

/** A field by the title of an own column, `host-ip` for HOST IP; where the row has no such cell it is text as typed. */
const cellTest = ({name, operator, value, raw}: FieldTerm): Test => {
	const match = valueMatch(operator, value);
	const asTyped: FilterValue = {type: operator === ':' ? value.type : 'quoted', text: raw};
	const plain: Test = operator === '!=' ? () => true : textTest(asTyped);
	const names = new Map<string, string>();
	return subject => {
		const {cells} = subject.row.resource;
		for (const title in cells) {
			let known = names.get(title);
			if (known === undefined) {
				known = fieldOfTitle(title);
				names.set(title, known);
			}

			if (known === name) return match(searchableText(cells[title] ?? null, subject.rows));
		}

		return plain(subject);
	};
};

// `kind:pods` means what `kind:pod` does.
const inSingular = (value: FilterValue, kinds: readonly Kind[]): FilterValue =>
	value.type === 'slashes' ? value : {...value, text: kindNamed(value.text, kinds) ?? value.text};

/** Whether there is a kind that a term such as `kind:pods` is about, or excludes. */
export const namesSomeKind = (
	{operator, value}: Pick<FieldTerm, 'operator' | 'value'>,
	kinds: readonly Kind[],
): boolean => {
	const match = valueMatch(operator === ':' ? ':' : '=', inSingular(value, kinds));
	return kinds.some(({name}) => match(name));
};

const fieldTest = (term: FieldTerm, kinds: readonly Kind[]): Test => {
	const {name, operator, value} = term;
	const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
	if (value.text === '' && value.type === 'word') {
		if (field || name === 'stuck') throw new FilterError(`${name}${operator} wants a value right after it`);
		return textTest({type: 'word', text: term.raw});
	}

	if (name === 'stuck') return stuckTest(term);
	if (name === 'health') return healthTest(term);
	if (!field) return cellTest(term);
	const match = valueMatch(operator, name === 'kind' ? inSingular(value, kinds) : value);
	return ({row}) => match(field(row.resource));
};

/** Makes one function of an expression, so that nothing is looked up per row. Throws `FilterError`. */
export const compileExpression = (expression: Expression, kinds: readonly Kind[]): Test => {
	const compile = (term: Expression): Test => compileExpression(term, kinds);
	switch (expression.type) {
		case 'and': {
			const tests = expression.terms.map(compile);
			return subject => tests.every(test => test(subject));
		}

		case 'or': {
			const tests = expression.terms.map(compile);
			return subject => tests.some(test => test(subject));
		}

		case 'not': {
			const inner = compile(expression.term);
			return subject => !inner(subject);
		}

		case 'text':
			return textTest(expression.value);
		case 'field':
			return fieldTest(expression, kinds);
	}
};
