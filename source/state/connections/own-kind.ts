import type {Kind} from '../../model/kind.js';
import type {Resource} from '../../model/resource.js';
import type {State} from '../state.js';

/** What the source of a row says of its kind. Another family may have one of the same name that is otherwise different. */
export const ownKind = (
	{connections}: Pick<State, 'connections'>,
	{source, kind}: Resource,
): Kind | undefined => connections.get(source)?.kinds.find(({name}) => name === kind);
