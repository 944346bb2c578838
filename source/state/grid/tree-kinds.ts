import type {Kind} from '../../model/kind.js';

const isFollowed = ({main, early}: Kind): boolean => main || early === true;

/**
 * The kinds that a tree shows: those that are listed from the start, what they contain, and what of that contains them.
 */
export const treeKinds = (kinds: readonly Kind[]): readonly string[] => {
	const names = new Set(kinds.filter(isFollowed).map(({name}) => name));
	for (const {children} of kinds.filter(isFollowed)) for (const child of children) names.add(child);
	return kinds.map(({name}) => name).filter(name => names.has(name));
};
