const unitMs: Readonly<Record<string, number>> = {
	ms: 1,
	s: 1000,
	m: 60_000,
	h: 3_600_000,
	d: 86_400_000,
	w: 604_800_000,
	y: 31_536_000_000,
};

const factors: Readonly<Record<string, number>> = {
	n: 1e-9,
	u: 1e-6,
	m: 1e-3,
	k: 1e3,
	K: 1e3,
	M: 1e6,
	G: 1e9,
	T: 1e12,
	P: 1e15,
	E: 1e18,
	Ki: 2 ** 10,
	Mi: 2 ** 20,
	Gi: 2 ** 30,
	Ti: 2 ** 40,
	Pi: 2 ** 50,
	Ei: 2 ** 60,
	'%': 1,
};

const durationForm = /^(?:\d+(?:\.\d+)?(?:ms|[smhdwy]))+$/;
const durationPart = /(\d+(?:\.\d+)?)(ms|[smhdwy])/g;
const quantityForm = /^([+-]?\d+(?:\.\d+)?)(?:([numkKMGTPE]|[KMGTPE]i)?B?|%)$/;

/** Milliseconds of `2h`, `90s`, `1h30m`, `3d4h`; null for anything else. */
const durationOf = (text: string): number | null => {
	if (!durationForm.test(text)) return null;
	let totalMs = 0;
	for (const [, count, unit = ''] of text.matchAll(durationPart)) {
		totalMs += Number(count) * (unitMs[unit] ?? 0);
	}

	return totalMs;
};

/** The number in `5`, `500m`, `1.5Gi`, `200MB` or `80%`, as Kubernetes writes quantities; null for anything else. */
const quantityOf = (text: string): number | null => {
	const [, count, suffix = ''] = quantityForm.exec(text) ?? [];
	return count === undefined ? null : Number(count) * (factors[suffix] ?? 1);
};

/** What a text amounts to. `5m` is both: five minutes, and five thousandths. */
export type Amount = {readonly ms: number | null; readonly count: number | null};

/** Reads an amount that was typed; null for what is neither a duration nor a quantity. */
export const amountOf = (text: string): Amount | null => {
	const ms = durationOf(text);
	const count = quantityOf(text);
	return ms === null && count === null ? null : {ms, count};
};

/** Reads the amount that a cell's text begins with: of `3/5` it is 3, of `7 (40s ago)` 7; null where there is none. */
export const leadingAmount = (text: string): Amount | null => {
	const [first = ''] = text.trim().split(' ', 1);
	return amountOf(first) ?? amountOf(/^[+-]?\d+(?:\.\d+)?(?=\/|$)/.exec(first)?.[0] ?? '');
};

/** Less than 0, 0 or more, as the first is less, equal or more than the second; null where they cannot be compared. */
export const compareAmounts = (left: Amount, right: Amount): number | null => {
	// An ambiguous amount is read as the other side is.
	if (left.ms !== null && right.ms !== null) return left.ms - right.ms;
	return left.count === null || right.count === null ? null : left.count - right.count;
};
