import {render} from 'ink';
import type {Config} from '../config/config.js';
import type {Flags} from '../flags/flags.js';
import type {Environment} from '../model/environment.js';
import {UsageError} from '../model/errors.js';
import {follow} from '../output/follow.js';
import {once} from '../output/once.js';
import type {FollowOptions, Report, ReportOptions} from '../output/report.js';
import type {Table} from '../output/table.js';
import {until} from '../output/until.js';
import type {Watched} from '../runtime/watch.js';
import {type Filter, parseFilter} from '../state/filter/filter.js';
import {InkTable} from '../views/parts/ink-table.js';
import type {OpenSources} from './open-sources.js';
import {runAlert} from './run-alert.js';
import {runWatched} from './run-watched.js';
import {sayTo} from './say.js';
import type {System} from './system.js';

const filterOf = (flag: string, text: string): Filter => {
	const filter = parseFilter(text);
	if ('error' in filter) throw new UsageError(`--${flag} '${text}': ${filter.error}`);
	return filter;
};

const drawTo =
	(stdout: NodeJS.WriteStream) =>
	async ({columns, rows}: Table): Promise<void> => {
		const {waitUntilExit, unmount} = render(<InkTable data={[...rows]} columns={columns} />, {
			stdout,
			interactive: false,
		});
		unmount();
		await waitUntilExit();
	};

/** The alerts of `--follow --alert`, and how their programs run. Throws `UsageError` where there are none. */
const alertsOf = (
	{demo, replay, config}: Flags,
	{alerts, path, secretVariables}: Config,
	{sources}: OpenSources,
	environment: Environment,
	say: (text: string) => void,
	signal: AbortSignal,
): Pick<FollowOptions, 'alerts' | 'runAlert'> => {
	if ((demo || replay !== null) && config === null)
		throw new UsageError(
			`--alert: with ${demo ? '--demo' : '--replay'} only a file named by --config is read`,
		);
	if (alerts.length === 0) throw new UsageError(`--alert: there are no alerts in ${path}`);
	return {
		alerts,
		runAlert({alert, row}, more, found) {
			const url = sources.find(({name}) => name === row.resource.source)?.url ?? '';
			void runAlert(alert, row, more, {environment, secretVariables, url, ...found}, say, signal);
		},
	};
};

/** Prints for `--once`, `--follow` and `--until`; resolves with the exit code. */
export const runReport = async (
	flags: Flags,
	config: Config,
	opened: OpenSources,
	{stdout, stderr, env}: System,
): Promise<number> => {
	let watched: Watched | undefined;
	const options: ReportOptions = {
		sources: opened.sources.map(({name, family, url}) => ({name, family, url})),
		kind: flags.kind ?? 'all',
		filter: filterOf('filter', flags.filter ?? ''),
		sort: flags.sort,
		format: flags.output ?? (flags.mode === 'once' ? 'table' : 'ndjson'),
		timeoutMs: flags.timeoutMs,
		stuckAfterMs: config.stuckAfterMs,
		sameHosts: config.sameHosts,
		now: Date.now,
		show: kinds => watched?.show(kinds),
		measure: kinds => watched?.measure(kinds),
		stdout,
		stderr,
	};
	const asked = new AbortController();
	const say = sayTo({stderr});
	const make = (): Report => {
		if (flags.mode === 'follow')
			return follow({
				...options,
				...(flags.alert && alertsOf(flags, config, opened, env, say, asked.signal)),
			});
		if (flags.mode === 'until') return until({...options, until: filterOf('until', flags.until ?? '')});
		return once({
			...options,
			drawTable: stdout.isTTY && env.TERM !== 'dumb' ? drawTo(stdout) : null,
			object: flags.raw
				? resource => {
						const source = watched?.get(resource.source);
						return source ? source.object(resource, asked.signal) : Promise.resolve({});
					}
				: null,
		});
	};

	const exitCode = await runWatched(make(), config, opened, {
		say,
		began(sources) {
			watched = sources;
		},
	});
	asked.abort();
	return exitCode;
};
