import {FilterError} from './fault.js';
import type {Requirement} from './label-selector.js';
import type {Place} from './pattern.js';
import type {FilterToken, FilterValue, Operator} from './scan.js';

/** A filter expression as a tree. `at` is the place of a term in the text, `raw` how it was typed. */
export type Expression =
	| {readonly type: 'and' | 'or'; readonly terms: readonly Expression[]}
	| {readonly type: 'not'; readonly term: Expression}
	| {readonly type: 'text' | 'fuzzy'; readonly at: Place; readonly value: FilterValue}
	| {readonly type: 'labels'; readonly requirements: readonly Requirement[]}
	| {
			readonly type: 'field';
			readonly name: string;
			readonly operator: Operator;
			readonly value: FilterValue;
			readonly at: Place;
			readonly valueAt: Place;
			readonly raw: string;
	  };

const joined = (type: 'and' | 'or', first: Expression, others: readonly Expression[]): Expression =>
	others.length === 0 ? first : {type, terms: [first, ...others]};

/** Reads tokens from left to right, one method for each precedence. */
class Parser {
	readonly #text: string;
	readonly #tokens: readonly FilterToken[];
	#position = 0;

	constructor(text: string, tokens: readonly FilterToken[]) {
		this.#text = text;
		this.#tokens = tokens;
	}

	whole(): Expression {
		const expression = this.#alternatives();
		if (this.#token) throw new FilterError('a ) has no (', this.#token);
		return expression;
	}

	get #token(): FilterToken | undefined {
		return this.#tokens[this.#position];
	}

	#alternatives(): Expression {
		const first = this.#conjunction();
		const others: Expression[] = [];
		while (this.#token?.type === 'or') {
			this.#position++;
			others.push(this.#conjunction());
		}

		return joined('or', first, others);
	}

	#conjunction(): Expression {
		const first = this.#negation();
		const others: Expression[] = [];
		while (this.#token && this.#token.type !== 'or' && this.#token.type !== ')') {
			if (this.#token.type === 'and') this.#position++;
			others.push(this.#negation());
		}

		return joined('and', first, others);
	}

	#negation(): Expression {
		let inverted = false;
		for (; this.#token?.type === '!' || this.#token?.type === 'not'; this.#position++) inverted = !inverted;
		const term = this.#term();
		return inverted ? {type: 'not', term} : term;
	}

	#term(): Expression {
		const token = this.#token;
		this.#position++;
		switch (token?.type) {
			case '(':
				return this.#group(token);
			case 'field': {
				const {name, operator, value, valueStart, start, end} = token;
				const raw = this.#text.slice(start, end);
				return {
					type: 'field',
					name,
					operator,
					value,
					at: {start, end},
					valueAt: {start: valueStart, end},
					raw,
				};
			}

			case 'labels':
				return {type: 'labels', requirements: token.requirements};
			case 'fuzzy':
				return {type: 'fuzzy', at: token, value: token.value};
			case 'value':
				return token.value.type === 'word'
					? this.#words(token)
					: {type: 'text', at: token, value: token.value};
			default:
				throw this.#missing(this.#position - 1);
		}
	}

	#words({start, end}: FilterToken): Expression {
		let last = end;
		for (; this.#token?.type === 'value' && this.#token.value.type === 'word'; this.#position++) {
			last = this.#token.end;
		}

		const text = this.#text.slice(start, last);
		return {type: 'text', at: {start, end: last}, value: {type: 'word', text}};
	}

	#group(open: FilterToken): Expression {
		const expression = this.#alternatives();
		if (this.#token?.type !== ')') throw new FilterError('a ) is missing', open);
		this.#position++;
		return expression;
	}

	#missing(position: number): FilterError {
		const here = this.#tokens[position];
		const before = this.#tokens[position - 1];
		const place = here ? `before ${this.#typed(here)}` : before ? `after ${this.#typed(before)}` : 'here';
		const length = this.#text.length;
		return new FilterError(`a term is missing ${place}`, here ?? before ?? {start: length, end: length});
	}

	#typed({start, end}: FilterToken): string {
		return this.#text.slice(start, end);
	}
}

/**
 * Reads terms by precedence: `not` and `!` before `and` before `or`; terms side by side are joined by `and`, but plain
 * words side by side are one text with its spaces. Throws `FilterError`.
 */
export const parseExpression = (text: string, tokens: readonly FilterToken[]): Expression =>
	new Parser(text, tokens).whole();
