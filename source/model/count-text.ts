/** `1 row`, `1,200 rows`; `many` where the plural is not the noun with an s. */
export const countText = (count: number, one: string, many = `${one}s`): string =>
	`${count.toLocaleString('en')} ${count === 1 ? one : many}`;
