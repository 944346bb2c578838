import {readdirSync, readFileSync} from 'node:fs';
import process from 'node:process';
import {pathToFileURL} from 'node:url';
import type {JsonObject} from '../../../source/model/json-object.js';
import {headOf, objectsIn} from '../../../source/sources/rancher2/steve/wire/frames.js';
import {listOf} from '../../../source/sources/requests/json-fields.js';

/** A real server's answer: `body` is as it came, `request` what it answers. */
type RecordedAnswer = {
	readonly request: string;
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
};

// The benchmark is a bundle, which lies elsewhere than this file.
const {RWATCH_ROOT} = process.env;
const folder = RWATCH_ROOT
	? new URL('test/fixtures/rancher2/', pathToFileURL(`${RWATCH_ROOT}/`))
	: new URL('../../fixtures/rancher2/', import.meta.url);

/** The text of a recorded file of Rancher 2. */
export const fixtureText = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

// Answers to upgrades have the time before them, and their body as the text of a string.
const plainLine = (line: string): string => {
	const text = line.replace(/^ *\d+ (?=HTTP\/)|^ {7}(?=\S)/, '');
	return text.startsWith('first bytes: "') ? String(JSON.parse(text.slice('first bytes: '.length))) : text;
};

/** Reads a recorded answer; throws where the file holds none. Lines that begin with `#` are notes, `>` the request. */
export const fixture = (file: string): RecordedAnswer => {
	const lines = fixtureText(file)
		.split(/\r?\n/)
		.filter(line => !/^# /.test(line))
		.map(plainLine);
	const first = lines.findIndex(line => /^HTTP\/\S+ \d/.test(line));
	if (first === -1) throw new Error(`${file} holds no answer`);
	const blank = lines.findIndex((line, index) => index > first && !/^[\w-]+: /.test(line));
	const headers = lines.slice(first + 1, blank).map(line => {
		const [name = '', value = ''] = line.split(/: (.*)/s);
		return [name.toLowerCase(), value] as const;
	});
	return {
		request: lines.slice(0, first).join('\n'),
		status: Number(lines[first]?.split(' ')[1]),
		headers: Object.fromEntries(headers),
		body: lines.slice(blank).join('\n').trim(),
	};
};

/** The recorded answer of a file; undefined where it is a stream, or notes. */
export const answered = (file: string): RecordedAnswer | undefined =>
	/^(?: *\d+ )?HTTP\/\S+ (?!101)\d/m.test(fixtureText(file)) ? fixture(file) : undefined;

/** A JSON object of a recorded file. */
export type RecordedObject = Record<string, unknown>;

/** The JSON body of a recorded answer. */
export const fixtureBody = (file: string): RecordedObject => JSON.parse(fixture(file).body) as RecordedObject;

/** The text of each frame that the server sent in a recorded stream. */
export const fixtureFrames = (file: string): readonly string[] =>
	fixtureText(file)
		.split(/\r?\n/)
		.flatMap(line => /^ *\d+ +(\{.*)$/.exec(line)?.[1] ?? []);

/** The objects of a recorded file with one a line. */
export const fixtureLines = (file: string): readonly RecordedObject[] =>
	fixtureText(file)
		.split(/\r?\n/)
		.filter(line => line.startsWith('{'))
		.map(line => JSON.parse(line) as RecordedObject);

/** The names of the recorded files that match, in order: `more/pod-web.raw.http`. */
export const fixtureNames = (pattern: RegExp): readonly string[] =>
	readdirSync(folder, {recursive: true, encoding: 'utf8'})
		.filter(name => pattern.test(name))
		.sort();

/** What a recorded collection of Steve holds. */
export const stevePage = (body: JsonObject) => ({...headOf(body), ...objectsIn(listOf(body, 'data'))});
