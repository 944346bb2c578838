import {incompleteKinds} from '../connections/missing.js';
import {newGrid} from '../grid/grid-view.js';
import {byMatch} from '../grid/sort.js';
import {type Next, next} from '../next.js';
import {withNotice} from '../notice.js';
import type {State} from '../state.js';
import {showOverHome} from './read-view.js';

/** Shows the rows of all kinds whose names have the text, best match first. */
export const openFind = (state: State, text: string): Next => {
	if (text === '') return next(withNotice(state, 'warning', ':find takes a part of a name, as in :find web'));
	const opened = showOverHome(state, id => newGrid(id, {kind: 'all', found: text, sort: byMatch}));
	const [first] = incompleteKinds(state);
	if (first === undefined) return opened;
	const notice = `not everything is listed: ${incompleteKinds(state).join('; ')}`;
	return next(withNotice(opened.state, 'warning', notice), ...opened.effects);
};
