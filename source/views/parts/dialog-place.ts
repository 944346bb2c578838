import type {Action} from '../../model/action.js';
import type {Resource} from '../../model/resource.js';
import {offeredBy} from '../../state/rows/offered.js';
import {whereOf} from '../../state/rows/whereabouts.js';
import type {State} from '../../state/state.js';
import type {Theme} from '../lines/theme.js';

/** What every dialog needs to know about the screen. */
export type DialogPlace = {readonly columns: number; readonly rows: number; readonly theme: Theme};

/** Cells inside the frame of a dialog. */
export const dialogWidth = (columns: number): number => Math.max(16, Math.min(64, columns - 6));

/** The targets of an action by kind, name and place, each with what it calls the action where that is something else. */
export const targetTexts = (targets: readonly Resource[], action: Action, state: State): readonly string[] =>
	targets.map(target => {
		const {title} = offeredBy(target, action) ?? action;
		const own = title === action.title ? '' : `: ${title}`;
		return `${target.kind} ${target.name} on ${whereOf(target, state)}${own}`;
	});
