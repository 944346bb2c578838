import type {Kind} from '../../model/kind.js';
import type {Resource} from '../../model/resource.js';
import type {State} from '../state.js';

/** The kind of a row as its source declares it. Another family may have a different kind of the same name. */
export const ownKind = (
	{connections}: Pick<State, 'connections'>,
	{source, kind}: Resource,
): Kind | undefined => connections.get(source)?.kinds.find(({name}) => name === kind);
