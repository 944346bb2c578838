/** A JSON object of which nothing is known yet: its fields are read with the functions below, which never throw. */
export type WireMap = Readonly<Record<string, unknown>>;

const nothing: WireMap = {};
const none: readonly unknown[] = [];

/** True for a JSON object, which an array and null are not. */
export const isMap = (value: unknown): value is WireMap =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The field as a text that is not empty, else null. */
export const textOf = (map: WireMap, name: string): string | null => {
	const value = map[name];
	return typeof value === 'string' && value !== '' ? value : null;
};

/** The field as a finite number, else null. */
export const numberOf = (map: WireMap, name: string): number | null => {
	const value = map[name];
	if (typeof value === 'bigint') return Number(value);
	return typeof value === 'number' && Number.isFinite(value) ? value : null;
};

/** The field as a JSON object, else an empty one. */
export const mapOf = (map: WireMap, name: string): WireMap => {
	const value = map[name];
	return isMap(value) ? value : nothing;
};

/** The field as an array of anything, else an empty one. */
export const listOf = (map: WireMap, name: string): readonly unknown[] => {
	const value = map[name];
	return Array.isArray(value) ? value : none;
};

/** The texts in an array field. */
export const textsOf = (map: WireMap, name: string): readonly string[] =>
	listOf(map, name).filter((value): value is string => typeof value === 'string');

/** The JSON objects in an array field. */
export const mapsOf = (map: WireMap, name: string): readonly WireMap[] => listOf(map, name).filter(isMap);

/** A field with a date (RFC 3339) as epoch milliseconds, else null. */
export const timeOf = (map: WireMap, name: string): number | null => {
	const value = textOf(map, name);
	const time = value === null ? Number.NaN : Date.parse(value);
	return Number.isNaN(time) ? null : time;
};
