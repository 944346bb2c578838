import {redactAssignments} from './assignments.js';
import {blank} from './blank.js';
import {redactCommands} from './command-line.js';
import {heldSecrets} from './held.js';
import {KnownTexts} from './known-texts.js';
import {isHarmlessValue, isSecretName} from './names.js';
import {hasShapeHint, redactShapes} from './shapes.js';

// Words that occur in every name of a secret, and an option before its value. Combined in one pattern they take twice
// the time.
const hintWord = /pass|pwd?|psk|secret|token|cred|auth|cookie|key|jwt|bearer|sess|docker|login|curl/i;
const hintOption = /[-a-z]{3}["']?,?\s{1,80}(?:- {1,8})?["']?-/i;
const hasHint = (text: string): boolean => hintWord.test(text) || hintOption.test(text);

// What `redactText` leaves as it is; and what `redactMessage` leaves as it is, too.
const clean = new KnownTexts();
const innocent = new KnownTexts();

/**
 * Blanks the secrets in text of any kind: a sentence, a command line, a file, a header, JSON. Also those that this run
 * holds itself. Its cost is linear, its result the same when it is done twice.
 */
export const redactText = (text: string): string => {
	if (text.length < 4 || clean.has(text)) return text;
	const shaped = redactShapes(heldSecrets.without(text));
	const shown = hasHint(shaped) ? redactAssignments(redactCommands(shaped)) : shaped;
	if (shown === text) clean.add(text);
	return shown;
};

/** Whether nothing in a text is a secret or what the name of one has in it: no part of it needs a closer look. */
export const isPlain = (text: string): boolean =>
	!hasHint(text) && redactShapes(heldSecrets.without(text)) === text;

/**
 * Whether these texts hold nothing that looks like a secret or its name, and no value that is held: then `redactText` and
 * `redactMessage` of each change nothing. They are searched at once. `rare`: one that hardly comes again.
 */
export const areInnocent = (rare: string, texts: readonly string[]): boolean => {
	const text = texts.length === 0 ? rare : `${rare}\n${texts.join('\n')}`;
	if (hasHint(text) || hasShapeHint(text) || heldSecrets.withoutAny(text) !== text) return false;
	// What comes again and again is among the first; of texts that come once there may be thousands a second.
	for (const each of texts) if (!innocent.isFull) innocent.add(each);
	return true;
};

/** Whether `areInnocent` has found this one so already. */
export const isKnownInnocent = (text: string): boolean => innocent.has(text);

/** `redactText` for a message, such as an error: a server may repeat in it what it was sent. */
export const redactMessage = (text: string): string => redactText(heldSecrets.withoutAny(text));

const entry = /^([A-Za-z_][\w.-]{0,200})=/;

/** Blanks the secrets in one text of a list: of `NAME=value` the whole value. */
export const redactEntry = (text: string): string => {
	const name = entry.exec(text)?.[1];
	if (name === undefined || !isSecretName(name)) return redactText(text);
	const value = text.slice(name.length + 1);
	return isHarmlessValue(name, value) ? text : `${name}=${blank}`;
};

const openLogin = /(?<![\w+.-])([a-z][a-z0-9+.-]{1,30}:\/\/[^\s/?#:@"'<>]{1,256}:)[^\s/]{1,}$/i;

// How far held secrets are searched for: a secret that was cut in two would not be recognised.
const maxSearched = 65_536;

const startOf = (text: string, max: number): string => {
	const start = text.slice(0, 4 * max);
	// An address that was cut no longer shows that it holds a password.
	const whole = start.length < text.length ? start.replace(openLogin, `$1${blank}`) : start;
	return redactText(whole).slice(0, max);
};

/** The beginning of a text, at most `most` characters, without secrets; not all of a long text is looked at. */
export const redactStart = (text: string, max: number): string =>
	text.length <= max ? redactText(text) : startOf(heldSecrets.without(text.slice(0, maxSearched)), max);

/** The same for a message: what a server repeats is removed before the message is cut. */
export const redactMessageStart = (text: string, max: number): string =>
	startOf(heldSecrets.withoutAny(text.slice(0, maxSearched)), max);
