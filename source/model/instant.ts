/** A point in time, as exact as servers stamp it. */
export type Instant = {
	/** Epoch milliseconds, whole. */
	readonly at: number;
	/** Nanoseconds beyond that, 0 to 999,999. */
	readonly nanos: number;
};

const form = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:[.,](\d{1,9})\d*)?(Z|z|[+-]\d\d:?\d\d)$/;

// Lines come by the second: the same one is read again and again.
let lastText = '';
let lastAt = 0;

const wholeSecond = (text: string): number => {
	if (text !== lastText) {
		lastText = text;
		lastAt = Date.parse(text);
	}

	return lastAt;
};

/**
 * Reads an RFC 3339 time of any precision and offset: nodes stamp with their own (containerd pkg/cri/io/logger.go), and Go
 * omits zeros at the end. Null for anything else.
 */
export const parseInstant = (text: string): Instant | null => {
	const [, whole = '', fraction = '', zone = ''] = form.exec(text) ?? [];
	const second = whole === '' ? Number.NaN : wholeSecond(`${whole}${zone.toUpperCase()}`);
	if (Number.isNaN(second)) return null;
	const nanos = Number(fraction.padEnd(9, '0'));
	return {at: second + Math.floor(nanos / 1_000_000), nanos: nanos % 1_000_000};
};

/** Below 0 if the first is earlier, above 0 if it is later. */
export const compareInstants = (one: Instant, other: Instant): number =>
	one.at - other.at || one.nanos - other.nanos;

/** RFC 3339 in UTC with nanoseconds, as Docker and Kubernetes stamp lines. */
export const instantText = ({at, nanos}: Instant): string =>
	`${new Date(at).toISOString().slice(0, -1)}${String(nanos).padStart(6, '0')}Z`;
