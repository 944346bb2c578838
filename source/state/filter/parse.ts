import type {FilterToken, FilterValue} from './scan.js';

/** A filter expression as a tree. `raw` is how a term was typed. */
export type Expression =
	| {readonly type: 'and' | 'or'; readonly terms: readonly Expression[]}
	| {readonly type: 'not'; readonly term: Expression}
	| {readonly type: 'text'; readonly value: FilterValue}
	| {
			readonly type: 'field';
			readonly name: string;
			readonly operator: ':' | '=' | '!=';
			readonly value: FilterValue;
			readonly raw: string;
	  };

/** Thrown inside the filter's own modules only: `parseFilter` turns it into a value. */
export class FilterError extends Error {
	override readonly name = 'FilterError';
}

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
		if (this.#token) throw new FilterError('a ) has no (');
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
		if (token?.type === '(') return this.#group();
		if (token?.type === 'field') {
			const {name, operator, value, start, end} = token;
			return {type: 'field', name, operator, value, raw: this.#text.slice(start, end)};
		}

		if (token?.type !== 'value') throw this.#missing(this.#position - 1);
		return {type: 'text', value: token.value.type === 'word' ? this.#words(token) : token.value};
	}

	#words({start, end}: FilterToken): FilterValue {
		let last = end;
		for (; this.#token?.type === 'value' && this.#token.value.type === 'word'; this.#position++) {
			last = this.#token.end;
		}

		return {type: 'word', text: this.#text.slice(start, last)};
	}

	#group(): Expression {
		const expression = this.#alternatives();
		if (this.#token?.type !== ')') throw new FilterError('a ) is missing');
		this.#position++;
		return expression;
	}

	#missing(position: number): FilterError {
		const here = this.#tokens[position];
		const before = this.#tokens[position - 1];
		const place = here ? `before ${this.#typed(here)}` : before ? `after ${this.#typed(before)}` : 'here';
		return new FilterError(`a term is missing ${place}`);
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
