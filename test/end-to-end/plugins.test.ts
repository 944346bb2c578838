import {chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {startDemo} from './stage.js';

const enter = '\r';

const script = `#!/bin/sh
echo "name $1 kind $RWATCH_KIND secret [$SALTAPI_PASS] own [$OWN]"
printf '\\033[2Jharmless\\n'
cat > "$0.json"
exit 3
`;

const newConfig = (): {readonly folder: string; readonly config: string} => {
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-plugins-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	const config = join(folder, 'config.yaml');
	writeFileSync(
		config,
		`plugins:
  look: {key: ctrl-g, kinds: [hosts], run: [./look, '{name}'], confirm: false}
aliases: {ho: hosts}
`,
		{mode: 0o600},
	);
	writeFileSync(join(folder, 'look'), script);
	chmodSync(join(folder, 'look'), 0o700);
	return {folder, config};
};

test('a plugin gets the row and none of the credentials, and what it prints is a page', async () => {
	const {folder, config} = newConfig();
	const environment = {SALTAPI_PASS: 'hush-hush', OWN: 'kept'};
	const terminal = await startDemo(['--config', config, '-k', 'ho'], {environment});
	await terminal.waitFor(screen => /hosts\[\d+\]/.test(screen));
	terminal.type('j\u0007');
	await terminal.waitFor(screen => /look of \S+ on \S+ failed: exit code 3/.test(screen));
	await terminal.waitFor(screen => /name \S+ kind host secret \[\] own \[kept\]/.test(screen));
	expect(terminal.screen().join('\n')).toContain('harmless');
	const row = JSON.parse(readFileSync(join(folder, 'look.json'), 'utf8'));
	expect(row).toMatchObject({kind: 'host', family: 'rancher1'});
	terminal.type(`:journal${enter}`);
	await terminal.waitFor(
		screen => /journal/.test(screen) && /look/.test(screen) && /exit code 3/.test(screen),
	);
});

test('with --read-only none runs', async () => {
	const {config} = newConfig();
	const terminal = await startDemo(['--config', config, '-k', 'ho', '--read-only']);
	await terminal.waitFor(screen => /hosts\[\d+\]/.test(screen));
	terminal.type('j\u0007');
	await terminal.waitFor(screen => screen.includes('read-only: rwatch was started with --read-only'));
});
