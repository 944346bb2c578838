const change = '"name":"resource.change"';
const id = '"resourceId":"';
const type = '"resourceType":"';
const time = '"time":';
// More than any number of milliseconds has.
const maxDigits = 16;
// Longer than what the server writes behind `data`.
const maxBehind = 300;

const endOf = (text: string, at: number, field: string): number => text.indexOf('"', at + field.length);

/**
 * Which resource a message is about, without reading all of it: the part of its text with id and type. Null where
 * that is not clear, or it is not a change. The server writes both before `data` (cattle EventVO.java); whatever
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

const numberAt = (text: string, from: number): number =>
	Number.parseInt(text.slice(from, from + maxDigits), 10) || 0;

/** When a change happened, epoch milliseconds by the server's clock; 0 where it does not stand around `data`. */
export const timeIn = (text: string): number => {
	const end = text.indexOf('"data":');
	const first = text.indexOf(time);
	if (first < 0) return 0;
	if (first < end) return numberAt(text, first + time.length);
	// The server writes it behind the resource, which need not be searched.
	const tail = text.slice(-maxBehind);
	const last = tail.lastIndexOf(time);
	return last < 0 ? 0 : numberAt(tail, last + time.length);
};
