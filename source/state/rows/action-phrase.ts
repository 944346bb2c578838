import type {Action} from '../../model/action.js';
import type {Resource} from '../../model/resource.js';
import type {State} from '../state.js';

// The preposition after a verb with an object of its own: `Apply states to web-1`.
const joins: ReadonlyMap<string, string> = new Map([
	['add', 'to'],
	['apply', 'to'],
	['send', 'to'],
	['remove', 'from'],
	['call', 'on'],
	['restart', 'on'],
	['run', 'on'],
]);

// `Roll back web-1`, `Scale down web-1`; and `Run web-1 again`, `Restore web-1 from backup`, `Remove web-1 by force`.
const particles = new Set(['back', 'down', 'up', 'off', 'out']);
const trailing = new Set(['again', 'to', 'from', 'as', 'by', 'now']);

/** The title of an action with its target: `Restart web-1`, `Apply states to web-1`. */
export const actionPhrase = ({title}: Pick<Action, 'title'>, object: string): string => {
	const [verb = '', second = '', ...rest] = title.split(' ');
	if (second === '') return `${title} ${object}`;
	if (trailing.has(second)) return [verb, object, second, ...rest].join(' ');
	if (particles.has(second) && rest.length === 0) return `${title} ${object}`;
	return `${title} ${joins.get(verb.toLowerCase()) ?? 'of'} ${object}`;
};

/** Rows in words: the name of one, or the number and kind of several, such as `3 containers` or `5 rows`. */
export const objectOf = (
	{kinds}: Pick<State, 'kinds'>,
	targets: ReadonlyArray<Pick<Resource, 'kind' | 'name'>>,
): string => {
	const [first] = targets;
	if (!first) return 'nothing';
	if (targets.length === 1) return first.name;
	const plural = kinds.find(({name}) => name === first.kind)?.plural ?? `${first.kind}s`;
	return `${targets.length} ${targets.every(({kind}) => kind === first.kind) ? plural : 'rows'}`;
};
