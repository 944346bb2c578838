import process from 'node:process';
import {byteLines} from './bytes.js';
import {type Part, runPart} from './children.js';
import {changeLines} from './event-cost.js';
import {feltLines} from './felt.js';
import {isReached, type Line, tableOf} from './figures.js';
import {filterLines} from './filter.js';
import {listBare, serveFleet} from './fleet.js';
import {frameLines} from './frame.js';
import {ingestLines} from './ingest.js';
import {createLeast, createLeastSalt} from './least.js';
import {loadBare, loadLines, loadProgram} from './load.js';
import {searchLines} from './log-search.js';
import {followTalk, logLines, serveTalk} from './log-stream.js';
import {memoryLines} from './memory.js';
import {packageLines} from './package.js';
import {podLines} from './pod-bytes.js';
import {receiveAll, receiveBare} from './receive.js';
import {saltLines, streamAll, streamBare} from './salt.js';
import {serveSaltFlood} from './salt-server.js';
import {scaleLines} from './scale.js';
import {serveFlood} from './server.js';
import {paintSlowly, slowLines} from './slow-link.js';
import {startLines} from './start.js';

const ready = (dispatch: (message: unknown) => void) => () => dispatch('ready');

const parts: Readonly<Record<string, Part>> = {
	fleet: (options, dispatch, onOrder) => serveFleet(options, dispatch, onOrder),
	'fleet-bare': options => listBare(options),
	server: (options, _tell, onOrder) => serveFlood(options, onOrder),
	'receive-bare': (options, dispatch) => receiveBare(options, ready(dispatch)),
	'receive-least': (options, dispatch) => receiveBare(options, ready(dispatch), createLeast()),
	'receive-all': (options, dispatch) => receiveAll(options, ready(dispatch)),
	'load-bare': (options, dispatch) => loadBare(options, ready(dispatch)),
	'load-all': (options, dispatch) => loadProgram(options, ready(dispatch)),
	'salt-server': (_options, _tell, onOrder) => serveSaltFlood(onOrder),
	'stream-bare': (options, dispatch) => streamBare(options, ready(dispatch)),
	'stream-least': (options, dispatch) => streamBare(options, ready(dispatch), createLeastSalt()),
	'stream-all': (options, dispatch) => streamAll(options, ready(dispatch)),
	talk: (_options, _tell, onOrder) => serveTalk(onOrder),
	'follow-talk': (options, dispatch) => followTalk(options, ready(dispatch)),
	'paint-slowly': options => paintSlowly(options),
};

const rows: Readonly<Record<string, (quick: boolean) => Promise<Line[]>>> = {
	felt: feltLines,
	ingest: ingestLines,
	salt: saltLines,
	load: loadLines,
	filter: filterLines,
	bytes: byteLines,
	pods: podLines,
	log: logLines,
	search: searchLines,
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
