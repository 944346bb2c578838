import type {Kind} from '../model/kind.js';
import {usualKinds as rancher1Kinds} from './rancher1/rows/usual-kinds.js';
import {usualKinds as rancher2Kinds} from './rancher2/rows/usual-kinds.js';
import {saltKinds} from './salt/rows/kinds.js';

/** The kinds that servers of any family have of their own, without asking one: to judge what a configuration names. */
export const ownKinds: readonly Kind[] = [...rancher1Kinds, ...rancher2Kinds, ...saltKinds];
