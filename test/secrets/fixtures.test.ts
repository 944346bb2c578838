import {readdirSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {redactValue} from '../../source/secrets/value.js';

const folder = 'test/fixtures';
const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(name =>
	/\.(?:http|txt|json|ndjson)$/.test(name),
);

const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};

/** All JSON in a file: its body, or that of each line. */
const valuesIn = (name: string): readonly unknown[] => {
	const text = readFileSync(`${folder}/${name}`, 'utf8');
	const body = parsed(text.slice(Math.max(0, text.search(/\r?\n\r?\n/))));
	if (body !== undefined) return [body];
	return text.split('\n').flatMap(line => {
		const value = parsed(line.slice(Math.max(0, line.search(/[[{]/))));
		return value === undefined ? [] : [value];
	});
};

const needed =
	/^(?:id|uuid|name|displayName|state|type|baseType|kind|image|imageUuid|imageName|fun|jid|minion|tgt|hostname|status|phase|reason|healthState|namespace|publicValue|created|creationTimestamp|resourceVersion|fingerprint)$/;

type Leaf = {readonly path: string; readonly value: unknown};

const leavesOf = (value: unknown, path: string, leaves: Leaf[]): readonly Leaf[] => {
	if (typeof value !== 'object' || value === null) {
		if (needed.test(path.slice(path.lastIndexOf('.') + 1))) leaves.push({path, value});
		return leaves;
	}

	for (const [name, each] of Object.entries(value)) leavesOf(each, `${path}.${name}`, leaves);
	return leaves;
};

test('the fixtures are there', () => {
	expect(files.length).toBeGreaterThan(300);
});

test.each(files)('no name, state or image of %s is lost', name => {
	for (const value of valuesIn(name)) {
		expect(leavesOf(redactValue(value), '', [])).toEqual(leavesOf(value, '', []));
	}
});
