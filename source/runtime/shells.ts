import {reasonOf} from '../model/errors.js';
import type {Resource} from '../model/resource.js';
import type {LineVerdict, ShellSession} from '../model/shell-session.js';
import type {Source} from '../model/source.js';
import type {Effect} from '../state/effect.js';
import type {Performers, PerformOptions} from './performers.js';

/** Hands the terminal to shells; the end of a shell is that of its action. */
export const createShells = (
	{store, terminal, now}: PerformOptions,
	sourceOf: (resource: Resource) => Source,
): {
	readonly open: (effect: Effect & {readonly type: 'open-shell'}) => Promise<void>;
	readonly performers: Pick<Performers, 'answer-line'>;
} => {
	/** Who waits for the verdict on a line, by shell: each sends one at a time. */
	const waiting = new Map<number, (verdict: LineVerdict) => void>();
	const sessionOf = (shell: number, container: string | null): ShellSession => ({
		container,
		judge: (line, typed) =>
			new Promise(resolve => {
				waiting.set(shell, resolve);
				store().dispatch({type: 'shell-line', shell, line, typed, at: now()});
			}),
		ended: (id, end) => store().dispatch({type: 'line-ended', id, end, at: now()}),
	});
	return {
		async open({id, resource, container}) {
			try {
				const exitStatus = await terminal.shell(sourceOf(resource), resource, sessionOf(id, container));
				const message = exitStatus === null ? null : `exit status ${exitStatus}`;
				const outcome = {follow: false, message};
				store().dispatch({type: 'action-accepted', id, outcome, at: now()});
			} catch (error) {
				store().dispatch({type: 'action-failed', id, error: reasonOf(error), at: now()});
			} finally {
				waiting.delete(id);
			}
		},
		performers: {
			'answer-line': ({shell, verdict}) => {
				waiting.get(shell)?.(verdict);
				waiting.delete(shell);
			},
		},
	};
};
