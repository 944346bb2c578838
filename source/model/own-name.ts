import {latePattern} from './late-pattern.js';

const form = latePattern(() => /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,39}$/u);

/** What `isOwnName` takes, for messages. */
export const ownNameForm = 'letters, digits, - _ and .';

/** Whether a text can be the name that a person gives to a view or a plugin: it is one word after `:`. */
export const isOwnName = (text: string): boolean => form().test(text);
