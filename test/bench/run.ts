import process from 'node:process';
import {byteLines} from './bytes.ts';
import {type Part, runPart} from './children.ts';
import {changeLines} from './event-cost.ts';
import {isReached, type Line, tableOf} from './figures.ts';
import {filterLines} from './filter.ts';
import {frameLines} from './frame.tsx';
import {ingestLines} from './ingest.ts';
import {createLeast, createLeastSalt} from './least.ts';
import {loadBare, loadLines, loadProgram} from './load.ts';
import {followTalk, logLines, serveTalk} from './log-stream.ts';
import {memoryLines} from './memory.ts';
import {packageLines} from './package.ts';
import {podLines} from './pod-bytes.ts';
import {receiveAll, receiveBare} from './receive.ts';
import {saltLines, streamAll, streamBare} from './salt.ts';
import {serveSaltFlood} from './salt-server.ts';
import {scaleLines} from './scale.ts';
import {serveFlood} from './server.ts';
import {paintSlowly, slowLines} from './slow-link.ts';
import {startLines} from './start.ts';

const ready = (tell: (message: unknown) => void) => () => tell('ready');

const parts: Readonly<Record<string, Part>> = {
	server: (options, _tell, onOrder) => serveFlood(options, onOrder),
	'receive-bare': (options, tell) => receiveBare(options, ready(tell)),
	'receive-least': (options, tell) => receiveBare(options, ready(tell), createLeast()),
	'receive-all': (options, tell) => receiveAll(options, ready(tell)),
	'load-bare': (options, tell) => loadBare(options, ready(tell)),
	'load-all': (options, tell) => loadProgram(options, ready(tell)),
	'salt-server': (_options, _tell, onOrder) => serveSaltFlood(onOrder),
	'stream-bare': (options, tell) => streamBare(options, ready(tell)),
	'stream-least': (options, tell) => streamBare(options, ready(tell), createLeastSalt()),
	'stream-all': (options, tell) => streamAll(options, ready(tell)),
	talk: (_options, _tell, onOrder) => serveTalk(onOrder),
	'follow-talk': (options, tell) => followTalk(options, ready(tell)),
	'paint-slowly': options => paintSlowly(options),
};

const rows: Readonly<Record<string, (quick: boolean) => Promise<Line[]>>> = {
	ingest: ingestLines,
	salt: saltLines,
	load: loadLines,
	filter: filterLines,
	bytes: byteLines,
	pods: podLines,
	log: logLines,
	start: startLines,
	memory: memoryLines,
	package: packageLines,
	scale: scaleLines,
	events: changeLines,
	frame: frameLines,
	slow: slowLines,
};

const usage = `Usage: npm run bench -- [--quick] [--json] [row…]\nRows: ${Object.keys(rows).join(', ')}\n`;

const runRows = async (arguments_: readonly string[]): Promise<void> => {
	const named = arguments_.filter(argument => !argument.startsWith('-'));
	if (arguments_.includes('--help') || named.some(name => !(name in rows))) {
		process.stderr.write(usage);
		process.exitCode = 2;
		return;
	}

	const lines: Line[] = [];
	for (const [name, measure] of Object.entries(rows)) {
		if (named.length > 0 && !named.includes(name)) continue;
		process.stderr.write(`measuring ${name}\n`);
		const measured = await measure(arguments_.includes('--quick'));
		process.stderr.write(`${tableOf(measured)}\n`);
		lines.push(...measured);
	}

	const missed = lines.filter(line => !isReached(line)).length;
	const {version, arch} = process;
	process.stdout.write(
		arguments_.includes('--json')
			? `${JSON.stringify({node: version, arch, lines}, null, '\t')}\n`
			: `${tableOf(lines)}\n\nNode ${version}: ${lines.length - missed} of ${lines.length} as they should be\n`,
	);
};

const [first, part = '', options = ''] = process.argv.slice(2);
if (first === '--part') await runPart(parts, part, options);
else await runRows(process.argv.slice(2));
