const change = '"name":"resource.change"';
const id = '"resourceId":"';
const type = '"resourceType":"';
const time = '"time":';
// More than any number of milliseconds has.
const mostDigits = 16;

const endOf = (text: string, at: number, field: string): number => text.indexOf('"', at + field.length);

/**
 * Which resource a message is about, without reading all of it: the part of its text that tells id and type. Null where
 * that cannot be told, or it is no change. The server writes both before `data` (cattle EventVO.java); whatever
 * stands elsewhere could be a part of the resource itself.
 */
export const subjectIn = (text: string): string | null => {
	const end = text.indexOf('"data":');
	const named = text.indexOf(change);
	const idAt = text.indexOf(id);
	const typeAt = text.indexOf(type);
	if (named < 0 || idAt < 0 || typeAt < 0 || Math.max(named, idAt, typeAt) > end) return null;
	return text.slice(Math.min(idAt, typeAt), Math.max(endOf(text, idAt, id), endOf(text, typeAt, type)));
};

/** When a change happened, epoch milliseconds by the server's clock; 0 where that is not told behind all else. */
export const timeIn = (text: string): number => {
	const at = text.lastIndexOf(time);
	if (at < 0) return 0;
	const from = at + time.length;
	return Number.parseInt(text.slice(from, from + mostDigits), 10) || 0;
};
