import type {Check} from '../../model/check.js';
import {takesUtf8} from '../locale.js';
import {runCommand} from '../run-command.js';
import type {System} from '../system.js';
import {askTerminal, isAttributes} from './ask-terminal.js';

type Found = Pick<Check, 'text'> & Partial<Pick<Check, 'status' | 'advice'>>;

const check = (name: string, found: Found): Check => ({status: 'ok', advice: null, ...found, name});

const checkSize = ({columns, rows}: System['stdout']): Found =>
	columns < 80 || rows < 24
		? {status: 'warning', text: `${columns}x${rows}`, advice: 'at least 80x24 shows all of a view'}
		: {text: `${columns}x${rows}`};

const checkColours = ({env, stdout}: System): Found => {
	const {NO_COLOR, TERM = 'not set', COLORTERM} = env;
	const by = `TERM ${TERM}${COLORTERM ? `, COLORTERM ${COLORTERM}` : ''}`;
	if (NO_COLOR) return {text: 'none, by NO_COLOR'};
	const depth = stdout.getColorDepth(env);
	if (depth >= 24) return {text: `16 million (${by})`};
	if (depth >= 8) return {text: `256 (${by})`};
	return {
		status: 'warning',
		text: `${depth >= 4 ? 16 : 2} (${by})`,
		advice: 'set TERM to what the terminal is, such as xterm-256color',
	};
};

const checkUtf8 = (env: NodeJS.ProcessEnv): Found => {
	const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
	if (!takesUtf8(env))
		return {
			status: 'warning',
			text: `no, by the locale ${locale}`,
			advice: 'set LANG to C.UTF-8 or another of UTF-8',
		};
	return {text: locale === '' ? 'taken as given: no locale is set' : `yes, by the locale ${locale}`};
};

const tmuxLimitMs = 2000;

/** What tmux says; null where it does not answer. */
const askTmux = async (environment: NodeJS.ProcessEnv, ...arguments_: readonly string[]) => {
	try {
		const ended = await runCommand({program: 'tmux', arguments_, environment, limitMs: tmuxLimitMs});
		return ended.isGood ? ended.output.trim() : null;
	} catch {
		// It may be that of another machine, and not be installed here.
		return null;
	}
};

type Tmux = {readonly version: string; readonly option: Readonly<Record<string, string | null>>};

const readTmux = async (env: NodeJS.ProcessEnv): Promise<Tmux | null> => {
	const version = await askTmux(env, '-V');
	if (version === null) return null;
	const [passthrough, focus, clipboard] = await Promise.all([
		askTmux(env, 'show-options', '-Awv', 'allow-passthrough'),
		askTmux(env, 'show-options', '-sv', 'focus-events'),
		askTmux(env, 'show-options', '-sv', 'set-clipboard'),
	]);
	return {version, option: {passthrough, focus, clipboard}};
};

const checkMultiplexer = (env: NodeJS.ProcessEnv, tmux: Tmux | null): Found => {
	if (env.TMUX && !tmux)
		return {status: 'warning', text: 'tmux, which does not answer here', advice: 'run this where tmux runs'};
	if (tmux) {
		const {passthrough} = tmux.option;
		const text = `${tmux.version}, allow-passthrough ${passthrough ?? 'not known'}`;
		if (passthrough === 'on' || passthrough === 'all') return {text};
		return {
			status: 'warning',
			text,
			advice: 'tmux set -g allow-passthrough on lets notifications through (tmux 3.3 and later)',
		};
	}

	if (env.STY) return {text: 'GNU screen'};
	return {text: env.ZELLIJ === undefined ? 'none' : 'Zellij'};
};

const checkClipboard = (tmux: Tmux | null, attributes: readonly string[]): Found => {
	if (tmux) {
		const {clipboard, passthrough} = tmux.option;
		const text = `tmux set-clipboard ${clipboard ?? 'not known'}`;
		if (clipboard === 'on' || passthrough === 'on' || passthrough === 'all') return {text};
		return {status: 'warning', text, advice: 'tmux set -s set-clipboard on lets Y copy to the clipboard'};
	}

	if (attributes.includes('52')) return {text: 'the terminal says that it takes it'};
	return {status: 'skipped', text: 'the terminal does not say; press Y on a row and paste'};
};

const checkFocus = (tmux: Tmux | null, mode: string | null): Found => {
	if (tmux) {
		const text = `tmux focus-events ${tmux.option.focus ?? 'not known'}`;
		if (tmux.option.focus === 'on') return {text};
		return {
			status: 'warning',
			text,
			advice: 'tmux set -g focus-events on lets rwatch know when you were away',
		};
	}

	if (mode === '1' || mode === '2' || mode === '3') return {text: 'the terminal reports it'};
	return {status: 'skipped', text: 'the terminal does not say whether it reports it'};
};

/** How the terminal is in which the program runs; where it runs in none, that alone. */
export const checkTerminal = async (system: System): Promise<readonly Check[]> => {
	const {env, stdout} = system;
	if (!stdout.isTTY) {
		return [
			check('terminal', {status: 'skipped', text: 'standard output is not one'}),
			check('UTF-8', checkUtf8(env)),
		];
	}

	const tmux = env.TMUX ? await readTmux(env) : null;
	const answers = await askTerminal(system);
	const attributes = (answers.find(isAttributes) ?? '').slice(0, -1).split(';');
	const mode = answers.find(answer => answer.startsWith('1004;'))?.[5] ?? null;
	return [
		check('size', checkSize(stdout)),
		check('colours', checkColours(system)),
		check('UTF-8', checkUtf8(env)),
		check('multiplexer', checkMultiplexer(env, tmux)),
		check('OSC 52', checkClipboard(tmux, attributes)),
		check('focus', checkFocus(tmux, mode)),
	];
};
