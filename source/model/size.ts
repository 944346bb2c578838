const unitBytes: Readonly<Record<string, number>> = {B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3};

/** What `parseSize` takes, for messages. */
export const sizeForm = 'a size such as 500KB, 64MB or 1GB';

/** Bytes of `500KB`, `64MB`, `1.5GB`, `0MB`; null for anything else. */
export const parseSize = (text: string): number | null => {
	const [, count, unit = ''] = /^(\d+(?:\.\d+)?) ?([KMG]?B)$/i.exec(text.trim()) ?? [];
	const bytes = Math.round(Number(count) * (unitBytes[unit.toUpperCase()] ?? Number.NaN));
	return Number.isSafeInteger(bytes) ? bytes : null;
};

/** A number of bytes as people write it: `12 KB`, `3.4 MB`. */
export const sizeText = (bytes: number): string => {
	if (bytes < 1024 ** 2) return `${Math.ceil(bytes / 1024)} KB`;
	const megabytes = bytes / 1024 ** 2;
	return `${megabytes < 10 ? Math.round(megabytes * 10) / 10 : Math.round(megabytes)} MB`;
};
