import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {homedir, tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {statePath} from '../../source/config/config.js';
import {openMemory} from '../../source/program/memory.js';
import {heldSecrets} from '../../source/secrets/held.js';
import {documents} from '../../source/state/remembered/documents.js';

const newFolder = (): string => {
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-memory-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
};

test('a later run knows what an earlier one remembered, without secrets; a fresh one does not', async () => {
	const environment = {XDG_STATE_HOME: newFolder()};
	const first = openMemory(environment, false);
	const trouble = {kind: 'all', filter: 'DB_PASSWORD=geheim', sort: ''};
	first.memory.write(documents.views, {trouble});
	await first.close();
	const shown = {...trouble, filter: 'DB_PASSWORD=***'};
	expect([...openMemory(environment, false).remembered.views]).toEqual([['trouble', shown]]);
	expect(openMemory(environment, true).remembered.views.size).toBe(0);
	expect(readFileSync(join(environment.XDG_STATE_HOME, 'rwatch', 'views.json'), 'utf8')).not.toContain(
		'geheim',
	);
});

test('what cannot be remembered is reported, also when it was found before anybody listened', () => {
	const emitted: string[] = [];
	const {report} = openMemory({XDG_STATE_HOME: '/dev/null'}, false);
	report(text => void emitted.push(text));
	expect(emitted).toEqual([
		'Cannot read /dev/null/rwatch/views.json: a part of the path is not a folder; what belongs there is kept for this run only',
	]);
});

test.each([
	['/var/state', '/var/state/rwatch'],
	['relative', join(homedir(), '.local/state/rwatch')],
	['', join(homedir(), '.local/state/rwatch')],
	[undefined, join(homedir(), '.local/state/rwatch')],
])('XDG_STATE_HOME=%s means %s', (value, path) => {
	expect(statePath({environment: {XDG_STATE_HOME: value}, home: homedir()})).toBe(path);
});

test('the journal has no secrets, and a fresh run adds to it without reading it', () => {
	const environment = {XDG_STATE_HOME: newFolder()};
	heldSecrets.hold('held-by-this-run');
	const rows = [{key: 'prod//pod/a', name: 'a'}];
	const input = {password: 'one', env: 'DB_PASSWORD=two', list: ['--token', 'three'], size: 3};
	const [written] = openMemory(environment, false).memory.append([
		{type: 'sent', rows, input, line: 'salt * cmd.run "mysql -pfour; echo held-by-this-run"'},
	]);
	expect(written).toMatchObject({
		run: expect.any(String),
		rows,
		input: {password: '***', env: 'DB_PASSWORD=***', list: ['--token', '***'], size: 3},
	});
	const fresh = openMemory(environment, true).memory;
	fresh.append([{type: 'ended'}]);
	expect(fresh.journal()).toEqual([]);
	const path = join(environment.XDG_STATE_HOME, 'rwatch', 'journal.ndjson');
	expect(readFileSync(path, 'utf8')).not.toMatch(/one|two|three|four|held-by/);
	writeFileSync(path, 'half a li', {flag: 'a'});
	expect(openMemory(environment, false).memory.journal()).toEqual([
		written,
		expect.objectContaining({type: 'ended'}),
		null,
	]);
});
