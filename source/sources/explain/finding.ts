import type {Finding, ObservedRow, RowName} from '../../model/explanation.js';

type Details = Partial<Pick<Finding, 'severity' | 'since' | 'quotes'>>;

/** A row as a finding names it. */
export const nameOf = ({key, kind, name}: RowName): RowName => ({key, kind, name});

/** `pod shop/web-1`. */
export const titleOf = ({kind, name}: Pick<RowName, 'kind' | 'name'>): string => `${kind} ${name}`;

const make =
	(role: Finding['role']) =>
	(
		row: RowName | null,
		text: string,
		{severity = 'error', since = null, quotes = []}: Details = {},
	): Finding => ({
		severity,
		role,
		text,
		quotes: [...new Set(quotes.map(quote => quote.trim()))].filter(Boolean),
		since,
		row: row && nameOf(row),
	});

/** What explains others. An error unless said otherwise. */
export const cause = make('cause');

/** What the server says without a reason. */
export const sign = make('sign');

/** What follows from a cause that was found. */
export const consequence = make('consequence');

/** The message of a row as a quote. */
export const messageOf = ({resource}: ObservedRow): readonly string[] =>
	resource.message === null ? [] : [resource.message];

/** What a row says of itself: its state and its message; [] where it is well. */
export const stateSign = (row: ObservedRow, make = sign): readonly Finding[] => {
	const {resource, since, stuck} = row;
	if (resource.health === 'ok' && !stuck) return [];
	const text = `${titleOf(resource)} is in state ${resource.state}${stuck ? ', and stuck' : ''}`;
	return [make(resource, text, {severity: resource.health, since, quotes: messageOf(row)})];
};

/** One finding for more rows in trouble than are shown; [] for none. */
const restSign = (rows: readonly ObservedRow[]): readonly Finding[] => {
	const [worst] = rows;
	if (!worst) return [];
	const {resource} = worst;
	const text = `${rows.length} more in trouble, such as ${titleOf(resource)} (${resource.state})`;
	return [sign(resource, text, {severity: resource.health})];
};

/** So many rows of a crowd are shown one by one. */
export const maxOthers = 8;

/** What the worst rows of a crowd say, each by itself, and one finding for the rest. */
export const crowdFindings = (
	rows: readonly ObservedRow[],
	findingsOf: (row: ObservedRow) => readonly Finding[],
	max = maxOthers,
): readonly Finding[] => [
	...rows.slice(0, max).flatMap(row => findingsOf(row)),
	...restSign(rows.slice(max)),
];

/** Whether one of the findings explains others. */
export const hasCause = (findings: readonly Finding[]): boolean =>
	findings.some(({role}) => role === 'cause');

/** The findings of several places, each once: what was said about the same row with the same words is not repeated. */
export const withoutRepeats = (findings: readonly Finding[]): readonly Finding[] => {
	const known = new Set<string>();
	return findings.filter(({text, row}) => {
		const id = `${row?.key ?? ''} ${text}`;
		if (known.has(id)) return false;
		known.add(id);
		return true;
	});
};
