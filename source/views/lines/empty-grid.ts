import type {Connection} from '../../state/connections/connection.js';
import {incompleteKinds, missingOfKind} from '../../state/connections/missing.js';
import type {GridView} from '../../state/grid/grid-view.js';
import {scopeText} from '../../state/scope/scope.js';
import type {State} from '../../state/state.js';
import {gridKeyOf, troubleTexts} from './source-troubles.js';

/** Whether a live source has listed a kind that it lists only on request. */
const hasListed = ({kinds, listed}: Connection, kind: string): boolean =>
	listed.has(kind) || !kinds.some(({name, main, early}) => name === kind && !main && !early);

// Why existing rows are not shown, and the key that shows them.
const hiddenText = (state: State, {filter, trouble}: GridView): string => {
	const leave = gridKeyOf(state, 'leave');
	const keys = trouble && filter.text === '' ? `${leave} or ${gridKeyOf(state, 'trouble')}` : leave;
	const which = trouble ? 'No row in trouble' : 'No row';
	const what = filter.text === '' ? which : `${which} matches '${filter.text}'`;
	return `${what}: ${keys} shows all ${state.index.total}`;
};

// What to do if there is nothing.
const nextText = (state: State): string =>
	state.views.length > 1
		? `${gridKeyOf(state, 'leave')} goes back, ${gridKeyOf(state, 'command')} shows another kind`
		: `${gridKeyOf(state, 'command')} shows another kind`;

/** What a search of all names cannot have found: untrusted. */
export const notSearched = (state: State): readonly string[] => {
	const kinds = incompleteKinds(state);
	return kinds.length === 0 ? [] : ['Not completely listed:', ...kinds];
};

/** Why a grid is empty, and what to do: untrusted. */
export const emptyText = (state: State, view: GridView): string => {
	if (state.index.total > 0) return hiddenText(state, view);
	if (view.found !== null) return [`No name has '${view.found}'`, ...notSearched(state)].join('\n');
	const plural = state.kinds.find(({name}) => name === view.kind)?.plural ?? view.kind;
	const what = view.kind === 'all' ? 'rows' : plural;
	const [missing] = missingOfKind(state, view.kind);
	if (missing !== undefined) return `No ${what} here, but not all can be listed: ${missing}`;
	const connections = [...state.connections.values()].filter(({enabled}) => enabled);
	const command = gridKeyOf(state, 'command');
	if (connections.length === 0)
		return state.past || state.settings.replay
			? 'Nothing is known of this time'
			: `All sources are off: ${command}sources turns them on`;
	const troubles = troubleTexts(state, connections);
	if (troubles.length > 0) return troubles.join('\n');
	const awaited = connections.filter(connection => !hasListed(connection, view.kind));
	if (awaited.length === 0 && state.scope) {
		const all = gridKeyOf(state, 'all-scopes');
		return `No ${what} in ${scopeText(state.scope)}: ${all} shows all`;
	}

	if (awaited.length === 0) return `No ${what} here (${nextText(state)})`;
	const sources = awaited.map(({source}) => source).join(', ');
	// Nothing more comes of a time that is over.
	return state.past
		? `No ${what} of ${sources} were listed by then: only what is followed is recorded`
		: `Waiting for the first data from ${sources}`;
};
