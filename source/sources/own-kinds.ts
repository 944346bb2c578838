import type {Kind} from '../model/kind.ts';
import {usualKinds as rancher1Kinds} from './cattle/usual-kinds.ts';
import {usualKinds as rancher2Kinds} from './rancher2/usual-kinds.ts';
import {saltKinds} from './salt/kinds.ts';

/** The kinds that servers of any family have of their own, without asking one: to judge what a configuration names. */
export const ownKinds: readonly Kind[] = [...rancher1Kinds, ...rancher2Kinds, ...saltKinds];
