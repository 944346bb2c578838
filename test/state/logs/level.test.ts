import {expect, test} from 'vitest';
import {levelOf} from '../../../source/state/logs/level.js';

test.each([
	['{"level":"warn","msg":"slow"}', 'warning'],
	['{"msg":"x","severity":"ERROR"}', 'error'],
	['{"level":30,"msg":"request completed","ms":50}', 'info'],
	['{"time":1,"level":50}', 'error'],
	['{"message":"no level: error"}', null],
	['level=info msg="job done"', 'info'],
	['time="2026-01-02T03:04:05Z" level=warning msg="slow"', 'warning'],
	['I0102 03:04:05.678901       1 leader.go:258] won', 'info'],
	['W0102 03:04:05.678901       1 reflector.go:324] failed', 'warning'],
	['E0102 03:04:05.678901       1 main.go:1] failed', 'error'],
	['[warn] upstream slow', 'warning'],
	['2026/01/02 03:04:05 [error] 31#31: *1 connect() failed', 'error'],
	['[2026-01-02 03:04:05] [ERROR  ] [salt.master] no', 'error'],
	['2026-01-02 03:04:05,678 ERROR worker: failed', 'error'],
	['INFO  [main] c.e.s.Inventory - synced', 'info'],
	['WARNING:root:slow', 'warning'],
	['error: cannot open', 'error'],
	['debug: cache hit ratio 99 %', 'debug'],
	['GET /error?warn=1 200', null],
	['no error occurred', null],
	['', null],
])('%s', (text, level) => {
	expect(levelOf(text)).toBe(level);
});
