import {healthRank} from '../../model/health.js';
import type {Kind} from '../../model/kind.js';
import type {Cell, Resource} from '../../model/resource.js';
import {kindNamed} from '../rows/kinds.js';
import {searchableText} from '../rows/reference.js';
import {amountOf, compareAmounts} from './amount.js';
import {ageTest, type CellTest, isOrder, orderTest} from './compare.js';
import {FilterError} from './fault.js';
import {fieldOfTitle, figureField, plainField} from './field-name.js';
import {fuzzyMatch} from './fuzzy.js';
import {meets} from './label-selector.js';
import type {Expression} from './parse.js';
import type {Place} from './pattern.js';
import type {FilterValue, Operator} from './scan.js';
import type {Test} from './subject.js';
import {patternOfValue, valueMatch} from './value-match.js';

type FieldTerm = Extract<Expression, {type: 'field'}>;

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

const fieldNamed = (name: string): ((resource: Resource) => string) | undefined =>
	Object.hasOwn(fields, name) ? fields[name] : undefined;

const otherFields: ReadonlySet<string> = new Set(['stuck', 'flapping', 'age', 'since']);

/** Whether every row has this field. */
export const isField = (name: string): boolean => otherFields.has(name) || Object.hasOwn(fields, name);

const textTest = (value: FilterValue, at: Place): Test => {
	const pattern = patternOfValue(value, at);
	if (pattern) return subject => pattern.test(subject.text);
	const needle = value.text.toLowerCase();
	return subject => subject.includes(needle);
};

/** The text that an expression looks for if that is all that it does, in lower case; else null. */
export const needleOf = (expression: Expression): string | null =>
	expression.type === 'text' && patternOfValue(expression.value, expression.at) === null
		? expression.value.text.toLowerCase()
		: null;

const fuzzyTest = ({text}: FilterValue, at: Place): Test => {
	if (text.trim() === '') throw new FilterError('~ needs letters of a name right after it', at);
	return ({row}) => fuzzyMatch(text, row.resource.name);
};

const isFlag = (name: string): name is 'stuck' | 'flapping' => name === 'stuck' || name === 'flapping';

const flagTest = (flag: 'stuck' | 'flapping', {operator, value, valueAt}: FieldTerm): Test => {
	const wanted = /^(?:true|yes)$/i.test(value.text);
	if (!wanted && !/^(?:false|no)$/i.test(value.text))
		throw new FilterError(`${flag}: is either true or false`, valueAt);
	return ({row}) => (row[flag] === wanted) === (operator !== '!=');
};

const healthTest = ({operator, value, valueAt}: FieldTerm): Test => {
	const match = valueMatch(operator, value, valueAt);
	const words = Object.keys(healthRank);
	if (!words.some(match))
		throw new FilterError(`health: is one of ${words.join(', ')}; not ${value.text}`, valueAt);
	const matchStuck = operator !== '!=' && match('stuck');
	return ({row}) => match(row.resource.health) || (matchStuck && row.stuck);
};

/** Equal amounts are equal however they are written: `1Gi` and `1024Mi`. */
const equalityTest = (term: FieldTerm): CellTest => {
	const {operator, value, valueAt} = term;
	const match = valueMatch(operator, value, valueAt);
	const wanted = operator === ':' || value.type === 'slashes' ? null : amountOf(value.text);
	if (wanted === null) return (_subject, _cell, text) => match(text);
	return (_subject, _cell, text) => {
		const amount = amountOf(text);
		const isEqual = amount !== null && compareAmounts(amount, wanted) === 0;
		return isEqual ? operator === '=' : match(text);
	};
};

/** A field by the title of an own column; where the row has no such cell it is text as typed. */
const cellTest = (term: FieldTerm): Test => {
	const {name, operator, value, at, raw} = term;
	const test = isOrder(operator) ? orderTest(term, operator) : equalityTest(term);
	const asTyped: FilterValue = {type: operator === ':' ? value.type : 'quoted', text: raw};
	const plain: Test = isOrder(operator)
		? () => false
		: operator === '!='
			? () => true
			: textTest(asTyped, at);
	const names = new Map<string, string>();
	const nameOf = (title: string): string => {
		let known = names.get(title);
		if (known === undefined) {
			known = fieldOfTitle(title);
			names.set(title, known);
		}

		return known;
	};
	const titleIn = (cells: Readonly<Record<string, Cell>>, sought: string): string | null => {
		let found: string | null = null;
		for (const title in cells) {
			const known = nameOf(title);
			if (known === sought) return title;
			if (found === null && plainField(known) === plainField(sought)) found = title;
		}

		return found;
	};
	const figure = figureField(name, value.text);
	return subject => {
		const {resource, figures} = subject.row;
		const found = titleIn(resource.cells, name);
		if (found !== null) {
			const cell = resource.cells[found] ?? null;
			return test(subject, cell, searchableText(cell, subject.context), false);
		}

		const measured = figures === null ? null : titleIn(figures.cells, figure);
		if (figures === null || measured === null) return plain(subject);
		const value = figures.cells[measured] ?? null;
		const isShare = nameOf(measured) === figure || !figure.endsWith('%');
		return test(subject, isShare ? value : null, isShare ? String(value) : '', true);
	};
};

/** The value of a term about kinds: `kind:pods` means what `kind:pod` does. */
export const inSingular = (value: FilterValue, kinds: readonly Kind[]): FilterValue =>
	value.type === 'slashes' ? value : {...value, text: kindNamed(value.text, kinds) ?? value.text};

/** The name of a kind is that kind, not every kind that contains it: a cronjob is not a job. */
export const kindOperator = (
	{operator, value}: Pick<FieldTerm, 'operator' | 'value'>,
	kinds: readonly Kind[],
): Operator =>
	operator === ':' && value.type !== 'slashes' && kindNamed(value.text, kinds) !== null ? '=' : operator;

/** Whether there is a kind that a term such as `kind:pods` is about, or excludes. */
export const namesSomeKind = (
	{operator, value, start, end}: Pick<FieldTerm, 'operator' | 'value'> & Place,
	kinds: readonly Kind[],
): boolean => {
	const match = valueMatch(operator === ':' ? ':' : '=', inSingular(value, kinds), {start, end});
	return kinds.some(({name}) => match(name));
};

const fieldTest = (term: FieldTerm, kinds: readonly Kind[]): Test => {
	const {name, operator, value, at, valueAt, raw} = term;
	const field = fieldNamed(name);
	if (value.text === '' && value.type === 'word') {
		if (isOrder(operator) || isField(name))
			throw new FilterError(`${name}${operator} needs a value right after it`, at);
		return textTest({type: 'word', text: raw}, at);
	}

	const ages = ageTest(term);
	if (ages) return ages;
	if (isOrder(operator) && isField(name)) throw new FilterError(`${name} takes : or =, not ${operator}`, at);
	if (isFlag(name)) return flagTest(name, term);
	if (name === 'health') return healthTest(term);
	if (!field) return cellTest(term);
	const match =
		name === 'kind'
			? valueMatch(kindOperator(term, kinds), inSingular(value, kinds), valueAt)
			: valueMatch(operator, value, valueAt);
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
			return textTest(expression.value, expression.at);
		case 'fuzzy':
			return fuzzyTest(expression.value, expression.at);
		case 'labels': {
			const {requirements} = expression;
			return ({row}) => requirements.every(one => meets(row.resource.labels ?? '', one));
		}

		case 'field':
			return fieldTest(expression, kinds);
	}
};
