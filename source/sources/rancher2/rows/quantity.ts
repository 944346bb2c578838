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

/** The number that a quantity of Kubernetes is: `12345678n`, `1500m`, `60Mi`, `2`, `1e3`; null for anything else. */
export const quantityOf = (value: unknown): number | null => {
	const [, digits, unit = '', exponent] = form.exec(String(value)) ?? [];
	if (digits === undefined) return null;
	const binary = binaryUnits.indexOf(unit);
	if (binary > 0) return Number(digits) * 1024 ** binary;
	// Read as one decimal number, which is the nearest that there is: a product would be a little off.
	return Number(`${digits}e${exponent ?? powersOfTen[unit] ?? 0}`);
};
