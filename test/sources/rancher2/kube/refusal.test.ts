import {expect, test} from 'vitest';
import {KubeRefusal} from '../../../../source/sources/rancher2/kube/refusal.js';
import {fixture} from '../fixture.js';

const linesOf = (file: string) => new KubeRefusal(fixture(`more/${file}`).body).lines;

test.each([
	[
		'edit-put-422.raw.http',
		[
			'Deployment.apps "web" is invalid:',
			'* spec.replicas: Invalid value: -3: must be greater than or equal to 0',
			expect.stringMatching(
				/^\* spec\.template\.spec\.containers\[0\]\.name: Invalid value: "Not A Name": a lowercase/,
			),
		],
	],
	[
		'edit-put-unknown-field-strict-400.raw.http',
		[expect.stringContaining('strict decoding error: unknown field "spec.replcas"')],
	],
	['edit-admission-refused-422.raw.http', [expect.stringContaining('images need a fixed tag (GitOps only)')]],
	['edit-admission-webhook-down-500.raw.http', [expect.stringContaining('failed calling webhook')]],
	['edit-quota-403.raw.http', [expect.stringContaining('exceeded quota: small')]],
	['metrics-unavailable-503.raw.http', []],
])('%s is refused in these lines', (file, lines) => {
	expect(linesOf(file)).toEqual(lines);
});
