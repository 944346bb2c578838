import {expect, test} from 'vitest';
import {families} from '../../source/families.js';
import {UsageError} from '../../source/model/errors.js';
import {topicNames, topicText} from '../../source/program/help-topics.js';

test.each([
	['keys', 'drill down (open)'],
	['filters', 'restarts>=5'],
	['commands', ':pulse'],
	['commands', ':find <text>'],
	['commands', ':all '],
	['commands', ':events '],
	['commands', ':<kind> '],
	['commands', ':<saved view> '],
	['commands', ':q '],
	['commands', ':wheel <function> [arguments]'],
	['commands', ':stats '],
	['configuration', 'theme        default, light,'],
	['configuration', 'type              rancher1, rancher2 or salt'],
	['configuration', 'a program with its arguments, such as [pass, show, rancher]'],
	['rancher1', 'containers co'],
	['rancher2', 'RANCHER_TOKEN'],
	['salt', 'minions mi min'],
	['salt', ':hook <path> [{json}]'],
])('the help on %s has %j', async (topic, text) => {
	expect(await topicText(topic, families)).toContain(text);
});

test('every topic has a text of more than a line', async () => {
	for (const topic of topicNames(families)) {
		expect((await topicText(topic, families)).split('\n').length, topic).toBeGreaterThan(4);
	}
});

test('an unknown topic is refused with the one that was meant', async () => {
	await expect(topicText('filter', families)).rejects.toThrow("no help on 'filter'");
	await expect(topicText('xyz', families)).rejects.toThrow(UsageError);
});

test('the help on Rancher 1 has no variable that it does not go by', async () => {
	expect(await topicText('rancher1', families)).not.toContain('RANCHER_TOKEN');
});

test('every command in the help has a description of its own', async () => {
	const lines = (await topicText('commands', families)).split('\n').filter(line => line.startsWith('  :'));
	const titles = lines.map(line => /\S {2,}(\S.*)$/.exec(line)?.[1]);
	expect(titles).not.toContain(undefined);
	expect(new Set(titles).size).toBe(titles.length);
});
