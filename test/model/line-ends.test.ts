import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {stringify} from 'yaml';
import {plainLineEnds} from '../../source/model/line-ends.js';
import {yamlText} from '../../source/output/yaml.js';

const text = readFileSync('test/fixtures/rancher1/action-200-exportconfig-crlf.http', 'utf8');
const {dockerComposeConfig} = JSON.parse(text.slice(text.indexOf('{')));
const shown = [
	'dockerComposeConfig: |',
	"  version: '2'",
	'  services:',
	'    web:',
	'      image: sim:nginx:1.17',
	'    db:',
	'      image: sim:nginx:1.15',
	'      labels:',
	"        simDelay_compute.instance.activate: '15'",
	'',
];

test('a file with the line ends of Windows is shown as the lines that it has', () => {
	expect(yamlText({dockerComposeConfig})).toBe(shown.join('\n'));
	expect(stringify({dockerComposeConfig}, plainLineEnds, {lineWidth: 0})).toBe(shown.join('\n'));
});
