import {reasonOf, ServerError, UnreachableError} from '../../../model/errors.js';

/** Why something is not measured. */
export type Unmeasured = {
	readonly cause: 'absent' | 'unavailable' | 'forbidden' | 'unreachable' | 'other';
	/** For a person. */
	readonly message: string;
};

/**
 * What a failed question for usage amounts to: the metrics-server is not installed (plain text instead of a status of
 * Kubernetes), installed and away, or not for this user (test/fixtures/rancher2/more/metrics-*.raw.http).
 *
 * @param what what was to be measured: `pods`
 * @param where the cluster: `cluster production`
 */
export const unmeasuredBy = (error: unknown, what: string, where: string): Unmeasured => {
	if (error instanceof UnreachableError) return {cause: 'unreachable', message: reasonOf(error)};
	if (!(error instanceof ServerError))
		return {cause: 'other', message: `what ${what} in ${where} use cannot be read: ${reasonOf(error)}`};
	const {status, code, account} = error;
	if (status === 404 && code === '') {
		const message = `CPU and memory are not measured in ${where}: it has no metrics-server`;
		return {cause: 'absent', message};
	}

	if (status === 503) {
		const message = `CPU and memory are not measured in ${where} now: its metrics-server is away (${account.answer})`;
		return {cause: 'unavailable', message};
	}

	if (status === 403)
		return {cause: 'forbidden', message: `this user may not see what ${what} in ${where} use`};
	return {cause: 'other', message: `what ${what} in ${where} use cannot be read: ${account.answer}`};
};
