import {isObject} from '../../model/json-object.js';

/** One condition of an object: its type, and its status with reason and message. */
type Condition = {readonly type: string; readonly text: string};

const readCondition = (value: unknown): readonly Condition[] => {
	if (!isObject(value) || typeof value.type !== 'string') return [];
	const parts = [value.status, value.reason, value.message].filter(
		part => typeof part === 'string' && part !== '',
	);
	return [{type: value.type, text: parts.join(': ')}];
};

/** The conditions of an object, at its top or in its status; [] for none. */
export const conditionsOf = (object: Readonly<Record<string, unknown>>): readonly Condition[] => {
	const inner = isObject(object.status) ? object.status.conditions : undefined;
	const list: unknown = object.conditions ?? inner;
	return Array.isArray(list) ? list.flatMap(readCondition) : [];
};
