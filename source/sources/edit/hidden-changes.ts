import {isObject} from '../../model/json-object.js';
import {isEqual} from './merge.js';

/** What is shown of a value, and the value itself. */
type Shown = {readonly real: unknown; readonly shown: unknown};

const entriesOf = ({real, shown}: Shown): ReadonlyMap<string, Shown> => {
	if (!isObject(shown) || !isObject(real)) return new Map();
	return new Map(Object.keys(shown).map(name => [name, {real: real[name], shown: shown[name]}]));
};

/**
 * What is shown of an object after a change, with a mark at what was changed and is not shown, such as the values of a
 * Secret: otherwise nothing would seem to have changed.
 */
export const markHidden = (before: Shown, after: Shown): unknown => {
	if (isEqual(before.real, after.real)) return after.shown;
	if (isObject(after.shown)) {
		const known = entriesOf(before);
		const marked = [...entriesOf(after)].map(([name, value]) => {
			const earlier = known.get(name);
			return [name, earlier ? markHidden(earlier, value) : value.shown] as const;
		});
		return Object.fromEntries(marked);
	}

	const {real, shown} = after;
	if (
		Array.isArray(shown) &&
		Array.isArray(real) &&
		Array.isArray(before.shown) &&
		Array.isArray(before.real)
	) {
		const {shown: list, real: values} = before;
		return shown.map((each, index) =>
			index < list.length
				? markHidden({real: values[index], shown: list[index]}, {real: real[index], shown: each})
				: each,
		);
	}

	return isEqual(before.shown, shown) && shown !== undefined ? `${String(shown)} (changed)` : shown;
};
