import type {Cell} from '../../model/resource.js';
import {type Amount, amountOf, compareAmounts, leadingAmount} from './amount.js';
import {FilterError} from './fault.js';
import type {Expression} from './parse.js';
import type {Operator} from './scan.js';
import type {Subject, Test} from './subject.js';

type FieldTerm = Extract<Expression, {type: 'field'}>;

/** `<`, `<=`, `>` and `>=`. */
type Order = Exclude<Operator, ':' | '=' | '!='>;

/** Whether the operator asks for more or less. */
export const isOrder = (operator: Operator): operator is Order =>
	operator === '<' || operator === '<=' || operator === '>' || operator === '>=';

const holds: Readonly<Record<Order, (difference: number) => boolean>> = {
	'<': difference => difference < 0,
	'<=': difference => difference <= 0,
	'>': difference => difference > 0,
	'>=': difference => difference >= 0,
};

// Points in time; all other numbers are smaller.
const isTime = (cell: number): boolean => cell >= 1e12;

/** Compares how far away a time is, and schedules another look at the row for when the result may change. */
const timeTest = (subject: Subject, time: number, order: Order, limitMs: number): boolean => {
	const {row, context} = subject;
	if (row.removedAt === null) {
		const turns = [time - limitMs, time - limitMs + 1, time + limitMs, time + limitMs + 1];
		const due = Math.min(...turns.filter(at => at > context.now));
		if (Number.isFinite(due)) context.wake(row, due);
	}

	return holds[order](Math.abs((row.removedAt ?? context.now) - time) - limitMs);
};

const durationOf = ({name, value, valueAt}: FieldTerm): number => {
	const limitMs = amountOf(value.text)?.ms;
	if (limitMs !== undefined && limitMs !== null) return limitMs;
	throw new FilterError(`${name} is compared with a duration such as 10m or 2h`, valueAt);
};

// If only a lower bound is known, the row may have been in its state for longer.
const sinceTest =
	(order: Order, limitMs: number): Test =>
	subject => {
		const {since, seen} = subject.row;
		const isMet = timeTest(subject, since ?? seen, order, limitMs);
		return isMet && (since !== null || order === '>' || order === '>=');
	};

/** The test of `age<2h` or `since>=10m`; null for any other field. Throws `FilterError`. */
export const ageTest = (term: FieldTerm): Test | null => {
	const {name, operator, at} = term;
	if (name !== 'age' && name !== 'since') return null;
	if (!isOrder(operator)) throw new FilterError(`${name} takes < or >, as in ${name}<2h`, at);
	const limitMs = durationOf(term);
	if (name === 'since') return sinceTest(operator, limitMs);
	return subject => {
		const {created} = subject.row.resource;
		return created !== null && timeTest(subject, created, operator, limitMs);
	};
};

const amountOfCell = (cell: Cell, text: string): Amount | null => {
	if (typeof cell === 'number') return {ms: null, count: cell};
	return typeof cell === 'string' ? leadingAmount(text) : null;
};

/** How a cell is compared; `text` is what it shows, `isFigure`: its number is never a time. */
export type CellTest = (subject: Subject, cell: Cell, text: string, isFigure: boolean) => boolean;

/** The test of `restarts>=5`, `cpu>500m` or `mem<1Gi`; what has no amount fails it. Throws `FilterError`. */
export const orderTest = ({name, value, valueAt}: FieldTerm, order: Order): CellTest => {
	const limit = amountOf(value.text);
	if (limit === null) {
		const error = `${name} is compared with a number, an amount or a duration, such as 5, 500m, 1Gi or 2h`;
		throw new FilterError(error, valueAt);
	}

	return (subject, cell, text, isFigure) => {
		if (typeof cell === 'number' && !isFigure && isTime(cell)) {
			return limit.ms !== null && timeTest(subject, cell, order, limit.ms);
		}

		const amount = amountOfCell(cell, text);
		const difference = amount === null ? null : compareAmounts(amount, limit);
		return difference !== null && holds[order](difference);
	};
};
