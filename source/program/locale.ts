import type {Environment} from '../model/environment.js';
/**
 * Whether text beyond ASCII may be sent to a terminal, by the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set.
 * True if none is, because nearly every terminal supports UTF-8.
 */
export const takesUtf8 = ({LC_ALL, LC_CTYPE, LANG}: Environment): boolean => {
	const locale = LC_ALL || LC_CTYPE || LANG || '';
	return locale === '' || /utf-?8/i.test(locale);
};
