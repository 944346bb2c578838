import {themeNames} from '../../model/theme-name.js';
import {type Next, next} from '../next.js';
import {withNotice} from '../notice.js';
import type {State} from '../state.js';

/** Changes the colours for this run. */
export const chooseTheme = (state: State, text: string): Next => {
	const theme = themeNames.find(name => name === text.toLowerCase());
	if (theme) return next({...state, theme});
	const which = text === '' ? '' : `there is no theme ${text}: `;
	return next(withNotice(state, 'warning', `${which}:theme takes one of ${themeNames.join(', ')}`));
};
