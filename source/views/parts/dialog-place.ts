import type {Resource} from '../../model/resource.js';
import {whereOf} from '../../state/rows/whereabouts.js';
import type {State} from '../../state/state.js';
import type {Theme} from '../lines/theme.js';

/** What every dialog needs to know about the screen. */
export type DialogPlace = {readonly columns: number; readonly rows: number; readonly theme: Theme};

/** Cells inside the frame of a dialog. */
export const dialogWidth = (columns: number): number => Math.max(16, Math.min(64, columns - 6));

/** The targets of an action by kind, name and place. */
export const targetTexts = (targets: readonly Resource[], state: State): readonly string[] =>
	targets.map(target => `${target.kind} ${target.name} on ${whereOf(target, state)}`);
