import {expect, test} from 'vitest';
import {harmlessCommands, ordinaryCommands} from '../../../../source/sources/salt/act/harmless.js';

const isHarmless = (line: string): boolean => {
	const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(line) ?? [];
	return [harmlessCommands, ordinaryCommands].some(patterns =>
		new RegExp(`^(?:${patterns[word]})$`, 's').test(rest),
	);
};

test.each([
	'salt * test.ping',
	"salt 'web-* or db-*' test.ping",
	"salt -C 'G@os:Debian and web-*' grains.item os",
	'salt -G os:Debian pkg.version nginx',
	'salt * test.ping,grains.items',
	'salt * state.apply nginx test=True',
	'salt * state.apply test=True saltenv=dev',
	'salt * saltutil.running',
	'salt web-1.example cmd.run "uptime"',
	'salt web-1.example service.restart nginx',
	'runner jobs.list_jobs',
	'runner manage.down',
	'runner manage.down tgt=web-*',
	'wheel key.list_all',
	'wheel minions.connected',
	'hook some/path {}',
])('%s is not dangerous', line => {
	expect(isHarmless(line)).toBe(true);
});

test.each([
	'salt * system.reboot',
	'salt web-1.example system.reboot',
	'salt web-1.example test.ping,system.reboot',
	"salt web-1.example 'system.reboot'",
	'salt web-1.example "test.ping,system.reboot"',
	'salt web-1.example system."reboot"',
	'salt web-1.example system.reb\\oot',
	'salt web-1.example docker.rm shop',
	'salt web-1.example lxc.destroy shop',
	'salt web-1.example mysql.db_remove shop',
	'salt web-1.example system.shutdown_hard',
	"salt '* test.ping ' cmd.run uptime",
	'salt web-1.example state.apply',
	'salt web-1.example pkg.remove nginx',
	'salt web-1.example cmd.run reboot',
	'salt web-1.example cmd.run "/sbin/shutdown -h now"',
	'salt *\\ test.ping cmd.run uptime',
	'runner fileserver.clear_cache',
	'salt web-1.example service.stop nginx',
	'salt * cmd.run uptime',
	"salt 'web-1' cmd.run 'test.ping'",
	'salt web-[12] service.restart nginx',
	'salt -L web-1,web-2 service.restart nginx',
	'salt * test.ping,cmd.run [],[reboot]',
	'salt * state.apply nginx',
	'salt * state.apply nginx test=True test=False',
	"salt * state.apply saltenv='a test=True b'",
	'salt * state.apply a\\ test=True',
	'salt * grains.setval role web',
	'runner state.orchestrate deploy',
	'runner manage.down removekeys=True',
	'runner manage.down True',
	'wheel key.delete web-*',
	'wheel key.delete web-1',
	'wheel key.accept *',
	'salt',
	'salt *',
])('%s is dangerous', line => {
	expect(isHarmless(line)).toBe(false);
});

test.each([
	'salt web-1.example cmd.run "uptime"',
	'salt web-1.example service.restart nginx',
	'hook some/path {}',
])('%s changes something all the same', line => {
	const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(line) ?? [];
	expect(new RegExp(`^(?:${harmlessCommands[word]})$`, 's').test(rest)).toBe(false);
});
