import type {Kind} from '../model/kind.ts';
import {projectKind, firstKinds as rancher1Kinds, virtualMachineKind} from './cattle/kinds.ts';
import {usualKinds} from './rancher2/usual-kinds.ts';
import {saltKinds} from './salt/kinds.ts';

/** The kinds that servers of any family have of their own, without asking one: to judge what a configuration names. */
export const ownKinds: readonly Kind[] = [
	...rancher1Kinds,
	virtualMachineKind,
	projectKind,
	...usualKinds,
	...saltKinds,
];
