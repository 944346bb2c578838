import type {JsonObject} from '../../../model/json-object.js';
import type {Container, Resource} from '../../../model/resource.js';
import {textOf} from '../../requests/json-fields.js';
import {isDone, wordOf} from './container-state.js';
import type {PodFacts} from './pod-state.js';

// The one that kubectl takes where none is named (kubectl pkg/cmd/util/podcmd/podcmd.go).
const annotation = 'kubectl.kubernetes.io/default-container';

const lists = new Map<string, readonly Container[]>();
// Pods of one template have equal lists; a server that invents names must not fill the memory.
const maxLists = 5000;

/** The containers of a pod as its row names them: the default one first. Equal lists are the same array. */
export const containersField = (
	{containers}: PodFacts,
	annotations: JsonObject,
): Required<Pick<Resource, 'containers'>> => {
	const usual = textOf(annotations, annotation);
	const ordered = [
		...containers.filter(({name}) => name === usual),
		...containers.filter(({name}) => name !== usual),
	];
	const id = ordered.map(each => `${each.name} ${each.role} ${isOver(each)} ${stoppedIn(each)}`).join();
	let list = lists.get(id);
	if (!list) {
		list = ordered.map(each => {
			const {name, role} = each;
			const stopped = stoppedIn(each);
			return {name, role, isOver: isOver(each), ...(stopped !== '' && {stopped})};
		});
		if (lists.size >= maxLists) lists.clear();
		lists.set(id, list);
	}

	return {containers: list};
};

const isOver = ({role, status}: PodFacts['containers'][number]): boolean => role === 'init' && isDone(status);

/** Why a container does not run; '' where it does, or nothing is known. */
const stoppedIn = ({status}: PodFacts['containers'][number]): string => {
	const word = wordOf(status);
	return word === 'running' ? '' : word;
};
