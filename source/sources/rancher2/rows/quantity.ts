const powersOfTen: Readonly<Record<string, number>> = {
	n: -9,
	u: -6,
	m: -3,
	k: 3,
	M: 6,
	G: 9,
	T: 12,
	P: 15,
	E: 18,
};

const binaryUnits = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

// A number, then either a unit or an exponent: `1E` is exa, `1E3` a thousand (kubernetes apimachinery api/resource/quantity.go).
const form = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d{1,2}))?$/;

/** What whole numbers with these units are divided or multiplied by; exact, so that the result is the nearest that there is. */
const divisors: ReadonlyMap<string, number> = new Map([
	['n', 1e9],
	['u', 1e6],
	['m', 1e3],
]);
const factors: ReadonlyMap<string, number> = new Map([
	['', 1],
	['Ki', 1024],
	['Mi', 1024 ** 2],
	['Gi', 1024 ** 3],
]);
// A number of so many digits is exact.
const maxDigits = 15;

/** The number that a quantity of Kubernetes is: `12345678n`, `1500m`, `60Mi`, `2`, `1e3`; null for anything else. */
export const quantityOf = (value: unknown): number | null => {
	const text = String(value);
	let number = 0;
	let at = 0;
	for (; at < maxDigits; at++) {
		const digit = text.charCodeAt(at) - 0x30;
		// Also false at the end, where it is not a number.
		if (!(digit >= 0 && digit <= 9)) break;
		number = number * 10 + digit;
	}

	if (at === 0) return anyQuantity(text);
	const unit = text.slice(at);
	const divisor = divisors.get(unit);
	if (divisor !== undefined) return number / divisor;
	const factor = factors.get(unit);
	return factor === undefined ? anyQuantity(text) : number * factor;
};

const anyQuantity = (text: string): number | null => {
	const [, digits, unit = '', exponent] = form.exec(text) ?? [];
	if (digits === undefined) return null;
	const binary = binaryUnits.indexOf(unit);
	if (binary > 0) return Number(digits) * 1024 ** binary;
	// Read as one decimal number, which is the nearest that there is: a product would be a little off.
	return Number(`${digits}e${exponent ?? powersOfTen[unit] ?? 0}`);
};
