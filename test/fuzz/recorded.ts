import {readdirSync, readFileSync} from 'node:fs';

const folder = (family: string): URL => new URL(`../fixtures/${family}/`, import.meta.url);

const filesOf = (family: string, pattern: RegExp): readonly string[] =>
	readdirSync(folder(family), {recursive: true, encoding: 'utf8'}).filter(name => pattern.test(name));

const textOf = (family: string, name: string): string => readFileSync(new URL(name, folder(family)), 'utf8');

/** The text frames of a family's recorded subscriptions: lines of a time and JSON. Without those that end a session. */
export const framesOf = (family: string, pattern: RegExp): readonly string[] =>
	filesOf(family, pattern)
		.flatMap(name => textOf(family, name).split(/\r?\n/))
		.flatMap(line => /^ *[\d.]+ +(\{.*)$/.exec(line)?.[1] ?? [])
		.filter(frame => !frame.includes('"name":"logout"'));

/** The events of a recorded event stream, each as JSON. */
export const eventsOf = (): readonly string[] =>
	filesOf('salt', /\.http$/)
		.flatMap(name => textOf('salt', name).split(/\r?\n/))
		.flatMap(line => /^data: (\{.*)$/.exec(line)?.[1] ?? []);

/** Whole recorded answers, from the status line on. */
export const answersOf = (family: string): readonly string[] =>
	filesOf(family, /\.http$/).flatMap(name => {
		const text = textOf(family, name);
		const start = text.search(/^HTTP(?:\/[\d.]+)? \d/m);
		return start === -1 ? [] : [text.slice(start).replace(/^HTTP(?:\/[\d.]+)?/, 'HTTP/1.1')];
	});
