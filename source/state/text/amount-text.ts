import type {Column} from '../../model/kind.js';

const unitCores = 1e-3;

/** `3m`, `250m`, `1.25`: as Kubernetes writes it, rounded up to a thousandth. */
export const coresText = (cores: number): string => {
	// Without the noise of binary fractions.
	const thousandths = Math.ceil(Math.round((cores / unitCores) * 1e6) / 1e6);
	return thousandths < 1000 ? `${thousandths}m` : String(Math.round(cores * 100) / 100);
};

const units = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'];

/** Bytes in the most readable unit, with up to three digits: `1.5` and `Gi`. */
const scaledBytes = (bytes: number): {readonly digits: string; readonly unit: string} => {
	let value = bytes;
	let unit = 0;
	while (value >= 1024 && unit < units.length - 1) {
		value /= 1024;
		unit++;
	}

	const rounded = value >= 100 || unit === 0 ? Math.round(value) : Math.round(value * 10) / 10;
	return {digits: String(rounded), unit: units[unit] ?? ''};
};

/** `60Mi`, `5.1Gi`. */
export const bytesText = (bytes: number): string => {
	const {digits, unit} = scaledBytes(bytes);
	return digits + unit;
};

/** `512 B`, `1.5 GiB`: in a sentence. */
export const byteCountText = (bytes: number): string => {
	const {digits, unit} = scaledBytes(bytes);
	return `${digits} ${unit}B`;
};

/** A figure as a column of this type shows it; null for a column of another type. */
export const figureText = (value: number, type: Column['type']): string | null => {
	if (type === 'cores') return coresText(value);
	if (type === 'bytes') return bytesText(value);
	return type === 'percent' ? `${Math.round(value)}%` : null;
};
