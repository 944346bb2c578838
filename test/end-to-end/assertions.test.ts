import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {expect, onTestFinished, test} from 'vitest';
import {serveRaw} from '../transport/servers.js';
import {program} from './build.js';

test('the bundle holds none of the assertions for whose message Node would parse all of it', () => {
	expect(readFileSync(program, 'utf8')).not.toMatch(/require\(\\?["'](?:node:)?assert/);
});

test('a status line that undici asserts something about ends neither the program nor its loop', async () => {
	let requests = 0;
	const server = await serveRaw(socket =>
		socket.once('data', () => {
			requests++;
			socket.end('HTTP/1.1 000 X\r\nContent-Length: 0\r\n\r\n');
		}),
	);
	onTestFinished(server.close);
	const home = mkdtempSync(join(tmpdir(), 'rwatch-home-'));
	onTestFinished(() => rmSync(home, {recursive: true, force: true}));
	const child = spawn(process.execPath, [program, `rancher2+${server.url}`, '--follow'], {
		env: {PATH: process.env.PATH, HOME: home, RANCHER_TOKEN: 'token-x:y'},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	onTestFinished(() => void child.kill('SIGKILL'));
	let stdout = '';
	child.stdout.setEncoding('utf8');
	for await (const text of child.stdout) {
		stdout += text;
		if (stdout.includes('retrying')) break;
	}

	expect(stdout).toContain('what came back is not HTTP');
	expect(requests).toBeGreaterThan(0);
	child.kill('SIGTERM');
	const [exitCode] = await once(child, 'close');
	expect(exitCode).toBe(143);
});
